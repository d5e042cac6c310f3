"""Rows read in runs are the rows of the condition, in tables of either size."""

import duckdb
import pytest

from tasks.warehouse.pieces import find_runs, split_condition


@pytest.mark.parametrize(
    ("numbers", "gap", "runs"),
    [
        ([], 1, []),
        ([7], 1, [(7, 7, True)]),
        ([0, 1, 2], 1, [(0, 2, True)]),
        ([0, 2, 3, 9], 1, [(0, 0, True), (2, 3, True), (9, 9, True)]),
        ([0, 2, 3, 9], 5, [(0, 3, False), (9, 9, True)]),
        ([0, 1, 6, 7], 5, [(0, 7, False)]),
    ],
)
def test_runs_end_where_the_next_number_is_further_off(
    numbers: list[int], gap: int, runs: list[tuple[int, int, bool]]
) -> None:
    assert list(find_runs(numbers, gap)) == runs


@pytest.mark.parametrize(("rows", "pieces"), [(10_000, 2), (1_900, 1)])
def test_pieces_choose_the_rows_of_the_condition(rows: int, pieces: int) -> None:
    """In a large table run by run, in a small one at once."""
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE things AS SELECT range AS key FROM range({rows})")
        connection.execute("DELETE FROM things WHERE key = 4")
        wanted = "key IN (1, 2, 3, 4, 5, 900) OR key = 1901"
        found = split_condition(connection, "things", wanted)
        assert len(found) == pieces
        keys = [
            key
            for piece in found
            for (key,) in connection.execute(f"SELECT key FROM things WHERE {piece}").fetchall()
        ]
        assert sorted(keys) == [1, 2, 3, 5, 900] + ([1901] if rows > 1901 else [])


def test_a_condition_stands_where_nothing_is_chosen() -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE things AS SELECT range AS key FROM range(10)")
        assert split_condition(connection, "things", "key > 10") == ["false"]
