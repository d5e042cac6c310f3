"""Cut a stream into lines of bounded length."""

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from schemas.run import Rejection
from tasks.ingest.content import BOMS
from tasks.ingest.source import Source

_CHUNK = 1 << 20
_HEAD = 1 << 16


class Line(NamedTuple):
    """A line with its number from 1, decoded, without its end; or the reason why there is none."""

    number: int
    text: str
    fault: str | None = None


def read_lines(source: Source) -> Iterator[Line]:
    """Give the lines of a stream, cut at line feeds alone, since JSON may hold other breaks.

    A line is UTF-8, or in the encoding that the stream's byte order mark names, or else in
    windows-1252, in which old tables of western newsrooms are written. A line that is longer than
    max_item_mb is passed over and has a fault, as has one that is not text.
    """
    stream = _as_utf8(source.stream)
    most, number = source.most_item_bytes, source.lines_before
    while line := stream.readline(most + 1):
        number += 1
        if len(line) > most and not line.endswith(b"\n"):
            while (rest := stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
                pass
            yield Line(number, "", f"line {number} is longer than max_item_mb ({most} bytes)")
            continue
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        yield _decode(line.removesuffix(b"\n").removesuffix(b"\r"), number)


def reject_line(source: Source, line: Line) -> Rejection:
    """Return the rejection of a line that has a fault."""
    kind = "too large" if "longer" in (line.fault or "") else "encoding"
    return source.reject(kind, line.fault or "", str(line.number))


def _decode(line: bytes, number: int) -> Line:
    if b"\x00" in line:
        return Line(number, "", f"line {number} holds NUL bytes, so it is not text")
    for encoding in ("utf-8", "cp1252"):
        try:
            return Line(number, line.decode(encoding))
        except UnicodeDecodeError:
            pass
    return Line(number, "", f"line {number} is not text in any encoding that fits")


def _as_utf8(stream: BinaryIO) -> BinaryIO:
    """Return the stream itself, or recoded where its byte order mark names UTF-16 or UTF-32."""
    head: bytes = stream.peek(4)[:4]  # type: ignore[attr-defined]
    encoding = next((name for mark, name in BOMS if head.startswith(mark)), "utf-8-sig")
    if encoding == "utf-8-sig":
        return stream
    return io.BufferedReader(_Recoded(stream, encoding), _HEAD)


class _Recoded(io.RawIOBase):
    """A stream in another encoding, given as UTF-8; what cannot be decoded becomes U+FFFD."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._left:
            chunk = self._stream.read(_HEAD)
            self._left = self._decoder.decode(chunk, final=not chunk).encode("utf-8", "replace")
            if not chunk:
                break
        given, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)
