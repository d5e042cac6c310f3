"""Open a seed file and decode its bytes, or say why not."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from schemas.errors import InboxError
from schemas.run import Rejection, SeedFile

# What may pass by itself: the file is locked, vanished, or a network share went away.
_TRANSIENT = {
    errno.EACCES,
    errno.EPERM,
    errno.ENOENT,
    errno.EAGAIN,
    errno.EBUSY,
    errno.EIO,
    errno.ESTALE,
    errno.ETIMEDOUT,
    errno.EMFILE,
    errno.ENFILE,
}
# Byte order marks, the longer before those they begin with.
BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# charset-normalizer reads this much; a guess gains nothing from more.
_GUESS_BYTES = 64 * 1024
_CHUNK = 1 << 20


class UnreadableError(Exception):
    """Carries the rejection of a file that cannot be read or is not text."""

    def __init__(self, rejection: Rejection) -> None:
        """Keep the rejection."""
        super().__init__(rejection.error)
        self.rejection = rejection


def reject(
    file: SeedFile, error_type: str, error: str, item: str | None = None, transient: bool = False
) -> Rejection:
    """Return the rejection of a file, or of an item of it, by the ingest stage."""
    return Rejection(
        path=file.path,
        item=item,
        stage="ingest",
        error_type=error_type,
        error=error,
        transient=transient,
    )


def reject_error(file: SeedFile, error: OSError) -> Rejection:
    """Return the rejection of a file that the system refuses to read."""
    kind = "permission" if error.errno in (errno.EACCES, errno.EPERM) else "io"
    reason = f"it cannot be read ({error.strerror or error})"
    return reject(file, kind, reason, transient=error.errno in _TRANSIENT)


@contextmanager
def opened_file(file: SeedFile, follow_symlinks: bool = False) -> Iterator[BinaryIO]:
    """Open a regular file for reading.

    Raises UnreadableError for anything else, for a file that the system refuses, and at the end of
    the block for one that changed meanwhile.
    """
    try:
        with os.fdopen(_open(file, follow_symlinks), "rb") as stream:
            before = os.fstat(stream.fileno())
            yield stream
            after = os.fstat(stream.fileno())
    except OSError as error:
        _refuse_absent_inbox(file)
        raise UnreadableError(reject_error(file, error)) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        reason = "it changed while it was read; it will be tried again"
        raise UnreadableError(reject(file, "changing", reason, transient=True))


def _refuse_absent_inbox(file: SeedFile) -> None:
    """Raise InboxError where not one file but the whole inbox went away, as a share does."""
    inbox = Path(os.fsdecode(file.location)).parents[file.path.count("/")]
    with suppress(OSError):
        if any(inbox.iterdir()):
            return
    raise InboxError(
        f"The inbox {inbox} went away while it was read; what was read is kept, run "
        "again when it is back."
    )


def identify(file: SeedFile, stream: BinaryIO) -> SeedFile:
    """Return an open file with its true size and time and its digest; leaves it at its start."""
    status = os.fstat(stream.fileno())
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    stream.seek(0)
    return file._replace(
        bytes=status.st_size, modified_ns=status.st_mtime_ns, sha256=digest.hexdigest()
    )


def decode(data: bytes, file: SeedFile, item: str | None = None) -> tuple[str, str]:
    """Decode bytes as UTF-8, by their byte order mark, or by charset-normalizer's guess.

    Returns the text and the name of the encoding. Raises UnreadableError when the bytes are not
    text: NUL bytes, or no encoding that fits.
    """
    encoding = next((name for mark, name in BOMS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text, encoding = _guess(data, file, item)
    if "\x00" in text:
        raise UnreadableError(reject(file, "binary", "it holds NUL bytes, so it is not text", item))
    return text, encoding.replace("_", "-")


def _guess(data: bytes, file: SeedFile, item: str | None) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    best = None if b"\x00" in data else from_bytes(data[:_GUESS_BYTES]).best()
    if best is not None:
        try:
            return data.decode(best.encoding), best.encoding
        except UnicodeDecodeError:
            pass
    raise UnreadableError(
        reject(file, "encoding", "it is not text in any encoding that fits", item)
    )


def _open(file: SeedFile, follow_symlinks: bool) -> int:
    # O_NONBLOCK: opening a FIFO may not hang; O_NOFOLLOW: a link may not lead out of the inbox.
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC
    entry = os.lstat(file.location)
    if stat.S_ISLNK(entry.st_mode):
        if not follow_symlinks:
            reason = "it is a symbolic link; run with --follow-symlinks to read what it names"
            raise UnreadableError(reject(file, "symlink", reason))
        entry = os.stat(file.location)  # noqa: PTH116 - the name need not be text
    else:
        flags |= os.O_NOFOLLOW
    if not stat.S_ISREG(entry.st_mode):
        raise UnreadableError(reject(file, "not a file", "it is not a regular file"))
    return os.open(file.location, flags)
