"""HTML: a page is an article.

What the page states in JSON-LD comes first, then its meta elements, then what trafilatura finds
(https://aclanthology.org/2021.acl-demo.15/): the text without menus, notices and teasers.
"""

import re
from collections.abc import Iterator
from typing import Any

from schemas.article import Document
from schemas.run import Rejection
from tasks.ingest import linked_data
from tasks.ingest.addresses import host_of, join_address
from tasks.ingest.markup import Element, MarkupError, parse_html, strip_markup
from tasks.ingest.source import Source
from tasks.ingest.times import read_utc

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_CHARSET_BYTES = 4096
# The page's paragraphs are preferred to an articleBody without any when they hold as many words.
_SAME_WORDS = 0.8
# A long page has about 5,000 elements; ten times as many take 6 s and 150 MB.
_MOST_ELEMENTS = 50_000
# Fixed, since the library would take today, and so read a page otherwise tomorrow.
_EARLIEST, _LATEST = "1990-01-01", "2099-12-31"
_PUBLISHED = ("article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
              "dc.date.issued", "dcterms.created", "publish-date", "pubdate", "date",
              "dc.date")  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified")


def read(source: Source) -> Iterator[Document | Rejection]:
    """Give the article of a saved page."""
    yield read_page(source, source.read_item(), "the page", None)


def read_page(
    source: Source,
    data: bytes,
    where: str,
    item: str | None,
    url: str | None = None,
    charset: str | None = None,
    captured: str | None = None,
) -> Document | Rejection:
    """Return the article of a page from `url`, `captured` (ISO 8601, UTC) in a crawl if known."""
    markup, encoding = _decode(source, data, charset)
    try:
        root = parse_html(markup)
    except MarkupError as error:
        return source.reject("html", f"{where}: {error}", item)
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        return source.reject("html", f"{where} has more than {_MOST_ELEMENTS} elements", item)
    stated = _read_stated(root, url)
    modified = stated.pop("modified")
    text, found = _extract(root, stated["url"])
    body = stated.pop("body")
    return source.document(
        where,
        item,
        _choose_body(body, text),
        **{name: value or found.get(name) for name, value in stated.items()},
        versioned_at=captured or read_utc(modified),
        encoding=encoding,
    )


def _decode(source: Source, data: bytes, charset: str | None) -> tuple[str, str]:
    declared = _CHARSET.search(data[:_CHARSET_BYTES])
    names = (charset, declared.group(1).decode("ascii") if declared else None)
    for name in names:
        try:
            if name and b"\x00" not in data:
                return data.decode(name), name.lower()
        except (LookupError, ValueError):
            continue
    return source.decode(data)


def _read_stated(root: Element, url: str | None) -> dict[str, Any]:
    """Return what the page states itself, by the names of Document's fields."""
    article, meta = linked_data.find_article(root), _read_meta(root)
    link = next(
        (node.get("href") for node in root.iter("link") if node.get("rel") == "canonical"), ""
    )
    canonical = join_address(url, link) or meta.get("og:url")
    address = linked_data.read_link(canonical)
    if address is None or (url and host_of(address) != host_of(url)):
        address = linked_data.read_link(url)  # reprints name the original as canonical
    return {
        "title": linked_data.read_text(article.get("headline")),
        "author": linked_data.read_name(article.get("author")),
        "published_at": linked_data.read_text(article.get("datePublished"))
        or next((meta[name] for name in _PUBLISHED if name in meta), None)
        or _read_time(root),
        "outlet": linked_data.read_name(article.get("publisher")) or meta.get("og:site_name"),
        "url": address
        or linked_data.read_link(article.get("url"))
        or linked_data.read_link(article.get("mainEntityOfPage")),
        "language": linked_data.read_text(article.get("inLanguage")) or root.get("lang"),
        "body": linked_data.read_text(article.get("articleBody")),
        "modified": linked_data.read_text(article.get("dateModified"))
        or next((meta[name] for name in _MODIFIED if name in meta), None),
    }


def _read_meta(root: Element) -> dict[str, str]:
    """Return the page's meta elements by name, in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for node in root.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop")
        content = (node.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _read_time(root: Element) -> str | None:
    for node in root.iter("time"):
        if node.get("datetime") and (
            node.get("itemprop") == "datePublished" or "pubdate" in node.attrib
        ):
            return str(node.get("datetime"))
    return None


def _extract(root: Element, url: str | None) -> tuple[str, dict[str, str | None]]:
    """Return what trafilatura finds: the text by paragraphs, and what the page did not state."""
    import trafilatura  # a second to import: only where there are pages

    dates = {"extensive_search": False, "original_date": True, "min_date": _EARLIEST,
             "max_date": _LATEST}  # fmt: skip
    found: Any = trafilatura.bare_extraction(
        root, url=url, include_comments=False, include_tables=False, with_metadata=True,
        date_extraction_params=dates,
    )  # fmt: skip
    if found is None:
        return "", {}
    author = found.author.replace("; ", ", ") if found.author else None
    text = "\n\n".join(line for line in (found.text or "").split("\n") if line.strip())
    return text, {"title": found.title, "author": author, "published_at": found.date}


def _choose_body(stated: str | None, found: str) -> str:
    """Return the articleBody, or the page's own paragraphs where it has none and they match."""
    if not stated:
        return found
    if "<p" in stated or "<br" in stated:
        stated = strip_markup(stated)
    whole = "\n" in stated or len(found.split()) < _SAME_WORDS * len(stated.split())
    return stated if whole else found
