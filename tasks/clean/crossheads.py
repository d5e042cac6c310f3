"""Headings between paragraphs that no mark sets apart."""

import re
from collections.abc import Sequence

from schemas.article import Removal
from tasks.clean.paragraph import Paragraph

LONGEST_CROSSHEAD = 60
MOST_WORDS = 8
FEWEST_PROSE_WORDS = 4
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
PROSE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
# A number of its own marks a result, a list or a table (`Labour 45`, `Arsenal 2-1 Chelsea`).
FIGURE = re.compile(r"(?:^|\s)\d|[%|$€£=/@]")
ENDING = re.compile(r"[.!?…:;,)\]-][\"'”’»]*$")
QUOTED = re.compile(r"([\"'‘“«]).*[\"'’”»]$")


def take_crossheads(
    paragraphs: Sequence[Paragraph], first: int
) -> tuple[list[Paragraph], list[Removal]]:
    """Return the paragraphs without the crossheads that stand after paragraph `first`."""
    kept: list[Paragraph] = []
    removals: list[Removal] = []
    for index, paragraph in enumerate(paragraphs):
        inside = first < index < len(paragraphs) - 1
        if inside and is_crosshead(
            paragraphs[index - 1].text, paragraph.text, paragraphs[index + 1].text
        ):
            removals.append(paragraph.removed("crosshead"))
        else:
            kept.append(paragraph)
    return kept, removals


def is_crosshead(before: str, text: str, after: str) -> bool:
    """Return whether a line is a heading: short, unfinished, without figures, between prose.

    Neighbours that are short lines themselves make a list or a table of it, and it stays.
    """
    if len(text) > LONGEST_CROSSHEAD or len(text.split()) > MOST_WORDS:
        return False
    if text[0].islower() or not (text[0].isalnum() or text[0] in "'‘“\"") or ENDING.search(text):
        return False
    if FIGURE.search(text) or (not text[-1].isalnum() and not QUOTED.match(text)):
        return False
    return is_prose(before, SENTENCE_END) and is_prose(after, PROSE_END)


def is_prose(text: str, ending: re.Pattern[str] = SENTENCE_END) -> bool:
    """Return whether a paragraph is a sentence or more: some words and a mark at its end."""
    return bool(ending.search(text[-8:])) and len(text[:200].split()) >= FEWEST_PROSE_WORDS
