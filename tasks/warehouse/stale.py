"""Ask what is stale in the warehouse and why, and make rows stale that are to be redone."""

from typing import Literal

from schemas.errors import WarehouseError
from schemas.fingerprint import REDO, Fingerprints
from tasks.warehouse.connect import Connection, get_meta, listed, run_sql, set_meta, transaction

RedoStage = Literal["ingest", "clean", "extract", "deduplicate", "resolve", "aggregate"]

_AS_ASKED = f"{REDO}as asked"
_MARKS = {
    "ingest": "UPDATE seed_files SET fingerprint = $mark WHERE state <> 'removed'",
    "clean": "UPDATE documents SET clean_fingerprint = $mark",
    "extract": "UPDATE documents SET extract_fingerprint = $mark",
}


def stale_documents_by_reason(
    connection: Connection, fingerprints: Fingerprints, except_paths: list[str]
) -> list[tuple[str, str, int]]:
    """Return (clean fingerprint, extract fingerprint, articles) of the stored stale articles."""
    parameters = {"clean": fingerprints.clean, "extract": fingerprints.extract}
    with listed(connection, paths=except_paths):
        return run_sql(connection, __package__, "stale_by_reason", parameters).fetchall()


def stale_files_by_reason(
    connection: Connection, fingerprint: str, paths: list[str]
) -> list[tuple[str, int]]:
    """Return (ingest fingerprint, files) of these files where it is not the present one."""
    with listed(connection, paths=paths):
        return connection.execute(
            "SELECT fingerprint, count(*) FROM seed_files WHERE path IN (FROM paths)"
            " AND fingerprint <> $fingerprint GROUP BY fingerprint ORDER BY fingerprint",
            {"fingerprint": fingerprint},
        ).fetchall()


def count_pending(connection: Connection, stage: str) -> int:
    """Count the articles that a set-wise stage has still to take in."""
    return _count(
        connection, "SELECT count(DISTINCT article_key) FROM pending WHERE stage = $stage", stage
    )


def count_articles(connection: Connection) -> int:
    """Count the articles that stand."""
    return _count(connection, "SELECT count(*) FROM articles WHERE $stage IS NOT NULL", "all")


def redo(connection: Connection, stage: RedoStage) -> None:
    """Make all rows of a stage stale, so that the next run redoes them and what follows."""
    with transaction(connection):
        if stage in _MARKS:
            connection.execute(_MARKS[stage], {"mark": _AS_ASKED})
        elif stage == "aggregate":
            set_meta(connection, "published_by", _AS_ASKED)
        else:
            set_meta(connection, stage, _AS_ASKED)


def bound_inbox(connection: Connection) -> str:
    """Return the inbox that the home belongs to. Raises WarehouseError where none is known."""
    inbox = get_meta(connection, "inbox")
    if inbox is None:
        raise WarehouseError(
            "This home has not taken in an inbox yet; name one: dateline run INBOX."
        )
    return inbox


def _count(connection: Connection, sql: str, stage: str) -> int:
    row = connection.execute(sql, {"stage": stage}).fetchone()
    assert row is not None
    return int(row[0])
