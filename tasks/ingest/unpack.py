"""Unpack streams piece by piece, refusing what swells beyond measure."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from tasks.ingest.source import Source

# Below this, a high ratio is harmless: a small file of one repeated line is no bomb.
_HARMLESS_BYTES = 10_000_000
# 2 ** 27: what the zstd command itself unpacks without being asked to spend more memory.
_MOST_WINDOW_BYTES = 134_217_728
_BUFFER_BYTES = 1 << 16
# Zstandard may unpack this much at once to 32,000 times as much: 130 MB.
_PACKED_BYTES = 1 << 12


class _Guarded(io.RawIOBase):
    """A stream unpacked on the way; raises UnreadableError where it is damaged or a bomb."""

    def __init__(self, source: Source, unpacked: BinaryIO) -> None:
        self._source = source
        self._unpacked = unpacked
        ratio = source.settings.max_unpack_ratio
        self._most = max(_HARMLESS_BYTES, int(ratio * source.file.bytes))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        with damage_told(self._source):
            chunk = self._unpacked.read(len(buffer))
        buffer[: len(chunk)] = chunk
        self._source.unpacked_bytes["all"] += len(chunk)
        if self._source.unpacked_bytes["all"] > self._most:
            ratio = self._source.settings.max_unpack_ratio
            reason = f"it unpacks to more than {ratio:g} times its size (max_unpack_ratio)"
            raise self._source.unreadable("bomb", reason)
        return len(chunk)


class _Gzip(io.RawIOBase):
    """The content of gzip members; what stands before damage is given before it is told."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._decoder: zlib._Decompress | None = None
        self._left = b""

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes. Raises zlib.error and EOFError."""
        while True:
            data = self._left or self._packed.read(_PACKED_BYTES)
            self._left = b""
            if not data:
                if self._decoder is not None:
                    raise EOFError
                return b""
            if self._decoder is None:
                data = data.lstrip(b"\0")  # tapes and some tools pad members
                if not data:
                    continue
                self._decoder = zlib.decompressobj(wbits=31)
            content = self._decoder.decompress(data, size)
            self._left = self._decoder.unconsumed_tail
            if self._decoder.eof:
                self._left, self._decoder = self._decoder.unused_data, None
            if content:
                return content


class _Zstandard(io.RawIOBase):
    """The content of Zstandard frames; unlike the library's stream, it tells a frame cut short."""

    def __init__(self, packed: BinaryIO) -> None:
        import zstandard

        self._packed = packed
        self._library = zstandard.ZstdDecompressor(max_window_size=_MOST_WINDOW_BYTES)
        self._decoder: zstandard.ZstdDecompressionObj | None = None
        self._left = b""
        self._ready = io.BytesIO()

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes. Raises ZstdError and EOFError."""
        while not (given := self._ready.read(size)):
            data = self._left or self._packed.read(_PACKED_BYTES)
            self._left = b""
            if not data:
                if self._decoder is not None:
                    raise EOFError
                return b""
            self._decoder = self._decoder or self._library.decompressobj()
            self._ready = io.BytesIO(self._decoder.decompress(data))
            if self._decoder.eof:
                self._left, self._decoder = self._decoder.unused_data, None
        return given


@contextmanager
def damage_told(source: Source) -> Iterator[None]:
    """Raise UnreadableError where the block finds packed content damaged."""
    import zstandard

    try:
        yield
    except EOFError as error:
        raise source.unreadable("damaged", "its packed content ends too early") from error
    except (
        zlib.error, zipfile.BadZipFile, zstandard.ZstdError,
        # What the libraries let through where lengths and names are damaged.
        ValueError, LookupError, NotImplementedError, struct.error,
    ) as error:  # fmt: skip
        raise source.unreadable("damaged", f"its packed content is damaged ({error})") from error


def guard(source: Source, unpacked: BinaryIO) -> BinaryIO:
    """Return a buffered stream over unpacked content."""
    return cast("BinaryIO", io.BufferedReader(_Guarded(source, unpacked), _BUFFER_BYTES))


def unpack_gzip(source: Source) -> BinaryIO:
    """Return the content of a gzip stream, which may hold several members."""
    return guard(source, cast("BinaryIO", _Gzip(source.stream)))


def unpack_zstandard(source: Source) -> BinaryIO:
    """Return the content of a Zstandard stream, which may hold several frames."""
    return guard(source, cast("BinaryIO", _Zstandard(source.stream)))
