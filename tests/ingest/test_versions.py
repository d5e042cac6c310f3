"""Versions, withdrawals, embargoes and files that grow, through the ledger and the warehouse."""

import json
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.account import Account
from schemas.extraction import ExtractionRows
from schemas.settings import Settings
from tasks import stages
from tasks.warehouse.connect import WAREHOUSE
from tests.ingest.press import fixture, read_fixture


class Newsroom:
    """An inbox and a home; `run` takes the one into the other, without extraction."""

    def __init__(self, folder: Path) -> None:
        """Begin with an empty inbox."""
        self.inbox, self.home = folder / "inbox", folder / "home"
        self.inbox.mkdir(parents=True)
        self.home.mkdir()
        self.settings = Settings(home=self.home, settle_seconds=0, max_file_mb=64)

    def put(self, name: str, **stated: Any) -> None:
        """Write a ninjs item."""
        item = {
            "uri": "urn:x:1",
            "type": "text",
            "versioncreated": "2025-03-01T08:00:00Z",
            **stated,
        }
        (self.inbox / name).write_text(json.dumps(item))

    def run(self, now: datetime | None = None) -> Account:
        """Run ingest, clean and load over what changed; `now` decides about embargoes."""
        changes = stages.discover(self.inbox, self.settings)
        account = Account(changes, "manual", None, "")
        stages.begin(account.row("running"), self.inbox, changes, self.settings)
        for batch in stages.ingest(changes, now or account.started_at, self.settings):
            cleaned = stages.clean(batch, self.settings)
            extractions = tuple(ExtractionRows(a.article_id) for a in cleaned.articles)
            done = cleaned.model_copy(update={"extractions": extractions})
            account.loaded(done, stages.load_batch(done, account.run_id, self.settings))
        return account

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Query the warehouse."""
        with duckdb.connect(str(self.home / WAREHOUSE), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def articles(self) -> list[tuple[Any, ...]]:
        """Return what stands in the warehouse, by path."""
        return self.ask("SELECT path, item, title, text FROM articles ORDER BY ALL")


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """A newsroom."""
    return Newsroom(tmp_path)


def test_newer_version_replaces_the_older(newsroom: Newsroom) -> None:
    """A newer version in another file takes the older one's place and leaves a row that says so."""
    newsroom.put("a.json", version="1", headline="Rain", body_text="Rain fell on the coast.")
    newsroom.run()
    newsroom.put(
        "b.json", version="2", headline="Hail", body_text="Hail fell on the coast all day."
    )
    newsroom.run()
    assert [row[0] for row in newsroom.articles()] == ["b.json"]
    assert newsroom.ask(
        "SELECT kind, headline_before, headline_after, words_added, words_removed"
        " FROM article_changes"
    ) == [("version", "Rain", "Hail", 5, 3)]
    assert newsroom.ask("SELECT path, state, articles FROM seed_files ORDER BY path") == [
        ("a.json", "processed", 0),
        ("b.json", "processed", 1),
    ]


def test_older_version_comes_back(newsroom: Newsroom) -> None:
    """When the file of the newer version goes, the older stands again, without being read again."""
    newsroom.put("a.json", version="1", body_text="Rain fell on the coast.")
    newsroom.put("b.json", version="2", body_text="Hail fell on the coast.")
    newsroom.run()
    (newsroom.inbox / "b.json").unlink()
    account = newsroom.run()
    assert [row[0] for row in newsroom.articles()] == ["a.json"]
    assert account.row("completed").files_processed == 0
    pending = newsroom.ask("SELECT stage FROM pending JOIN articles USING (article_key)")
    assert sorted(pending) == [("deduplicate",), ("resolve",)]


def test_late_older_version_does_not_stand(newsroom: Newsroom) -> None:
    """What decides is the version that a document states, not when it came."""
    newsroom.put("a.json", version="10", body_text="Hail fell on the coast.")
    newsroom.run()
    newsroom.put("b.json", version="9", body_text="Rain fell on the coast.")
    newsroom.run()
    assert [row[0] for row in newsroom.articles()] == ["a.json"]


def test_withdrawal_takes_the_article_away(newsroom: Newsroom) -> None:
    """A canceled item removes its article; an older version that comes later stays away."""
    newsroom.put("a.json", version="1", body_text="Rain fell on the coast.")
    newsroom.run()
    newsroom.put("b.json", version="2", pubstatus="canceled")
    newsroom.run()
    newsroom.put("c.json", version="1", body_text="Rain fell on the coast.")
    newsroom.run()
    assert newsroom.articles() == []
    assert newsroom.ask("SELECT DISTINCT kind FROM article_changes") == [("withdrawn",)]
    assert newsroom.ask("SELECT DISTINCT state FROM seed_files") == [("processed",)]
    (newsroom.inbox / "b.json").unlink()
    newsroom.run()
    assert [row[0] for row in newsroom.articles()] == ["c.json"]


