"""Cleaning takes time in proportion to the text, whatever the text looks like."""

import pytest

from schemas.article import Document
from tasks.clean import clean_document
from tests.growth import assert_linear, clock

SENTENCE = "The harbour master closed the port at noon after a storm tore two cranes loose. "
SHAPES = {
    "one line": (SENTENCE, 4000),
    "paragraphs": (SENTENCE * 3 + "\n\n", 800),
    "short lines": ("Rice, 40 tonnes\n", 4000),
    "headings": ("Empty Quays\n", 4000),
    "captions": ("Relatives wait. Photo: Ana Cruz\n", 3000),
    "wrapped lines": (SENTENCE.strip() + "\n", 4000),
    "datelines": (f"MANILA - {SENTENCE}\n", 3000),
    "bylines": ("By Jane Doe\n", 4000),
    "names": ("By Jane Doe and John Roe ", 20000),
    "capitals": ("ABC ", 100_000),
    "spaces": ("a" + " " * 50, 10_000),
    "blank lines": ("\n", 400_000),
    "dashes": ("-", 400_000),
    "stops": (". ", 200_000),
    "ampersands": ("&", 400_000),
    "entities": ("&amp;", 60_000),
    "mojibake": ("wasnâ€™t ", 15_000),
    "damaged lines": ("wasnâ€™t there\n", 3000),
    "accents": ("e\u0301", 60_000),
    "dates": ("Published: 12 March 2025 | ", 10_000),
    "quotes": ("“", 200_000),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_text(shape: str) -> None:
    """Four times the text takes about four times as long, and never sixteen."""
    piece, count = SHAPES[shape]
    assert_linear(lambda size: measure(piece * size), count)


def measure(text: str) -> float:
    """Return the seconds of processor time that cleaning a text takes."""
    return clock(lambda: clean_document(Document(path="a.txt", text=text)))
