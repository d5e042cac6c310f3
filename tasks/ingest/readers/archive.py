"""ZIP archives: each member is read as what it is, under its own address."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from schemas.article import Document
from schemas.run import Rejection
from tasks.ingest.content import UnreadableError
from tasks.ingest.source import Source
from tasks.ingest.unpack import damage_told, guard

# An inbox's worth of articles; an archive of more is better unpacked.
_MOST_MEMBERS = 100_000
_ENCRYPTED = 0x1


def read(source: Source) -> Iterator[Document | Rejection]:
    """Give what the members hold, in the order of the archive; one that is bad stops no other."""
    with damage_told(source):
        stream = source.seekable()
        archive = zipfile.ZipFile(stream)
    with archive:
        members = [member for member in archive.infolist() if not _is_passed_over(member)]
        if len(members) > _MOST_MEMBERS:
            raise source.unreadable("too large", f"it has more than {_MOST_MEMBERS} members")
        if not members:
            raise source.unreadable("empty", "it has no members")
        if sum(member.compress_size for member in members) > stream.seek(0, io.SEEK_END):
            raise source.unreadable("bomb", "its members overlap, as only those of bombs do")
        for member in members:
            yield from _read_member(source, archive, member)


def _read_member(
    source: Source, archive: zipfile.ZipFile, member: zipfile.ZipInfo
) -> Iterator[Document | Rejection]:
    from tasks.ingest.read import read_source  # the readers of formats in formats

    name = member.filename
    inner = source.inside(name, source.stream)
    if not name:
        yield inner.reject("member name", "it has a member without a name")
        return
    if _leads_out(name):
        yield inner.reject("member name", "its name leads out of the archive")
        return
    if member.flag_bits & _ENCRYPTED:
        yield inner.reject("encrypted", "it is encrypted")
        return
    try:
        with damage_told(inner):
            stream = cast("BinaryIO", archive.open(member))
    except (NotImplementedError, RuntimeError) as error:
        yield inner.reject("packing", f"it is packed in a way that is not read ({error})")
        return
    except UnreadableError as error:
        yield error.rejection
        return
    with stream:
        guarded = guard(inner, stream)
        yield from read_source(source.inside(name, guarded))


def _is_passed_over(member: zipfile.ZipInfo) -> bool:
    """Pass over folders and what the systems of those who pack leave behind."""
    parts = PurePosixPath(member.filename).parts
    hidden = any(part.startswith(".") and part not in (".", "..") for part in parts)
    # ZipInfo.is_dir fails on a name that damage has emptied.
    return member.filename.endswith("/") or hidden or "__MACOSX" in parts


def _leads_out(name: str) -> bool:
    """Tell names that an unpacker would write elsewhere: nothing good bears one."""
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\x00" in name
