"""RSS and Atom: an entry is an article."""

import io
from collections.abc import Iterator
from typing import Any

from schemas.article import Document
from schemas.run import Rejection
from tasks.ingest.markup import MarkupError, refuse_depth, refuse_entities, strip_markup
from tasks.ingest.source import Source
from tasks.ingest.times import read_utc


def read(source: Source) -> Iterator[Document | Rejection]:
    """Give one document an entry: its full content, else its summary, marked as such.

    The item is the entry's guid, else its link, else its number from 1. A feed that is not
    well-formed gives what can be read of it, and a rejection that says where it breaks off.
    """
    import feedparser

    data = source.read_whole()
    try:
        refuse_entities(data)
        refuse_depth(data)
    except MarkupError as error:
        raise source.unreadable("xml", str(error)) from error
    # A stream, since the library takes a name for one of a file or a site to open.
    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        # The library promises no error of its own; these are what damage leads it to.
        raise source.unreadable("feed", f"it is damaged ({error})"[:300]) from error
    fault = feed.get("bozo_exception") if feed.get("bozo") else None
    for number, entry in enumerate(feed.entries, start=1):
        yield _read_entry(source, feed.feed, entry, number)
    if fault is not None and hasattr(fault, "getLineNumber"):
        line, message = fault.getLineNumber(), fault.getMessage()
        reason = f"it is not well-formed XML, in line {line} ({message}); the rest was read loosely"
        yield source.reject("xml", reason)
    elif not feed.entries:
        yield source.reject("feed", "it holds no entries" + (f" ({fault})" if fault else ""))


def _read_entry(source: Source, feed: Any, entry: Any, number: int) -> Document | Rejection:
    identity = entry.get("id") or entry.get("link")
    where = f"entry {number}"
    try:
        text, summary = _read_text(entry)
    except MarkupError as error:
        return source.reject("feed", f"{where}: its text cannot be read, {error}", identity)
    updated = dict.get(entry, "updated")  # the library's own look-up falls back to other fields
    published = dict.get(entry, "published") or updated
    origin = entry.get("source") or {}
    return source.document(
        where,
        identity or str(number),
        text,
        title=_in_line(entry.get("title")),
        published_at=published,
        outlet=_in_line(origin.get("title")) or _in_line(feed.get("title")),
        author=_in_line(entry.get("author")),
        url=entry.get("link"),
        language=feed.get("language"),
        guid=entry.get("id"),
        versioned_at=read_utc(updated) or read_utc(published),
        summary=summary,
    )


def _read_text(entry: Any) -> tuple[str, bool]:
    """Return an entry's text, and whether it is only the summary."""
    for part in entry.get("content") or ():
        if (part.get("value") or "").strip():
            return _plain(part), False
    detail = entry.get("summary_detail")
    return (_plain(detail) if detail else entry.get("summary") or ""), True


def _plain(part: Any) -> str:
    value: str = part.get("value") or ""
    # RSS does not say whether its text is HTML, and the library calls it so.
    marked = part.get("type") != "text/plain" and ("<" in value or "&" in value)
    return strip_markup(value) if marked else value


def _in_line(value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        plain = strip_markup(value) if "<" in value or "&" in value else value
    except MarkupError:
        plain = value
    return " ".join(plain.split()) or None
