"""Fetch texts from the warehouse and keep their words and grams for the length of a chunk."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from schemas.duplicate import DeduplicateSettings
from tasks.deduplicate.fingerprints import Grams, make_grams
from tasks.deduplicate.pairs import GramSet, make_gram_set
from tasks.deduplicate.vectors import Lexicon, Vector, make_lexicon, make_vector
from tasks.deduplicate.words import Words, split_words
from tasks.warehouse.connect import Connection, listed
from tasks.warehouse.pieces import split_condition

# Words of the texts kept at once, about 75 MB with their grams: an article has 400 or so.
_MOST_WORDS = 1_000_000


@dataclass(frozen=True)
class Reading:
    """A text as the comparisons see it."""

    text: str
    words: Words
    grams: Grams
    language: str | None = None

    @cached_property
    def gram_set(self) -> GramSet:
        """The distinct grams."""
        return make_gram_set(self.grams)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The distinct words."""
        return make_lexicon(self.text, self.words, self.language)

    @cached_property
    def vector(self) -> Vector:
        """The weighted words."""
        return make_vector(self.lexicon)


@dataclass
class Shelf:
    """The texts at hand, by article_key; those that were not used for longest make room."""

    connection: Connection
    settings: DeduplicateSettings
    readings: dict[int, Reading] = field(default_factory=dict)
    words: int = 0

    def load(self, keys: Iterable[int]) -> None:
        """Read those of the texts that are not at hand yet, in one query."""
        wanted = sorted({int(key) for key in keys})
        missing = [key for key in wanted if key not in self.readings]
        for key in wanted:
            if key in self.readings:
                self.readings[key] = self.readings.pop(key)
        if missing:
            self._fetch(missing)
            self._make_room(frozenset(wanted))

    def _fetch(self, missing: list[int]) -> None:
        with listed(self.connection, keys=missing):
            pieces = split_condition(self.connection, "articles", "article_key IN (FROM keys)")
            for piece in pieces:
                rows = self.connection.execute(
                    f"SELECT article_key, text, language FROM articles WHERE {piece}"
                ).fetchall()
                for key, text, language in rows:
                    self.readings[key] = read_text(text, language)
                    self.words += len(self.readings[key].words)

    def __getitem__(self, key: int) -> Reading:
        """Return a text, fetching it if need be."""
        if key not in self.readings:
            self.load([key])
        return self.readings[key]

    def _make_room(self, wanted: frozenset[int]) -> None:
        """Put texts away that are not wanted now, once too many lie about."""
        while self.words > _MOST_WORDS and (oldest := next(iter(self.readings))) not in wanted:
            self.words -= len(self.readings.pop(oldest).words)


def read_text(text: str, language: str | None = None) -> Reading:
    """Split a text into words and grams."""
    words = split_words(text)
    return Reading(text, words, make_grams(words), language)
