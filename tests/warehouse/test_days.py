"""Readers of a database that is published by day: locked ones, moved homes, exports, searches."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from schemas.errors import QueryError
from schemas.settings import read_settings
from tasks import upkeep
from tasks.aggregate.build import TABLES
from tasks.warehouse import dayfiles, days
from tasks.warehouse.ask import ask
from tasks.warehouse.export import export
from tasks.warehouse.search import Request, search
from tests.conftest import SEEDS
from tests.plain import published, rows, run_stages

BY_DAY = {"publish_partition_mb": 1e-6, "settle_seconds": 0}


@pytest.fixture
def moved(seeds_by_day: Path, tmp_path: Path) -> Iterator[Path]:
    """The home of the example inbox at another place, while there is nothing where it was."""
    home = Path(shutil.copytree(seeds_by_day, tmp_path / "it's moved"))
    away = seeds_by_day.rename(seeds_by_day.with_name("away"))
    yield home
    away.rename(seeds_by_day)


def test_large_tables_are_views_over_days(seeds_by_day: Path) -> None:
    """The tables with rows of articles lie in files of days, all others in the database."""
    views = "SELECT view_name FROM duckdb_views() WHERE NOT internal AND view_name[1:2] <> 'v_'"
    assert {name for (name,) in rows(seeds_by_day, views)} == set(days.TABLES)
    with duckdb.connect(str(seeds_by_day / "news.duckdb"), read_only=True) as connection:
        assert set(days.published_tables(connection)) >= set(TABLES)
    listed = rows(seeds_by_day, "SELECT sum(bytes), count(DISTINCT day) FROM days.files")
    sizes = [path.stat().st_size for path in dayfiles.folder_of(seeds_by_day).glob("*/*")]
    assert listed == [(sum(sizes), 9)]


def test_any_client_opens_it_from_anywhere(
    seeds_home: Path, seeds_by_day: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plain client reads all rows whatever folder it works in."""
    monkeypatch.chdir(tmp_path)
    assert published(seeds_by_day) == published(seeds_home)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('{folder}/secret.txt')",
        "SELECT * FROM read_blob('{days}/../warehouse.duckdb')",
        "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM '{days}/articles/other.parquet'",
        "COPY articles TO '{days}/articles/out.parquet'",
        "COPY articles TO '{file}'",
        "COPY articles TO '{file}' (USE_TMP_FILE false)",
        "EXPLAIN ANALYZE COPY articles TO '{file}' (USE_TMP_FILE false)",
        "/* */ explain (analyze) copy articles TO '{file}' (USE_TMP_FILE false)",
        "PREPARE spoil AS COPY articles TO '{file}' (USE_TMP_FILE false)",
        "SELECT 1; COPY articles TO '{file}' (USE_TMP_FILE false)",
        "EXPORT DATABASE '{days}'",
        "ATTACH '{file}' AS other",
        "SET allowed_paths = ['{folder}/secret.txt']",
        "SET VARIABLE news_days = '{folder}'; FROM articles",
    ],
)
def test_locked_query_reaches_the_listed_files_alone(
    seeds_by_day: Path, tmp_path: Path, sql: str
) -> None:
    """The lock lets a query read the files of days, and neither write them nor see others."""
    (tmp_path / "secret.txt").write_text("swordfish")
    folder = dayfiles.folder_of(seeds_by_day)
    file = sorted(folder.glob("articles/*"))[0]
    shutil.copy(file, folder / "articles" / "other.parquet")
    before = {path: path.stat().st_mtime_ns for path in folder.glob("*/*")}
    try:
        with pytest.raises(QueryError):
            ask(seeds_by_day, sql.format(folder=tmp_path, days=folder, file=file))
        assert {path: path.stat().st_mtime_ns for path in folder.glob("*/*")} == before
    finally:
        (folder / "articles" / "other.parquet").unlink()


