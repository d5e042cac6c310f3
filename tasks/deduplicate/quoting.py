"""Find what stands inside quotation marks, as newspapers of many houses set them."""

import re
from functools import cache
from typing import NamedTuple

_OPENERS = {"“": "”", "„": "“", "«": "»", "‟": "”", "「": "」", "『": "』", "``": "''", "‹": "›"}
_DOUBLE_SIGNS = ('"', "“", "”", "„", "«", "»", "‟", "「", "『", "``", "''")
_SINGLE_SIGNS = ("'", "‘", "‹")
_CLOSERS = frozenset([*_OPENERS.values(), "”"])
# A mark that is never closed quotes to the end of its paragraph, yet no further than a long
# spoken paragraph runs: a text without paragraphs would else be one quotation to its end.
_LONGEST_UNCLOSED = 600
# Shorter ones are titles, names and doubted words, which reporters choose themselves.
_FEWEST_WORDS = 4


class Mark(NamedTuple):
    """A quotation mark: where it stands, where it ends, its sign."""

    start: int
    end: int
    sign: str


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return `[start, end)` of each quotation, in code points, marks excluded, in order.

    Double marks of every shape count, and single ones in paragraphs that have no double ones
    (the British habit). A quotation never crosses a blank line: each paragraph of a speech opens
    its own mark again.
    """
    marks = _find_marks(text)
    singles = any(sign in text for sign in _SINGLE_SIGNS)
    if not marks and not singles:
        return []
    spans: list[tuple[int, int]] = []
    place = 0
    for start, end in _paragraphs(text):
        first = place
        while place < len(marks) and marks[place].start < end:
            place += 1
        if place > first:
            spans += _double_spans(text, end, marks[first:place])
        elif singles:
            spans += [match.span("inner") for match in _singles().finditer(text, start, end)]
    return [span for span in spans if text.count(" ", *span) >= _FEWEST_WORDS - 1]


def _find_marks(text: str) -> list[Mark]:
    """Return the double marks in order; most texts have one sort or two."""
    marks = []
    for sign in _DOUBLE_SIGNS:
        start = text.find(sign)
        while start >= 0:
            marks.append(Mark(start, start + len(sign), sign))
            start = text.find(sign, start + len(sign))
    return sorted(marks)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the spans between blank lines."""
    spans, start = [], 0
    for gap in _gaps().finditer(text):
        spans.append((start, gap.start()))
        start = gap.end()
    spans.append((start, len(text)))
    return spans


def _double_spans(text: str, end: int, marks: list[Mark]) -> list[tuple[int, int]]:
    """Pair the double marks of one paragraph, bearing with marks left open or closed twice."""
    spans: list[tuple[int, int]] = []
    opened, closer = -1, ""
    for mark in marks:
        if opened >= 0 and _closes(text, mark, closer):
            spans.append((opened, mark.start))
            opened = -1
        elif mark.sign in _OPENERS or _looks_opening(text, mark):
            if opened >= 0:
                spans.append((opened, min(mark.start, opened + _LONGEST_UNCLOSED)))
            opened, closer = mark.end, _OPENERS.get(mark.sign, mark.sign)
    if opened >= 0:
        spans.append((opened, min(end, opened + _LONGEST_UNCLOSED)))
    return spans


def _closes(text: str, mark: Mark, closer: str) -> bool:
    """Say whether a mark ends the open quotation; houses mix shapes, so place decides for `"`."""
    if mark.sign == '"':
        return not _looks_opening(text, mark)
    return mark.sign == closer or (mark.sign in _CLOSERS and mark.sign not in _OPENERS)


def _looks_opening(text: str, mark: Mark) -> bool:
    """Say whether a mark stands where quotations begin: after a gap, before a sign."""
    before = text[mark.start - 1] if mark.start else " "
    after = text[mark.end] if mark.end < len(text) else " "
    return (before.isspace() or before in "([{—–-'‘/") and not after.isspace()


@cache
def _gaps() -> re.Pattern[str]:
    return re.compile(r"\n\s*\n")


@cache
def _singles() -> re.Pattern[str]:
    # Punctuation stands on one side of a closing mark at least, or the text ends there; in
    # `the players' union` it does not.
    return re.compile(
        r"['‘‹](?<![^\s(\[—–-]['‘‹])(?P<inner>\w[^\n]{0,800}?"
        r"(?:[.,!?…](?=['’›](?!\w))|\w(?=['’›](?:[.,;:!?)]|\s*$))))",
        re.MULTILINE,
    )
