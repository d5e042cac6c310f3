"""What the chain of stages promises of files that come, change and go."""

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from flows.account import Account
from schemas.duplicate import DeduplicateSettings
from schemas.errors import InboxError, UsageError
from schemas.settings import read_settings
from tasks import stages, upkeep
from tasks.warehouse.connect import opened
from tests.plain import finish, load, published, rows, run_stages

SEEDS = Path(__file__).parents[1] / "seeds"

WIRE = (
    "Minister opens new bridge over the Vistula\n\n"
    "WARSAW (Reuters) - Infrastructure Minister Anna Kowalczyk opened a bridge over the Vistula "
    "on Tuesday, four years after work began on the crossing that links the two halves of the "
    "city and cost the state treasury 310 million zlotys, twice what had been planned.\n\n"
    '"This bridge will bring our two shores together for a century," Kowalczyk told reporters.\n\n'
    "The mayor, Piotr Lis, said the first buses would cross before the end of the month."
)
OTHER = (
    "Harvest fails in the north of Ghana\n\n"
    "TAMALE - Farmers in northern Ghana have lost most of their maize after a dry season that "
    "began six weeks early, the agricultural union said, and asked Accra for emergency seed.\n\n"
    "Union secretary Abena Owusu said the reserve would last until the middle of the month."
)


