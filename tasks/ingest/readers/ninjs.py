"""ninjs, the IPTC's news in JSON, versions 1 to 3.

https://www.iptc.org/std/ninjs/ - version 1 keeps the body in `body_text`, `body_html` and the
like, versions 2 and 3 in a list `bodies`; version 3 writes its names in camel case.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from schemas.article import Document
from schemas.run import Rejection
from tasks.ingest.markup import MarkupError, strip_markup
from tasks.ingest.source import Source
from tasks.ingest.times import read_utc, read_version

# Any of these makes a record with a `uri` (or Superdesk's `guid`) ninjs.
_SIGNS = frozenset(
    ("versioncreated", "pubstatus", "body_text", "body_html", "body_xhtml", "bodies", "headlines",
     "representationtype", "copyrightholder", "$standard", "standard")
)  # fmt: skip
_WITHDRAWN = frozenset(("canceled", "cancelled", "withdrawn", "withheld"))
# Older kinds of body, the one with paragraphs first.
_BODIES = ("body_html", "body_xhtml", "body_text")


class _Part(BaseModel):
    """An entry of `headlines`, `bodies`, `descriptions`."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    value: str | None = None
    role: str | None = None
    contenttype: str | None = None


class _Named(BaseModel):
    """An entry of `infosources` and the like."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: str | None = None


class Item(BaseModel):
    """What is read of a ninjs item; its names in lower case."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)

    uri: str | None = None
    guid: str | None = None
    type: str | None = None
    version: str | None = None
    firstcreated: str | None = None
    versioncreated: str | None = None
    contentcreated: str | None = None
    embargoed: str | None = None
    pubstatus: str | None = None
    copyrightholder: str | None = None
    language: str | None = None
    byline: str | None = None
    by: str | None = None
    located: str | None = None
    headline: str | None = None
    body_text: str | None = None
    body_html: str | None = None
    body_xhtml: str | None = None
    description_text: str | None = None
    headlines: tuple[_Part, ...] = ()
    bodies: tuple[_Part, ...] = ()
    descriptions: tuple[_Part, ...] = ()
    infosource: tuple[_Named, ...] = ()
    infosources: tuple[_Named, ...] = ()


def is_ninjs(record: Mapping[str, Any]) -> bool:
    """Tell whether a JSON object is a ninjs item."""
    names = {name.lower() for name in record}
    return bool(names & {"uri", "guid"}) and bool(names & _SIGNS)


def build_document(source: Source, record: Mapping[str, Any], where: str) -> Document | Rejection:
    """Return the document that a ninjs item states; its item is the `uri`."""
    try:
        item = Item.model_validate(_fold(record))
    except ValidationError as error:
        fault = error.errors()[0]
        field = ".".join(map(str, fault["loc"]))
        identity = record.get("uri")
        reason = f"{where} is no ninjs: `{field}` cannot be used ({fault['msg']})"
        return source.reject("ninjs", reason, identity if isinstance(identity, str) else None)
    identity = item.guid or item.uri
    withdrawn = (item.pubstatus or "").lower() in _WITHDRAWN
    if item.type not in (None, "text", "composite", "component") and not withdrawn:
        return source.reject("ninjs", f"{where} is of type {item.type}, not text", identity)
    try:
        text, summary = _read_body(item)
    except MarkupError as error:
        return source.reject("ninjs", f"{where}: its body cannot be read, {error}", identity)
    return source.document(
        where,
        identity,
        text,
        title=_main(item.headlines) or item.headline,
        published_at=item.firstcreated or item.versioncreated or item.contentcreated,
        outlet=item.copyrightholder or _source(item),
        author=item.byline or item.by,
        url=identity if (identity or "").startswith(("http://", "https://")) else None,
        dateline=item.located,
        language=item.language,
        guid=identity,
        version=read_version(item.version),
        versioned_at=read_utc(item.versioncreated),
        embargoed_until=read_utc(item.embargoed),
        withdrawn=withdrawn,
        summary=summary,
    )


def _fold(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item, and the entries of its lists, with names in lower case."""
    folded = {name.lower(): value for name, value in record.items() if value is not None}
    for name in ("headlines", "bodies", "descriptions", "infosource", "infosources"):
        if isinstance(folded.get(name), list):
            folded[name] = [
                {key.lower(): value for key, value in part.items()}
                if isinstance(part, dict)
                else part
                for part in folded[name]
            ]
    return folded


def _read_body(item: Item) -> tuple[str, bool]:
    """Return the text of an item and whether it is only a summary."""
    for part in sorted(item.bodies, key=lambda part: part.role != "main"):
        if part.value and part.value.strip():
            return _plain(part.value, part.contenttype), False
    for name in _BODIES:
        value = getattr(item, name)
        if value and value.strip():
            return _plain(value, name), False
    return (item.description_text or _main(item.descriptions) or ""), True


def _plain(value: str, kind: str | None) -> str:
    marked = "html" in kind if kind else value.lstrip().startswith("<")
    return strip_markup(value) if marked else value


def _main(parts: tuple[_Part, ...]) -> str | None:
    ordered = sorted(parts, key=lambda part: part.role != "main")
    return next((part.value for part in ordered if part.value), None)


def _source(item: Item) -> str | None:
    return next((part.name for part in item.infosources + item.infosource if part.name), None)