def test_reading_in_all_its_forms_passes(seeds_by_day: Path) -> None:
    """What only reads is answered: explained, described, summarised and pivoted."""
    for sql in (
        "EXPLAIN ANALYZE SELECT count(*) FROM articles",
        "DESCRIBE articles",
        "SUMMARIZE mentions",
        "PIVOT mentions ON label USING count(*)",
        "SHOW TABLES",
        "PRAGMA table_info('articles')",
    ):
        assert ask(seeds_by_day, sql).rows, sql


def test_moved_home_is_read_at_once_and_mended_by_a_run(seeds_home: Path, moved: Path) -> None:
    """Dateline's own readers find the days of a moved home; a run turns the views for others."""
    everything = "SELECT * FROM mentions JOIN articles USING (article_id) ORDER BY ALL"
    assert ask(moved, everything).rows == tuple(rows(seeds_home, everything))
    with duckdb.connect(str(moved / "news.duckdb"), read_only=True) as client:
        with pytest.raises(duckdb.IOException):
            client.execute(everything)
        client.execute("SET VARIABLE news_days = ?", [str(moved / "news.days")])
        assert len(client.execute(everything).fetchall()) > 100
    settings = read_settings(moved, **BY_DAY)
    assert [str(work) for work in upkeep.plan(SEEDS, settings)] == [
        f"publish: {len(TABLES)} tables, the home was moved"
    ]
    before = {path.name for path in (moved / "news.days").glob("*/*")}
    assert run_stages(SEEDS, moved, **BY_DAY) is not None
    assert {path.name for path in (moved / "news.days").glob("*/*")} == before
    assert published(moved) == published(seeds_home)
    assert run_stages(SEEDS, moved, **BY_DAY) is None


def test_lost_files_are_written_again(seeds_home: Path, moved: Path) -> None:
    """A home whose days are gone is planned, and made whole, from the warehouse."""
    shutil.rmtree(moved / "news.days")
    with pytest.raises(QueryError, match="rebuild --stage aggregate"):
        ask(moved, "articles")
    settings = read_settings(moved, **BY_DAY)
    work = [str(one) for one in upkeep.plan(SEEDS, settings)]
    assert work == [f"publish: {len(TABLES)} tables, news.days is gone"]
    run_stages(SEEDS, moved, **BY_DAY)
    assert published(moved) == published(seeds_home)
    sorted((moved / "news.days" / "mentions").iterdir())[0].unlink()
    upkeep.redo("aggregate", settings)
    run_stages(SEEDS, moved, **BY_DAY)
    assert published(moved) == published(seeds_home)


def test_run_that_dies_while_it_writes_lost_files_is_gone_on_with(
    seeds_home: Path, moved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Days of which only some were written again are no whole, though their folder is there."""
    run_stages(SEEDS, moved, **BY_DAY)
    shutil.rmtree(moved / "news.days")
    settled = dayfiles.settle
    places = iter(range(3))

    def settle(part: Path, day: date | None) -> tuple[Path, bool]:
        if next(places, None) is None:
            raise KeyboardInterrupt
        return settled(part, day)

    with monkeypatch.context() as deadly:
        deadly.setattr(dayfiles, "settle", settle)
        with pytest.raises(KeyboardInterrupt):
            run_stages(SEEDS, moved, **BY_DAY)
    assert not dayfiles.is_whole(moved / "news.duckdb")
    assert run_stages(SEEDS, moved, **BY_DAY) is not None
    assert published(moved) == published(seeds_home)
    assert run_stages(SEEDS, moved, **BY_DAY) is None


def test_export_and_search_are_those_of_one_piece(
    seeds_home: Path, seeds_by_day: Path, tmp_path: Path
) -> None:
    """An export writes every table, a search finds the same articles and passages."""
    exported = export(seeds_by_day, tmp_path / "days")
    assert exported == export(seeds_home, tmp_path / "one") | {"runs": exported["runs"]}
    request = Request(words="port strike")
    assert search(seeds_by_day, request) == search(seeds_home, request)
