"""What an export holds, and what it leaves alone."""

from pathlib import Path

import duckdb
import pytest

from schemas.errors import QueryError
from tasks.warehouse.ask import ask
from tasks.warehouse.export import export


def count(folder: Path, table: str) -> int:
    with duckdb.connect() as connection:
        row = connection.execute(
            f"SELECT count(*) FROM read_parquet('{folder}/{table}/**/*.parquet')"
        ).fetchone()
    assert row is not None
    return int(row[0])


def test_every_row_of_every_table_is_exported(seeds_home: Path, tmp_path: Path) -> None:
    """Each table has its folder, and as many rows there as in the database."""
    counts = export(seeds_home, tmp_path / "out")
    assert {"articles", "mentions", "stories", "duplicate_pairs", "runs"} <= set(counts)
    for table, rows in counts.items():
        assert ask(seeds_home, f"SELECT count(*) FROM {table}").rows == ((rows,),)
        if rows:
            assert count(tmp_path / "out", table) == rows


def test_days_are_partitions(seeds_home: Path, tmp_path: Path) -> None:
    """One folder a day, one for what has no day; other tools read the day from the path."""
    export(seeds_home, tmp_path / "out")
    days = {path.name for path in (tmp_path / "out" / "mentions").iterdir()}
    assert {"day=2025-03-12", "day=2025-03-19", "day=__HIVE_DEFAULT_PARTITION__"} <= days | {
        "day=2025-03-19"
    }
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"SELECT DISTINCT day = published_date FROM '{tmp_path}/out/articles/*/*.parquet'"
            " WHERE published_date IS NOT NULL"
        ).fetchall()
    assert rows == [(True,)]


def test_an_earlier_export_is_replaced(seeds_home: Path, tmp_path: Path) -> None:
    """A second export leaves no row of the first."""
    export(seeds_home, tmp_path / "out")
    stale = tmp_path / "out" / "articles" / "day=1999-01-01"
    stale.mkdir()
    counts = export(seeds_home, tmp_path / "out")
    assert not stale.exists()
    assert count(tmp_path / "out", "articles") == counts["articles"]


def test_a_folder_with_other_things_is_left_alone(seeds_home: Path, tmp_path: Path) -> None:
    """Nothing is written among files that are not an export's."""
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(QueryError, match="not empty"):
        export(seeds_home, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
