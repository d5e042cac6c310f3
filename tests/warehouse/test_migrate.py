from pathlib import Path

import pytest

from schemas.errors import WarehouseError
from tasks.warehouse.connect import WAREHOUSE, opened, statement
from tasks.warehouse.migrate import migrate, migrations, schema_version


def test_migrations_are_numbered_once_and_in_order() -> None:
    """Every migration has its own number, and the list is in their order."""
    numbers = [number for number, _ in migrations()]
    assert numbers == sorted(set(numbers))


def test_new_home_gets_the_newest_schema(tmp_path: Path) -> None:
    """Migrating an empty home, even twice, ends at the last migration without a backup."""
    migrate(tmp_path)
    migrate(tmp_path)
    with opened(tmp_path) as connection:
        assert schema_version(connection) == migrations()[-1][0]
    assert not list(tmp_path.glob("*.backup"))


def test_newer_warehouse_is_refused(tmp_path: Path) -> None:
    """A warehouse that a newer program made is left alone, and the message says what to install."""
    migrate(tmp_path)
    with opened(tmp_path) as connection:
        connection.execute("INSERT INTO schema_version VALUES (9999, 'from the future')")
    with pytest.raises(WarehouseError, match="install the newer dateline"):
        migrate(tmp_path)


def test_older_warehouse_is_copied_before_it_is_migrated(tmp_path: Path) -> None:
    """An older warehouse keeps its rows, and a copy of it as it was stands beside it."""
    *older, newest = migrations()
    with opened(tmp_path) as connection:
        connection.execute("CREATE TABLE schema_version (version INTEGER, name VARCHAR)")
        for number, name in older:
            connection.execute(statement("schemas.warehouse", name))
            connection.execute("INSERT INTO schema_version VALUES (?, ?)", [number, name])
        connection.execute("INSERT INTO meta VALUES ('inbox', '/news')")
    migrate(tmp_path)
    with opened(tmp_path) as connection:
        assert schema_version(connection) == newest[0]
        assert connection.execute("SELECT value FROM meta").fetchall() == [("/news",)]
    backup = tmp_path / f"{WAREHOUSE}.schema-{older[-1][0]}.backup"
    assert backup.exists()


def test_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    """A damaged warehouse is an error that names the file."""
    (tmp_path / WAREHOUSE).write_bytes(b"this is not a database" * 1000)
    with pytest.raises(WarehouseError, match=r"warehouse\.duckdb"):
        migrate(tmp_path)
