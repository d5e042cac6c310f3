"""The files of a database that is published by day: named, kept for older readers, swept.

They lie in `news.days/<table>/` beside the database, which lists those that it reads.
"""

import hashlib
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

import duckdb

from tasks.warehouse.connect import Connection, in_memory, sync

FOLDER = "news.days"
PART = ".part"


def folder_of(home: Path) -> Path:
    """Return the folder of a home's files, as the views of its database name it."""
    return Path(os.path.normpath(home.absolute() / FOLDER))


def list_files(connection: Connection, database: str) -> list[str]:
    """Return the files that an attached database reads, as `table/name`; none in one piece."""
    known = connection.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE database_name = ? AND schema_name = 'days'",
        [database],
    ).fetchone()
    if known == (0,):
        return []
    rows = connection.execute(
        f"SELECT table_name || '/' || name FROM {database}.days.files ORDER BY ALL"
    )
    return [row[0] for row in rows.fetchall()]


def files_of(database: Path) -> set[str]:
    """Return the files that a database reads, by its path; none where there is no database."""
    if not database.exists():
        return set()
    with in_memory() as connection:
        quoted = str(database).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS listed (READ_ONLY)")
        return set(list_files(connection, "listed"))


def is_whole(database: Path) -> bool:
    """Tell whether a database can be read, and all files that it reads are there."""
    try:
        read = files_of(database)
    except duckdb.Error:
        return False
    return all((folder_of(database.parent) / name).exists() for name in read)


def settle(part: Path, day: date | None) -> tuple[Path, bool]:
    """Name a written file by its day and content; returns its place, and whether it is new there.

    Where the same rows are there already, that file stays as it is.
    """
    with part.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()[:16]
    place = part.with_name(f"{'undated' if day is None else day.isoformat()}-{digest}.parquet")
    if place.exists():
        part.unlink()
        return place, False
    part.chmod(0o444)
    sync(part)
    part.replace(place)
    return place, True


def retire(database: Path, successor: Path) -> None:
    """Note the moment for the files that only the older of two databases reads.

    Their time is when they went out of use, not when they were written. Nobody reads a database
    that cannot be opened.
    """
    if not folder_of(database.parent).is_dir():
        return  # neither reads any
    try:
        unread = files_of(database) - files_of(successor)
    except duckdb.Error:
        return
    for name in unread:
        with suppress(FileNotFoundError):
            os.utime(folder_of(database.parent) / name)


def sweep(database: Path, hours: float) -> list[str]:
    """Delete files that the database does not read once they are so old; returns their names."""
    folder, oldest = folder_of(database.parent), time.time() - 3600 * hours
    if not folder.is_dir():
        return []
    read = files_of(database)
    swept = [
        path
        for path in sorted(folder.glob("*/*"))
        if str(path.relative_to(folder)) not in read
        and (path.suffix == PART or path.stat().st_mtime <= oldest)
    ]
    discard(swept)
    for place in (*folder.glob("*"), folder):
        with suppress(OSError):  # it holds something
            place.rmdir()
    return [str(path.relative_to(folder.parent)) for path in swept]


def discard(files: Iterable[Path]) -> None:
    """Delete files that may be gone already."""
    for path in files:
        path.unlink(missing_ok=True)
