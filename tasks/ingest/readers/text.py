"""Plain text: one file is one article."""

from collections.abc import Iterator

from schemas.article import Document
from schemas.run import Rejection, SeedFile


def read(file: SeedFile, text: str, encoding: str) -> Iterator[Document | Rejection]:
    """Give the whole file as one document."""
    yield Document(path=file.path, text=text, encoding=encoding)