def write(inbox: Path, name: str, text: str) -> Path:
    """Write a file of the inbox, below folders that it names."""
    path = inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def record(identity: str, text: str, **fields: str) -> str:
    return json.dumps({"id": identity, "text": text, **fields})


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An inbox with two articles of one outlet."""
    folder = tmp_path / "inbox"
    write(folder, "herald/2025-05-06-bridge.txt", WIRE)
    write(folder, "herald/2025-05-07-harvest.txt", OTHER)
    return folder


def test_second_run_has_nothing_to_do(inbox: Path, tmp_path: Path) -> None:
    """Where nothing changed, nothing is written: the published file keeps every byte."""
    home = tmp_path / "home"
    assert run_stages(inbox, home) is not None
    before = {path.name: path.read_bytes() for path in home.glob("*.duckdb")}
    assert run_stages(inbox, home) is None
    assert {path.name: path.read_bytes() for path in home.glob("*.duckdb")} == before


def test_new_time_of_a_file_is_no_change(inbox: Path, tmp_path: Path) -> None:
    """A file that was only touched is known by its content."""
    home = tmp_path / "home"
    run_stages(inbox, home)
    os.utime(inbox / "herald/2025-05-06-bridge.txt", (1, 1))
    assert run_stages(inbox, home) is None


def test_any_history_ends_as_one_clean_run(inbox: Path, tmp_path: Path) -> None:
    """Files added, changed, renamed, removed and added again end in the tables of one clean run."""
    home = tmp_path / "home"
    run_stages(inbox, home)
    write(inbox, "gazette/bridge.txt", WIRE.replace("310 million", "320 million"))
    write(inbox, "wire/feed.jsonl", record("a", OTHER) + "\n" + record("b", WIRE, title="Bridge"))
    run_stages(inbox, home)
    (inbox / "herald/2025-05-07-harvest.txt").rename(inbox / "herald/2025-05-08-harvest.txt")
    write(
        inbox, "wire/feed.jsonl", record("b", WIRE, title="The bridge") + "\n" + record("c", OTHER)
    )
    run_stages(inbox, home)
    gone = inbox / "herald/2025-05-06-bridge.txt"
    gone.unlink()
    run_stages(inbox, home)
    write(inbox, "herald/2025-05-06-bridge.txt", WIRE)
    run_stages(inbox, home)
    clean = tmp_path / "clean"
    run_stages(inbox, clean)
    assert published(home) == published(clean)


def test_removed_file_takes_its_articles_along(inbox: Path, tmp_path: Path) -> None:
    """Articles of a file that is gone leave every table; with keep_removed they stay."""
    home, keeping = tmp_path / "home", tmp_path / "keeping"
    run_stages(inbox, home)
    run_stages(inbox, keeping)
    (inbox / "herald/2025-05-06-bridge.txt").unlink()
    account = run_stages(inbox, home)
    run_stages(inbox, keeping, keep_removed=True)
    assert account is not None
    assert account.row("completed").files_removed == 1
    assert rows(home, "SELECT title FROM articles") == [("Harvest fails in the north of Ghana",)]
    assert rows(home, "SELECT count(*) FROM entities WHERE name = 'Anna Kowalczyk'") == [(0,)]
    assert rows(keeping, "SELECT count(*) FROM articles") == [(2,)]
    assert rows(keeping, "SELECT state FROM seed_files ORDER BY path") == [
        ("removed",),
        ("processed",),
    ]


def test_changed_item_is_rewritten_and_the_others_are_left(inbox: Path, tmp_path: Path) -> None:
    """Of a JSONL file with one changed record, only that record is worked on again."""
    home = tmp_path / "home"
    feed = [record("a", OTHER), record("b", WIRE)]
    write(inbox, "wire/feed.jsonl", "\n".join(feed))
    run_stages(inbox, home)
    feed[1] = record("b", WIRE + "\n\nTrains will follow in two years, the ministry said.")
    write(inbox, "wire/feed.jsonl", "\n".join(feed))
    account = run_stages(inbox, home)
    assert account is not None
    assert account.row("completed").articles_written == 1
    changes = rows(home, "SELECT kind, words_added, words_removed FROM article_changes")
    assert changes == [("changed", 9, 0)]


def test_bad_items_are_quarantined_and_good_ones_kept(inbox: Path, tmp_path: Path) -> None:
    """A JSONL with bad lines is processed; each bad one stands in quarantine by id or line."""
    home = tmp_path / "home"
    lines = [record("a", OTHER), "{no json", '{"id": "c"}', record("a", WIRE), "", "[1]"]
    write(inbox, "wire/feed.jsonl", "\n".join(lines))
    account = run_stages(inbox, home)
    assert account is not None
    assert account.row("completed").files_processed == 3
    assert rows(home, "SELECT item, error_type FROM quarantine ORDER BY item") == [
        ("2", "json"),
        ("6", "record"),
        ("a (line 4)", "duplicate id"),
        ("c", "record"),
    ]
    write(inbox, "wire/feed.jsonl", lines[0] + "\n")
    run_stages(inbox, home)
    assert rows(home, "SELECT * FROM quarantine") == []


def test_files_seen_are_all_accounted_for(inbox: Path, tmp_path: Path) -> None:
    """files seen = processed + unchanged + quarantined + waiting, also where files are bad."""
    home = tmp_path / "home"
    run_stages(inbox, home)
    write(inbox, "herald/empty.txt", "  \n")
    (inbox / "herald/noise.txt").write_bytes(bytes(range(256)) * 40)
    os.mkfifo(inbox / "herald/pipe.txt")
    (inbox / "herald/link.txt").symlink_to("/etc/hostname")
    write(inbox, "herald/new.txt", WIRE.replace("Vistula", "Oder"))
    account = run_stages(inbox, home)
    assert account is not None
    row = account.row("completed")
    seen = len([path for path in inbox.rglob("*") if not path.is_dir()])
    assert row.files_processed == 1
    assert row.files_unchanged == 2
    assert row.files_quarantined == 4
    assert row.files_processed + row.files_unchanged + row.files_quarantined == seen
    reasons = dict(rows(home, "SELECT path, error_type FROM quarantine"))
    assert reasons.pop("herald/noise.txt") in ("binary", "encoding", "format")
    assert reasons == {
        "herald/empty.txt": "empty",
        "herald/link.txt": "symlink",
        "herald/pipe.txt": "not a file",
    }
    assert run_stages(inbox, home) is None


def test_file_still_being_written_waits(inbox: Path, tmp_path: Path) -> None:
    """A file that has just changed is left for the next run, and the ledger says that it waits."""
    home = tmp_path / "home"
    old = time.time() - 3600
    for path in inbox.rglob("*.txt"):
        os.utime(path, (old, old))
    fresh = write(inbox, "herald/fresh.txt", WIRE)
    account = run_stages(inbox, home, settle_seconds=600)
    assert account is not None
    assert account.row("completed").files_waiting == 1
    assert rows(home, "SELECT state, count(*) FROM seed_files GROUP BY state ORDER BY state") == [
        ("processed", 2),
        ("waiting", 1),
    ]
    assert run_stages(inbox, home, settle_seconds=600) is None
    os.utime(fresh, (old, old))
    assert run_stages(inbox, home, settle_seconds=600) is not None
    assert rows(home, "SELECT DISTINCT state FROM seed_files") == [("processed",)]


def test_file_without_permission_is_tried_again(inbox: Path, tmp_path: Path) -> None:
    """A reason that may pass is tried on every run; the file comes in when it can be read."""
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    home = tmp_path / "home"
    secret = write(inbox, "herald/secret.txt", WIRE)
    secret.chmod(0)
    run_stages(inbox, home)
    assert rows(home, "SELECT error_type, attempts FROM quarantine") == [("permission", 1)]
    secret.chmod(0o644)
    run_stages(inbox, home)
    assert rows(home, "SELECT count(*) FROM quarantine") == [(0,)]


def test_run_cut_short_is_finished_by_the_next(inbox: Path, tmp_path: Path) -> None:
    """What a killed run had loaded is taken up by the next, though no file changed since."""
    home, clean = tmp_path / "home", tmp_path / "clean"
    home.mkdir()
    settings = read_settings(home, settle_seconds=0)
    load(inbox, stages.discover(inbox, settings), settings)
    assert run_stages(inbox, home) is not None
    run_stages(inbox, clean)
    assert published(home) == published(clean)
    states = rows(home, "SELECT state, error IS NOT NULL FROM runs ORDER BY started_at")
    assert states == [("crashed", True), ("completed", False)]


@pytest.mark.parametrize("stage", ["deduplicate", "resolve"])
def test_redone_stage_is_published_by_the_next(stage: Any, inbox: Path, tmp_path: Path) -> None:
    """What a killed run had redone over the whole set is published by the next."""
    home = tmp_path / "home"
    run_stages(inbox, home)
    settings = read_settings(home, settle_seconds=0)
    upkeep.redo(stage, settings)
    account = load(inbox, stages.discover(inbox, settings), settings)
    stages.deduplicate(account.run_id, settings)
    stages.resolve(account.run_id, settings)
    assert [work.stage for work in upkeep.plan(None, settings)] == ["publish"]
    assert run_stages(inbox, home) is not None
    assert run_stages(inbox, home) is None


def test_lost_database_is_published_again(inbox: Path, tmp_path: Path) -> None:
    """A published database that somebody deleted comes back, without reading the files again."""
    home = tmp_path / "home"
    run_stages(inbox, home)
    before = published(home)
    (home / "news.duckdb").unlink()
    account = run_stages(inbox, home)
    assert account is not None
    assert account.row("completed").articles_written == 0
    assert published(home) == before


def test_another_model_redoes_what_it_made(inbox: Path, tmp_path: Path) -> None:
    """With another pipeline every stored article is extracted again, from what is stored."""
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": "Anna Kowalczyk"}])
    nlp.to_disk(tmp_path / "ruler")
    home = tmp_path / "home"
    run_stages(inbox, home)
    hidden = inbox.rename(tmp_path / "away")
    inbox.mkdir()
    for path in hidden.rglob("*.txt"):
        target = inbox / path.relative_to(hidden)
        target.parent.mkdir(exist_ok=True)
        path.rename(target)
    account = run_stages(inbox, home, model=str(tmp_path / "ruler"))
    assert account is not None
    row = account.row("completed")
    assert (row.files_processed, row.files_unchanged, row.articles_written) == (0, 2, 2)
    names = rows(home, "SELECT name FROM entities WHERE label = 'PERSON'")
    assert ("Anna Kowalczyk",) in names
    assert run_stages(inbox, home, model=str(tmp_path / "ruler")) is None


def test_home_belongs_to_one_inbox(inbox: Path, tmp_path: Path) -> None:
    """Another inbox on a home is refused, or every known article would count as removed."""
    home = tmp_path / "home"
    run_stages(inbox, home)
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(InboxError, match="--rebind"):
        run_stages(other, home)


def test_bad_setting_is_said_in_words(inbox: Path, tmp_path: Path) -> None:
    """A setting that does not exist, or is no number, is an error of use that names it."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "dateline.toml").write_text('batch_words = "many"\n')
    with pytest.raises(UsageError, match="batch_words"):
        run_stages(inbox, home)


