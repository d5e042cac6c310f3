"""What a run would do and why, the redoing of a stage, and the comparison with a clean run."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
import typer.testing

from flows.cli import app
from flows.verify import verify
from schemas.errors import HomeError, InboxError
from schemas.settings import Settings, read_settings
from tasks import fingerprints, stages, upkeep
from tasks.fingerprints import explain
from tasks.warehouse.connect import WAREHOUSE
from tests.plain import published, rows, run_stages
from tests.test_stages import OTHER, WIRE, record, write


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an inbox, of two articles and a feed of two, and a home up to date with it."""
    folder = tmp_path_factory.mktemp("upkeep")
    inbox = folder / "world" / "inbox"
    write(inbox, "herald/2025-05-06-bridge.txt", WIRE)
    write(inbox, "herald/2025-05-07-harvest.txt", OTHER)
    write(inbox, "wire/feed.jsonl", record("a", OTHER) + "\n" + record("b", WIRE) + "\n")
    run_stages(inbox, folder / "world" / "home")
    shutil.copytree(folder / "world", folder / "kept")
    return folder


@pytest.fixture
def inbox(world: Path) -> Path:
    """The inbox, and beside it the home, as they were made."""
    shutil.rmtree(world / "world")
    shutil.copytree(world / "kept", world / "world")
    return world / "world" / "inbox"


@pytest.fixture
def home(inbox: Path) -> Path:
    """The home that is up to date with the inbox."""
    return inbox.parent / "home"


def settings_of(home: Path, **flags: Any) -> Settings:
    return read_settings(home, **{"settle_seconds": 0, "batch_seconds": 0, **flags})


def lines(home: Path, **flags: Any) -> list[str]:
    """Return the lines of the plan over the home's own inbox."""
    return [str(work) for work in upkeep.plan(None, settings_of(home, **flags))]


def bytes_of(home: Path) -> dict[str, bytes]:
    """Return every file of a home."""
    return {str(p.relative_to(home)): p.read_bytes() for p in home.rglob("*") if p.is_file()}


def test_plan_of_a_new_home_is_to_read_everything(inbox: Path, tmp_path: Path) -> None:
    """Before the first run, a plan names all files as new, and not even the home comes to be."""
    work = upkeep.plan(inbox, settings_of(tmp_path / "home"))
    assert [str(one) for one in work] == ["ingest: 3 files, new"]
    assert not (tmp_path / "home").exists()


def test_plan_names_files_that_are_new_changed_and_gone(inbox: Path, home: Path) -> None:
    """A plan sorts the files as a run would, and writes nothing at all."""
    write(inbox, "herald/2025-05-06-bridge.txt", WIRE.replace("310", "320"))
    write(inbox, "herald/new.txt", OTHER)
    (inbox / "herald/2025-05-07-harvest.txt").unlink()
    before = bytes_of(home)
    assert lines(home) == [
        "ingest: 1 file, new",
        "ingest: 1 file, changed",
        "ingest: 1 file, gone",
    ]
    assert bytes_of(home) == before
    run_stages(inbox, home)
    assert lines(home) == []


