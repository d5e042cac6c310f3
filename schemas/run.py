"""Files, batches and the account of a run."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NamedTuple

from schemas.article import Article, Document, stable_id
from schemas.contract import Contract
from schemas.extraction import ExtractionRows

Stage = Literal["ingest", "clean", "extract"]
FileState = Literal["processed", "quarantined", "held"]
Trigger = Literal["manual", "schedule", "file"]


def say_articles(count: int) -> str:
    """Return a number of articles in words: `1 article`, `150 articles`."""
    return f"{count} article{'' if count == 1 else 's'}"


class Rejection(Contract):
    """A file, or an item of one, that a stage could not take, and why.

    `transient` reasons (permission, lock, vanished) are tried again on every run; the others when
    the file or the code changes.
    """

    path: str
    item: str | None = None
    stage: Stage
    error_type: str
    error: str
    transient: bool = False


class SeedFile(NamedTuple):
    """A file of the inbox: its name, size and time, and its digest once it has been read.

    `path` is relative to the inbox and printable; `location` is the real path, as bytes, since a
    file's name need not be text. A file that may have grown by appended items had `head_bytes`
    bytes of the digest `head_sha256` when it was last read to its end. A tuple, since all files of
    an archive are listed at each run.
    """

    path: str
    location: bytes
    bytes: int
    modified_ns: int
    sha256: str | None = None
    head_bytes: int | None = None
    head_sha256: str | None = None


class KnownFile(NamedTuple):
    """What the ledger remembers of a file.

    `transient` says that its quarantine may pass, `held_until` when the first of its items under
    an embargo may be taken.
    """

    path: str
    sha256: str | None
    bytes: int
    modified_ns: int
    state: str
    fingerprint: str
    transient: bool = False
    held_until: datetime | None = None


BYTES_PER_WORD = 6  # of news text
_WORDS_PER_ARTICLE = 400


class Changes(Contract):
    """What a run has to do: the inbox held against the ledger, and rows that went stale.

    `quarantined` are known bad files that need no new try, `held` files whose items are all under
    an embargo; `known` counts the files that the last run found, `stale` the stored articles whose
    stage code, settings or model changed; `unfinished` says that an earlier run was cut short.
    """

    new: tuple[SeedFile, ...] = ()
    changed: tuple[SeedFile, ...] = ()
    retried: tuple[SeedFile, ...] = ()
    touched: tuple[SeedFile, ...] = ()
    removed: tuple[str, ...] = ()
    waiting: tuple[SeedFile, ...] = ()
    unchanged: int = 0
    quarantined: int = 0
    held: int = 0
    stale: int = 0
    known: int = 0
    unfinished: bool = False

    @property
    def to_read(self) -> tuple[SeedFile, ...]:
        """The files to read, in the order of their paths."""
        files = self.new + self.changed + self.retried
        return tuple(sorted(files, key=lambda file: file.path))

    @property
    def words(self) -> int:
        """How many words there are to read, reckoned from the sizes of the files."""
        read = sum(file.bytes for file in self.to_read) // BYTES_PER_WORD
        return read + self.stale * _WORDS_PER_ARTICLE

    @property
    def nothing(self) -> bool:
        """Whether there is nothing at all to do."""
        return not (
            self.new
            or self.changed
            or self.retried
            or self.removed
            or self.stale
            or self.unfinished
        )


class Held(Contract):
    """An item that may not be taken before its embargo ends, at `until`."""

    path: str
    item: str | None = None
    until: datetime


class Withdrawal(Contract):
    """An item that takes the article of its guid or url away; its text is of no account."""

    document: Document


class FinishedFile(Contract):
    """A file that has been read to its end, and the ids of all items it gave.

    `held` says that all of them are under an embargo, `rejected` that there were none, `resumed`
    that reading began behind items that an earlier run took, `forgotten` that one may not come in.
    """

    file: SeedFile
    article_ids: tuple[str, ...] = ()
    held: bool = False
    rejected: bool = False
    resumed: bool = False
    forgotten: bool = False


class StageCount(Contract):
    """What one stage took, gave and rejected on one batch, and for how long (seconds).

    `reused` is what it gave without work, since it stood already.
    """

    stage: str
    taken: int
    given: int
    rejected: int
    seconds: float
    reused: int = 0


class LoadCount(StageCount):
    """What one batch wrote, and how many of the files it finished are in which state now."""

    files: Mapping[FileState, int]


class Work(Contract):
    """What a run would do and why, as a line: `extract: 812 articles, model en_news 0.2 -> 0.3`."""

    stage: str
    count: int
    unit: Literal["file", "article", "table"]
    reason: str

    def __str__(self) -> str:
        """Return the line."""
        plural = "" if self.count == 1 else "s"
        return f"{self.stage}: {self.count:,} {self.unit}{plural}, {self.reason}"


class Batch(Contract):
    """What one trip through ingest, clean and extract carries; each stage fills in its part.

    `finished` are the files whose last item is in this batch; documents that come from the
    warehouse (`stored`), to be redone, finish none. A worker leaves out the extraction of `twins`,
    articles of a text that is probably extracted already.
    """

    number: int
    stored: bool = False
    documents: tuple[Document, ...] = ()
    twins: frozenset[str] = frozenset()
    articles: tuple[Article, ...] = ()
    extractions: tuple[ExtractionRows, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    held: tuple[Held, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    finished: tuple[FinishedFile, ...] = ()
    counts: tuple[StageCount, ...] = ()

    def without(self, forgotten: frozenset[str]) -> "Batch":
        """Return the batch without all that it says of articles that must not come back."""

        def stays(one: Document | Article | ExtractionRows) -> bool:
            return one.article_id not in forgotten

        def kept(one: Rejection | Held) -> bool:
            return stable_id(one.path, one.item) not in forgotten

        finished = (
            file.model_copy(update={"forgotten": not forgotten.isdisjoint(file.article_ids)})
            for file in self.finished
        )
        return self.model_copy(
            update={
                "documents": tuple(filter(stays, self.documents)),
                "articles": tuple(filter(stays, self.articles)),
                "extractions": tuple(filter(stays, self.extractions)),
                "rejections": tuple(filter(kept, self.rejections)),
                "held": tuple(filter(kept, self.held)),
                "finished": tuple(finished),
            }
        )


class RunRow(Contract):
    """One row of `runs`: what a run saw and did."""

    run_id: str
    flow_run_id: str | None
    trigger: Trigger
    state: str
    error: str | None = None
    started_at: datetime
    finished_at: datetime | None = None
    files_new: int = 0
    files_changed: int = 0
    files_removed: int = 0
    files_unchanged: int = 0
    files_processed: int = 0
    files_quarantined: int = 0
    files_waiting: int = 0
    files_held: int = 0
    articles_written: int = 0
    code_version: str
    model_version: str | None = None


class RunReport(Contract):
    """What a run returns to whoever asked for it: its row, its stages, its standing quarantine."""

    run: RunRow
    stages: tuple[StageCount, ...] = ()
    quarantine: tuple[Rejection, ...] = ()
    nothing_new: bool = False
