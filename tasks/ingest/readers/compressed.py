"""gzip and Zstandard: the content is read as what it is."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from schemas.article import Document
from schemas.run import Rejection
from tasks.ingest.source import Source
from tasks.ingest.unpack import unpack_gzip, unpack_zstandard


def read_gzip(source: Source) -> Iterator[Document | Rejection]:
    """Give what the packed file holds; its items keep their addresses."""
    yield from _read(source, unpack_gzip(source))


def read_zstandard(source: Source) -> Iterator[Document | Rejection]:
    """Give what the packed file holds; its items keep their addresses."""
    yield from _read(source, unpack_zstandard(source))


def _read(source: Source, stream: BinaryIO) -> Iterator[Document | Rejection]:
    from tasks.ingest.read import read_source  # the readers of formats in formats

    name = PurePosixPath(source.name)
    inner = name.stem if name.suffix.lower() in (".gz", ".zst") else name.name
    yield from read_source(source.unpacked(stream, inner))
