"""Turn seed files into batches of documents, lazily."""

import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO, cast

from schemas.article import Document
from schemas.run import BYTES_PER_WORD, Batch, FinishedFile, Held, Rejection, SeedFile, Withdrawal
from schemas.settings import Settings
from tasks.ingest.addresses import host_of
from tasks.ingest.append import seek_tail
from tasks.ingest.collect import Collector, Outcome
from tasks.ingest.content import UnreadableError, identify, opened_file, reject_error
from tasks.ingest.formats import HEAD_BYTES, recognise
from tasks.ingest.share import share_of
from tasks.ingest.source import Source

# Who mends a file needs to see what is wrong with it, not a million times.
_MOST_REJECTIONS = 1_000

# Gives the ids of the articles that a file gave when it was last read to its end, or None where
# the file has to be read again from its start.
Remember = Callable[[SeedFile], frozenset[str] | None]


def read_batches(
    files: Sequence[SeedFile],
    settings: Settings,
    now: datetime,
    remember: Remember = lambda file: None,
    workers: int = 1,
) -> Iterator[Batch]:
    """Cut what the files hold into batches, counted from 1, for so many workers (`share_of`).

    Items under an embargo beyond `now` are held. A file that has grown by appended items is read
    from where it was left if `remember` knows what came before.
    """
    left = sum(file.bytes for file in files) // BYTES_PER_WORD
    wanted = share_of(left, workers, settings.batch_words)
    collector = Collector()
    for file in files:
        for outcome in read_file(file, settings, now, remember):
            collector.add(outcome)
            if collector.words >= wanted:
                yield collector.batch()
                left -= collector.words
                wanted = share_of(left, workers, settings.batch_words)
                collector = Collector(collector.number + 1)
    if not collector.empty:
        yield collector.batch()


def read_file(
    file: SeedFile,
    settings: Settings,
    now: datetime,
    remember: Remember = lambda file: None,
) -> Iterator[Outcome]:
    """Give what a file holds, and last the file itself, finished.

    A file of which no item could be taken is finished as rejected.
    """
    seen: set[str] = set()
    held: set[str] = set()
    resumed = False
    try:
        for source in _open(file, settings, remember):
            file, seen, resumed = source.file, source.seen, bool(source.lines_before)
            for outcome in read_source(source):
                judged = _judge(outcome, now)
                if isinstance(judged, Held) and isinstance(outcome, Document):
                    held.add(outcome.article_id)
                yield judged
    except UnreadableError as error:
        yield error.rejection
    except OSError as error:
        yield reject_error(file, error)
    taken = seen - held
    yield FinishedFile(
        file=file,
        article_ids=tuple(sorted(taken)),
        held=bool(held and not taken),
        rejected=not seen,
        resumed=resumed,
    )


def read_source(source: Source) -> Iterator[Document | Rejection]:
    """Give what a stream holds, by the reader of its format.

    What a library stumbles over is a rejection like any other: one file may not end a run.
    """
    try:
        head: bytes = source.stream.peek(HEAD_BYTES)[:HEAD_BYTES]  # type: ignore[attr-defined]
        if not head and source.stream.read(1) == b"":
            raise source.unreadable("empty", "it holds no text")
        format_ = recognise(source.head or head, source.name)
        if format_ is None:
            raise source.unreadable("format", "it has no format that is read here")
        yield from _shortened(source, format_.read(source))
    except UnreadableError as error:
        yield error.rejection
    except OSError as error:
        if error.errno is not None:
            raise
        yield source.reject("damaged", f"it is damaged ({error})")
    except Exception as error:
        reason = f"its reader cannot cope with it ({type(error).__name__}: {error})"
        yield source.reject("reader", reason[:400])


def _shortened(
    source: Source, outcomes: Iterator[Document | Rejection]
) -> Iterator[Document | Rejection]:
    """Give what a reader gives, but count rejections of one kind beyond a thousand in one."""
    kinds: Counter[str] = Counter()
    last: dict[str, Rejection] = {}
    for outcome in outcomes:
        if isinstance(outcome, Rejection):
            kinds[outcome.error_type] += 1
            if kinds[outcome.error_type] > _MOST_REJECTIONS:
                last[outcome.error_type] = outcome
                continue
        yield outcome
    for kind, rejection in last.items():
        more = kinds[kind] - _MOST_REJECTIONS
        yield source.reject(kind, f"{more} more items are refused; the last: {rejection.error}")


def _open(file: SeedFile, settings: Settings, remember: Remember) -> Iterator[Source]:
    """Give the source of a file: held in memory if it is small, else while it is open."""
    with opened_file(file, settings.follow_symlinks) as stream:
        file = identify(file, stream)
        whole = file.bytes <= settings.max_file_mb * 1e6
        content = io.BytesIO(stream.read(file.bytes)) if whole else stream
        known = remember(file) if file.head_bytes else None
        tail = seek_tail(content, file) if known is not None else None
        # Buffered last: a buffer that is let go of closes what it reads.
        source = Source(file, _buffered(content), settings)
        if known is not None and tail is not None:
            source = replace(
                source, seen=set(known), lines_before=tail.lines_before, head=tail.head
            )
        if not whole:
            yield source
            return
    yield source


def _buffered(stream: object) -> BinaryIO:
    raw = cast("io.RawIOBase", stream)
    return cast("BinaryIO", io.BufferedReader(raw, HEAD_BYTES))


def _judge(outcome: Document | Rejection, now: datetime) -> Outcome:
    """Hold what is embargoed, set apart what withdraws, and name the outlet by its host."""
    if isinstance(outcome, Rejection):
        return outcome
    until = outcome.embargoed_until
    if until is not None and datetime.fromisoformat(until) > now:
        return Held(path=outcome.path, item=outcome.item, until=datetime.fromisoformat(until))
    if outcome.withdrawn:
        return Withdrawal(document=outcome)
    if outcome.outlet is None and outcome.url is not None:
        return outcome.model_copy(update={"outlet": host_of(outcome.url)})
    return outcome