def test_plan_says_why_rows_are_stale(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another code, model or setting makes exactly what hangs on it stale, with the reason."""
    monkeypatch.setattr(fingerprints, "identify_model", lambda _: "en_news 9.9 00000000")
    (line,) = lines(home)
    assert line.startswith("extract: 4 articles, model en_news ")
    assert line.endswith(" -> 9.9")
    monkeypatch.undo()
    monkeypatch.setattr("tasks.clean.CODE_VERSION", "99")
    (line,) = lines(home)
    assert line.startswith("clean: 4 articles, clean code ")
    monkeypatch.undo()
    assert lines(home, max_item_mb=1) == ["ingest: 3 files, settings changed"]
    assert lines(home, deduplicate={"story_window_days": 5}) == [
        "deduplicate: 4 articles, settings changed"
    ]
    (home / "news.duckdb").unlink()
    assert lines(home) == ["publish: 21 tables, news.duckdb is gone"]


def test_corrected_day_is_planned(home: Path) -> None:
    """A pinned day is work for the one article that it is about."""
    (home / "corrections.toml").write_text(
        '[[date]]\narticle = "wire/feed.jsonl#a"\nday = 2025-05-09\n'
    )
    assert lines(home) == [
        "clean: 1 article, a day was corrected",
        "publish: 21 tables, corrections changed",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "clean 5, extract 1, en_news 0.2 aa",
            "clean 5, extract 1, en_news 0.3 bb",
            "model en_news 0.2 -> 0.3",
        ),
        (
            "clean 5, extract 1, en_news 0.2 aa",
            "clean 5, extract 2, en_news 0.2 bb",
            "extract code 1 -> 2, model en_news 0.2 aa -> bb",
        ),
        (
            "clean 5, extract 1, en_news 0.2 aa",
            "clean 5, extract 1, en_core 3.8 bb",
            "model en_news 0.2 -> en_core 3.8",
        ),
        ("to be redone: as asked", "clean 5", "as asked"),
        (None, "resolve 1", "not done yet"),
    ],
)
def test_reason_names_only_what_differs(old: str | None, new: str, said: str) -> None:
    """Two fingerprints are told apart in a few words."""
    assert explain(old, new) == said


@pytest.mark.parametrize("stage", ["ingest", "extract", "resolve", "aggregate"])
def test_rebuild_redoes_a_stage_from_what_is_stored(stage: Any, inbox: Path, home: Path) -> None:
    """A stage that is asked for is redone for every row; articles come from stored originals."""
    before = published(home)
    assert upkeep.redo(stage, settings_of(home)) == inbox
    assert [line.split(":")[0] for line in lines(home)] == [
        "publish" if stage == "aggregate" else stage
    ]
    account = run_stages(inbox, home)
    assert account is not None
    row = account.row("completed")
    assert row.articles_written == (4 if stage == "extract" else 0)
    assert row.files_processed == (3 if stage == "ingest" else 0)
    assert published(home) == before
    assert run_stages(inbox, home) is None


def test_redoing_stops_and_goes_on(inbox: Path, home: Path) -> None:
    """A run that is stopped amid stored articles leaves the others stale, and the next goes on."""
    before = published(home)
    settings = settings_of(home, batch_words=1)
    upkeep.redo("extract", settings)
    changes = stages.discover(inbox, settings)
    assert changes.stale == 4
    batches = stages.ingest(changes, datetime.now(UTC), settings)
    for _ in range(3):
        batch = stages.extract(stages.clean(next(batches), settings), settings)
        assert len(batch.documents) == 1
        stages.load_batch(batch, "run", settings)
    assert stages.discover(inbox, settings).stale == 1
    run_stages(inbox, home)
    assert published(home) == before


def test_articles_of_files_that_are_gone_are_not_redone(inbox: Path, home: Path) -> None:
    """What is taken out anyway is not counted as work to do."""
    settings = settings_of(home, max_removed_share=1)
    upkeep.redo("extract", settings)
    before = stages.discover(inbox, settings)
    gone = next(path for path in sorted(inbox.rglob("*")) if path.is_file())
    gone.unlink()
    after = stages.discover(inbox, settings)
    assert after.removed == (gone.relative_to(inbox).as_posix(),)
    assert 0 < after.stale < before.stale


def test_grown_file_does_not_hide_stale_items(inbox: Path, home: Path) -> None:
    """When a file grows while its stored items are stale, these are redone in the same run."""
    feed = inbox / "wire/long.jsonl"
    feed.write_text("".join(record(str(n), f"{OTHER} {n}") + "\n" for n in range(20)))
    run_stages(inbox, home)
    upkeep.redo("extract", settings_of(home))
    with feed.open("a") as file:
        file.write(record("20", WIRE) + "\n")
    run_stages(inbox, home)
    assert lines(home) == []


def test_file_of_one_bad_item_counts_the_same_everywhere(inbox: Path, home: Path) -> None:
    """A file whose only item cleaning refuses is in quarantine for the run and for the ledger."""
    write(inbox, "wire/bad.jsonl", record("a", "\u200b\u200b") + "\n")
    account = run_stages(inbox, home)
    assert account is not None
    row = account.row("completed")
    found = rows(home, "SELECT state FROM seed_files WHERE path = 'wire/bad.jsonl'")
    assert (row.files_processed, row.files_quarantined, found) == (0, 1, [("quarantined",)])


def test_verify_says_identical(inbox: Path, home: Path) -> None:
    """A home with a history, corrections and a changed setting is what a clean run would give."""
    (inbox / "herald/2025-05-07-harvest.txt").rename(inbox / "herald/2025-05-08-harvest.txt")
    (home / "corrections.toml").write_text(
        '[[rename]]\nname = "Anna Kowalczyk"\nto = "Anna Kowalska"\n'
    )
    (home / "dateline.toml").write_text("settle_seconds = 0\n[deduplicate]\nstory_window_days=9\n")
    run_stages(inbox, home)
    before = bytes_of(home)
    assert verify(home, {}) == []
    after = bytes_of(home)
    assert before.pop("lock", None) != after.pop("lock")
    assert after == before


def test_verify_takes_kept_articles_from_the_home(inbox: Path, home: Path) -> None:
    """Articles of files that are gone, which keep_removed keeps, are no difference."""
    (home / "dateline.toml").write_text("settle_seconds = 0\nkeep_removed = true\n")
    (inbox / "wire/feed.jsonl").unlink()
    run_stages(inbox, home)
    assert rows(home, "SELECT count(*) FROM articles") == [(4,)]
    assert verify(home, {}) == []


def test_verify_shows_differences(inbox: Path, home: Path) -> None:
    """A row that the inbox does not explain is shown with its table, and the command exits 1."""
    with duckdb.connect(str(home / WAREHOUSE)) as connection:
        connection.execute("UPDATE articles SET title = 'Forged' WHERE title LIKE 'Harvest%'")
    (home / "news.duckdb").unlink()
    run_stages(inbox, home)
    done = typer.testing.CliRunner().invoke(app, ["verify", "--home", str(home)])
    assert done.exit_code == 1
    assert "articles: 2 rows only in the live database" in done.output
    assert "title='Forged'" in done.output
    assert "stories: " in done.output
    assert not (home / "verify").exists()


def test_verify_refuses_a_home_that_is_behind(inbox: Path, home: Path) -> None:
    """A home that is not up to date cannot be verified, and the reason is a plan."""
    write(inbox, "herald/new.txt", WIRE)
    with pytest.raises(HomeError, match="ingest: 1 file, still being written"):
        verify(home, {})


def test_commands_print_plan_and_verdict(inbox: Path, home: Path) -> None:
    """`dateline plan` and `dateline verify` say in a line that all is well, and exit 0."""
    invoke = typer.testing.CliRunner().invoke
    done = invoke(app, ["plan", "--home", str(home)])
    assert (done.exit_code, done.output) == (0, "Nothing to do.\n")
    done = invoke(app, ["verify", "--home", str(home)])
    assert (done.exit_code, done.output) == (0, "identical\n")


def test_empty_inbox_is_not_taken_for_removed(inbox: Path, home: Path) -> None:
    """When more is gone than max_removed_share, a run asks; --allow-empty or the share lets it."""
    away = inbox.rename(inbox.with_name("away"))
    inbox.mkdir()
    before = bytes_of(home)
    with pytest.raises(InboxError, match=r"3 of the 3 files .* --allow-empty"):
        run_stages(inbox, home)
    assert lines(home) == ["ingest: 3 files, gone: --allow-empty?"]
    assert bytes_of(home) == before
    inbox.rmdir()
    with pytest.raises(InboxError, match="cannot be read"):
        run_stages(inbox, home)
    away.rename(inbox)
    assert run_stages(inbox, home) is None
    for path in inbox.rglob("*.*"):
        path.unlink()
    run_stages(inbox, home, max_removed_share=1)
    assert rows(home, "SELECT count(*) FROM articles") == [(0,)]
