"""Bring a warehouse to the schema of this program, one numbered migration after another."""

import shutil
from importlib import resources
from pathlib import Path

from schemas.errors import WarehouseError
from schemas.settings import MEMORY_LIMIT_MB
from tasks.warehouse.connect import WAREHOUSE, Connection, opened, statement, sync, transaction

_MIGRATIONS = "schemas.warehouse"


def migrations() -> list[tuple[int, str]]:
    """List (number, name) of every migration in order."""
    files = resources.files(_MIGRATIONS).iterdir()
    names = sorted(file.name.removesuffix(".sql") for file in files if file.name.endswith(".sql"))
    return [(int(name.split("_", 1)[0]), name) for name in names]


def schema_version(connection: Connection) -> int:
    """Return the number of the last migration applied; 0 for a new file."""
    known = connection.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'schema_version'"
    ).fetchone()
    if known == (0,):
        return 0
    row = connection.execute("SELECT coalesce(max(version), 0) FROM schema_version").fetchone()
    assert row is not None
    return int(row[0])


def needs_migration(home: Path, memory_limit_mb: int = MEMORY_LIMIT_MB) -> bool:
    """Tell whether a home's warehouse is older than this program.

    Raises WarehouseError when it was made by a newer program.
    """
    with opened(home, memory_limit_mb, read_only=True) as connection:
        return _lacks_migrations(home, schema_version(connection))


def migrate(home: Path, memory_limit_mb: int = MEMORY_LIMIT_MB) -> None:
    """Apply the migrations that a home lacks, after copying an older warehouse aside.

    Raises WarehouseError when the warehouse was made by a newer program.
    """
    with opened(home, memory_limit_mb) as connection:
        current = schema_version(connection)
        if not _lacks_migrations(home, current):
            return
    if current:
        _back_up(home, current)
    with opened(home, memory_limit_mb) as connection:
        apply(connection, current)


def apply(connection: Connection, current: int) -> None:
    """Apply the migrations after the number `current`, all or none."""
    with transaction(connection):
        connection.execute(
            "CREATE TABLE IF NOT EXISTS schema_version"
            " (version INTEGER NOT NULL, name VARCHAR NOT NULL)"
        )
        for number, name in migrations():
            if number > current:
                connection.execute(statement(_MIGRATIONS, name))
                connection.execute("INSERT INTO schema_version VALUES (?, ?)", [number, name])


def _lacks_migrations(home: Path, current: int) -> bool:
    newest = migrations()[-1][0]
    if current > newest:
        raise WarehouseError(
            f"{home / WAREHOUSE} has schema {current}, newer than this program's {newest}: "
            "install the newer dateline."
        )
    return current < newest


def _back_up(home: Path, version: int) -> None:
    """Copy the warehouse aside, whole or not at all."""
    backup = home / f"{WAREHOUSE}.schema-{version}.backup"
    aside = backup.with_name(f"{backup.name}.part")
    try:
        shutil.copy2(home / WAREHOUSE, aside)
        sync(aside)
        aside.replace(backup)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise WarehouseError(
            f"{home / WAREHOUSE} could not be backed up ({error.strerror}), so it was not brought "
            "up to date; make room, then run again."
        ) from error
