"""Documents, as a seed file holds them, and articles, as cleaning leaves them."""

from datetime import date, datetime
from hashlib import blake2b
from typing import Literal

from schemas.contract import Contract

AgencyBasis = Literal["dateline", "credit", "picture", "field"]
DateBasis = Literal["field", "metadata", "filename", "story sibling", "correction"]


def stable_id(*parts: str | None) -> str:
    """Return a 16-digit hexadecimal id of the parts, the same in every process (BLAKE2b-64)."""
    joined = "\x1f".join("" if part is None else part for part in parts)
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class Document(Contract):
    """One item of a seed file, decoded and otherwise untouched.

    `path` is relative to the inbox with `/` between its parts; `item` is the record's own id, else
    its line number, and None where the file is one article. The optional fields hold what the
    record states about itself, as it states it (`published_at` is not parsed yet).

    Items with one `guid`, else with one `url` and outlet, are versions of one article: the highest
    `version`, then the latest `versioned_at` (ISO 8601, UTC) stands for all; an item that states
    neither is no version. `withdrawn` takes the article away, and needs no text. An item is held
    back until `embargoed_until` (ISO 8601, UTC). `summary` says that `text` is only a summary.
    """

    path: str
    item: str | None = None
    text: str
    title: str | None = None
    published_at: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    agency: str | None = None
    dateline: str | None = None
    language: str | None = None
    encoding: str = "utf-8"
    guid: str | None = None
    version: int | None = None
    versioned_at: str | None = None
    embargoed_until: str | None = None
    withdrawn: bool = False
    summary: bool = False

    @property
    def article_id(self) -> str:
        """The identity of the article: a hash of where it lies, so that a new text keeps it."""
        return stable_id(self.path, self.item)


class Removal(Contract):
    """A piece of text that cleaning took out: the rule, the text, its line in the original.

    The rule `summary only` takes nothing out: it says that the source gave a summary for a text.
    """

    rule: str
    removed_text: str
    line: int


class Article(Contract):
    """A cleaned article.

    `text` is the headline, if there is one, a blank line, and the body, whose paragraphs stand
    apart by a blank line; every offset of the later stages is a code point index into it.
    `published_at` is UTC; `published_date` is the day where the source is. `content_hash` is
    the hash of the normalised words: equal for exact copies.
    """

    article_id: str
    path: str
    item: str | None
    outlet: str | None
    agency: str | None
    agency_basis: AgencyBasis | None
    author: str | None
    title: str | None
    dateline: str | None
    published_at: datetime | None
    published_date: date | None
    date_basis: DateBasis | None
    language: str | None
    text: str
    words: int
    url: str | None
    content_hash: str
    removals: tuple[Removal, ...] = ()
