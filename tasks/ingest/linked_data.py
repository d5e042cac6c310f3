"""Read what a page states about its article in JSON-LD, by the vocabulary of schema.org."""

import json
from collections.abc import Iterator
from typing import Any

from tasks.ingest.markup import Element

_ARTICLES = frozenset(
    ("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
     "BackgroundNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "LiveBlogPosting",
     "Article", "Report", "BlogPosting")
)  # fmt: skip
# Graphs are nested a few levels; what is deeper is no statement about the article.
_MOST_LEVELS = 6


def find_article(root: Element) -> dict[str, Any]:
    """Return the first article that a page's JSON-LD describes; empty where there is none."""
    for script in root.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            stated = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue  # the page itself still has its text
        for node in _nodes(stated, 0):
            if _types(node) & _ARTICLES:
                return node
    return {}


def read_name(value: Any) -> str | None:
    """Return the name of a person or organisation, or several, in words."""
    if isinstance(value, list):
        names = [name for name in (read_name(part) for part in value) if name]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        return read_name(value.get("name"))
    return " ".join(value.split()) or None if isinstance(value, str) else None


def read_text(value: Any) -> str | None:
    """Return a plain value, if it is one."""
    return value.strip() or None if isinstance(value, str) else None


def read_link(value: Any) -> str | None:
    """Return an address, written plainly or as the id of a page."""
    link = value.get("@id") or value.get("url") if isinstance(value, dict) else value
    return link if isinstance(link, str) and link.startswith(("http://", "https://")) else None


def _nodes(stated: Any, level: int) -> Iterator[dict[str, Any]]:
    if level > _MOST_LEVELS:
        return
    if isinstance(stated, list):
        for part in stated:
            yield from _nodes(part, level + 1)
    elif isinstance(stated, dict):
        yield stated
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(stated.get(name), level + 1)


def _types(node: dict[str, Any]) -> frozenset[str]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return frozenset(name.rpartition("/")[2] for name in kinds if isinstance(name, str))
