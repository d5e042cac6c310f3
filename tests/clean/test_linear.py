"""Cleaning takes time in proportion to the text, whatever the text looks like."""

import time

import pytest

from schemas.article import Document
from tasks.clean import clean_document

SENTENCE = "The harbour master closed the port at noon after a storm tore two cranes loose. "
# Four times the text may take four times as long; a quadratic step would take sixteen.
GREATEST_RATIO = 9.0
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
    clean_document(Document(path="a.txt", text=SENTENCE))
    for _attempt in range(3):  # a busy machine may disturb one measurement, not three
        once, fourfold = (measure(piece * count * factor) for factor in (1, 4))
        if fourfold <= GREATEST_RATIO * max(once, 0.02):
            return
    pytest.fail(f"{once:.3f} s for the text and {fourfold:.3f} s for four times the text")


def measure(text: str) -> float:
    """Return the seconds of processor time that cleaning a text takes."""
    started = time.process_time()
    clean_document(Document(path="a.txt", text=text))
    return time.process_time() - started
