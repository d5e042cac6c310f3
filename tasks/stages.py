"""The stages over a home, as plain functions: paths and plain data in, plain data out.

The flow chains them as Prefect tasks; tests and tools chain them as they are.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from schemas.article import Article
from schemas.correction import Corrections
from schemas.errors import InboxError
from schemas.extraction import ExtractionRows
from schemas.fingerprint import Fingerprints
from schemas.run import Batch, Changes, LoadCount, Rejection, RunRow, SeedFile, StageCount
from schemas.settings import Settings
from tasks.aggregate import build
from tasks.aggregate.change import change
from tasks.bounds.halves import Work, reject_overruns, work_through
from tasks.bounds.memory import give_memory_back
from tasks.clean import apart as clean_apart
from tasks.deduplicate import run as deduplicating
from tasks.extract import apart as extract_apart
from tasks.extract.model import identify_model
from tasks.fingerprints import fingerprints_of
from tasks.ingest.discover import walk_inbox
from tasks.ingest.read import read_batches
from tasks.resolve import run as resolution
from tasks.survey import read_anyway, redo_pinned, refuse_removal, survey
from tasks.warehouse import (
    dayfiles,
    days,
    forgetting,
    ledger,
    load,
    publish,
    settling,
    standing,
)
from tasks.warehouse.connect import (
    Connection,
    give_up_cache,
    held_back,
    opened,
    sweep_spill,
)
from tasks.warehouse.corrections import pin_dates, read_corrections
from tasks.warehouse.migrate import migrate

# A file that keeps growing may not hold up a run for ever: it is left for the next one.
_SETTLE_TRIES = 10


def model_version(settings: Settings) -> str:
    """Return name, version and hash of the spaCy pipeline that the settings name."""
    return identify_model(settings.model)


def discover(inbox: Path, settings: Settings, wait: bool = False, rebind: bool = False) -> Changes:
    """Hold the inbox, and the stored rows, against what the warehouse knows.

    With `wait`, files that are still being written are waited for. Raises InboxError for an inbox
    that cannot be read, is not this home's, or lost so many files that it may not be there.
    """
    found = walk_inbox(inbox)
    migrate(settings.home, settings.memory_limit_mb)
    redo_pinned(settings)
    with opened(settings.home, settings.memory_limit_mb, read_only=True) as connection:
        sweep_spill(settings.home)  # no other process writes now
        ledger.check_inbox(connection, inbox, rebind)
        changes = survey(connection, found, settings)
        for _ in range(_SETTLE_TRIES if wait else 0):
            if not changes.waiting:
                break
            time.sleep(settings.settle_seconds)
            changes = survey(connection, walk_inbox(inbox), settings)
    if refusal := refuse_removal(inbox, changes, settings):
        raise InboxError(refusal)
    return changes


@contextmanager
def kept_open(settings: Settings) -> Iterator[None]:
    """Keep the warehouse open for the length of a block, of a whole run.

    Each stage opens and closes it; the last that closes it writes all that is new to its place on
    the disk, which takes as long as loading a batch does.
    """
    with opened(settings.home, settings.memory_limit_mb):
        yield


@contextmanager
def beside_workers(settings: Settings) -> Iterator[None]:
    """Keep the warehouse open for the length of a block, in half the memory and one thread.

    The workers that recognise names have their memory and the cores at the same time, and loading
    reads next to nothing again.
    """
    with (
        opened(settings.home, settings.memory_limit_mb) as connection,
        held_back(connection, settings.memory_limit_mb // 2, one_thread=not settings.dask),
    ):
        yield


def begin(run: RunRow, inbox: Path, changes: Changes, settings: Settings) -> None:
    """Open the account of a run, and take out what is gone from the inbox."""
    with opened(settings.home, settings.memory_limit_mb) as connection:
        ledger.begin_run(connection, run, inbox)
        forgetting.purge(connection, forgetting.standing(connection, settings.home), run.run_id)
        settling.touch_files(connection, changes.touched)
        settling.note_waiting(connection, changes.waiting, run.run_id)
        load.remove_files(connection, changes.removed, run.run_id, settings.keep_removed)


def ingest(
    changes: Changes, now: datetime, settings: Settings, workers: int = 1
) -> Iterator[Batch]:
    """Give what is to do in batches: the files that changed, then stored rows that are stale.

    Items of a changed file that are the same as before are left out. `now` decides which items
    are still under an embargo. Batches of files are of a size that so many workers share well.
    """
    fingerprints = fingerprints_of(settings)
    number = 0

    def remember(file: SeedFile) -> frozenset[str] | None:
        with opened(settings.home, settings.memory_limit_mb) as connection:
            return ledger.taken_items(connection, file, fingerprints)

    forgotten = forgetting.read_forgotten(settings.home)
    for whole in read_batches(changes.to_read, settings, now, remember, workers):
        batch = whole.without(forgotten) if forgotten else whole
        number = batch.number
        with opened(settings.home, settings.memory_limit_mb) as connection:
            current = load.current_documents(connection, batch.documents, fingerprints)
        changed = tuple(d for d in batch.documents if d.article_id not in current)
        yield batch.model_copy(update={"documents": changed})
    if changes.stale:
        yield from _stored_batches(number, fingerprints, read_anyway(changes), settings)


def clean(batch: Batch, settings: Settings) -> Batch:
    """Turn the batch's documents into articles, within the time limit of a batch."""
    started = time.perf_counter()
    work = Work(partial(clean_apart.clean_documents), partial(clean_apart.prepare))
    given = work_through(batch.documents, work, clean_apart.reckon_words, settings)
    outcomes = reject_overruns("clean", batch.documents, given)
    articles = tuple(outcome for outcome in outcomes if isinstance(outcome, Article))
    rejections = tuple(outcome for outcome in outcomes if isinstance(outcome, Rejection))
    count = _count("clean", len(outcomes), len(articles), started, len(rejections))
    return batch.model_copy(
        update={
            "articles": articles,
            "rejections": batch.rejections + rejections,
            "counts": (*batch.counts, count),
        }
    )


