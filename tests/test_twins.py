"""Articles of the same text: extracted once, with the tables of articles extracted each."""

import shutil
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows import runners
from flows.account import Account
from flows.forget import forget
from flows.plain import finish
from schemas.run import Batch
from schemas.settings import read_settings
from tasks import stages, twins, upkeep
from tasks.warehouse.connect import WAREHOUSE
from tests.plain import published, rows, run_stages
from tests.test_stages import OTHER, WIRE, record, write

FLAGS = {"settle_seconds": 0, "batch_seconds": 0, "batch_words": 120}
WEEKDAY = WIRE.replace("on Tuesday", "on Tuesday, May 6,")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inbox in which three texts are printed in two outlets and a feed; a home made of it
    with each article extracted, and one with each text extracted once.
    """
    folder = tmp_path_factory.mktemp("twins")
    inbox = folder / "inbox"
    write(inbox, "gazette/2025-05-08-bridge.txt", WIRE)
    write(inbox, "gazette/2025-05-09-harvest.txt", OTHER)
    write(inbox, "herald/2025-05-06-bridge.txt", WIRE)
    write(inbox, "herald/2025-05-07-harvest.txt", OTHER)
    lines = [record("a", WEEKDAY), record("b", WIRE, language="de"), record("c", WEEKDAY)]
    write(inbox, "wire/feed.jsonl", "\n".join([*lines, record("d", OTHER, title="Harvest")]))
    with pytest.MonkeyPatch.context() as patch:
        run_each(inbox, folder / "each", patch)
    assert count_reused(run_stages(inbox, folder / "once", **FLAGS)) == (8, 3)
    return folder


@pytest.fixture
def copy(world: Path, tmp_path: Path) -> Path:
    """A copy of the world, whose homes belong to its inbox."""
    folder = shutil.copytree(world, tmp_path / "world")
    for home in ("each", "once"):
        with duckdb.connect(str(folder / home / WAREHOUSE)) as connection:
            inbox = str(folder / "inbox")
            connection.execute("UPDATE meta SET value = ? WHERE key = 'inbox'", [inbox])
    return folder


def run_each(inbox: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bring a home up to date without ever taking an extraction over."""
    with monkeypatch.context() as patch:
        patch.setattr(twins, "take_over", lambda batch, settings: batch)
        run_stages(inbox, home, **FLAGS)


def count_reused(account: Account | None) -> tuple[int, int]:
    """Return how many articles were extracted or taken over, and how many of them the latter."""
    assert account is not None
    count = next(count for count in account.stages if count.stage == "extract")
    return count.given, count.reused


def private(home: Path) -> list[tuple[Any, ...]]:
    """Return what extraction left in the warehouse, by article."""
    with duckdb.connect(str(home / WAREHOUSE), read_only=True) as connection:
        return [
            row
            for table in ("article_entities", "mentions", "quotes", "amounts", "date_expressions")
            for row in connection.execute(
                f"SELECT article_id, {table}.* EXCLUDE (article_key) FROM {table}"
                " JOIN articles USING (article_key) ORDER BY ALL"
            ).fetchall()
        ]


def test_tables_are_those_of_articles_extracted_each(world: Path) -> None:
    """Across batches a text is extracted once, and every table is as if it were each time."""
    assert published(world / "once") == published(world / "each")
    assert private(world / "once") == private(world / "each")


def test_text_of_an_earlier_run_is_not_extracted_again(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of what stands takes its rows; its dates follow from its own day."""
    write(copy / "inbox", "gazette/2025-05-20-bridge.txt", WIRE)
    run_each(copy / "inbox", copy / "each", monkeypatch)
    assert count_reused(run_stages(copy / "inbox", copy / "once", **FLAGS)) == (1, 1)
    assert published(copy / "once") == published(copy / "each")
    days = rows(
        copy / "once",
        "SELECT DISTINCT date_from FROM dates JOIN articles USING (article_id)"
        " WHERE surface ILIKE '%tuesday' AND path LIKE '%-bridge.txt' ORDER BY 1",
    )
    assert len(days) == 2


@pytest.mark.parametrize("how", ["model", pytest.param("clean", marks=pytest.mark.slow)])
def test_stale_rows_are_not_taken_over(
    how: str, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is to be redone is redone: nothing of it is copied, neither its own nor another's."""
    home = copy / "once"
    before = private(home)
    with duckdb.connect(str(home / WAREHOUSE)) as connection:
        connection.execute("UPDATE mentions SET surface = 'no word of it'")
    if how == "model":
        monkeypatch.setattr("tasks.fingerprints.identify_model", lambda _: "en_news of a new make")
    else:
        upkeep.redo("clean", read_settings(home, **FLAGS))
    assert count_reused(run_stages(copy / "inbox", home, **FLAGS)) == (8, 3)
    assert private(home) == before


def test_forgotten_first_article_leaves_its_copies_whole(copy: Path) -> None:
    """An article that took its extraction over has rows of its own, and gives them on."""
    home = copy / "once"
    first = "SELECT article_id FROM articles WHERE path = 'gazette/2025-05-08-bridge.txt'"
    ((identity,),) = rows(home, first)
    left = [row for row in private(home) if row[0] != identity]
    forget(home, identity)
    assert private(home) == left
    write(copy / "inbox", "herald/2025-05-10-bridge.txt", WIRE)
    assert count_reused(run_stages(copy / "inbox", home, **FLAGS)) == (1, 1)


class Here:
    """A runner that does at once what it is given."""

    def submit(self, task: Any, parameters: dict[str, Any]) -> "Future[Batch]":
        """Do it."""
        future: Future[Batch] = Future()
        future.set_result(task.fn(**parameters))
        return future


@pytest.mark.parametrize("believed", [pytest.param("right", marks=pytest.mark.slow), "wrong"])
def test_workers_leave_out_what_stands_or_is_under_way(
    believed: str, world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers do not extract a text twice, and one that was wrongly left out goes back to them."""
    if believed == "wrong":
        monkeypatch.setattr("tasks.warehouse.twins.source_hash", lambda _: "the same")
    inbox, home = world / "inbox", tmp_path / "home"
    home.mkdir()
    settings = read_settings(home, **FLAGS, workers=2)
    changes = stages.discover(inbox, settings)
    account = Account(changes, "manual", None, stages.model_version(settings))
    stages.begin(account.row("running"), inbox, changes, settings)
    batches = stages.ingest(changes, account.started_at, settings)
    for batch, _ in runners._send(Here(), batches, 2, settings):  # type: ignore[arg-type]
        account.loaded(batch, stages.load_batch(batch, account.run_id, settings))
    finish(account, settings)
    assert count_reused(account) == (8, 3)
    assert published(home) == published(world / "each")