def test_every_offset_is_true(inbox: Path, tmp_path: Path) -> None:
    """The text between the offsets of a row is the row's surface, in code points."""
    home = tmp_path / "home"
    write(
        inbox, "herald/emoji.txt", WIRE.replace("bridge", "bridge 🌉", 1).replace("a", "a\u0301", 3)
    )
    run_stages(inbox, home)
    for table, column in (
        ("mentions", "surface"),
        ("dates", "surface"),
        ("amounts", "surface"),
        ("quotes", "rows.text"),
    ):
        wrong = rows(
            home,
            f"SELECT count(*) FILTER (articles.text[start_char + 1:end_char] <> {column}),"
            f" count(*) FROM {table} AS rows JOIN articles USING (article_id)",
        )
        assert wrong[0][0] == 0, table
        assert wrong[0][1] > 0, table


def test_pairs_found_while_more_is_loaded_are_the_same(tmp_path: Path) -> None:
    """Articles paired chunk by chunk between batches end in the tables of pairing them at the end.

    The second home is asked often: its batches are of a few articles, and so are its chunks.
    """
    often = {"batch_words": 300, "deduplicate": DeduplicateSettings(chunk_articles=3)}
    whole, pieces = tmp_path / "whole", tmp_path / "pieces"
    run_stages(SEEDS, whole)
    account = run_stages(SEEDS, pieces, **often)
    assert account is not None
    assert published(pieces) == published(whole)
    loads = rows(pieces, "SELECT count(*) FROM articles")[0][0]
    taken = next(count.taken for count in account.stages if count.stage == "deduplicate")
    assert taken == loads


