"""Hold two published databases against each other, table by table and row by row."""

from pathlib import Path
from typing import Any

from schemas.contract import Contract
from tasks.warehouse.connect import Connection, in_memory
from tasks.warehouse.days import published_tables

# What happened, as against what is: these tables name runs and moments.
HISTORY = ("runs", "seed_files", "quarantine", "story_lineage", "article_changes")
# Who mends a difference needs to see what it looks like, not all of it.
_ROWS_SHOWN = 3


class Difference(Contract):
    """Rows of a table that only one of two databases has: how many, and the first of them."""

    table: str
    only_in: str
    count: int
    rows: tuple[dict[str, Any], ...] = ()

    def __str__(self) -> str:
        """Return a line, and one a row that is shown, its long texts cut."""
        plural = "" if self.count == 1 else "s"
        lines = [f"{self.table}: {self.count:,} row{plural} only in the {self.only_in} database"]
        lines += [f"  {_shortened(row)}" for row in self.rows]
        return "\n".join(lines)


def compare(live: Path, rebuilt: Path) -> list[Difference]:
    """Return how every table but the history differs, in the order of their names."""
    with in_memory() as connection:
        for name, path in (("live", live), ("rebuilt", rebuilt)):
            quoted = str(path).replace("'", "''")
            connection.execute(f"ATTACH '{quoted}' AS {name} (READ_ONLY)")
        tables = {name: _tables(connection, name) for name in ("live", "rebuilt")}
        found = []
        for table in sorted({*tables["live"], *tables["rebuilt"]} - {*HISTORY}):
            for one, other in (("live", "rebuilt"), ("rebuilt", "live")):
                found += _only(connection, table, one, other, tables)
        return found


def _tables(connection: Connection, database: str) -> dict[str, list[str]]:
    """Return the columns of each table of a database."""
    tables = published_tables(connection, database)
    rows = connection.execute(
        "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns()"
        " WHERE database_name = ? AND table_name IN (SELECT unnest(?)) GROUP BY table_name",
        [database, tables],
    ).fetchall()
    return dict(rows)


def _only(
    connection: Connection,
    table: str,
    one: str,
    other: str,
    tables: dict[str, dict[str, list[str]]],
) -> list[Difference]:
    """Return what only the first database has of a table; one row of columns where these differ."""
    columns, others = tables[one].get(table), tables[other].get(table)
    if columns is None:
        return []
    if others != columns:
        shape = ({"columns": ", ".join(columns)},)
        return [Difference(table=table, only_in=one, count=1, rows=shape)]
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE lonely AS FROM {one}.{table} EXCEPT ALL FROM {other}.{table}"
    )
    count = connection.execute("SELECT count(*) FROM lonely").fetchone()
    assert count is not None
    if not count[0]:
        return []
    rows = connection.execute(f"FROM lonely ORDER BY ALL LIMIT {_ROWS_SHOWN}").fetchall()
    first = tuple(dict(zip(columns, row, strict=True)) for row in rows)
    return [Difference(table=table, only_in=one, count=count[0], rows=first)]


def _shortened(row: dict[str, Any]) -> str:
    cells = (f"{name}={str(value)!r:.60}" for name, value in row.items() if value is not None)
    return ", ".join(cells)
