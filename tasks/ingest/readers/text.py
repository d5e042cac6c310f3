"""Plain text: one file is one article."""

from collections.abc import Iterator

from schemas.article import Document
from schemas.run import Rejection
from tasks.ingest.source import Source


def read(source: Source) -> Iterator[Document | Rejection]:
    """Give the whole file as one document."""
    text, encoding = source.decode(source.read_item())
    yield source.document("it", None, text, encoding=encoding)