def extract(batch: Batch, settings: Settings) -> Batch:
    """Find the entities, quotes, amounts and dates of those articles that have no extraction yet.

    The batch's twins are left out. An article that cannot be extracted, or not within the time
    limit, is rejected, and its article goes with it.
    """
    have = {extraction.article_id: extraction for extraction in batch.extractions}
    left_out = batch.twins | have.keys()
    wanted = [article for article in batch.articles if article.article_id not in left_out]
    if not wanted:
        return batch
    started = time.perf_counter()
    outcomes = _extract(wanted, settings)
    have |= {one.article_id: one for one in outcomes if isinstance(one, ExtractionRows)}
    rejections = tuple(outcome for outcome in outcomes if isinstance(outcome, Rejection))
    given = len(outcomes) - len(rejections)
    count = _count("extract", len(outcomes), given, started, len(rejections))
    kept = batch.twins | have.keys()
    return batch.model_copy(
        update={
            "articles": tuple(a for a in batch.articles if a.article_id in kept),
            "extractions": tuple(have.values()),
            "rejections": batch.rejections + rejections,
            "counts": (*batch.counts, count),
        }
    )


def _extract(
    articles: Sequence[Article], settings: Settings
) -> list[Article | ExtractionRows | Rejection]:
    calls = (
        partial(call, model=settings.model)
        for call in (extract_apart.extract, extract_apart.prepare)
    )
    given = work_through(articles, Work(*calls), lambda article: article.words, settings)
    return reject_overruns("extract", articles, given)


def transform(batch: Batch, settings: Settings) -> Batch:
    """Clean and extract in one go; what is given back leaves out what was given (see `join`)."""
    done = extract(clean(batch, settings), settings)
    return done.model_copy(update={"documents": (), "finished": (), "held": (), "withdrawals": ()})


def join(batch: Batch, done: Batch) -> Batch:
    """Put what `transform` made of a batch into it."""
    made = {"articles", "extractions", "rejections", "counts"}
    return batch.model_copy(update={name: getattr(done, name) for name in made})


def take(files: Sequence[SeedFile], now: datetime, settings: Settings) -> tuple[Batch, ...]:
    """Read, clean and extract files that the warehouse knows nothing of."""
    batches = read_batches(files, settings, now)
    return tuple(extract(clean(batch, settings), settings) for batch in batches)


def load_batch(batch: Batch, run_id: str, settings: Settings) -> LoadCount:
    """Write the batch into the warehouse, whole or not at all."""
    started = time.perf_counter()
    articles = pin_dates(batch.articles, read_corrections(settings.home))
    batch = batch.model_copy(update={"articles": articles})
    with opened(settings.home, settings.memory_limit_mb) as connection:
        states = load.load_batch(connection, batch, run_id, fingerprints_of(settings))
    count = _count("load", len(batch.articles), len(batch.articles), started)
    return LoadCount(**count.model_dump(), files=states)


