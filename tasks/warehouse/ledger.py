"""Ask the warehouse what it knows: files, stale documents, work left over; keep the runs."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from schemas.article import Document
from schemas.errors import InboxError
from schemas.fingerprint import Fingerprints
from schemas.run import KnownFile, Rejection, RunRow, SeedFile
from tasks.warehouse import standing
from tasks.warehouse.connect import (
    Connection,
    get_meta,
    insert,
    listed,
    run_sql,
    set_meta,
    transaction,
)

_SET_WISE = ("deduplicate", "resolve")


def settled_files(connection: Connection, fingerprint: str) -> dict[str, tuple[int, int]]:
    """Return bytes and modified_ns, by path, of the files that need no look while these stay.

    They were read by the ingest stage of this fingerprint, without a fault that may pass, and with
    nothing held back.
    """
    run_sql(connection, __package__, "settled_files", {"fingerprint": fingerprint})
    # By columns: as rows of their own they took longer than to be chosen.
    found = connection.execute("FROM files_settled").to_arrow_table()
    columns: list[list[Any]] = [column.to_pylist() for column in found.columns]
    paths, sizes, times = columns
    return dict(zip(paths, zip(sizes, times, strict=True), strict=True))


def known_files(connection: Connection, paths: Sequence[str]) -> dict[str, KnownFile]:
    """Return the ledger's entries of these files, and of all that are not among settled_files."""
    with listed(connection, paths=paths):
        rows = run_sql(connection, __package__, "known_files").fetchall()
    return {row[0]: KnownFile(*row) for row in rows}


def count_files(connection: Connection) -> int:
    """Return how many files the inbox has, as far as is known."""
    row = connection.execute("SELECT count(*) FROM seed_files WHERE state <> 'removed'").fetchone()
    assert row is not None
    return int(row[0])


def taken_items(
    connection: Connection, file: SeedFile, fingerprints: Fingerprints
) -> frozenset[str] | None:
    """Return the ids of the items that a file gave, or None where not all of them are known.

    They are when it was read to its end, without fault of its own, by a run that was not cut short
    in it since; an embargo in it, or a stale item, asks for all of it to be read again.
    """
    row = connection.execute(
        "SELECT items FROM seed_files WHERE path = $path AND state = 'processed'"
        " AND path NOT IN (SELECT path FROM held_items)"
        " AND path NOT IN (SELECT path FROM quarantine WHERE item IS NULL)",
        {"path": file.path},
    ).fetchone()
    ids = connection.execute(
        "SELECT article_id FROM documents WHERE path = $path"
        " AND clean_fingerprint = $clean AND extract_fingerprint = $extract",
        {"path": file.path, **fingerprints.model_dump(include={"clean", "extract"})},
    ).fetchall()
    if row is None or row[0] != len(ids):
        return None
    withdrawn = connection.execute(
        "SELECT article_id FROM versions WHERE path = ? AND withdrawn", [file.path]
    ).fetchall()
    return frozenset(found[0] for found in ids + withdrawn)


def check_inbox(connection: Connection, inbox: Path, rebind: bool) -> None:
    """Keep a home to its inbox. Raises InboxError for another one, unless `rebind`."""
    bound = get_meta(connection, "inbox")
    if bound not in (None, str(inbox)) and not rebind:
        raise InboxError(
            f"This home belongs to the inbox {bound}, not to {inbox}; name another --home, or use "
            "--rebind if the inbox has moved."
        )


def count_stale(
    connection: Connection, fingerprints: Fingerprints, except_paths: Sequence[str]
) -> int:
    """Count stored documents that went through clean or extract under another fingerprint.

    Files that are read anyway (`except_paths`) are not counted.
    """
    parameters = {"clean": fingerprints.clean, "extract": fingerprints.extract}
    with listed(connection, paths=except_paths):
        row = run_sql(connection, __package__, "count_stale", parameters).fetchone()
    assert row is not None
    return int(row[0])


def stale_documents(
    connection: Connection,
    fingerprints: Fingerprints,
    except_paths: Sequence[str],
    after: str,
    limit: int,
) -> list[Document]:
    """Return the next stale documents behind the article id `after`, in the order of their ids."""
    parameters = {
        "clean": fingerprints.clean,
        "extract": fingerprints.extract,
        "after": after,
        "limit": limit,
    }
    with listed(connection, paths=except_paths):
        rows = run_sql(connection, __package__, "stale_documents", parameters).fetchall()
    return [Document.model_validate_json(row[0]) for row in rows]


def is_unfinished(connection: Connection, fingerprints: Fingerprints) -> bool:
    """Tell whether set-wise work or a publish is left over, or was done by other code."""
    pending = connection.execute("SELECT count(*) FROM pending").fetchone()
    assert pending is not None
    return bool(
        pending[0]
        or get_meta(connection, "unpublished")
        or get_meta(connection, "published_by") != fingerprints.aggregate
        or any(get_meta(connection, stage) != getattr(fingerprints, stage) for stage in _SET_WISE)
    )


def stage_changed(connection: Connection, stage: str, fingerprint: str) -> bool:
    """Tell whether a set-wise stage's rows were made under another fingerprint."""
    return get_meta(connection, stage) != fingerprint


def restart_stage(connection: Connection, stage: str, fingerprint: str) -> None:
    """Put every article before a set-wise stage again, and keep the fingerprint it works under."""
    with transaction(connection):
        connection.execute("DELETE FROM pending WHERE stage = ?", [stage])
        connection.execute("INSERT INTO pending SELECT article_key, ? FROM articles", [stage])
        set_meta(connection, stage, fingerprint)


def note_published(connection: Connection, home: Path, fingerprints: Fingerprints) -> None:
    """Keep that the published database is complete, by which code, and what it was made of."""
    with transaction(connection):
        standing.note_changed(connection, home)
        set_meta(connection, "unpublished", None)
        set_meta(connection, "published_by", fingerprints.aggregate)


def begin_run(connection: Connection, run: RunRow, inbox: Path) -> None:
    """Add a run over an inbox; one that still says `running` was killed, since the lock is ours.

    It is unfinished until it has published, however far it comes and whatever it finds to write.
    """
    with transaction(connection):
        set_meta(connection, "unpublished", run.run_id)
        set_meta(connection, "inbox", str(inbox))
        connection.execute(
            "UPDATE runs SET state = 'crashed', finished_at = $now,"
            " error = 'the process was killed before the run ended' WHERE state = 'running'",
            {"now": datetime.now(UTC)},
        )
        insert(connection, "runs", [run.model_dump()])


def update_run(connection: Connection, run: RunRow) -> None:
    """Replace the row of a run."""
    with transaction(connection):
        connection.execute("DELETE FROM runs WHERE run_id = ?", [run.run_id])
        insert(connection, "runs", [run.model_dump()])


def last_run(connection: Connection) -> RunRow | None:
    """Return the newest run."""
    cursor = connection.execute("SELECT * FROM runs ORDER BY started_at DESC, run_id LIMIT 1")
    row = cursor.fetchone()
    if row is None:
        return None
    names = [column[0] for column in cursor.description or ()]
    return RunRow(**dict(zip(names, row, strict=True)))


def standing_quarantine(connection: Connection) -> list[Rejection]:
    """Return all that stands in quarantine, by path."""
    names = ("path", "item", "stage", "error_type", "error", "transient")
    rows = connection.execute(
        f"SELECT {', '.join(names)} FROM quarantine ORDER BY path, item, stage"
    ).fetchall()
    return [Rejection(**dict(zip(names, row, strict=True))) for row in rows]
