"""Bring a warehouse to the schema of this program, one numbered migration after another."""

import shutil
from importlib import resources
from pathlib import Path

from schemas.errors import WarehouseError
from tasks.warehouse.connect import WAREHOUSE, Connection, connect, statement, transaction

_MIGRATIONS = "schemas.warehouse"


def migrations() -> list[tuple[int, str]]:
    """List (number, name) of every migration in order."""
    files = resources.files(_MIGRATIONS).iterdir()
    names = sorted(file.name.removesuffix(".sql") for file in files if file.name.endswith(".sql"))
    return [(int(name.split("_", 1)[0]), name) for name in names]


def schema_version(connection: Connection) -> int:
    """Return the number of the last migration applied; 0 for a new file."""
    connection.execute(
        "CREATE TABLE IF NOT EXISTS schema_version"
        " (version INTEGER NOT NULL, name VARCHAR NOT NULL)"
    )
    row = connection.execute("SELECT coalesce(max(version), 0) FROM schema_version").fetchone()
    assert row is not None
    return int(row[0])


def migrate(home: Path, memory_limit_mb: int = 2048) -> None:
    """Apply the migrations that a home lacks, after copying an older warehouse aside.

    Raises WarehouseError when the warehouse was made by a newer program.
    """
    connection = connect(home, memory_limit_mb)
    try:
        current, steps = schema_version(connection), migrations()
        newest = steps[-1][0]
        if current > newest:
            raise WarehouseError(
                f"{home / WAREHOUSE} has schema {current}, newer than this program's {newest}: "
                "install the newer dateline."
            )
        if current == newest:
            return
    finally:
        connection.close()
    if current:
        shutil.copy2(home / WAREHOUSE, home / f"{WAREHOUSE}.schema-{current}.backup")
    connection = connect(home, memory_limit_mb)
    try:
        with transaction(connection):
            for number, name in steps:
                if number > current:
                    connection.execute(statement(_MIGRATIONS, name))
                    connection.execute("INSERT INTO schema_version VALUES (?, ?)", [number, name])
    finally:
        connection.close()