def deduplicate_ahead(settings: Settings, least: int | None = None) -> StageCount:
    """Find pairs and stories for a chunk of what is loaded, while more is extracted.

    Where fewer than `least` articles wait, by default a whole chunk, they wait on.
    """
    started = time.perf_counter()
    least = settings.deduplicate.chunk_articles if least is None else least
    with _deduplicating(settings) as connection:
        report = deduplicating.take_ahead(connection, settings.deduplicate, least)
    return _count("deduplicate", report.taken, 0, started)


def deduplicate(run_id: str, settings: Settings) -> StageCount:
    """Find pairs and stories for all articles that are pending."""
    started = time.perf_counter()
    with _deduplicating(settings) as connection:
        report = deduplicating.deduplicate(connection, settings.deduplicate, run_id)
    pairs = report.exact_pairs + report.near_pairs + report.reuse_pairs
    return _count("deduplicate", report.taken, pairs, started)


@contextmanager
def _deduplicating(settings: Settings) -> Iterator[Connection]:
    """Open the warehouse for the stage, which begins anew where its code or settings changed."""
    wanted = fingerprints_of(settings).deduplicate
    with opened(settings.home, settings.memory_limit_mb) as connection:
        if ledger.stage_changed(connection, "deduplicate", wanted):
            deduplicating.forget_all(connection)
            ledger.restart_stage(connection, "deduplicate", wanted)
        give_up_cache(connection)  # of what was loaded
        yield connection
        give_up_cache(connection)
    give_memory_back()


def resolve(run_id: str, settings: Settings) -> StageCount:
    """Join names, utterances and dates across the articles that are pending."""
    started = time.perf_counter()
    wanted = fingerprints_of(settings).resolve
    with opened(settings.home, settings.memory_limit_mb) as connection:
        if ledger.stage_changed(connection, "resolve", wanted):
            resolution.forget_all(connection)
            ledger.restart_stage(connection, "resolve", wanted)
        articles = resolution.resolve(connection)
    return _count("resolve", articles, articles, started)


def aggregate(run: RunRow, settings: Settings) -> StageCount:
    """Build the published tables aside, with the run's own row complete."""
    started = time.perf_counter()
    with opened(settings.home, settings.memory_limit_mb) as connection:
        ledger.update_run(connection, run)
        home, corrections = settings.home, read_corrections(settings.home)
        by_day = days.is_wanted(connection, home / publish.PUBLISHED, settings.publish_partition_mb)
        onward = standing.begin(
            connection,
            home,
            fingerprints_of(settings).aggregate,
            corrected=corrections != Corrections(),
            by_day=by_day,
        )
        with publish.building(connection, home, onward, by_day):
            rows = change(connection) if onward else build.aggregate(connection, corrections)
    return _count("aggregate", rows["articles"], sum(rows.values()), started)


def put_in_place(settings: Settings) -> Path:
    """Publish what was built; readers keep the old file until they reconnect."""
    path = publish.put_in_place(settings.home)
    with opened(settings.home, settings.memory_limit_mb) as connection:
        purging = forgetting.is_unpublished(connection)
        # Before it is noted: a run that is killed in here is unfinished, and the next one sweeps.
        dayfiles.sweep(path, hours=0 if purging else settings.retain_publish_hours)
        ledger.note_published(connection, settings.home, fingerprints_of(settings))
    return path


def fail(run: RunRow, settings: Settings) -> None:
    """Close the account of a run that failed."""
    with opened(settings.home, settings.memory_limit_mb) as connection:
        ledger.update_run(connection, run)


def standing_quarantine(settings: Settings) -> list[Rejection]:
    """Return all that stands in quarantine."""
    with opened(settings.home, settings.memory_limit_mb, read_only=True) as connection:
        return ledger.standing_quarantine(connection)


def _count(stage: str, taken: int, given: int, started: float, rejected: int = 0) -> StageCount:
    seconds = time.perf_counter() - started
    return StageCount(stage=stage, taken=taken, given=given, rejected=rejected, seconds=seconds)


def _stored_batches(
    number: int, fingerprints: Fingerprints, except_paths: list[str], settings: Settings
) -> Iterator[Batch]:
    """Give the stale documents by id, so that each is taken once although rows change meanwhile."""
    after, limit = "", max(1, settings.batch_words // 400)
    while True:
        with opened(settings.home, settings.memory_limit_mb) as connection:
            documents = ledger.stale_documents(connection, fingerprints, except_paths, after, limit)
        if not documents:
            return
        number, after = number + 1, documents[-1].article_id
        yield Batch(number=number, documents=tuple(documents), stored=True)
