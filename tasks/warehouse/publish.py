"""Publish: build the analysts' database aside and put it in place at once."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import duckdb

from schemas.errors import PublishError
from tasks.warehouse import dayfiles, days
from tasks.warehouse.connect import Connection, sync

PUBLISHED = "news.duckdb"
BUILDING = "news.duckdb.building"
_COPIED_AT_ONCE = 1 << 30


@contextmanager
def building(
    connection: Connection, home: Path, onward: bool = False, by_day: bool = False
) -> Iterator[None]:
    """Attach a new database as `news` for the length of a block, then close it complete.

    It is empty, or with `onward` a copy of the published one; `by_day`, the large tables lie beside
    it (`days`). Raises PublishError when it cannot be written; what is half written is taken away.
    """
    path, made = home / BUILDING, list[Path]()
    _discard(path)
    days.discard_scratch(home)
    try:
        if onward:
            copy_published(home)
        connection.execute(f"ATTACH '{_quoted(path)}' AS news")
        try:
            with days.opened_days(connection, home, onward, made) if by_day else nullcontext():
                yield
            connection.execute("CHECKPOINT news")
        finally:
            connection.execute("USE warehouse")
            connection.execute("DETACH news")
    except (duckdb.IOException, duckdb.OutOfMemoryException, OSError) as error:
        _discard(path)
        dayfiles.discard(made)
        raise PublishError(
            f"{home / PUBLISHED} could not be written ({str(error).splitlines()[0]}); the last "
            "published one stands. Make room, then run again."
        ) from error


def put_in_place(home: Path) -> Path:
    """Replace the published database by the one that was built; readers keep the old file.

    A crashed read-write session of an analyst leaves a `.wal` beside the file, which DuckDB would
    replay into the new one: it is moved aside first.
    """
    new, path = home / BUILDING, home / PUBLISHED
    new.chmod(0o444)
    sync(new)
    wal = path.with_name(f"{PUBLISHED}.wal")
    if wal.exists():
        wal.rename(home / f"{PUBLISHED}.wal.foreign-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
    dayfiles.retire(path, new)
    with _freed_aside(path):
        new.replace(path)
    sync(home)
    return path


@contextmanager
def _freed_aside(path: Path) -> Iterator[None]:
    """Let a block replace a file without waiting until the disk has freed the old one.

    That takes .3 s a gigabyte; the system does it when the file is closed, in a thread here.
    """
    try:
        old = path.open("rb")
    except OSError:  # there is none, or none that can be read
        yield
        return
    try:
        yield
    finally:
        Thread(target=old.close, name="free the old file").start()


def copy_published(home: Path) -> None:
    """Copy the published database to go on from there, sharing blocks where the disk can."""
    source, target = home / PUBLISHED, home / BUILDING
    try:
        _copy_in_kernel(source, target)
    except (AttributeError, OSError):  # another system, or files that the kernel cannot copy
        shutil.copyfile(source, target)


def _copy_in_kernel(source: Path, target: Path) -> None:
    with source.open("rb") as there, target.open("wb") as here:
        left = os.fstat(there.fileno()).st_size
        while copied := os.copy_file_range(there.fileno(), here.fileno(), _COPIED_AT_ONCE):
            left -= copied
    if left:  # some network file systems end before the file does
        raise OSError(f"{left} bytes of {source} were not copied")


def _discard(path: Path) -> None:
    for leftover in (path, path.with_name(f"{path.name}.wal")):
        leftover.unlink(missing_ok=True)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
