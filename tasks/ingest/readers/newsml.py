"""NewsML-G2: a message holds items, each of which may be an article.

https://iptc.org/standards/newsml-g2/ - read are `newsItem`s, alone or in a `newsMessage`.
"""

from collections.abc import Iterator
from typing import Any

from schemas.article import Document
from schemas.run import Rejection
from tasks.ingest.markup import Element, local_name, read_line, read_paragraphs, root_of
from tasks.ingest.readers import nitf
from tasks.ingest.source import Source
from tasks.ingest.times import read_utc, read_version

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Of the vocabulary http://cv.iptc.org/newscodes/pubstatusg2/.
_WITHDRAWN = frozenset(("canceled", "cancelled", "withheld", "withdrawn"))
_TEXT_CLASSES = frozenset(("", "text", "composite"))


def read(source: Source) -> Iterator[Document | Rejection]:
    """Give one document a text item, in the order of the message; packages are passed over.

    The item is its guid, also where it is the file's only one.
    """
    root = root_of(source, source.read_whole())
    items = [node for node in root.iter() if local_name(node) == "newsItem"]
    if not items:
        raise source.unreadable("newsml", f"its <{local_name(root)}> holds no newsItem")
    for number, item in enumerate(items, start=1):
        yield _read_item(source, item, number)


def _read_item(source: Source, item: Element, number: int) -> Document | Rejection:
    where = f"newsItem {number} (line {item.sourceline})"
    guid = (item.get("guid") or "").strip()
    if not guid:
        return source.reject("newsml", f"{where} has no guid", str(number))
    kind = _code(_child(item, "itemMeta", "itemClass"))
    status = _code(_child(item, "itemMeta", "pubStatus"))
    withdrawn = status in _WITHDRAWN
    if kind not in _TEXT_CLASSES and not withdrawn:
        return source.reject("newsml", f"{where} is of class {kind}, not text", guid)
    text = _read_content(item)
    if not text.strip() and not withdrawn:
        return source.reject("no text", f"{where} has no text in its contentSet", guid)
    return source.document(where, guid, text, **_read_stated(item, guid), withdrawn=withdrawn)


def _read_stated(item: Element, guid: str) -> dict[str, Any]:
    created = read_line(_child(item, "itemMeta", "firstCreated"))
    content = read_line(_child(item, "contentMeta", "contentCreated"))
    versioned = read_line(_child(item, "itemMeta", "versionCreated"))
    language = _child(item, "contentMeta", "language")
    located = _child(item, "contentMeta", "located")
    dateline = _child(item, "contentMeta", "dateline")
    return {
        "title": read_line(_child(item, "contentMeta", "headline"))
        or read_line(_child(item, "itemMeta", "title")),
        "author": read_line(_child(item, "contentMeta", "by")) or _name(item, "creator"),
        "dateline": _label(located) or nitf.read_place(dateline),
        "outlet": _name(item, "provider") or _name(item, "copyrightHolder"),
        "published_at": created or content or versioned,
        "language": (language.get("tag") if language is not None else None) or item.get(_LANGUAGE),
        "guid": guid,
        "version": read_version(item.get("version")),
        "versioned_at": read_utc(versioned),
        "embargoed_until": read_utc(read_line(_child(item, "itemMeta", "embargoed"))),
    }


def _read_content(item: Element) -> str:
    """Return the text of the first content that has any: NITF, XHTML or plain."""
    content = next((node for node in item if local_name(node) == "contentSet"), None)
    for node in () if content is None else content:
        name = local_name(node)
        if name == "inlineData":
            text = "".join(node.itertext())
        elif name == "inlineXML" and len(node):
            inner = node[0]
            text = nitf.read_body(inner) if local_name(inner) == "nitf" else read_paragraphs(inner)
        else:
            continue
        if text.strip():
            return str(text)
    return ""


def _child(item: Element, parent: str, name: str) -> Element | None:
    owner = next((node for node in item if local_name(node) == parent), None)
    return None if owner is None else next((n for n in owner if local_name(n) == name), None)


def _name(item: Element, name: str) -> str | None:
    return _label(nitf.find(item, name))


def _label(element: Element | None) -> str | None:
    """Return the name that an element states for a party or place, in words or as a code."""
    if element is None:
        return None
    spoken = read_line(nitf.find(element, "name"))
    return spoken or element.get("literal") or _code(element) or None


def _code(element: Element | None) -> str:
    """Return the last part of an element's code: `stat:canceled` and `.../canceled` alike."""
    if element is None:
        return ""
    code = element.get("qcode") or element.get("uri") or ""
    return (
        code.rstrip("/").replace("/", ":").rpartition(":")[2].lower()
        if (local_name(element) in ("pubStatus", "itemClass"))
        else code.rstrip("/").replace("/", ":").rpartition(":")[2]
    )
