"""Keep what could not be taken, and what may not be taken yet."""

from collections.abc import Sequence
from datetime import UTC, datetime

from schemas.article import stable_id
from schemas.run import Batch, Rejection
from tasks.warehouse.connect import Connection, insert, listed


def replace(connection: Connection, batch: Batch, run_id: str) -> None:
    """Write the batch's rejections; one that stood before keeps its first day and counts on."""
    paths = [rejection.path for rejection in batch.rejections]
    before = _standing(connection, paths) if paths else {}
    with listed(connection, ids=[document.article_id for document in batch.documents]):
        connection.execute("DELETE FROM quarantine WHERE article_id IN (FROM ids)")
    if not paths:
        return
    now = datetime.now(UTC)
    items = [rejection.item for rejection in batch.rejections if rejection.item is not None]
    with listed(connection, paths=paths, items=items):
        connection.execute(  # what a run that was cut short has already said
            "DELETE FROM quarantine WHERE path IN (FROM paths) AND item IN (FROM items)"
            " AND stage = 'ingest' AND run_id <> $run",
            {"run": run_id},
        )
    rows = []
    for rejection in batch.rejections:
        first, attempts = before.get(_place(rejection), (now, 0))
        rows.append(
            {
                **rejection.model_dump(),
                "article_id": _rejected_article(rejection),
                "first_seen_at": first,
                "attempts": attempts + 1,
                "run_id": run_id,
            }
        )
    insert(connection, "quarantine", rows)


def _standing(
    connection: Connection, paths: Sequence[str]
) -> dict[tuple[str, str | None, str], tuple[datetime, int]]:
    with listed(connection, paths=paths):
        rows = connection.execute(
            "SELECT path, item, stage, first_seen_at, attempts FROM quarantine"
            " WHERE path IN (FROM paths)"
        ).fetchall()
    return {(path, item, stage): (first, attempts) for path, item, stage, first, attempts in rows}


def _place(rejection: Rejection) -> tuple[str, str | None, str]:
    return rejection.path, rejection.item, rejection.stage


def _rejected_article(rejection: Rejection) -> str | None:
    """Return the article that clean or extract rejected; ingest rejects before there is one."""
    return None if rejection.stage == "ingest" else stable_id(rejection.path, rejection.item)


def hold(connection: Connection, batch: Batch, run_id: str) -> None:
    """Note the items under an embargo; earlier notes of the same items make way."""
    if not batch.held:
        return
    paths, items = [held.path for held in batch.held], [held.item or "" for held in batch.held]
    with listed(connection, paths=paths, items=items):
        connection.execute(
            "DELETE FROM held_items WHERE path IN (FROM paths)"
            " AND coalesce(item, '') IN (FROM items) AND run_id <> $run",
            {"run": run_id},
        )
    insert(
        connection, "held_items", [{**held.model_dump(), "run_id": run_id} for held in batch.held]
    )
