"""Publish by day: tables with a row an article or more as Parquet, one file a table and day.

`news` then has a view of the same name over the list of files, so that replacing it turns all days
at once. While a publish is built, the rows of the days that it touches stand in the scratch
database `open_days`, and the views of `news` read these.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from tasks.warehouse import dayfiles
from tasks.warehouse.connect import Connection, get_meta, insert, run_sql, statement, sync

TABLES = ("articles", "cleaning_log", "mentions", "quotes", "amounts", "dates", "story_articles")

# Where the files lie, for the views: a client may set it in a home that was moved.
VARIABLE = "news_days"

_SCRATCH = "news.duckdb.building.days"
_SQL = "tasks.warehouse.daily"
_DEFINITIONS = "schemas.published"
# All that a publish reads of articles which did not change, in days that it does not write.
_OF_MEMBERS = ("articles", "mentions")


def is_wanted(connection: Connection, database: Path, partition_mb: float) -> bool:
    """Tell whether the next publish is by day: once it is, it stays so until that is turned off."""
    if not partition_mb:
        return False
    if get_meta(connection, "published_days"):
        return True
    return database.exists() and database.stat().st_size > partition_mb * 1e6


def place(connection: Connection, table: str) -> str:
    """Return where the rows of a table are written while `news` is built."""
    apart = (
        table in TABLES
        and connection.execute(
            "SELECT 1 FROM duckdb_databases() WHERE database_name = 'open_days'"
        ).fetchone()
    )
    return f"open_days.{table}" if apart else f"news.{table}"


def published_tables(connection: Connection, database: str = "news") -> list[str]:
    """List the tables of a published database, in whichever shape, by name."""
    given = {"database": database, "apart": list(TABLES)}
    rows = run_sql(connection, __package__, "published_tables", given).fetchall()
    return [row[0] for row in rows]


def why_away(connection: Connection, home: Path) -> str | None:
    """Say why the views of the published database do not find their files, or None if they do."""
    folder, noted = dayfiles.folder_of(home), get_meta(connection, "published_days")
    if noted is None:
        return None
    if not folder.is_dir():
        return f"{dayfiles.FOLDER} is gone"
    return None if noted == str(folder) else "the home was moved"


def admit(connection: Connection, home: Path, database: str = "news") -> None:
    """Let a connection read the files of a published database where nothing else may be read.

    Wherever the home stood when it was published.
    """
    folder = dayfiles.folder_of(home)
    names = dayfiles.list_files(connection, database)
    if names:
        paths = ", ".join(_quoted(folder / name) for name in names)
        connection.execute(f"SET VARIABLE {VARIABLE} = {_quoted(folder)}")
        connection.execute(f"SET allowed_paths = [{paths}]")


@contextmanager
def opened_days(
    connection: Connection, home: Path, onward: bool, made: list[Path]
) -> Iterator[None]:
    """Keep the rows of days apart for the length of a block, then write them to their files.

    With `onward`, the rows of the days that `changed_articles` touch are read in first; they are
    few, and stay in memory, which spills. Appends the files that are new to `made`.
    """
    scratch = "':memory:'" if onward else _quoted(home / _SCRATCH)
    connection.execute(f"ATTACH {scratch} AS open_days")
    try:
        _open(connection)
        if onward:
            _read_touched(connection, home)
        yield
        _write_days(connection, home, onward, made)
        _list_in_views(connection, home)
    finally:
        for table in ("written_days", "other_members"):
            connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
        connection.execute("USE warehouse")
        connection.execute("DETACH open_days")
        discard_scratch(home)


def discard_scratch(home: Path) -> None:
    """Delete the scratch database, also that of a build that was killed."""
    for name in (_SCRATCH, f"{_SCRATCH}.wal"):
        (home / name).unlink(missing_ok=True)


def _open(connection: Connection) -> None:
    """Create the tables, empty, and views of `news` that read them."""
    connection.execute("USE open_days")
    for table in TABLES:
        connection.execute(statement(_DEFINITIONS, table))
        connection.execute(f"CREATE OR REPLACE VIEW news.{table} AS FROM open_days.{table}")
    connection.execute("USE warehouse")


def _read_touched(connection: Connection, home: Path) -> None:
    """Read in the days to be written, and what else the changed stories need."""
    run_sql(connection, _SQL, "written_days")
    for table in TABLES:
        _read(connection, home, table, "written_days")
    run_sql(connection, _SQL, "other_members")
    members = " WHERE article_id IN (SELECT article_id FROM other_members)"
    for table in _OF_MEMBERS:
        _read(connection, home, table, "other_members", members)


def _read(connection: Connection, home: Path, table: str, days: str, condition: str = "") -> None:
    wanted = connection.execute(f"SELECT DISTINCT day FROM {days}").fetchall()
    given = {"table": table, "days": [row[0] for row in wanted]}
    names = run_sql(connection, _SQL, "files_of_days", given).fetchall()
    files = [str(dayfiles.folder_of(home) / table / name) for (name,) in names]
    if files:
        connection.execute(
            f"INSERT INTO open_days.{table} BY NAME FROM read_parquet($files){condition}",
            {"files": files},
        )


def _write_days(connection: Connection, home: Path, onward: bool, made: list[Path]) -> None:
    """Write the files of the days that are open, and list them in place of what they replace."""
    if not onward:
        run_sql(connection, _SQL, "all_days")
        run_sql(connection, _SQL, "files")
    run_sql(connection, _SQL, "unlist_days")
    for table in TABLES:
        folder = dayfiles.folder_of(home) / table
        folder.mkdir(parents=True, exist_ok=True)
        insert(connection, "news.days.files", _write_table(connection, table, folder, made))
        sync(folder)
    sync(dayfiles.folder_of(home))


def _write_table(
    connection: Connection, table: str, folder: Path, made: list[Path]
) -> list[dict[str, Any]]:
    """Write the rows of one table, in one order whatever they came in; returns the list's rows."""
    columns = ", ".join(f'rows."{name}"' for name, _ in _columns(connection, table))
    ties = "" if table == "articles" else f", {columns}"
    connection.execute(
        "CREATE TABLE open_days.sorted_rows AS"
        f" SELECT articles.published_date AS own_day, {columns}"
        f" FROM open_days.{table} AS rows JOIN open_days.articles USING (article_id)"
        " WHERE EXISTS (FROM written_days WHERE day IS NOT DISTINCT FROM articles.published_date)"
        f" ORDER BY own_day, rows.article_id{ties}"
    )
    days = connection.execute("SELECT DISTINCT own_day FROM open_days.sorted_rows ORDER BY 1")
    listed = []
    for (day,) in days.fetchall():
        place = _write_day(connection, day, folder, made)
        size = place.stat().st_size
        listed.append({"table_name": table, "day": day, "name": place.name, "bytes": size})
    connection.execute("DROP TABLE open_days.sorted_rows")
    return listed


