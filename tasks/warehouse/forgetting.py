"""Forget articles for good: out of every table, and out of every file of the home.

`forgotten.txt` in the home keeps their ids, one a line, so that they stay away while a file of the
inbox still holds them, also from a warehouse that is made anew. An id is a hash: it tells nothing.
"""

import re
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from schemas.article import stable_id
from schemas.errors import HomeError, UsageError
from schemas.fingerprint import REDO
from tasks.warehouse import load, versions
from tasks.warehouse.connect import (
    WAREHOUSE,
    Connection,
    connect,
    get_meta,
    listed,
    run_sql,
    set_meta,
    sync,
    transaction,
)

FILE = "forgotten.txt"
_FORGOTTEN = f"{REDO}an article was forgotten"
_ID = re.compile(r"[0-9a-f]{16}")
# Where an article may stand under its own id.
_HOLDERS = ("documents", "articles", "shelved_articles", "versions", "quarantine")
# What a home has beside the two databases and is made anew, or is of no more use.
_PATTERNS = (
    "search.duckdb*", "*.backup", "*.part", "news.duckdb.wal*", "news.duckdb.building*",
)  # fmt: skip
_FOLDERS = ("tmp", "verify")


def read_forgotten(home: Path) -> frozenset[str]:
    """Return the ids of the articles that must not come back."""
    try:
        lines = (home / FILE).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return frozenset()
    return frozenset(line.strip() for line in lines if line.strip())


def note(home: Path, article_id: str) -> None:
    """Write an id down before anything is deleted, so that a crash forgets nothing half.

    Raises UsageError for what is no id.
    """
    if not _ID.fullmatch(article_id):
        raise UsageError(f"{article_id!r} is no article_id; it has 16 hexadecimal digits.")
    if article_id not in read_forgotten(home):
        with (home / FILE).open("a", encoding="utf-8") as file:
            file.write(f"{article_id}\n")
        sync(home / FILE)
        sync(home)


def find_known(connection: Connection, identities: Iterable[str]) -> list[str]:
    """Return those of the ids, in order, of which anything stands in the warehouse."""
    ids = sorted(identities)
    if not ids:
        return []
    holders = " UNION ALL ".join(f"SELECT article_id FROM {table}" for table in _HOLDERS)
    rows = connection.execute(
        f"SELECT article_id FROM ({holders}) WHERE article_id IN (SELECT unnest($ids))",
        {"ids": ids},
    ).fetchall()
    known = {row[0] for row in rows} | _held_ids(connection).keys()
    return [identity for identity in ids if identity in known]


def standing(connection: Connection, home: Path) -> list[str]:
    """Return which of the home's forgotten articles stand in the warehouse."""
    return find_known(connection, read_forgotten(home))


def purge(connection: Connection, identities: Sequence[str], run_id: str) -> None:
    """Delete all rows of these articles, in one transaction; the set-wise stages do theirs next.

    The published database is to be made anew: one that is brought up to date keeps free blocks.
    """
    if not identities:
        return
    held = [place for one, place in _held_ids(connection).items() if one in identities]
    with transaction(connection):
        with listed(connection, ids=identities):
            run_sql(connection, __package__, "forget_headlines")
        versions.begin(connection)
        load.drop_articles(connection, identities)
        versions.forget(connection, identities)
        with listed(connection, ids=identities):
            for table in ("documents", "article_changes", "quarantine"):
                connection.execute(f"DELETE FROM {table} WHERE article_id IN (FROM ids)")
        for path, item in held:
            connection.execute(
                "DELETE FROM held_items WHERE path = ? AND item IS NOT DISTINCT FROM ?",
                [path, item],
            )
        versions.settle(connection, run_id)
        connection.execute(
            "UPDATE seed_files SET articles = (SELECT count(*) FROM articles"
            " WHERE articles.path = seed_files.path)"
        )
        set_meta(connection, "published_by", _FORGOTTEN)


def is_unpublished(connection: Connection) -> bool:
    """Tell whether the published database may still hold what was forgotten."""
    return get_meta(connection, "published_by") == _FORGOTTEN


def rewrite(home: Path, memory_limit_mb: int) -> None:
    """Write the warehouse into a new file, which has no free blocks, and put it in place."""
    new = home / f"{WAREHOUSE}.part"
    new.unlink(missing_ok=True)
    connection = connect(home, memory_limit_mb)
    try:
        quoted = str(new).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS rewritten")
        connection.execute("COPY FROM DATABASE warehouse TO rewritten")
        connection.execute("DETACH rewritten")
    finally:
        connection.close()
    sync(new)
    new.replace(home / WAREHOUSE)
    sync(home)


def sweep(home: Path) -> list[str]:
    """Delete what may hold copies and is made anew, or is an old copy; returns the names."""
    swept = [path for pattern in _PATTERNS for path in home.glob(pattern)]
    for path in swept:
        path.unlink()
    for folder in _FOLDERS:
        shutil.rmtree(home / folder, ignore_errors=True)
    return sorted(path.name for path in swept)


def clear_prefect(home: Path) -> None:
    """Take the artifacts and logs of earlier runs, which quote headlines, out of Prefect's file.

    Raises HomeError where its server holds the file for too long.
    """
    path = home / "prefect" / "prefect.db"
    if not path.exists():
        return
    try:
        with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as database:
            known = {row[0] for row in database.execute("SELECT name FROM sqlite_master")}
            database.execute("PRAGMA secure_delete = ON")
            for table in {"artifact", "artifact_collection", "log"} & known:
                database.execute(f"DELETE FROM {table}")
            database.execute("VACUUM")
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise HomeError(
            f"{path} could not be cleared ({error}); end `dateline serve`, then forget again."
        ) from error


def _held_ids(connection: Connection) -> dict[str, tuple[str, str | None]]:
    rows = connection.execute("SELECT path, item FROM held_items").fetchall()
    return {stable_id(path, item): (path, item) for path, item in rows}
