"""Read a seed file's bytes and decode them, or say why not."""

import errno
import hashlib
import os
import stat

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
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# charset-normalizer reads this much; a guess gains nothing from more.
_GUESS_BYTES = 64 * 1024


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


def read_bytes(
    file: SeedFile, max_bytes: int, follow_symlinks: bool = False
) -> tuple[bytes, SeedFile]:
    """Read a regular file whole; returns its bytes and the file with its digest and true size.

    Raises UnreadableError for anything but a regular file of at most `max_bytes`, for a file that
    the system refuses, and for one that changes while it is read.
    """
    try:
        data, before, after = _read(file, max_bytes, follow_symlinks)
    except OSError as error:
        transient = error.errno in _TRANSIENT
        kind = "permission" if error.errno in (errno.EACCES, errno.EPERM) else "io"
        reason = f"it cannot be read ({error.strerror})"
        raise UnreadableError(reject(file, kind, reason, transient=transient)) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        reason = "it changed while it was read; it will be tried again"
        raise UnreadableError(reject(file, "changing", reason, transient=True))
    if not data.strip():
        raise UnreadableError(reject(file, "empty", "it holds no text"))
    read = file.model_copy(
        update={
            "bytes": before.st_size,
            "modified_ns": before.st_mtime_ns,
            "sha256": hashlib.sha256(data).hexdigest(),
        }
    )
    return data, read


def decode(data: bytes, file: SeedFile) -> tuple[str, str]:
    """Decode bytes as UTF-8, by their byte order mark, or by charset-normalizer's guess.

    Returns the text and the name of the encoding. Raises UnreadableError when the bytes are not
    text: NUL bytes, or no encoding that fits.
    """
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text, encoding = _guess(data, file)
    if "\x00" in text:
        raise UnreadableError(reject(file, "binary", "it holds NUL bytes, so it is not text"))
    return text, encoding.replace("_", "-")


def _guess(data: bytes, file: SeedFile) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    best = None if b"\x00" in data else from_bytes(data[:_GUESS_BYTES]).best()
    if best is not None:
        try:
            return data.decode(best.encoding), best.encoding
        except UnicodeDecodeError:
            pass
    raise UnreadableError(reject(file, "encoding", "it is not text in any encoding that fits"))


def _read(
    file: SeedFile, max_bytes: int, follow_symlinks: bool
) -> tuple[bytes, os.stat_result, os.stat_result]:
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
    handle = os.open(file.location, flags)
    with os.fdopen(handle, "rb") as source:
        before = os.fstat(handle)
        if before.st_size > max_bytes:
            reason = f"it is larger than max_file_mb ({before.st_size} bytes)"
            raise UnreadableError(reject(file, "too large", reason))
        data = source.read(max_bytes + 1)
        return data, before, os.fstat(handle)
