"""Keep the ledger of the files: what waits, what was touched, what has been read."""

from collections.abc import Sequence
from datetime import UTC, datetime

from schemas.run import FileState, FinishedFile, SeedFile
from tasks.warehouse.connect import Connection, insert, listed, run_sql


def touch_files(connection: Connection, files: Sequence[SeedFile]) -> None:
    """Note a new time of files whose content is unchanged, so that it is not hashed again."""
    rows = [{"path": file.path, "modified_ns": file.modified_ns} for file in files]
    for row in rows:
        connection.execute(
            "UPDATE seed_files SET modified_ns = $modified_ns,"
            " modified_at = make_timestamptz($modified_ns // 1000) WHERE path = $path",
            row,
        )


def note_waiting(connection: Connection, files: Sequence[SeedFile], run_id: str) -> None:
    """Enter files that are still being written, and that the ledger does not know yet."""
    rows = [
        {
            **_as_row(file),
            "state": "waiting",
            "articles": 0,
            "first_run_id": run_id,
            "last_run_id": run_id,
            "fingerprint": "",
        }
        for file in files
    ]
    with listed(connection, paths=[file.path for file in files]):
        known = connection.execute(
            "SELECT path FROM seed_files WHERE path IN (FROM paths)"
        ).fetchall()
    insert(connection, "seed_files", [row for row in rows if (row["path"],) not in known])


def settle_files(
    connection: Connection, finished: Sequence[FinishedFile], run_id: str, fingerprint: str
) -> dict[FileState, int]:
    """Enter files that were read to their end; returns how many are in which state."""
    if not finished:
        return {}
    rows = [
        {
            **_as_row(entry.file),
            "run_id": run_id,
            "forgotten": entry.forgotten,
            "fingerprint": fingerprint,
        }
        for entry in finished
    ]
    connection.execute("CREATE OR REPLACE TEMP TABLE arriving_files AS FROM seed_files LIMIT 0")
    connection.execute("ALTER TABLE arriving_files ADD COLUMN run_id VARCHAR")
    connection.execute("ALTER TABLE arriving_files ADD COLUMN forgotten BOOLEAN")
    insert(connection, "arriving_files", rows)
    run_sql(connection, __package__, "settle_files")
    states = connection.execute(
        "SELECT seed_files.state, count(*) FROM seed_files"
        " JOIN arriving_files USING (path) GROUP BY ALL"
    ).fetchall()
    connection.execute("DROP TABLE arriving_files")
    return dict(states)


def refresh_files(connection: Connection, paths: Sequence[str]) -> None:
    """Bring files in line with what became of their stored items when these were redone."""
    with listed(connection, paths=paths):
        run_sql(connection, __package__, "refresh_files")


def _as_row(file: SeedFile) -> dict[str, object]:
    return {
        "path": file.path,
        "sha256": file.sha256,
        "bytes": file.bytes,
        "modified_ns": file.modified_ns,
        "modified_at": datetime.fromtimestamp(file.modified_ns / 1e9, UTC),
    }
