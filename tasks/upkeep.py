"""What an operator asks of a home beside a run: what a run would do, and to redo a stage."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from schemas.contract import Contract
from schemas.errors import HomeError
from schemas.fingerprint import Fingerprints
from schemas.run import Changes, Work
from schemas.settings import Settings
from tasks.aggregate import build
from tasks.fingerprints import explain, fingerprints_of
from tasks.ingest.discover import walk_inbox
from tasks.survey import read_anyway, refuse_removal, survey
from tasks.warehouse import days, kept, ledger, publish, stale
from tasks.warehouse.connect import WAREHOUSE, Connection, get_meta, in_memory, opened
from tasks.warehouse.corrections import count_redo, read_corrections
from tasks.warehouse.migrate import apply, migrate, needs_migration, schema_version

# What every run does with files whose reason may pass.
TRIED_AGAIN = "tried again"


class Origin(Contract):
    """Where a home's rows come from, and as of when."""

    inbox: Path
    as_of: datetime


def plan(inbox: Path | None, settings: Settings, rebind: bool = False) -> list[Work]:
    """Return what a run would do now and why, stage by stage, without writing into the home.

    Without an inbox, the home's own is looked at. Raises what a run would raise.
    """
    with _as_a_run_finds_it(settings) as connection:
        inbox = Path(stale.bound_inbox(connection)) if inbox is None else inbox
        found = walk_inbox(inbox)
        ledger.check_inbox(connection, inbox, rebind)
        changes = survey(connection, found, settings)
        fingerprints = fingerprints_of(settings)
        return [
            *_files(connection, inbox, changes, settings, fingerprints),
            *_articles(connection, changes, settings, fingerprints),
            *_sets(connection, fingerprints),
            *_tables(connection, settings, fingerprints),
        ]


def redo(stage: stale.RedoStage, settings: Settings) -> Path:
    """Make all rows of a stage stale; returns the home's inbox, for the run that redoes them."""
    if not (settings.home / WAREHOUSE).exists():
        raise HomeError(f"There is nothing to rebuild in {settings.home} yet; run first.")
    migrate(settings.home, settings.memory_limit_mb)
    with opened(settings.home, settings.memory_limit_mb) as connection:
        inbox = stale.bound_inbox(connection)
        stale.redo(connection, stage)
    return Path(inbox)


def origin_of(settings: Settings) -> Origin:
    """Return the inbox of a home and the time of its last run."""
    with opened(settings.home, settings.memory_limit_mb, read_only=True) as connection:
        run = ledger.last_run(connection)
        return Origin(
            inbox=Path(stale.bound_inbox(connection)),
            as_of=datetime.now(UTC) if run is None else run.started_at,
        )


def take_kept(origin: Settings, settings: Settings) -> None:
    """Make a home with what another one keeps of files that are gone from their inbox."""
    migrate(settings.home, settings.memory_limit_mb)
    with opened(settings.home, settings.memory_limit_mb) as connection:
        kept.take_kept(connection, origin.home)


@contextmanager
def _as_a_run_finds_it(settings: Settings) -> Iterator[Connection]:
    """Open the warehouse to read; a copy of it where a run would first make or migrate it."""
    home, limit = settings.home, settings.memory_limit_mb
    if not (home / WAREHOUSE).exists():
        with in_memory() as connection:
            apply(connection, 0)
            yield connection
    elif not needs_migration(home, limit):
        with opened(home, limit, read_only=True) as connection:
            yield connection
    else:
        with _migrated_copy(home, limit) as connection:
            yield connection


@contextmanager
def _migrated_copy(home: Path, limit: int) -> Iterator[Connection]:
    with tempfile.TemporaryDirectory(prefix="plan-", dir=home / "tmp") as scratch:
        for name in (WAREHOUSE, f"{WAREHOUSE}.wal"):
            if (home / name).exists():
                shutil.copy2(home / name, Path(scratch) / name)
        with opened(Path(scratch), limit) as connection:
            apply(connection, schema_version(connection))
            yield connection


def _files(
    connection: Connection,
    inbox: Path,
    changes: Changes,
    settings: Settings,
    fingerprints: Fingerprints,
) -> Iterator[Work]:
    """Give what is to do with files."""
    changed = [file.path for file in changes.changed]
    outdated = stale.stale_files_by_reason(connection, fingerprints.ingest, changed)
    other = len(changed) - sum(files for _, files in outdated)
    gone = "gone" if refuse_removal(inbox, changes, settings) is None else "gone: --allow-empty?"
    kinds = [
        (len(changes.new), "new"),
        (other, "changed"),
        *((files, explain(old, fingerprints.ingest)) for old, files in outdated),
        (len(changes.retried), TRIED_AGAIN),
        (len(changes.removed), gone),
        (len(changes.waiting), "still being written"),
    ]
    for count, reason in kinds:
        if count:
            yield Work(stage="ingest", count=count, unit="file", reason=reason)


def _articles(
    connection: Connection, changes: Changes, settings: Settings, fingerprints: Fingerprints
) -> Iterator[Work]:
    """Give the stored articles that are redone without their files."""
    pinned = count_redo(connection, read_corrections(settings.home))
    if pinned:
        yield Work(stage="clean", count=pinned, unit="article", reason="a day was corrected")
    groups = stale.stale_documents_by_reason(connection, fingerprints, read_anyway(changes))
    for clean, extract, articles in groups:
        if clean == fingerprints.clean:
            stage, reason = "extract", explain(extract, fingerprints.extract)
        else:
            stage, reason = "clean", explain(clean, fingerprints.clean)
        yield Work(stage=stage, count=articles, unit="article", reason=reason)


def _sets(connection: Connection, fingerprints: Fingerprints) -> Iterator[Work]:
    """Give what the stages over the whole set have to do beside what comes from files."""
    articles = stale.count_articles(connection)
    for stage, wanted in (
        ("deduplicate", fingerprints.deduplicate),
        ("resolve", fingerprints.resolve),
    ):
        made_by, pending = get_meta(connection, stage), stale.count_pending(connection, stage)
        if articles and made_by != wanted:
            reason = explain(made_by, wanted)
            yield Work(stage=stage, count=articles, unit="article", reason=reason)
        elif pending:
            reason = "left by a run that was cut short"
            yield Work(stage=stage, count=pending, unit="article", reason=reason)


def _tables(
    connection: Connection, settings: Settings, fingerprints: Fingerprints
) -> Iterator[Work]:
    """Give why the published tables would be built, beside what comes before."""
    made_by = get_meta(connection, "published_by")
    if made_by is None:
        return
    if not (settings.home / publish.PUBLISHED).exists():
        reason = f"{publish.PUBLISHED} is gone"
    elif made_by != fingerprints.aggregate:
        reason = explain(made_by, fingerprints.aggregate)
    elif get_meta(connection, "unpublished"):
        reason = "left by a run that was cut short"
    elif away := days.why_away(connection, settings.home):
        reason = away
    else:
        return
    yield Work(stage="publish", count=len(build.TABLES), unit="table", reason=reason)
