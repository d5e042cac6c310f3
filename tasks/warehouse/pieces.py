"""Read some rows of a large table without passing over the others."""

from collections.abc import Iterable, Iterator

from tasks.warehouse.connect import Connection

# Rows that DuckDB passes over in the time in which it looks up a run of them.
_PASSED_OVER = 500


def split_condition(connection: Connection, table: str, condition: str) -> list[str]:
    """Return conditions, one at least, that choose together the rows that one condition chooses.

    DuckDB reads a column whole to filter it by a list, also of rowids, but finds the ends of a run
    of rowids at once. Where the rows lie in too many runs, it is the condition itself.
    """
    rows = connection.execute(f"SELECT rowid FROM {table} WHERE {condition} ORDER BY rowid")
    runs = list(find_runs(row[0] for row in rows.fetchall()))
    count = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    if count is None or len(runs) * _PASSED_OVER >= count[0]:
        return [condition]
    return [f"rowid BETWEEN {first} AND {last}" for first, last in runs] or ["false"]


def find_runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give the first and the last of each run of ascending numbers without a gap."""
    run: tuple[int, int] | None = None
    for number in numbers:
        if run and number == run[1] + 1:
            run = run[0], number
            continue
        if run:
            yield run
        run = number, number
    if run:
        yield run
