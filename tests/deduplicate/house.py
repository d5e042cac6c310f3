"""A warehouse with articles in it, for the tests of the deduplicate stage."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from schemas.article import stable_id
from schemas.duplicate import DeduplicateReport, DeduplicateSettings
from tasks.deduplicate import deduplicate
from tasks.warehouse.connect import Connection, connect, insert
from tasks.warehouse.migrate import migrate

Story = Mapping[str, Any]


class House:
    """A home whose articles are written, rewritten and removed as the loader would."""

    def __init__(self, home: Path) -> None:
        """Make the home and open its warehouse."""
        home.mkdir(parents=True, exist_ok=True)
        migrate(home)
        self.connection: Connection = connect(home)
        self.runs = 0

    def put(self, articles: Iterable[Story]) -> None:
        """Add or rewrite articles: each gets a new key, old and new keys wait."""
        articles = list(articles)
        self.remove([article["id"] for article in articles])
        row = self.connection.execute("SELECT nextval('article_keys')").fetchone()
        assert row is not None
        first = row[0] * 100_000
        rows = [make_row(first + number, article) for number, article in enumerate(articles)]
        insert(self.connection, "articles", rows)
        self._wait([row["article_key"] for row in rows])

    def remove(self, ids: Sequence[str]) -> None:
        """Take articles away; their keys wait."""
        found = self.connection.execute(
            "DELETE FROM articles WHERE path IN (SELECT unnest(?)) RETURNING article_key",
            [list(ids)],
        ).fetchall()
        self._wait([key for (key,) in found])

    def run(self, **settings: Any) -> DeduplicateReport:
        """Run the stage."""
        self.runs += 1
        return deduplicate(self.connection, DeduplicateSettings(**settings), f"run-{self.runs}")

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.connection.execute(sql).fetchall()

    def pairs(self) -> dict[tuple[str, str], str]:
        """Return the kind of each pair, by sorted paths."""
        found = self.rows(
            "SELECT a.path, b.path, kind FROM duplicate_pairs"
            " JOIN articles a ON a.article_key = key_a JOIN articles b ON b.article_key = key_b"
        )
        return {(min(a, b), max(a, b)): kind for a, b, kind in found}

    def stories(self) -> list[list[str]]:
        """Return the paths of each story, sorted."""
        found: dict[str, list[str]] = {}
        for story, path in self.rows(
            "SELECT story_id, path FROM story_members JOIN articles USING (article_key)"
        ):
            found.setdefault(story, []).append(path)
        return sorted(sorted(paths) for paths in found.values())

    def members(self, columns: str) -> dict[str, Any]:
        """Return an expression over story_members (m) by path."""
        return dict(self.rows(
            f"SELECT path, {columns} FROM story_members m JOIN articles USING (article_key)"
        ))  # fmt: skip

    def snapshot(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return all the stage says, with article_ids for keys, in a fixed order."""
        return {name: self.rows(sql) for name, sql in SNAPSHOTS.items()}

    def _wait(self, keys: Sequence[int]) -> None:
        insert(
            self.connection,
            "pending",
            [{"article_key": key, "stage": "deduplicate"} for key in keys],
        )


SNAPSHOTS = {
    "pairs": "SELECT a.path, b.path, p.* EXCLUDE (key_a, key_b, longer_key), l.path FROM"
    " duplicate_pairs p JOIN articles a ON a.article_key = key_a"
    " JOIN articles b ON b.article_key = key_b"
    " LEFT JOIN articles l ON l.article_key = longer_key ORDER BY ALL",
    "passages": "SELECT a.path, b.path, p.* EXCLUDE (key_a, key_b) FROM reused_passages p"
    " JOIN articles a ON a.article_key = key_a JOIN articles b ON b.article_key = key_b"
    " ORDER BY ALL",
    "members": "SELECT a.path, story_id, similarity, d.path, original_share, g.path FROM"
    " story_members m JOIN articles a USING (article_key)"
    " LEFT JOIN articles d ON d.article_key = m.duplicate_of"
    " JOIN articles g ON g.article_key = m.copy_group ORDER BY ALL",
    "links": "SELECT a.path, b.path, p.* EXCLUDE (key_a, key_b) FROM story_links p"
    " JOIN articles a ON a.article_key = key_a JOIN articles b ON b.article_key = key_b"
    " ORDER BY ALL",
    "boilerplate": "SELECT * FROM boilerplate ORDER BY hash",
    "fingerprints": "SELECT path, hash, in_quote FROM fingerprints JOIN articles"
    " USING (article_key) ORDER BY ALL",
    "counts": "SELECT (SELECT count(*) FROM duplicate_pairs), (SELECT count(*) FROM"
    " story_members), (SELECT count(*) FROM story_links), (SELECT count(*) FROM reused_passages),"
    " (SELECT count(*) FROM fingerprints), (SELECT count(*) FROM taken_articles),"
    " (SELECT count(*) FROM texts), (SELECT count(*) FROM story_vectors),"
    " (SELECT count(*) FROM story_neighbours)",
}


def make_row(key: int, article: Story) -> dict[str, Any]:
    """Fill in a row of `articles` from an id, a text and what else is given."""
    text = article["text"]
    words = re.findall(r"\w+", text.lower())
    day: date | None = article.get("day")
    moment: datetime | None = article.get("moment")
    return {
        "article_key": key,
        "article_id": stable_id(article["id"], None),
        "path": article["id"],
        "outlet": article.get("outlet"),
        "agency": article.get("agency"),
        "agency_basis": article.get("agency_basis", "credit" if article.get("agency") else None),
        "title": article.get("title"),
        "published_at": moment,
        "published_date": day,
        "language": article.get("language", "en"),
        "text": text,
        "words": len(words),
        "content_hash": stable_id(*words),
    }
