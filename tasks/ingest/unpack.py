"""Unpack streams piece by piece, refusing what swells beyond measure."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from tasks.ingest.source import Source

# Below this, a high ratio is harmless: a small file of one repeated line is no bomb.
_HARMLESS_BYTES = 10_000_000
# 2 ** 27: what the zstd command itself unpacks without being asked to spend more memory.
_MOST_WINDOW_BYTES = 134_217_728
_BUFFER_BYTES = 1 << 16


class _Guarded(io.RawIOBase):
    """A stream unpacked on the way; raises UnreadableError where it is damaged or a bomb."""

    def __init__(self, source: Source, unpacked: BinaryIO, packed: Callable[[], int]) -> None:
        self._source = source
        self._unpacked = unpacked
        self._packed = packed
        self._given = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._given

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        with damage_told(self._source):
            chunk = self._unpacked.read(len(buffer))
        buffer[: len(chunk)] = chunk
        self._given += len(chunk)
        most = max(_HARMLESS_BYTES, self._source.settings.max_unpack_ratio * self._packed())
        if self._given > most:
            ratio = self._source.settings.max_unpack_ratio
            reason = f"it unpacks to more than {ratio:g} times its size (max_unpack_ratio)"
            raise self._source.unreadable("bomb", reason)
        return len(chunk)


@contextmanager
def damage_told(source: Source) -> Iterator[None]:
    """Raise UnreadableError where the block finds packed content damaged."""
    import zstandard

    try:
        yield
    except EOFError as error:
        raise source.unreadable("damaged", "its packed content ends too early") from error
    except (zlib.error, zipfile.BadZipFile, zstandard.ZstdError, gzip.BadGzipFile) as error:
        raise source.unreadable("damaged", f"its packed content is damaged ({error})") from error


def guard(source: Source, unpacked: BinaryIO, packed: Callable[[], int]) -> BinaryIO:
    """Return a buffered stream over unpacked content; `packed` tells the packed bytes read."""
    return cast("BinaryIO", io.BufferedReader(_Guarded(source, unpacked, packed), _BUFFER_BYTES))


def unpack_gzip(source: Source) -> BinaryIO:
    """Return the content of a gzip stream, which may hold several members."""
    unpacked = gzip.GzipFile(fileobj=source.stream, mode="rb")
    return guard(source, cast("BinaryIO", unpacked), source.stream.tell)


def unpack_zstandard(source: Source) -> BinaryIO:
    """Return the content of a Zstandard stream, which may hold several frames."""
    import zstandard

    decompressor = zstandard.ZstdDecompressor(max_window_size=_MOST_WINDOW_BYTES)
    unpacked = decompressor.stream_reader(source.stream, read_across_frames=True, closefd=False)
    return guard(source, cast("BinaryIO", unpacked), source.stream.tell)
