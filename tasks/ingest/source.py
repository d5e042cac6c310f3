"""What a reader is given: an open binary stream, where it lies, and the limits it keeps."""

import io
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

from pydantic import ValidationError

from schemas.article import Document, stable_id
from schemas.run import Rejection, SeedFile
from schemas.settings import Settings
from tasks.ingest.content import UnreadableError, decode, reject

# An archive of packed tables, itself packed, is as far as honest habits go.
_MOST_WRAPPINGS = 3
# What no text holds once it is decoded: half a character, written as an escape.
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Source:
    """A stream of bytes within a file of the inbox, and the makers of what a reader gives.

    `member` is the place within an archive, None for the file itself; an item of a member is
    addressed `member#item`, so that with its file it reads `path!member#item`. `seen` holds the
    ids of all articles that the file gave so far. A stream that is read from the middle of its
    file starts behind `lines_before` lines, and `head` is the file's first line. `label` is the
    name of unpacked content, `depth` how many wrappings it was taken out of; `unpacked_bytes`
    counts what was unpacked of the file so far, in total.
    """

    file: SeedFile
    stream: BinaryIO
    settings: Settings
    member: str | None = None
    seen: set[str] = field(default_factory=set)
    lines_before: int = 0
    head: bytes = b""
    label: str = ""
    depth: int = 0
    unpacked_bytes: Counter[str] = field(default_factory=Counter)

    @property
    def most_bytes(self) -> int:
        """Size of the largest file that is read whole."""
        return int(self.settings.max_file_mb * 1e6)

    @property
    def most_item_bytes(self) -> int:
        """Size of the largest single article: a page, a message, a line."""
        return int(self.settings.max_item_mb * 1e6)

    @property
    def name(self) -> str:
        """Name of what is read: the member's, else the file's."""
        return self.label or self.member or self.file.path

    def inside(self, member: str, stream: BinaryIO) -> "Source":
        """Return the source of a member of this one. Raises UnreadableError, see unpacked."""
        place = member if self.member is None else f"{self.member}!{member}"
        return replace(self.unpacked(stream, member), member=place)

    def unpacked(self, stream: BinaryIO, label: str) -> "Source":
        """Return this source with its content unpacked.

        Raises UnreadableError for content wrapped so often that it is meant to do harm.
        """
        if self.depth == _MOST_WRAPPINGS:
            reason = f"it is packed more than {_MOST_WRAPPINGS} times over"
            raise self.unreadable("bomb", reason)
        return replace(self, stream=stream, label=label, depth=self.depth + 1)

    def seekable(self) -> BinaryIO:
        """Return the stream, held in memory where it cannot be read from the end."""
        return self.stream if self.stream.seekable() else io.BytesIO(self.read_whole())

    def address(self, item: str | None) -> str | None:
        """Return an item's place within the file."""
        if self.member is None or item is None:
            return item if self.member is None else self.member
        return f"{self.member}#{item}"

    def read_whole(self, most: int | None = None, limit: str = "max_file_mb") -> bytes:
        """Read all there is. Raises UnreadableError for more than `most` bytes, or for nothing."""
        most = self.most_bytes if most is None else most
        data = self.stream.read(most + 1)
        if len(data) > most:
            raise self.unreadable("too large", f"it holds more than {limit} ({most} bytes)")
        if not data.strip(b" \t\r\n"):
            raise self.unreadable("empty", "it holds no text")
        return data

    def read_item(self) -> bytes:
        """Read all there is of what holds one article. Raises UnreadableError, see read_whole."""
        return self.read_whole(min(self.most_bytes, self.most_item_bytes), "max_item_mb")

    def decode(self, data: bytes) -> tuple[str, str]:
        """Decode bytes, see content.decode. Raises UnreadableError when they are not text."""
        return decode(data, self.file, self.address(None))

    def reject(self, error_type: str, error: str, item: str | None = None) -> Rejection:
        """Return the rejection of an item, or of the whole source."""
        return reject(self.file, error_type, error, self.address(item))

    def unreadable(self, error_type: str, error: str) -> UnreadableError:
        """Return the exception that ends reading with a rejection of the whole source."""
        return UnreadableError(self.reject(error_type, error))

    def document(
        self, where: str, item: str | None, text: str, **stated: Any
    ) -> Document | Rejection:
        """Return an item as a document; `where` names the line or element in a rejection.

        Rejected are items without text (unless they withdraw the article), too long ones, such
        that are no Unicode text, and those whose id an earlier item has.
        """
        place = item or where
        if not text.strip() and not stated.get("withdrawn"):
            return self.reject("no text", f"{where} has no text", item and place)
        if len(text) > self.most_item_bytes:
            return self.reject("too large", f"{where} is longer than max_item_mb", item and place)
        if "\x00" in text or _SURROGATE.search(text):
            reason = f"{where} holds characters that are not Unicode text"
            return self.reject("record", reason, item and place)
        identity = stable_id(self.file.path, self.address(item))
        if identity in self.seen:
            reason = f"{where}: an earlier item has the same id"
            return self.reject("duplicate id", reason, f"{place} ({where})")
        try:
            document = Document(path=self.file.path, item=self.address(item), text=text, **stated)
        except ValidationError as error:
            fault = error.errors()[0]
            reason = f"{where}: `{fault['loc'][0]}` cannot be used ({fault['msg']})"
            return self.reject("record", reason, item and place)
        self.seen.add(identity)
        return document
