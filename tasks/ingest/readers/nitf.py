"""NITF, the News Industry Text Format: a file is an article.

https://www.iptc.org/std/NITF/ - read are versions 2.5 to 3.6, with or without a namespace.
"""

from collections.abc import Iterator
from typing import Any

from schemas.article import Document
from schemas.run import Rejection
from tasks.ingest.markup import Element, local_name, read_line, read_paragraphs, root_of
from tasks.ingest.source import Source
from tasks.ingest.times import read_iso, read_utc, read_version

_WITHDRAWN = frozenset(("canceled", "cancelled", "withdrawn", "withheld"))
# Parts of the body that repeat what is read apart, or that belong to pictures.
_NOT_TEXT = frozenset(
    ("hedline", "byline", "dateline", "distributor", "media", "body.head", "head")
)


def read(source: Source) -> Iterator[Document | Rejection]:
    """Give the one article of the file."""
    root = root_of(source, source.read_item())
    name = local_name(root)
    if name.lower() != "nitf":
        raise source.unreadable("xml", f"its element <{name}> is of no format that is read")
    stated = read_stated(root)
    yield source.document("body.content", None, read_body(root), **stated)


def read_body(root: Element) -> str:
    """Return the text of an NITF document."""
    body = find(root, "body.content")
    return read_paragraphs(body, _NOT_TEXT) if body is not None else ""


def read_stated(root: Element) -> dict[str, Any]:
    """Return what an NITF document states of itself, by the names of Document's fields."""
    docdata, pubdata, key = find(root, "docdata"), find(root, "pubdata"), find(root, "du-key")
    status = (_attribute(docdata, "management-status") or "").lower()
    issued = read_iso(_attribute(find(root, "date.issue"), "norm"))
    release = _attribute(find(root, "date.release"), "norm")
    return {
        "title": read_line(find(root, "hl1")) or read_line(find(root, "title")),
        "author": _read_byline(find(root, "byline")),
        "dateline": read_place(find(root, "dateline")),
        "outlet": _attribute(pubdata, "name")
        or _attribute(find(root, "doc.copyright"), "holder")
        or read_line(find(root, "distributor")),
        "published_at": issued or read_iso(_attribute(pubdata, "date.publication")) or release,
        "guid": _attribute(find(root, "doc-id"), "id-string"),
        "version": read_version(_attribute(key, "version") or _attribute(key, "generation")),
        "versioned_at": read_utc(issued),
        "embargoed_until": read_utc(release) if status == "embargoed" else None,
        "withdrawn": status in _WITHDRAWN,
    }


def find(root: Element, name: str) -> Element | None:
    """Return the first element of a name, whatever its namespace."""
    return next((node for node in root.iter() if local_name(node) == name), None)


def read_place(dateline: Element | None) -> str | None:
    """Return the place of a dateline: its location, else what stands before the first comma."""
    if dateline is None:
        return None
    place = find(dateline, "location")
    line = read_line(place if place is not None else dateline) or ""
    return line.split(",")[0].strip(" -–—") or None


def _read_byline(byline: Element | None) -> str | None:
    if byline is None:
        return None
    people = [read_line(node) for node in byline.iter() if local_name(node) == "person"]
    return ", ".join(person for person in people if person) or read_line(byline)


def _attribute(element: Element | None, name: str) -> str | None:
    value = None if element is None else element.get(name)
    return value.strip() or None if isinstance(value, str) else None
