"""Articles of a text that is extracted already: they take its extraction over, and go nowhere."""

import time
from collections import deque
from collections.abc import Iterable, Iterator

from schemas.run import Batch, StageCount
from schemas.settings import Settings
from tasks.fingerprints import fingerprints_of
from tasks.warehouse import twins
from tasks.warehouse.connect import opened


def take_over(batch: Batch, settings: Settings) -> Batch:
    """Give the batch's articles the extractions that stand in the warehouse for their texts.

    To be called where the warehouse is, between `clean` and `extract`, which does the others.
    """
    started = time.perf_counter()
    have = {extraction.article_id for extraction in batch.extractions}
    open_ones = [article for article in batch.articles if article.article_id not in have]
    if not open_ones:
        return batch.model_copy(update={"twins": frozenset()})
    with opened(settings.home, settings.memory_limit_mb) as connection:
        found = twins.read_extractions(connection, open_ones, fingerprints_of(settings))
    counts = [_count(len(found), started)] if found else []
    return batch.model_copy(
        update={
            "twins": frozenset(),
            "extractions": (*batch.extractions, *found.values()),
            "counts": (*batch.counts, *counts),
        }
    )


def mark(batches: Iterable[Batch], ahead: int, settings: Settings) -> Iterator[Batch]:
    """Note on each batch which of its documents probably have a text that is extracted already.

    A worker cleans these and does not extract them; `take_over` makes sure of it once the batch is
    back. `ahead` batches at most may be under way, whose texts will stand by then.
    """
    fingerprints = fingerprints_of(settings)
    under_way: deque[frozenset[str]] = deque(maxlen=ahead)
    for batch in batches:
        sources = {document.article_id: twins.source_hash(document) for document in batch.documents}
        with opened(settings.home, settings.memory_limit_mb) as connection:
            known = twins.known_sources(connection, sources.values(), fingerprints)
        known = known.union(*under_way)
        under_way.append(frozenset(sources.values()))
        believed = frozenset(identity for identity, source in sources.items() if source in known)
        yield batch.model_copy(update={"twins": believed})


def _count(reused: int, started: float) -> StageCount:
    seconds = time.perf_counter() - started
    return StageCount(
        stage="extract", taken=reused, given=reused, rejected=0, seconds=seconds, reused=reused
    )
