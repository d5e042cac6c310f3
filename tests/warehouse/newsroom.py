"""A published database written by hand, for what the example inbox does not hold."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from tasks.aggregate.build import TABLES, VIEWS
from tasks.warehouse.connect import insert, statement
from tasks.warehouse.publish import PUBLISHED

Row = Mapping[str, Any]


def publish(home: Path, **tables: Sequence[Row]) -> Path:
    """Write `news.duckdb` with these rows, the published tables and the views; returns the home."""
    home.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(home / PUBLISHED)) as connection:
        for table in TABLES:
            connection.execute(statement("schemas.published", table))
        for name, rows in tables.items():
            insert(connection, name, rows)
        for view in VIEWS:
            connection.execute(statement("schemas.published.views", view))
    return home


def article(name: str, day: date | None, text: str = "", **fields: Any) -> Row:
    """Return a row of `articles`, alone in its story unless `story_id` says otherwise."""
    return {
        "article_id": name, "path": f"{name}.txt", "outlet": None, "published_date": day,
        "text": text, "words": len(text.split()), "content_hash": text or name, "story_id": name,
        "original_share": 1.0, "duplicate_of": None, "title": f"About {name}", "published_at": None,
        "language": "en", "agency": None,
    } | fields  # fmt: skip


def story(name: str, articles: int, first: date | None) -> Row:
    """Return a row of `stories`."""
    return {
        "story_id": name, "headline": f"Story {name}", "first_published": first,
        "last_published": first, "articles": articles, "outlets": articles,
        "independent_articles": articles,
    }  # fmt: skip


def entity(name: str, label: str = "PERSON", **fields: Any) -> Row:
    """Return a row of `entities` whose id is its name."""
    return {"entity_id": name, "name": name, "label": label, "mentions": 1, "articles": 1} | fields


def mention(article_id: str, name: str) -> Row:
    """Return a row of `mentions`."""
    return {
        "article_id": article_id, "start_char": 0, "end_char": 1, "surface": name,
        "label": "PERSON", "entity_id": name, "method": "pipeline",
    }  # fmt: skip


def quote(quote_id: str, utterance: str, article_id: str, text: str, speaker: str) -> Row:
    """Return a row of `quotes`."""
    return {
        "quote_id": quote_id, "utterance_id": utterance, "article_id": article_id,
        "start_char": 0, "end_char": len(text), "text": text, "speaker": speaker,
        "speaker_entity_id": speaker,
    }  # fmt: skip


def pair(one: str, other: str, kind: str) -> Row:
    """Return a row of `duplicate_pairs`."""
    return {
        "article_a": min(one, other), "article_b": max(one, other), "kind": kind,
        "containment_a": 0.5, "containment_b": 0.5, "score": 0.5, "shared": 50, "method": "by hand",
    }  # fmt: skip


def amount(article_id: str, start: int, surface: str, number: float, unit: str) -> Row:
    """Return a row of `amounts`."""
    return {
        "article_id": article_id, "start_char": start, "end_char": start + len(surface),
        "surface": surface, "kind": "money", "amount": number, "unit": unit,
    }  # fmt: skip


def days_before(day: date, number: int) -> date:
    """Return the day so many days earlier."""
    return day - timedelta(days=number)