def test_items_without_version_stand_by_themselves(newsroom: Newsroom) -> None:
    """Two articles with one address and no version are two articles: duplicates find them."""
    record = {"url": "https://a.example/1", "text": "Rain fell on the coast."}
    for name in ("a.jsonl", "b.jsonl"):
        (newsroom.inbox / name).write_text(json.dumps(record) + "\n")
    newsroom.run()
    assert [row[0] for row in newsroom.articles()] == ["a.jsonl", "b.jsonl"]


def test_reprint_is_no_version(newsroom: Newsroom) -> None:
    """One address at two outlets is two articles; the same outlet's newer one takes the place."""
    record = {"url": "https://a.example/1", "text": "Rain fell on the coast."}
    for outlet, day in (("A", 1), ("B", 2), ("A", 3)):
        stated = {**record, "outlet": outlet, "updated_at": f"2025-03-0{day}T08:00:00Z"}
        (newsroom.inbox / f"{day}.jsonl").write_text(json.dumps(stated) + "\n")
    newsroom.run()
    assert [row[0] for row in newsroom.articles()] == ["2.jsonl", "3.jsonl"]


def test_embargo_ends(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """An item is held until its embargo ends; the run after that takes it in."""
    until = datetime.now(UTC) + timedelta(hours=1)
    newsroom.put("a.json", embargoed=until.isoformat(), body_text="Rain fell on the coast.")
    first = newsroom.run().row("completed")
    again = newsroom.run().row("completed")
    assert (newsroom.articles(), first.files_held, again.files_held) == ([], 1, 1)
    assert newsroom.ask("SELECT state FROM seed_files") == [("held",)]
    monkeypatch.setattr("tasks.survey.time.time_ns", lambda: int(until.timestamp() * 1e9) + 1000)
    last = newsroom.run(now=until).row("completed")
    assert (last.files_processed, last.files_held) == (1, 0)
    assert len(newsroom.articles()) == 1
    assert newsroom.ask("SELECT * FROM held_items") == []


def test_files_add_up(newsroom: Newsroom) -> None:
    """Files seen are processed, unchanged, quarantined, waiting or held, on every run."""
    newsroom.put("a.json", body_text="Rain fell on the coast.")
    newsroom.put("b.json", uri="urn:x:2", embargoed="2999-01-01T00:00:00Z", body_text="Rain fell.")
    (newsroom.inbox / "c.txt").write_bytes(b"\x00")
    (newsroom.inbox / "d.jsonl").write_text('{"text": "Rain fell."}\n{"text": 1}\n')
    for _ in range(2):
        row = newsroom.run().row("completed")
        assert row.files_held == 1
        assert row.files_quarantined == 1
        assert row.files_processed + row.files_unchanged == 2
        newsroom.put("a.json", body_text="Rain fell on the coast again.")


@pytest.mark.parametrize("seeds", [range(2), pytest.param(range(2, 40), marks=pytest.mark.soak)])
def test_order_does_not_matter(seeds: range, tmp_path: Path) -> None:
    """However versions come and go, what stands is what one run over the last folder gives."""
    for story in seeds:
        chance = random.Random(story)
        living = Newsroom(tmp_path / f"living{story}")
        for _ in range(6):
            for _ in range(chance.randint(1, 3)):
                name = f"{chance.choice('abcd')}.json"
                if chance.random() < 0.3:
                    (living.inbox / name).unlink(missing_ok=True)
                    continue
                living.put(
                    name,
                    uri=f"urn:x:{chance.randint(1, 2)}",
                    version=str(chance.randint(1, 3)),
                    pubstatus=chance.choice(["usable", "usable", "usable", "canceled"]),
                    body_text=f"Rain fell on the coast {chance.randint(1, 3)} times.",
                )
            living.run()
        clean = Newsroom(tmp_path / f"clean{story}")
        clean.inbox.rmdir()
        clean.inbox = living.inbox
        clean.run()
        assert living.articles() == clean.articles()
        assert living.ask("SELECT count(*) FROM shelved_articles") == clean.ask(
            "SELECT count(*) FROM shelved_articles"
        )


def _line(number: int) -> str:
    return (
        json.dumps({"text": f"Rain fell on the coast {number} times. " + "It rained. " * 60}) + "\n"
    )


def _row(number: int) -> str:
    return f'"Rain ""fell"" on the coast\n{number} times. {"It rained. " * 60}",Observer East\n'


@pytest.mark.parametrize(
    ("name", "head", "item"),
    [("a.jsonl", "", _line), ("a.csv", "text,outlet\n", _row)],
)
def test_appended_items_are_read_alone(
    newsroom: Newsroom,
    name: str,
    head: str,
    item: Callable[[int], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A file whose head is unchanged is read from where it was left, and ends as if read whole."""
    place = newsroom.inbox / name
    place.write_text(head + "".join(item(number) for number in range(200)))
    newsroom.run()
    with place.open("a") as file:
        file.write("".join(item(number) for number in range(200, 220)) + "{\n")
    given: list[int] = []
    original = stages.read_batches

    def watched(*arguments: Any) -> Any:
        for batch in original(*arguments):
            given.append(len(batch.documents))
            yield batch

    monkeypatch.setattr(stages, "read_batches", watched)
    newsroom.run()
    assert sum(given) == 20
    grown = newsroom.articles(), newsroom.ask("SELECT item, error FROM quarantine ORDER BY ALL")
    whole = Newsroom(newsroom.inbox.parent / "whole")
    whole.inbox.rmdir()
    whole.inbox = newsroom.inbox
    whole.run()
    assert grown == (whole.articles(), whole.ask("SELECT item, error FROM quarantine ORDER BY ALL"))
    assert len(grown[0]) == 220
    assert len(grown[1]) == 1


def test_changed_head_is_read_again(newsroom: Newsroom) -> None:
    """A changed item replaces its article, one that vanished is removed, also as a file grows."""
    place = newsroom.inbox / "a.jsonl"
    items = [
        {"id": number, "text": f"Rain fell {number} times on the coast." * 20}
        for number in range(200)
    ]
    place.write_text("".join(json.dumps(item) + "\n" for item in items))
    newsroom.run()
    items[3]["text"] = "Hail fell on the coast."
    del items[5]
    items += [{"id": 2000, "text": "Snow fell on the coast, and it fell for days and days."}]
    place.write_text("".join(json.dumps(item) + "\n" for item in items))
    newsroom.run()
    texts = {row[1]: row[3] for row in newsroom.articles()}
    assert texts["3"] == "Hail fell on the coast."
    assert "5" not in texts
    assert len(texts) == 200


def test_interrupted_run_is_not_taken_for_whole(newsroom: Newsroom) -> None:
    """After a run that was cut short within a file, the file is read from its start."""
    place = newsroom.inbox / "a.jsonl"
    place.write_text("".join(_line(number) for number in range(200)))
    newsroom.run()
    with place.open("a") as file:
        file.write("".join(_line(number) for number in range(200, 260)))
    small = newsroom.settings.model_copy(update={"batch_words": 2000})
    changes = stages.discover(newsroom.inbox, small)
    account = Account(changes, "manual", None, "")
    stages.begin(account.row("running"), newsroom.inbox, changes, small)
    batch = stages.clean(next(stages.ingest(changes, account.started_at, small)), small)
    extractions = tuple(ExtractionRows(a.article_id) for a in batch.articles)
    stages.load_batch(batch.model_copy(update={"extractions": extractions}), account.run_id, small)
    newsroom.run()
    assert len(newsroom.articles()) == 260
    assert newsroom.ask("SELECT * FROM quarantine") == []


def test_summary_is_marked_in_the_log(newsroom: Newsroom) -> None:
    """An entry that has only a summary says so in the log, one with its full text does not."""
    (newsroom.inbox / "rss.xml").write_bytes(fixture("rss.xml"))
    newsroom.run()
    marked = "SELECT item, removed_text, line FROM cleaning_log JOIN articles USING (article_key)"
    full, summary = read_fixture(newsroom.inbox.parent, "rss.xml").documents
    assert newsroom.ask(f"{marked} WHERE rule = 'summary only'") == [(summary.item, "", 1)]
    assert full.item != summary.item


def test_a_file_that_stays_bad_is_counted_on(newsroom: Newsroom) -> None:
    """Its first day in quarantine stands, and each try is counted, also where its bytes change."""
    place = newsroom.inbox / "bad.json"
    seen = []
    for text in ("{", "{ ", "{  "):
        place.write_text(text)
        newsroom.run()
        seen += newsroom.ask("SELECT first_seen_at, attempts FROM quarantine")
    assert [attempts for _, attempts in seen] == [1, 2, 3]
    assert len({first for first, _ in seen}) == 1
