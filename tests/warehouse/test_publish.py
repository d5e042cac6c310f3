import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tasks.warehouse import publish
from tasks.warehouse.connect import Connection, opened
from tasks.warehouse.migrate import migrate


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Connection]:
    """The open, empty warehouse of the home tmp_path."""
    migrate(tmp_path)
    with opened(tmp_path) as connection:
        yield connection


def publish_number(warehouse: Connection, home: Path, number: int) -> None:
    """Publish a database with one table that holds a number."""
    with publish.building(warehouse, home):
        warehouse.execute(f"CREATE TABLE news.numbers AS SELECT {number} AS number")
    publish.put_in_place(home)


def read_number(home: Path) -> int:
    with duckdb.connect(str(home / publish.PUBLISHED), read_only=True) as connection:
        row = connection.execute("SELECT number FROM numbers").fetchone()
    assert row is not None
    return int(row[0])


def test_reader_keeps_its_file_and_new_readers_see_the_next(
    tmp_path: Path, warehouse: Connection
) -> None:
    """A reader that holds the database open blocks nobody and reads on undisturbed."""
    publish_number(warehouse, tmp_path, 1)
    script = (
        "import duckdb, sys\n"
        "connection = duckdb.connect(sys.argv[1], read_only=True)\n"
        "print('open', flush=True); sys.stdin.readline()\n"
        "print(connection.execute('SELECT number FROM numbers').fetchone()[0], flush=True)\n"
    )
    reader = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / publish.PUBLISHED)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reader.stdout is not None
    assert reader.stdout.readline() == "open\n"
    publish_number(warehouse, tmp_path, 2)
    assert read_number(tmp_path) == 2
    assert reader.communicate("go on\n")[0] == "1\n"


def test_published_file_is_read_only_and_alone(tmp_path: Path, warehouse: Connection) -> None:
    """What is published cannot be written by its mode, and no scratch file is left."""
    publish_number(warehouse, tmp_path, 1)
    assert (tmp_path / publish.PUBLISHED).stat().st_mode & 0o777 == 0o444
    assert not list(tmp_path.glob("*.building*"))


def test_foreign_wal_is_moved_aside(tmp_path: Path, warehouse: Connection) -> None:
    """The .wal of an analyst's killed session does not spoil the next database."""
    publish_number(warehouse, tmp_path, 1)
    path = tmp_path / publish.PUBLISHED
    path.chmod(0o644)
    script = (
        "import duckdb, os, sys\n"
        "connection = duckdb.connect(sys.argv[1])\n"
        "connection.execute('UPDATE numbers SET number = 666')\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert path.with_name(f"{path.name}.wal").exists()
    publish_number(warehouse, tmp_path, 2)
    assert read_number(tmp_path) == 2
    assert len(list(tmp_path.glob("*.wal.foreign-*"))) == 1


def test_failed_build_leaves_the_last_one(tmp_path: Path, warehouse: Connection) -> None:
    """An error while the tables are built leaves the published database and the warehouse whole."""
    publish_number(warehouse, tmp_path, 1)
    with pytest.raises(ZeroDivisionError), publish.building(warehouse, tmp_path):
        raise ZeroDivisionError
    assert read_number(tmp_path) == 1
    publish_number(warehouse, tmp_path, 2)
    assert read_number(tmp_path) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_home_without_write_permission_is_said(tmp_path: Path, warehouse: Connection) -> None:
    """A home that cannot be written is an error in one sentence, and the last database stands."""
    from schemas.errors import PublishError

    publish_number(warehouse, tmp_path, 1)
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(PublishError, match="the last"):
            publish_number(warehouse, tmp_path, 2)
        assert read_number(tmp_path) == 1
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.parametrize("shared", [True, False])
def test_a_publish_goes_on_from_a_copy(
    tmp_path: Path, warehouse: Connection, monkeypatch: pytest.MonkeyPatch, shared: bool
) -> None:
    """Also where the kernel cannot copy from one file to the other."""

    def refuse(*_: object) -> int:
        raise OSError("no such operation")

    if not shared:
        monkeypatch.setattr(os, "copy_file_range", refuse, raising=False)
    publish_number(warehouse, tmp_path, 1)
    with publish.building(warehouse, tmp_path, onward=True):
        warehouse.execute("UPDATE news.numbers SET number = number + 1")
    assert read_number(tmp_path) == 1
    publish.put_in_place(tmp_path)
    assert read_number(tmp_path) == 2
