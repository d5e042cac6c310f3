"""WARC, the web's archive format: each HTML response is an article.

ISO 28500; written by crawlers such as that of Common Crawl's CC-News. Read record by record, so
that a file may be as large as it likes.
"""

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from schemas.article import Document
from schemas.run import Rejection
from tasks.ingest.readers.page import read_page
from tasks.ingest.source import Source
from tasks.ingest.times import read_utc

# Of one record and its response; browsers and servers give up far below.
_MOST_HEADER_BYTES = 1_000_000
_PAGES = ("text/html", "application/xhtml+xml")


def read(source: Source) -> Iterator[Document | Rejection]:
    """Give one document an HTML page that was answered with 200; the item is the record's id."""
    from warcio.exceptions import ArchiveLoadFailed

    pages, number = 0, 0
    try:
        for record in _iterate(source):
            number += 1
            if _is_page(record):
                pages += 1
                yield _read_record(source, record, number)
    except ArchiveLoadFailed as error:
        reason = f"it is damaged behind record {number} ({str(error).strip()[:200]})"
        yield source.reject("warc", reason)
        return
    if not pages and not source.lines_before:
        yield source.reject("warc", f"its {number} records hold no HTML page")


def _iterate(source: Source) -> Iterator[Any]:
    """Give the records; headers that never end are refused, as the library would collect them."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.bufferedreaders import BufferedReader
    from warcio.exceptions import ArchiveLoadFailed

    class Bounded(BufferedReader):  # type: ignore[misc]
        header_bytes = 0

        def readline(self, length: int | None = None) -> bytes:
            line: bytes = super().readline(length or _MOST_HEADER_BYTES)
            self.header_bytes += len(line)
            if self.header_bytes > _MOST_HEADER_BYTES:
                raise ArchiveLoadFailed("its headers do not end")
            return line

        def read(self, length: int | None = None) -> bytes:
            self.header_bytes = 0
            content: bytes = super().read(length)
            return content

    iterator = ArchiveIterator(source.stream)
    iterator.reader = Bounded(_Piecemeal(source.stream))
    while True:
        try:
            record = next(iterator, None)
        except (EOFError, ValueError, AttributeError, TypeError, LookupError) as error:
            # The library promises no error of its own; these are what damage leads it to.
            raise ArchiveLoadFailed(f"{type(error).__name__}: {error}") from error
        if record is None:
            return
        iterator.reader.header_bytes = 0
        yield record


class _Piecemeal:
    """A stream that gives what it has, so that damage behind it does not take it along."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        """Return some bytes, at most `size`."""
        content: bytes = self._stream.read1(size)  # type: ignore[attr-defined]
        return content


def _is_page(record: Any) -> bool:
    if record.rec_type not in ("response", "resource"):
        return False
    headers = record.http_headers or record.rec_headers
    kind = (headers.get_header("Content-Type") or "").split(";")[0].strip().lower()
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    return kind in _PAGES and status == "200"


def _read_record(source: Source, record: Any, number: int) -> Document | Rejection:
    item = (record.rec_headers.get_header("WARC-Record-ID") or "").strip("<> ")
    if not item:
        return source.reject("warc", f"record {number} has no WARC-Record-ID", str(number))
    url = record.rec_headers.get_header("WARC-Target-URI")
    where = f"record {number} ({(url or item)[:200]})"
    try:
        data, complete = _read_content(source, record)
    except (zlib.error, ValueError) as error:
        return source.reject("warc", f"{where}: its content is damaged ({error})", item)
    if len(data) > source.most_item_bytes:
        return source.reject("too large", f"{where} is longer than max_item_mb", item)
    if not complete:
        return source.reject("warc", f"{where} ends before its length is reached", item)
    if not data.strip():
        return source.reject("no text", f"{where} has no content", item)
    captured = read_utc(record.rec_headers.get_header("WARC-Date"))
    charset = _charset(record.http_headers)
    return read_page(source, data, where, item, url, charset, captured)


def _read_content(source: Source, record: Any) -> tuple[bytes, bool]:
    """Return the page's bytes, one more than may be at most, and whether the record is whole."""
    from warcio.bufferedreaders import ChunkedDataReader

    most, headers = source.most_item_bytes, record.http_headers
    transfer = (headers.get_header("Transfer-Encoding") or "").lower() if headers else ""
    stream = ChunkedDataReader(record.raw_stream) if "chunked" in transfer else record.raw_stream
    data = stream.read(most + 1)
    while len(data) <= most and (more := stream.read(most + 1 - len(data))):
        data += more
    complete = len(data) > most or not getattr(record.raw_stream, "limit", 0) or bool(transfer)
    encoding = (headers.get_header("Content-Encoding") or "").lower() if headers else ""
    return _decompress(data, encoding.strip(), most), complete


def _decompress(data: bytes, encoding: str, most: int) -> bytes:
    """Undo a content encoding up to `most` bytes; crawlers may have undone it and kept its name."""
    if encoding in ("gzip", "x-gzip") and data.startswith(b"\x1f\x8b"):
        return zlib.decompressobj(wbits=31).decompress(data, most + 1)
    if encoding == "deflate":
        try:
            return zlib.decompressobj().decompress(data, most + 1)
        except zlib.error:  # some servers leave the zlib header out
            return (
                data
                if data.lstrip().startswith(b"<")
                else (zlib.decompressobj(wbits=-15).decompress(data, most + 1))
            )
    if encoding == "br" and not data.lstrip().startswith(b"<"):
        return _unbrotli(data, most)
    return data


def _unbrotli(data: bytes, most: int) -> bytes:
    import brotli

    try:
        content: bytes = brotli.Decompressor().process(data, output_buffer_limit=most + 1)
    except brotli.error as error:
        raise ValueError(str(error)) from error
    return content


def _charset(headers: Any) -> str | None:
    kind = (headers.get_header("Content-Type") or "") if headers else ""
    name = kind.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    return name or None
