"""Turn a record, a JSON object or a row of a table, into a document by the names of its fields."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from schemas.article import Document
from schemas.run import Rejection
from tasks.ingest.source import Source
from tasks.ingest.times import read_utc, read_version

# Names that feeds, scrapers and newsroom exports give to the fields, the likeliest first.
_NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "article_id", "uuid"),
    "text": ("text", "body", "content", "maintext", "article", "story", "full_text", "articlebody",
             "article_text", "body_text", "bodytext", "content_text", "content_html"),
    "title": ("title", "headline", "headlines", "webtitle"),
    "published_at": ("published_at", "published", "date_publish", "publish_date",
                     "publication_date", "datepublished", "pub_date", "pubdate", "date",
                     "timestamp", "datetime", "publishedat", "date_published",
                     "webpublicationdate"),
    "outlet": ("outlet", "publication", "publisher", "newspaper", "source_name", "source",
               "source_domain", "sitename", "site"),
    "author": ("author", "authors", "byline", "creator"),
    "url": ("url", "link", "canonical_url", "source_url", "weburl"),
    "agency": ("agency",),
    "dateline": ("dateline",),
    "language": ("language", "lang", "inlanguage"),
    "guid": ("guid", "uri"),
    "version": ("version", "revision"),
    "versioned_at": ("versioncreated", "updated_at", "date_modify", "datemodified", "modified",
                     "last_modified", "updated", "date_modified"),
    "embargoed_until": ("embargoed", "embargoed_until"),
}  # fmt: skip
_WITHDRAWN = ("canceled", "cancelled", "withdrawn")


def find_columns(names: list[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """Return field -> column for the columns of a table; `chosen` beats the known names."""
    folded = {name.strip().lower().replace(" ", "_").replace("-", "_"): name for name in names}
    found = {
        field: next((folded[alias] for alias in aliases if alias in folded), None)
        for field, aliases in _NAMES.items()
    }
    found |= {field: name for field, name in chosen.items() if name in names}
    return {field: name for field, name in found.items() if name is not None}


def build_document(
    source: Source, record: Mapping[str, Any], where: str, item: str | None
) -> Document | Rejection:
    """Return the document that a record states; `item` is its place where it has no id."""
    columns = _columns(tuple(record), tuple(source.settings.columns.items()))
    stated = {field: record[column] for field, column in columns.items()}
    text = stated.pop("text", None)
    if text is not None and not isinstance(text, str):
        text = None
    identity = _plain(stated.pop("id", None)) or item
    withdrawn = _plain(record.get("pubstatus")) in _WITHDRAWN
    if not (text and text.strip()) and not withdrawn:
        return source.reject("record", f"{where} has no `text`", identity)
    fields = {name: _plain(value) for name, value in stated.items()}
    return source.document(
        where,
        identity,
        text or "",
        **{
            **fields,
            "version": read_version(stated.get("version")),
            "versioned_at": read_utc(fields.get("versioned_at")),
            "embargoed_until": read_utc(fields.get("embargoed_until")),
        },
        withdrawn=withdrawn,
    )


@lru_cache(maxsize=256)  # records have few shapes; hostile ones may not fill the memory
def _columns(names: tuple[str, ...], chosen: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return find_columns(list(names), dict(chosen))


def _plain(value: object) -> str | None:
    """Return a field as text; names in lists and objects are joined, the rest is left out."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, dict):
        return _plain(value.get("name")) if not isinstance(value.get("name"), dict) else None
    if isinstance(value, list) and all(isinstance(part, str | dict) for part in value):
        names = [part if isinstance(part, str) else part.get("name") for part in value]
        return ", ".join(name for name in names if isinstance(name, str)) or None
    return str(value).strip() or None if isinstance(value, str | int | float) else None
