"""Files, batches and the account of a run."""

from datetime import datetime
from typing import Literal

from schemas.article import Article, Document
from schemas.contract import Contract
from schemas.extraction import Extraction

Stage = Literal["ingest", "clean", "extract"]
Trigger = Literal["manual", "schedule", "file"]


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


class SeedFile(Contract):
    """A file of the inbox: its name, size and time, and its digest once it has been read.

    `path` is relative to the inbox and printable; `location` is the real path, as bytes, since a
    file's name need not be text.
    """

    path: str
    location: bytes
    bytes: int
    modified_ns: int
    sha256: str | None = None


class StageSeconds(Contract):
    """How long one stage worked on one batch, and what went in, came out and was rejected."""

    stage: str
    taken: int
    given: int
    rejected: int
    seconds: float


class Batch(Contract):
    """What one trip through ingest, clean and extract carries; each stage fills in its part."""

    number: int
    files: tuple[SeedFile, ...] = ()
    documents: tuple[Document, ...] = ()
    articles: tuple[Article, ...] = ()
    extractions: tuple[Extraction, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    timings: tuple[StageSeconds, ...] = ()


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
    articles_written: int = 0
    code_version: str
    model_version: str | None = None
