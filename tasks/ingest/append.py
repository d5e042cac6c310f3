"""Find where a file that has grown was left, if nothing before has changed."""

import hashlib
from typing import BinaryIO, NamedTuple

from schemas.run import SeedFile
from tasks.ingest.content import BOMS
from tasks.ingest.formats import HEAD_BYTES, recognise

_CHUNK = 1 << 20
# How the last item of a format that grows has to end.
_ENDS = {"JSON Lines": b"\n", "CSV": b"\n", "WARC": b"\r\n\r\n"}


class Tail(NamedTuple):
    """What stands before the place where reading goes on: its lines, and the file's first line."""

    lines_before: int
    head: bytes


def seek_tail(stream: BinaryIO, file: SeedFile) -> Tail | None:
    """Move to where the file ended when it was last read; None, and its start, if it must not be.

    The file then had `head_bytes` bytes of the digest `head_sha256`. Nothing but these is needed:
    the head is hashed, not parsed, and its lines are counted on the way. It has to end with an
    item, which is a line that ends, outside quotes if they enclose line feeds.
    """
    if file.head_bytes is None or file.head_sha256 is None or file.head_bytes < HEAD_BYTES:
        return None
    first = stream.read(HEAD_BYTES)
    format_ = recognise(first, file.path)
    stream.seek(0)
    wide = any(first.startswith(mark) for mark, name in BOMS if name != "utf-8-sig")
    tail = _measure(stream, file, format_.name) if format_ and format_.grows and not wide else None
    if tail is None:
        stream.seek(0)
    return tail


def _measure(stream: BinaryIO, file: SeedFile, format_name: str) -> Tail | None:
    digest, left, lines, quotes = hashlib.sha256(), file.head_bytes or 0, 0, 0
    head, last = b"", b""
    while left and (chunk := stream.read(min(_CHUNK, left))):
        digest.update(chunk)
        lines += chunk.count(b"\n")
        quotes += chunk.count(b'"')
        head, last, left = head or chunk[: chunk.find(b"\n") + 1], chunk[-4:], left - len(chunk)
    ends = last.endswith(_ENDS[format_name])
    if format_name == "CSV" and (quotes % 2 or head.count(b'"') % 2):
        return None
    if left or not head or not ends or digest.hexdigest() != file.head_sha256:
        return None
    return Tail(lines, head)
