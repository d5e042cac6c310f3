"""Lay the corrections over the warehouse for the length of a publish.

Temporary views take the place of the tables that the SELECTs of the published tables read, so that
a correction acts on every article, old or new, and costs nothing but a publish.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from schemas.article import stable_id
from schemas.correction import Corrections, Unmatched
from tasks.warehouse.connect import Connection, run_sql
from tasks.warehouse.corrections import ADDRESS

_VIEWS = ("resolved_entities", "article_entities", "mentions", "articles", "story_members")
_TABLES = ("corrected_ids", "split_ids", "corrected_names", "ignored_ids", "corrected_outlets",
           "corrected_stories")  # fmt: skip


@contextmanager
def corrected(connection: Connection, corrections: Corrections) -> Iterator[list[Unmatched]]:
    """Read corrected tables within a block; gives the corrections that match nothing."""
    if corrections == Corrections():
        yield []
        return
    run_sql(connection, __package__, "corrections/tables")
    unmatched = _Matching(connection).match(corrections)
    run_sql(connection, __package__, "corrections/views")
    try:
        yield unmatched
    finally:
        for view in _VIEWS:
            connection.execute(f"DROP VIEW IF EXISTS temp.{view}")
        for table in _TABLES:
            connection.execute(f"DROP TABLE IF EXISTS temp.{table}")


class _Matching:
    """Finds what each correction is about, and writes it into the temporary tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._missing: list[Unmatched] = []
        self._becomes: dict[str, str] = {}

    def match(self, corrections: Corrections) -> list[Unmatched]:
        """Fill the tables; returns what matched nothing."""
        for split in corrections.split:
            self._split(split.name, split.articles, split.to)
        for merge in corrections.merge:
            self._merge(merge.names)
        for rename in corrections.rename:
            self._name("rename", rename.name, rename.to, None)
        for typed in corrections.type:
            self._name("type", typed.name, None, typed.label)
        for ignored in corrections.ignore:
            for key in self._known("ignore", ignored.name):
                self._insert("ignored_ids", (self._becomes.get(key, key),))
        for outlet in corrections.outlet:
            self._outlet(outlet.outlet, outlet.to)
        for pin in corrections.date:
            self._article("date", pin.article)
        for story in corrections.story:
            self._story(story.article, story.beside)
        return self._missing

    def _merge(self, names: Sequence[str]) -> None:
        found = {name: self._known("merge", name) for name in names}
        keys = [self._becomes.get(key, key) for ids in found.values() for key in ids]
        if not keys:
            return
        target = next(iter(keys))
        for key in {*keys, *(key for ids in found.values() for key in ids)} - {target}:
            self._becomes[key] = target
        for key, after in self._becomes.items():
            self._becomes[key] = self._becomes.get(after, after)
        self._connection.execute("DELETE FROM corrected_ids")
        for key, after in sorted(self._becomes.items()):
            self._insert("corrected_ids", (key, after))
        self._insert("corrected_names", (target, names[0], None))

    def _name(self, kind: str, name: str, to: str | None, label: str | None) -> None:
        for key in {self._becomes.get(key, key) for key in self._known(kind, name)}:
            self._insert("corrected_names", (key, to, label))

    def _split(self, name: str, articles: Sequence[str], to: str) -> None:
        keys = self._known("split", name)
        others = self._ids(to)
        new = others[0] if others else stable_id("split", to)
        for address in articles:
            for article in self._article("split", address):
                for key in keys:
                    self._insert("split_ids", (article, key, new))
        if not others:
            self._insert("corrected_names", (new, to, None))

    def _outlet(self, outlet: str, to: str) -> None:
        count = self._connection.execute(
            "SELECT count(*) FROM warehouse.articles WHERE outlet = ?", [outlet]
        ).fetchone()
        if count and count[0]:
            self._insert("corrected_outlets", (outlet, to))
        else:
            self._missing.append(Unmatched(kind="outlet", subject=outlet))

    def _story(self, address: str, beside: str) -> None:
        moved, others = self._article("story", address), self._article("story", beside)
        for article in moved:
            for other in others[:1]:
                self._insert("corrected_stories", (article, other))

    def _known(self, kind: str, name: str) -> list[str]:
        keys = self._ids(name)
        if not keys:
            self._missing.append(Unmatched(kind=kind, subject=name))
        return keys

    def _ids(self, name: str) -> list[str]:
        """Return the entities that bear a name in full, those of most articles first."""
        rows = run_sql(self._connection, __package__, "corrections/bearers", {"name": name})
        return [row[0] for row in rows.fetchall()]

    def _article(self, kind: str, address: str) -> list[int]:
        rows = self._connection.execute(
            f"SELECT article_key FROM warehouse.articles AS articles WHERE {ADDRESS} = ?", [address]
        ).fetchall()
        if not rows:
            self._missing.append(Unmatched(kind=kind, subject=address))
        return [row[0] for row in rows]

    def _insert(self, table: str, row: Sequence[object]) -> None:
        marks = ", ".join("?" for _ in row)
        self._connection.execute(f"INSERT INTO temp.{table} VALUES ({marks})", list(row))
