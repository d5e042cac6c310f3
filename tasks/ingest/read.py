"""Turn seed files into batches of documents, lazily."""

import time
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Protocol

from schemas.article import Document
from schemas.run import Batch, FinishedFile, Rejection, SeedFile, StageCount
from schemas.settings import Settings
from tasks.ingest.content import UnreadableError, decode, read_bytes, reject
from tasks.ingest.readers import jsonl, text


class Reader(Protocol):
    """What a reader does: decoded text in, documents or rejections out, lazily."""

    def __call__(self, file: SeedFile, text: str, encoding: str) -> Iterator[Document | Rejection]:
        """Give the documents and rejections of a file, in its order."""


_READERS: dict[str, Reader] = {
    ".txt": text.read,
    ".text": text.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
}


def read_file(file: SeedFile, settings: Settings) -> Iterator[Document | Rejection | FinishedFile]:
    """Give a file's documents and rejections, and last the file itself, finished.

    A file of which no item could be taken is finished as rejected.
    """
    identities: list[str] = []
    try:
        reader = _reader_for(file)
        data, file = read_bytes(file, int(settings.max_file_mb * 1e6), settings.follow_symlinks)
        decoded, encoding = decode(data, file)
        for outcome in reader(file, decoded, encoding):
            if isinstance(outcome, Document):
                identities.append(outcome.article_id)
            yield outcome
    except UnreadableError as error:
        yield error.rejection
    yield FinishedFile(file=file, article_ids=tuple(identities), rejected=not identities)


def read_batches(files: Iterable[SeedFile], settings: Settings) -> Iterator[Batch]:
    """Cut what the files hold into batches of about `batch_words` words."""
    number, words = 1, 0
    documents: list[Document] = []
    rejections: list[Rejection] = []
    finished: list[FinishedFile] = []
    started = time.perf_counter()

    def batch() -> Batch:
        count = StageCount(
            stage="ingest",
            taken=len(documents) + len(rejections),
            given=len(documents),
            rejected=len(rejections),
            seconds=time.perf_counter() - started,
        )
        return Batch(
            number=number,
            documents=tuple(documents),
            rejections=tuple(rejections),
            finished=tuple(finished),
            counts=(count,),
        )

    for file in files:
        for outcome in read_file(file, settings):
            if isinstance(outcome, Document):
                documents.append(outcome)
                words += outcome.text.count(" ") + 1
            elif isinstance(outcome, Rejection):
                rejections.append(outcome)
            else:
                finished.append(outcome)
            if words >= settings.batch_words and documents:
                yield batch()
                number, words, started = number + 1, 0, time.perf_counter()
                documents, rejections, finished = [], [], []
    if documents or rejections or finished:
        yield batch()


def _reader_for(file: SeedFile) -> Reader:
    reader = _READERS.get(PurePosixPath(file.path).suffix.lower())
    if reader is None:
        known = ", ".join(sorted(_READERS))
        reason = f"it has no format that is read here (known: {known})"
        raise UnreadableError(reject(file, "format", reason))
    return reader
