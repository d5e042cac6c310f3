"""Searching: relevance on labelled queries, passages, filters, copies, the index."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from schemas.errors import NotPublishedError
from tasks.warehouse.passages import best_passage, fold, highlight
from tasks.warehouse.publish import PUBLISHED
from tasks.warehouse.search import INDEX, Hit, Request, fts_extension, search
from tests.warehouse.newsroom import article, publish

QUERIES = Path(__file__).parent.parent / "quality" / "data" / "search.jsonl"
DAY = date(2025, 5, 30)


@pytest.fixture(scope="module")
def labelled() -> list[dict[str, Any]]:
    """Queries and the articles that a person who types them would want."""
    return [json.loads(line) for line in QUERIES.read_text(encoding="utf-8").splitlines()]


def find(home: Path, words: str, **fields: Any) -> list[Hit]:
    return search(home, Request(words=words, **fields))


def test_relevance_on_labelled_queries(seeds_home: Path, labelled: list[dict[str, Any]]) -> None:
    """The first hit is always wanted, and of the first n nearly all, n being those wanted.

    Copies are collapsed, so that n counts the texts that are shown or stand for one shown.
    """
    precision = []
    for query in labelled:
        wanted = {(path, item) for path, item in query["relevant"]}
        hits = find(seeds_home, query["query"], limit=20)
        assert (hits[0].path, hits[0].item) in wanted, query["query"]
        shown = len(wanted) - sum(hit.copies for hit in hits if (hit.path, hit.item) in wanted)
        right = sum((hit.path, hit.item) in wanted for hit in hits[:shown])
        precision.append(right / shown)
    assert len(precision) >= 20
    assert sum(precision) / len(precision) >= 0.95


def test_scores_are_those_of_the_extension(seeds_home: Path) -> None:
    """Over the same words the index ranks and scores exactly as DuckDB's fts extension does."""
    with duckdb.connect() as connection:
        connection.load_extension(str(fts_extension()))
        connection.execute(f"ATTACH '{seeds_home / PUBLISHED}' AS news (READ_ONLY)")
        connection.execute("CREATE TABLE a AS SELECT article_id, title, text FROM news.articles")
        connection.execute(
            "PRAGMA create_fts_index('a', 'article_id', 'title', 'text', stemmer = 'english',"
            " ignore = '[^\\p{L}\\p{N}]+')"
        )
        rows = connection.execute(
            "SELECT article_id, fts_main_a.match_bm25(article_id, 'copper ports strike') AS score"
            " FROM a WHERE score IS NOT NULL"
        ).fetchall()
    found = {hit.article_id: hit.score for hit in find(seeds_home, "copper ports strike", limit=99)}
    expected = {name: score for name, score in rows if name in found}
    assert found == pytest.approx(expected)


def test_copies_are_shown_once(seeds_home: Path) -> None:
    """Two papers with one text are one hit that counts the copy."""
    hits = find(seeds_home, "Bank of Ghana interest rate cut", limit=1)
    assert [(hit.outlet, hit.copies) for hit in hits] == [("capital-wire", 1)]


def test_filters_narrow(seeds_home: Path) -> None:
    """Days, outlet and person each leave out what does not fit."""
    words = "Valparaíso port strike"
    assert {hit.outlet for hit in find(seeds_home, words, outlet="harbour-times")} == {
        "harbour-times"
    }
    late = find(seeds_home, words, since=date(2025, 3, 18))
    assert [(hit.path, hit.item) for hit in late][:1] == [("pacific-bulletin/bulletin.jsonl", "3")]
    assert min(hit.published_date or date.min for hit in late) >= date(2025, 3, 18)
    assert find(seeds_home, words, until=date(2025, 3, 10)) == []
    named = find(seeds_home, "drought", person="selma haufiku")
    assert "pacific-bulletin/bulletin.jsonl" in {hit.path for hit in named}
    assert find(seeds_home, "drought", person="Nobody At All") == []


def test_endings_accents_and_case_do_not_matter(tmp_path: Path) -> None:
    """A word is found in any of its forms."""
    home = publish(tmp_path / "home", articles=[article("a", DAY, "Ministers are DEMANDING Café.")])
    for words in ("demanded", "minister", "cafe", "CAFÉS"):
        assert find(home, words), words