def _write_day(connection: Connection, day: date | None, folder: Path, made: list[Path]) -> Path:
    part = folder / f"{day}{dayfiles.PART}"
    own = "IS NULL" if day is None else f"= DATE '{day.isoformat()}'"
    connection.execute(
        f"COPY (SELECT * EXCLUDE (own_day) FROM open_days.sorted_rows WHERE own_day {own})"
        f" TO {_quoted(part)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)"
    )
    place, new = dayfiles.settle(part, day)
    if new:
        made.append(place)
    return place


def _list_in_views(connection: Connection, home: Path) -> None:
    """Let the views of `news` read the files that are listed, and say what their columns mean."""
    folder = dayfiles.folder_of(home)
    connection.execute("USE news")
    for table in TABLES:
        names = connection.execute(
            "SELECT name FROM days.files WHERE table_name = ? ORDER BY day NULLS LAST, name",
            [table],
        ).fetchall()
        select = (
            _select_files(folder, table, [name for (name,) in names])
            if names
            else _select_nothing(_columns(connection, table))
        )
        connection.execute(f"CREATE OR REPLACE VIEW {table} AS {select}")
        for comment in connection.extract_statements(statement(_DEFINITIONS, table))[1:]:
            connection.execute(comment.query.replace("COMMENT ON TABLE", "COMMENT ON VIEW"))
    connection.execute("USE warehouse")


def _select_files(folder: Path, table: str, names: Sequence[str]) -> str:
    listed = ", ".join(f"'{name}'" for name in names)
    base = f"coalesce(getvariable('{VARIABLE}'), {_quoted(folder)})"
    return (
        f"SELECT * FROM read_parquet(list_transform([{listed}],"
        f" lambda name: {base} || '/{table}/' || name))"
    )


def _select_nothing(columns: Sequence[tuple[str, str]]) -> str:
    typed = ", ".join(f'NULL::{kind} AS "{name}"' for name, kind in columns)
    return f"SELECT {typed} LIMIT 0"


def _columns(connection: Connection, table: str) -> list[tuple[str, str]]:
    """Return name and type of each column of a table."""
    rows = connection.execute(f"DESCRIBE open_days.{table}").fetchall()
    return [(row[0], row[1]) for row in rows]


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
