"""Give the space of what Prefect has forgotten back to the disk: SQLite does so only by VACUUM."""

import sqlite3
from contextlib import closing
from pathlib import Path

# Below so much it is not worth a rewrite of the file; SQLite fills the room again by itself.
_WORTHWHILE_BYTES = 16 << 20
_WORTHWHILE_SHARE = 0.25
_WAIT_SECONDS = 5.0


def give_back(path: Path, worthwhile_bytes: int = _WORTHWHILE_BYTES) -> int:
    """Shrink a SQLite database of which much is empty; returns the bytes that it gave back.

    Gives back none where there is no such file, little is empty, or others keep it busy.
    """
    if not path.exists():
        return 0
    before = path.stat().st_size
    with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)) as connection:
        try:
            empty = _pragma(connection, "freelist_count") * _pragma(connection, "page_size")
            if empty < max(worthwhile_bytes, _WORTHWHILE_SHARE * before):
                return 0
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.OperationalError:
            return 0  # another day
    return max(0, before - path.stat().st_size)


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)