def test_quoted_words_stand_together(tmp_path: Path) -> None:
    """A phrase leaves out articles that have its words apart."""
    home = publish(
        tmp_path / "home",
        articles=[
            article("a", DAY, "The red river rose."),
            article("b", DAY, "A river that was red with clay."),
        ],
    )
    assert {hit.article_id for hit in find(home, "red river")} == {"a", "b"}
    assert {hit.article_id for hit in find(home, '"red river"')} == {"a"}


def test_words_that_say_nothing_find_nothing(tmp_path: Path) -> None:
    """Stopwords, signs and an empty request bring no hits and no error."""
    home = publish(tmp_path / "home", articles=[article("a", DAY, "The red river rose.")])
    for words in ("", "the of and", "?!", "'; DROP TABLE documents; --"):
        assert find(home, words) == []


def test_the_index_follows_what_is_published(tmp_path: Path) -> None:
    """New words are found, changed ones found anew, and gone articles no more."""
    home = tmp_path / "home"
    publish(home, articles=[article("a", DAY, "Copper fell."), article("b", DAY, "Wheat rose.")])
    assert [hit.article_id for hit in find(home, "copper")] == ["a"]
    (home / PUBLISHED).unlink()
    publish(home, articles=[article("b", DAY, "Copper rose."), article("c", DAY, "Copper fell.")])
    assert {hit.article_id for hit in find(home, "copper")} == {"b", "c"}
    assert find(home, "wheat") == []
    (home / PUBLISHED).unlink()
    publish(home, articles=[article("c", DAY, "Copper fell.")])
    assert [hit.score for hit in find(home, "copper")] == [
        hit.score for hit in find(_copy(home, tmp_path / "fresh"), "copper")
    ]


def _copy(home: Path, other: Path) -> Path:
    other.mkdir()
    (other / PUBLISHED).write_bytes((home / PUBLISHED).read_bytes())
    return other


@pytest.mark.parametrize("damage", ["no database", "cut", "overwritten"])
def test_a_damaged_index_is_made_anew(damage: str, tmp_path: Path) -> None:
    """A search finds what it finds however the index is damaged, and leaves a sound one behind."""
    publish(tmp_path, articles=[article("a", DAY, "The harbour strike goes on. " * 4000)])
    assert len(find(tmp_path, "harbour")) == 1
    sound = (tmp_path / INDEX).read_bytes()
    half = len(sound) // 2
    (tmp_path / INDEX).write_bytes(
        {"no database": b"This is no database.", "cut": sound[:half]}.get(
            damage, sound[:12_300] + bytes(len(sound) - 12_300)
        )
    )
    assert len(find(tmp_path, "harbour")) == 1
    with duckdb.connect(str(tmp_path / INDEX), read_only=True) as index:
        assert index.execute("SELECT count(*) > 0 FROM duckdb_tables()").fetchall() == [(True,)]


def test_without_a_database_the_run_is_named(tmp_path: Path) -> None:
    """Searching before the first run says how to run, and leaves no index behind."""
    with pytest.raises(NotPublishedError):
        find(tmp_path, "copper")
    assert not (tmp_path / INDEX).exists()


def passage(text: str, *sought: str, behind: int = 0) -> str:
    stems = {fold(word.strip(".,")): fold(word.strip(".,")) for word in text.split()}
    return highlight(best_passage(text, stems, frozenset(sought), behind), "[", "]")


def test_the_passage_with_most_of_the_words_is_shown() -> None:
    """Two of the words in one sentence beat one word that stands there twice."""
    text = "Copper and copper.\n\nNothing here.\n\nThe price of copper fell."
    assert passage(text, "copper", "price") == "The [price] of [copper] fell."


def test_the_passage_lies_behind_the_headline() -> None:
    """The headline is shown anyway, so the body is searched first, and the headline if it must."""
    text = "Copper price\n\nThe copper fell."
    assert passage(text, "copper", "price", behind=12) == "The [copper] fell."
    assert passage("Copper price", "copper", behind=12) == "[Copper] price"


def test_the_passage_keeps_its_offset() -> None:
    """start_char counts code points of the article's text."""
    text = "Ünï 😀 first. The copper fell."
    found = best_passage(text, {"copper": "copper"}, frozenset({"copper"}))
    assert text[found.start_char :].startswith(found.text)
    assert [found.text[start:end] for start, end in found.marks] == ["copper"]


def test_a_text_without_sentences_is_cut() -> None:
    """A wall of words gives a passage of bounded length."""
    assert len(best_passage("word " * 5000, {"word": "word"}, frozenset({"word"})).text) <= 280
