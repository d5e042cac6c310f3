"""The shelf keeps what was used last, and never puts away what is wanted now."""

import duckdb
import pytest

from schemas.duplicate import DeduplicateSettings
from tasks.deduplicate import shelf as shelves
from tasks.deduplicate.shelf import Shelf


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Return a shelf of 30 words over six texts of 10."""
    monkeypatch.setattr(shelves, "_MOST_WORDS", 30)
    connection = duckdb.connect(":memory:")
    connection.execute(
        "CREATE TABLE articles AS SELECT key AS article_key, 'en' AS language,"
        " repeat('word' || key || ' ', 10) AS text FROM range(1, 7) AS keys(key)"
    )
    return Shelf(connection, DeduplicateSettings())


def test_what_was_not_used_for_longest_makes_room(shelf: Shelf) -> None:
    """Of three texts that fill the shelf, the one that was asked for again stays."""
    shelf.load([1, 2, 3])
    shelf.load([1])
    shelf.load([4])
    assert list(shelf.readings) == [3, 1, 4]
    assert shelf.words == 30


def test_what_is_wanted_stays_however_much_it_is(shelf: Shelf) -> None:
    """Texts that are asked for together are at hand together; later ones make them go."""
    shelf.load([1, 2])
    shelf.load([2, 3, 4, 5, 6])
    assert list(shelf.readings) == [2, 3, 4, 5, 6]
    shelf.load([1])
    assert list(shelf.readings) == [5, 6, 1]


def test_a_text_that_went_is_fetched_again(shelf: Shelf) -> None:
    """Whoever asks for one text gets it."""
    shelf.load([1, 2, 3, 4])
    shelf.load([5])
    assert 1 not in shelf.readings
    assert shelf[1].text.startswith("word1 ")
