"""Find the passage of a text that answers a search best, and mark the words it was found by."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Set

from schemas.contract import Contract

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s+|\n\n")
# About three lines of a terminal, and of a result list on a phone.
_LENGTH = 280


class Passage(Contract):
    """Text of an article from `start_char` on, and the [start, end) of the marked words in it."""

    text: str
    start_char: int
    marks: tuple[tuple[int, int], ...] = ()


def fold(word: str) -> str:
    """Return a word without accents, in lower case."""
    parts = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).lower()


def folded_words(text: str) -> set[str]:
    """Return the distinct words of a text, folded."""
    return {fold(match.group()) for match in _WORD.finditer(text)}


def best_passage(text: str, stems: Mapping[str, str], sought: Set[str], behind: int = 0) -> Passage:
    """Return the passage with most of the sought stems; among equals with most words, the first.

    `stems` maps folded words to stems. Passages begin with a sentence, end within a paragraph, and
    lie behind the offset `behind` (the headline) if any word is found there.
    """
    words = [
        (match.start(), match.end(), stem)
        for match in _WORD.finditer(text)
        if (stem := stems.get(fold(match.group()))) in sought
    ]
    spans = [span for span in _spans(text) if span[0] >= behind] or list(_spans(text))

    def worth(span: tuple[int, int]) -> tuple[int, int, int]:
        inside = [stem for start, end, stem in words if span[0] <= start and end <= span[1]]
        return len(set(inside)), len(inside), -span[0]

    first, last = max(spans, key=worth, default=(0, 0))
    marks = tuple((s - first, e - first) for s, e, _ in words if first <= s and e <= last)
    return Passage(text=text[first:last], start_char=first, marks=marks)


def highlight(passage: Passage, before: str, after: str) -> str:
    """Return the passage with every marked word between `before` and `after`."""
    pieces, place = [], 0
    for start, end in passage.marks:
        pieces += [passage.text[place:start], before, passage.text[start:end], after]
        place = end
    return "".join([*pieces, passage.text[place:]])


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Give a span from each beginning of a sentence, to the last end that fits the length."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)] + [len(text)]
    breaks = [match.start() for match in re.finditer("\n\n", text)] + [len(text)]
    for start in [0, *ends[:-1]]:
        paragraph = next(place for place in breaks if place >= start)
        fitting = [end for end in ends if start < end <= min(start + _LENGTH, paragraph)]
        last = fitting[-1] if fitting else min(start + _LENGTH, paragraph)
        if text[start:last].strip():
            yield start, start + len(text[start:last].rstrip())
