"""List the inbox and hold it against the ledger: what is new, changed, unchanged or gone."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from schemas.errors import InboxError
from schemas.run import Changes, KnownFile, SeedFile

# Names that editors, browsers and copying tools give to files that are not finished or not meant
# to be read; they are passed over without a word.
_UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".swp", "~")

# A file as the walk meets it: path, folder, name in it, bytes, modified_ns. A bare tuple, since all
# files of an archive are looked at on each run, and nearly all of them are as they were.
Met: TypeAlias = tuple[str, bytes, str, int, int]

_CHUNK = 1 << 20
_LIKE_A_BYTE = re.compile(rb"\\(?=x[0-9a-f]{2})")


def list_inbox(inbox: Path) -> list[SeedFile]:
    """List every file below the inbox in the order of their paths; hidden ones are passed over.

    Links are listed, not followed: reading decides what becomes of them. Raises InboxError when
    the inbox is not a folder that can be read.
    """
    return sorted(_as_file(met) for met in walk_inbox(inbox))


def walk_inbox(inbox: Path) -> Iterator[Met]:
    """Give every file below the inbox as it is met, see list_inbox.

    Raises InboxError: at once for the inbox, on the way for a folder below.
    """
    with _readable(inbox):
        os.scandir(inbox).close()
    return _walk_inbox(inbox)


def printable(name: bytes) -> str:
    r"""Return a path as text; bytes that are not UTF-8 become `\xNN`.

    What is written so in a name becomes `\x5cxNN`, so that no two names are one text.
    """
    if b"\\" in name:
        name = _LIKE_A_BYTE.sub(rb"\\x5c", name)
    return name.decode("utf-8", "backslashreplace")


def sha256_of(location: bytes) -> str:
    """Return the SHA-256 of a file's content. Raises OSError."""
    digest = hashlib.sha256()
    with open(location, "rb") as file:  # noqa: PTH123 - the name need not be text
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def set_apart(
    found: Iterable[Met], settled: dict[str, tuple[int, int]]
) -> tuple[list[SeedFile], int]:
    """Return the files, in order, that are not as they were settled, and how many others are.

    `settled` has bytes and modified_ns by path; what is found is taken out of it, so that the files
    that are gone remain. Of a file that is as it was nothing is kept: nearly all of an archive are.
    """
    unlike, alike = [], 0
    for met in found:
        path, _, _, size, modified_ns = met
        if settled.pop(path, None) == (size, modified_ns):
            alike += 1
        else:
            unlike.append(_as_file(met))
    return sorted(unlike), alike


def compare(
    found: Iterable[SeedFile],
    known: Mapping[str, KnownFile],
    now_ns: int,
    settle_seconds: float,
    fingerprint: str,
) -> Changes:
    """Sort the files of the inbox by what the ledger knows of them.

    Size and time decide first; only where they differ is the content hashed. `fingerprint` is that
    of the ingest stage: a file that another version could not read is tried again.
    """
    groups: dict[str, list[SeedFile]] = {}
    paths = set()
    for file in found:
        paths.add(file.path)
        entry = known.get(file.path)
        kind = _judge(file, entry, now_ns, settle_seconds, fingerprint)
        groups.setdefault(kind, []).append(_with_head(file, entry, fingerprint))
    removed = sorted(
        path for path, entry in known.items() if path not in paths and entry.state != "removed"
    )
    return Changes(
        new=tuple(groups.get("new", ())),
        changed=tuple(groups.get("changed", ())),
        retried=tuple(groups.get("retried", ())),
        touched=tuple(groups.get("touched", ())),
        waiting=tuple(groups.get("waiting", ())),
        removed=tuple(removed),
        unchanged=len(groups.get("unchanged", ())) + len(groups.get("touched", ())),
        quarantined=len(groups.get("quarantined", ())),
        held=len(groups.get("held", ())),
    )


def _walk_inbox(inbox: Path) -> Iterator[Met]:
    folders = [(os.fsencode(inbox), "")]
    with _readable(inbox):
        began = inbox.stat()
        while folders:
            place, above = folders.pop()
            try:
                handle = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
            except FileNotFoundError:
                if not os.path.samestat(inbox.stat(), began):
                    raise  # a share that is no longer mounted has lost no files
                continue
            # From the open folder a file is asked for by its name alone, not by all of its path.
            with _closed(handle), os.scandir(handle) as entries:
                for entry in entries:  # one loop without calls: they cost as much as the answers
                    name = entry.name
                    if name[0] == ".":
                        continue
                    plain = name.isascii() and "\\" not in name
                    path = above + (name if plain else printable(os.fsencode(name)))
                    if entry.is_dir(follow_symlinks=False):
                        folders.append((place + b"/" + os.fsencode(name), f"{path}/"))
                        continue
                    if name.endswith(_UNFINISHED):
                        continue
                    try:
                        stat = entry.stat(follow_symlinks=False)
                    except FileNotFoundError:
                        continue  # it has just gone
                    yield path, place, name, stat.st_size, stat.st_mtime_ns


def _as_file(met: Met) -> SeedFile:
    path, folder, name, size, modified_ns = met
    return SeedFile(path, folder + b"/" + os.fsencode(name), size, modified_ns)


@contextmanager
def _closed(handle: int) -> Iterator[None]:
    """Close a handle of the system at the end of a block."""
    try:
        yield
    finally:
        os.close(handle)


@contextmanager
def _readable(inbox: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InboxError(
            f"The inbox {inbox} cannot be read ({error.strerror}); name a folder of news files."
        ) from error


def _judge(
    file: SeedFile, entry: KnownFile | None, now_ns: int, settle_seconds: float, fingerprint: str
) -> str:
    if entry is not None and entry.state in ("removed", "waiting"):
        entry = None  # what the ledger says of it was never read, or is no more
    same = entry is not None and (file.bytes, file.modified_ns) == (entry.bytes, entry.modified_ns)
    if not same and 0 <= now_ns - file.modified_ns < settle_seconds * 1e9:
        return "waiting"
    if entry is None:
        return "new"
    if entry.transient:  # also of a file that gave some items before the reason came up
        return "retried"
    if entry.state == "quarantined":
        retry = not same or entry.fingerprint != fingerprint
        return "retried" if retry else "quarantined"
    if entry.fingerprint != fingerprint:
        return "changed"
    if entry.held_until is not None and entry.held_until.timestamp() * 1e9 <= now_ns:
        return "retried"
    if same:
        return "held" if entry.state == "held" else "unchanged"
    return "touched" if _same_content(file, entry) else "changed"


def _with_head(file: SeedFile, entry: KnownFile | None, fingerprint: str) -> SeedFile:
    """Note on a file that has grown how it was, so that reading can go on where it was left."""
    if entry is None or entry.sha256 is None or entry.fingerprint != fingerprint:
        return file
    if file.bytes <= entry.bytes:
        return file
    return file._replace(head_bytes=entry.bytes, head_sha256=entry.sha256)


def _same_content(file: SeedFile, entry: KnownFile) -> bool:
    if file.bytes != entry.bytes:
        return False
    try:
        return sha256_of(file.location) == entry.sha256
    except OSError:
        return False
