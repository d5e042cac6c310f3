"""Write the published tables as Parquet, for tools beyond DuckDB."""

import shutil
from pathlib import Path

import duckdb

from schemas.errors import NotPublishedError, QueryError
from tasks.warehouse import days
from tasks.warehouse.connect import Connection
from tasks.warehouse.publish import PUBLISHED

# Shows that a folder is an export, whose tables may be replaced.
MARK = "_dateline_export"
# The day of a row: by its own columns, by its article, or by the later of two articles.
_OF_ROW = "SELECT rows.*, {day} AS day FROM {table} AS rows"
_OF_ARTICLE = (
    "SELECT rows.*, articles.published_date AS day FROM {table} AS rows"
    " LEFT JOIN articles ON articles.article_id = rows.article_id"
)
_OF_PAIR = (
    "SELECT rows.*, greatest(a.published_date, b.published_date) AS day FROM {table} AS rows"
    " LEFT JOIN articles AS a ON a.article_id = rows.article_a"
    " LEFT JOIN articles AS b ON b.article_id = rows.article_b"
)
_OWN_DAY = {"articles": "published_date", "stories": "first_published"}


def export(home: Path, folder: Path) -> dict[str, int]:
    """Write every published table into its sub-folder, partitioned by day; returns rows a table.

    `articles/day=2025-03-19/*.parquet` holds the rows of that day, `day=__HIVE_DEFAULT_PARTITION__`
    those without one; tables that know no day are one file. A folder of an earlier export is
    replaced table by table. Raises NotPublishedError without a database, QueryError where the
    folder holds other things or cannot be written.
    """
    if not (home / PUBLISHED).exists():
        raise NotPublishedError(home)
    try:
        _claim(folder)
        with duckdb.connect(str(home / PUBLISHED), read_only=True) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            days.admit(connection, home)
            tables = days.published_tables(connection)
            return {table: _write(connection, table, folder) for table in tables}
    except (OSError, duckdb.Error) as error:
        raise QueryError(f"{folder} cannot be written ({str(error).splitlines()[0]}).") from error


def _claim(folder: Path) -> None:
    """Make the folder an export's. Raises QueryError for one that holds other things."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()) and not (folder / MARK).exists():
        raise QueryError(f"{folder} is not empty and holds no export; name another folder.")
    (folder / MARK).touch()


def _write(connection: Connection, table: str, folder: Path) -> int:
    """Write one table aside, then in the place of its earlier export."""
    aside, place = folder / f".{table}", folder / table
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    select = _select(connection, table)
    if select is None:
        source, target, options = f"FROM {table}", aside / f"{table}.parquet", ""
    else:
        source, target, options = select, aside, ", PARTITION_BY (day), OVERWRITE_OR_IGNORE"
    quoted = str(target).replace("'", "''")
    row = connection.execute(f"COPY ({source}) TO '{quoted}' (FORMAT parquet{options})").fetchone()
    shutil.rmtree(place, ignore_errors=True)
    aside.rename(place)
    return int(row[0]) if row else 0


def _select(connection: Connection, table: str) -> str | None:
    """Return the SELECT that gives a table's rows their day; None where they have none."""
    rows = connection.execute(
        "SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [table]
    ).fetchall()
    columns = {row[0] for row in rows}
    if "day" in columns:
        return f"FROM {table}"
    if table in _OWN_DAY:
        return _OF_ROW.format(day=_OWN_DAY[table], table=table)
    if "article_a" in columns:
        return _OF_PAIR.format(table=table)
    return _OF_ARTICLE.format(table=table) if "article_id" in columns else None