def test_a_chunk_is_paired_before_the_last_batch_is_loaded(tmp_path: Path) -> None:
    """While more is to come, whole chunks are taken; what is left waits for the stage itself."""
    settings = read_settings(
        tmp_path, settle_seconds=0, deduplicate=DeduplicateSettings(chunk_articles=20)
    )
    load(SEEDS, stages.discover(SEEDS, settings), settings)
    with opened(tmp_path) as connection:
        waiting = "SELECT count(DISTINCT article_key) FROM pending WHERE stage = 'deduplicate'"
        assert connection.execute(waiting).fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM story_members").fetchone() == (20,)
    assert stages.deduplicate_ahead(settings).taken == 0


def test_what_is_related_before_the_last_batches_is_the_same(tmp_path: Path) -> None:
    """Pairing and resolving all that is loaded, with more to come, changes no published row."""
    whole, early = tmp_path / "whole", tmp_path / "early"
    run_stages(SEEDS, whole)
    settings = read_settings(early, settle_seconds=0, batch_words=1_500)
    changes = stages.discover(SEEDS, settings)
    account = Account(changes, "manual", None, stages.model_version(settings))
    stages.begin(account.row("running"), SEEDS, changes, settings)
    with stages.beside_workers(settings):
        batches = list(stages.ingest(changes, account.started_at, settings))
        for batch in batches:
            done = stages.extract(stages.clean(batch, settings), settings)
            account.loaded(done, stages.load_batch(done, account.run_id, settings))
            if batch.number in (len(batches) // 3, len(batches) - 1):
                account.done(stages.deduplicate_ahead(settings, least=1))
                account.done(stages.resolve(account.run_id, settings))
    assert len(batches) > 3
    finish(account, settings)
    assert published(early) == published(whole)
