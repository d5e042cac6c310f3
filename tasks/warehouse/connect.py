"""Open DuckDB files with the house's settings, run .sql files, and insert rows as Arrow."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import pyarrow as pa

from schemas.errors import WarehouseError
from schemas.settings import MEMORY_LIMIT_MB

Connection: TypeAlias = duckdb.DuckDBPyConnection

WAREHOUSE = "warehouse.duckdb"
_SPILL = "tmp"
# DuckDB would fetch what it lacks from its makers.
_AT_HOME: dict[str, Any] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
# Each thread has buffers of its own, which do not spill; DuckDB asks for 125 MB a thread at least.
_MB_PER_THREAD = 128
_SMALLEST_MB = 32
# What DuckDB raises when a file cannot grow: at once, or when it finds its own log cut short.
_NO_ROOM = (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.FatalException)


def connect(
    home: Path, memory_limit_mb: int = MEMORY_LIMIT_MB, read_only: bool = False
) -> Connection:
    """Open the warehouse of a home.

    DuckDB spills to `tmp/` inside the home and never reaches for the network. Raises
    WarehouseError when the file is held by another process or is not a DuckDB database.
    """
    path = home / WAREHOUSE
    spill = home / _SPILL
    if not read_only:
        spill.mkdir(parents=True, exist_ok=True)
    config: dict[str, Any] = {
        "memory_limit": f"{memory_limit_mb}MB",
        "threads": str(max(1, min(os.cpu_count() or 1, memory_limit_mb // _MB_PER_THREAD))),
        "temp_directory": str(spill),
        **_AT_HOME,
    }
    try:
        connection = duckdb.connect(str(path), read_only=read_only, config=config)
    except duckdb.Error as error:
        raise WarehouseError(
            f"The warehouse {path} cannot be opened ({_first_line(error)}); end the program that "
            "holds it, or restore the file from a backup."
        ) from error
    connection.execute("SET TimeZone = 'UTC'")
    return connection


@contextmanager
def opened(
    home: Path, memory_limit_mb: int = MEMORY_LIMIT_MB, read_only: bool = False
) -> Iterator[Connection]:
    """Open the warehouse for the length of a block.

    Raises WarehouseError where the block cannot write, for want of room or of permission.
    """
    connection = connect(home, memory_limit_mb, read_only)
    try:
        yield connection
    except _NO_ROOM as error:
        raise WarehouseError(
            f"{home / WAREHOUSE} could not be written ({_first_line(error)}); what was written "
            "before is kept. Make room, then run again."
        ) from error
    finally:
        _close(connection)


def sweep_spill(home: Path) -> None:
    """Delete what a process that was killed has spilled; DuckDB deletes its own at the end."""
    for path in (home / _SPILL).glob("duckdb_temp_*"):
        path.unlink(missing_ok=True)


@contextmanager
def held_back(connection: Connection, memory_limit_mb: int, one_thread: bool) -> Iterator[None]:
    """Let a database take less for the length of a block, on all its connections.

    What it has cached beyond the limit is given up at once. With `one_thread` it works in the
    thread that asks alone: where other processes use the cores, threads of its own only wait for
    each other, and pairing took 15 % more processor time with two. Raises
    duckdb.OutOfMemoryException where more memory is in use.
    """
    limit, threads = _memory_limit(connection), _setting(connection, "threads")
    connection.execute(f"SET memory_limit = '{int(memory_limit_mb)}MB'")
    if one_thread:
        connection.execute("SET threads = 1")
    try:
        yield
    finally:
        connection.execute(f"SET threads = {threads}")
        connection.execute(f"SET memory_limit = '{limit}'")


def give_up_cache(connection: Connection) -> None:
    """Have a database give up what it has cached and what its allocator holds free.

    The allocator is emptied by setting the limit. Pages are read again from the file, mostly from
    the system's own cache. What is in use, or cannot be spilled for want of room, stays.
    """
    with connection.cursor() as aside:  # what fails here must not end a transaction there
        limit = _memory_limit(aside)
        try:
            with suppress(duckdb.OutOfMemoryException, duckdb.IOException):
                aside.execute(f"SET memory_limit = '{_SMALLEST_MB}MB'")
        finally:
            aside.execute(f"SET memory_limit = '{limit}'")


def _memory_limit(connection: Connection) -> str:
    """Return the limit so that it can be set again: DuckDB tells it cut to a tenth."""
    number, unit = _setting(connection, "memory_limit").split()
    return f"{float(number) + 0.05} {unit}"


def _setting(connection: Connection, name: str) -> str:
    row = connection.execute("SELECT current_setting(?)::VARCHAR", [name]).fetchone()
    assert row is not None
    return str(row[0])


@contextmanager
def in_memory() -> Iterator[Connection]:
    """Open an empty database that leaves nothing behind."""
    with duckdb.connect(":memory:", config=_AT_HOME) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """Commit what the block did, or nothing of it."""
    connection.execute("BEGIN TRANSACTION")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@cache
def statement(package: str, name: str) -> str:
    """Read `name`.sql of a package (`tasks.resolve`, `schemas.published`)."""
    return resources.files(package).joinpath(f"{name}.sql").read_text(encoding="utf-8")


def run_sql(
    connection: Connection, package: str, name: str, parameters: Mapping[str, object] | None = None
) -> Connection:
    """Execute `name`.sql of a package with bound parameters (`$name`); returns the cursor."""
    return connection.execute(statement(package, name), parameters)


@contextmanager
def listed(connection: Connection, **lists: Collection[Any]) -> Iterator[None]:
    """Let the statements of a block read lists by their names, as tables of one column.

    A bound list costs 0.1 ms a value, since DuckDB looks for pandas at each; Arrow costs nothing
    to speak of. Results are to be fetched within the block.
    """
    for name, values in lists.items():
        connection.register(name, pa.table({"value": pa.array(list(values))}))
    try:
        yield
    finally:
        for name in lists:
            connection.unregister(name)


def insert(connection: Connection, table: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Append rows, dictionaries with the same keys, to a table by column name, as Arrow."""
    if not rows:
        return
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    insert_arrow(connection, table, pa.table(columns))


def insert_arrow(connection: Connection, table: str, rows: pa.Table) -> None:
    """Append an Arrow table to a table by column name."""
    connection.register("arriving_rows", rows)
    try:
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM arriving_rows")
    finally:
        connection.unregister("arriving_rows")


def get_meta(connection: Connection, key: str) -> str | None:
    """Return a fact about the home, or None."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
    return None if row is None else row[0]


def set_meta(connection: Connection, key: str, value: str | None) -> None:
    """Keep a fact about the home."""
    connection.execute("DELETE FROM meta WHERE key = ?", [key])
    connection.execute("INSERT INTO meta VALUES (?, ?)", [key, value])


def _close(connection: Connection) -> None:
    """Close a database also where its last write failed, which its next opening makes good."""
    with suppress(*_NO_ROOM):
        connection.close()


def sync(path: Path) -> None:
    """Wait until a file, or a folder's list of files, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
