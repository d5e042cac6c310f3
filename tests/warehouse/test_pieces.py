"""Rows read in runs are the rows of the condition, in tables of either size."""

import duckdb
import pytest

from tasks.warehouse.pieces import find_runs, split_condition


@pytest.mark.parametrize(
    ("numbers", "runs"),
    [
        ([], []),
        ([7], [(7, 7)]),
        ([0, 1, 2], [(0, 2)]),
        ([0, 2, 3, 9], [(0, 0), (2, 3), (9, 9)]),
    ],
)
def test_runs_end_at_each_gap(numbers: list[int], runs: list[tuple[int, int]]) -> None:
    assert list(find_runs(numbers)) == runs


@pytest.mark.parametrize(("rows", "pieces"), [(10_000, 3), (1_000, 1)])
def test_pieces_choose_the_rows_of_the_condition(rows: int, pieces: int) -> None:
    """In a large table run by run, in a small one at once."""
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE things AS SELECT range AS key FROM range({rows})")
        connection.execute("DELETE FROM things WHERE key = 4")
        wanted = "key IN (1, 2, 3, 4, 5, 900)"
        found = split_condition(connection, "things", wanted)
        assert len(found) == pieces
        keys = [
            key
            for piece in found
            for (key,) in connection.execute(f"SELECT key FROM things WHERE {piece}").fetchall()
        ]
        assert sorted(keys) == [1, 2, 3, 5, 900]


def test_a_condition_stands_where_nothing_is_chosen() -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE things AS SELECT range AS key FROM range(10)")
        assert split_condition(connection, "things", "key > 10") == ["false"]
