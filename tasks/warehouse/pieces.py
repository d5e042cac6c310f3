"""Read some rows of a large table without passing over the others."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tasks.warehouse.connect import Connection

# Rows that DuckDB passes over, with their texts, in the time in which it begins to read a run: a
# statement takes 1.5 ms, and 1,000 rows or more are unpacked in any case.
_PASSED_OVER = 1_000


class Run(NamedTuple):
    """The first and the last of some numbers, and whether it has all between them."""

    first: int
    last: int
    whole: bool


def split_condition(connection: Connection, table: str, condition: str) -> list[str]:
    """Return conditions, one at least, that choose together the rows that one condition chooses.

    DuckDB reads a column whole to filter it by a list, also of rowids, but finds the ends of a run
    of rowids at once. Rows that lie close are one run, in which the condition chooses. Where the
    rows lie in too many runs, it is the condition itself.
    """
    rows = connection.execute(f"SELECT rowid FROM {table} WHERE {condition} ORDER BY rowid")
    runs = list(find_runs((row[0] for row in rows.fetchall()), _PASSED_OVER))
    count = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    if count is None or len(runs) * _PASSED_OVER >= count[0]:
        return [condition]
    return [_of_run(run, condition) for run in runs] or ["false"]


def _of_run(run: Run, condition: str) -> str:
    between = f"rowid BETWEEN {run.first} AND {run.last}"
    return between if run.whole else f"{between} AND ({condition})"


def find_runs(numbers: Iterable[int], gap: int) -> Iterator[Run]:
    """Give the runs of ascending numbers, with gaps in them of fewer than so many numbers."""
    run: Run | None = None
    for number in numbers:
        if run and number - run.last <= gap:
            run = Run(run.first, number, run.whole and number == run.last + 1)
            continue
        if run:
            yield run
        run = Run(number, number, whole=True)
    if run:
        yield run
