"""The upkeep of the server's database, on real SQLite files."""

import gzip
import sqlite3
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from flows import template
from flows.vacuum import give_back


def test_space_of_what_was_deleted_is_given_back(tmp_path: Path) -> None:
    """A database that is mostly empty shrinks; one that is full, or absent, is left alone."""
    path = tmp_path / "prefect.db"
    assert give_back(path) == 0
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE log (message TEXT)")
        connection.executemany("INSERT INTO log VALUES (?)", [("x" * 1000,)] * 5000)
    connection.close()
    full = path.stat().st_size
    assert give_back(path, worthwhile_bytes=1) == 0
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM log")
    connection.close()
    assert path.stat().st_size == full
    assert give_back(path, worthwhile_bytes=1) > full // 2
    assert path.stat().st_size < full // 2


def test_new_home_gets_the_empty_database_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    """The template is laid down once, and never over a database that is there."""
    path = tmp_path / "prefect.db"
    template.lay_down(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM flow_run").fetchone() == (0,)
    connection.close()
    path.write_bytes(b"mine")
    template.lay_down(path)
    assert path.read_bytes() == b"mine"


@pytest.mark.slow
def test_template_is_what_migrations_make() -> None:
    """The database that ships is the one that the installed Prefect's own migrations make."""
    shipped = gzip.decompress(files("flows").joinpath(template.name()).read_bytes())
    # In a process of its own: Prefect keeps to the database that it was first used with.
    code = "import sys; from flows import template; sys.stdout.buffer.write(template.make())"
    made = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout
    assert schema_of(shipped) == schema_of(gzip.decompress(made))


def schema_of(database: bytes) -> list[tuple[object, ...]]:
    """Return kind, name and parts of all that a database defines, and its revision.

    The parts are sorted, since the migrations write constraints in another order each time.
    """
    connection = sqlite3.connect(":memory:")
    connection.deserialize(database)
    question = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
    schema = [
        (kind, name, sorted(line.strip(" \t,") for line in (sql or "").splitlines()))
        for kind, name, sql in connection.execute(question).fetchall()
    ]
    revision = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    connection.close()
    return [*schema, *revision]
