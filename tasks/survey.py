"""Before a run: the inbox and the stored rows, held against what the warehouse knows."""

import time
from collections.abc import Iterable
from pathlib import Path

from schemas.run import Changes
from schemas.settings import Settings
from tasks.fingerprints import fingerprints_of
from tasks.ingest.discover import Met, compare, set_apart
from tasks.warehouse import corrections, days, forgetting, ledger, publish
from tasks.warehouse.connect import Connection, opened


def survey(connection: Connection, found: Iterable[Met], settings: Settings) -> Changes:
    """Sort the files of the inbox by what the warehouse knows, and count what went stale."""
    fingerprints = fingerprints_of(settings)
    settled = ledger.settled_files(connection, fingerprints.ingest)
    unlike, alike = set_apart(found, settled)
    known = ledger.known_files(connection, [file.path for file in unlike])
    told = compare(unlike, known, time.time_ns(), settings.settle_seconds, fingerprints.ingest)
    gone = tuple(sorted({*told.removed, *settled}))
    changes = told.model_copy(update={"removed": gone, "unchanged": told.unchanged + alike})
    published = (settings.home / publish.PUBLISHED).exists()
    return changes.model_copy(
        update={
            "known": ledger.count_files(connection),
            "stale": ledger.count_stale(connection, fingerprints, read_anyway(changes)),
            "unfinished": not published
            or ledger.is_unfinished(connection, fingerprints)
            or days.why_away(connection, settings.home) is not None
            or bool(forgetting.standing(connection, settings.home)),
        }
    )


def refuse_removal(inbox: Path, changes: Changes, settings: Settings) -> str | None:
    """Say why a run may not take the files that are gone for removed, or None where it may.

    A share that is not mounted looks like an empty folder. With `keep_removed` nothing is at stake.
    """
    gone = len(changes.removed)
    if settings.keep_removed or gone <= settings.max_removed_share * changes.known:
        return None
    return (
        f"{gone} of the {changes.known} files that were in the inbox {inbox} are gone, more than "
        f"max_removed_share ({settings.max_removed_share:g}); see that it is mounted, or take "
        "them for removed with --allow-empty."
    )


def read_anyway(changes: Changes) -> list[str]:
    """Return the paths whose stored rows need no look: they are read, or taken out."""
    return [file.path for file in changes.to_read] + list(changes.removed)


def redo_pinned(settings: Settings) -> None:
    """Mark stored articles as stale whose pinned day came, went or changed."""
    told = corrections.read_corrections(settings.home)
    with opened(settings.home, settings.memory_limit_mb, read_only=True) as connection:
        if not corrections.count_redo(connection, told):
            return
    with opened(settings.home, settings.memory_limit_mb) as connection:
        corrections.redo_pinned(connection, told)
