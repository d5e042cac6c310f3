"""Find what stands inside quotation marks, as newspapers of many houses set them."""

import re
from functools import cache

_OPENERS = {"“": "”", "„": "“", "«": "»", "‟": "”", "「": "」", "『": "』", "``": "''", "‹": "›"}
_CLOSERS = frozenset([*_OPENERS.values(), "”"])
# A mark that is never closed quotes to the end of its paragraph, yet no further than a long
# spoken paragraph runs: a text without paragraphs would else be one quotation to its end.
_LONGEST_UNCLOSED = 600
# Shorter ones are titles, names and doubted words, which reporters choose themselves.
_FEWEST_WORDS = 4


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return `[start, end)` of each quotation, in code points, marks excluded, in order.

    Double marks of every shape count, and single ones in paragraphs that have no double ones
    (the British habit). A quotation never crosses a blank line: each paragraph of a speech opens
    its own mark again.
    """
    spans: list[tuple[int, int]] = []
    for start, end in _paragraphs(text):
        if _doubles().search(text, start, end):
            spans += _double_spans(text, start, end)
        else:
            spans += _single_spans(text, start, end)
    return [span for span in spans if text.count(" ", *span) >= _FEWEST_WORDS - 1]


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the spans between blank lines."""
    spans, start = [], 0
    for gap in _gaps().finditer(text):
        spans.append((start, gap.start()))
        start = gap.end()
    spans.append((start, len(text)))
    return spans


def _double_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Pair the double marks of one paragraph, bearing with marks left open or closed twice."""
    spans: list[tuple[int, int]] = []
    opened, closer = -1, ""
    for mark in _doubles().finditer(text, start, end):
        sign, place = mark.group(), mark.start()
        if opened >= 0 and _closes(text, mark.start(), mark.end(), sign, closer):
            spans.append((opened, place))
            opened = -1
        elif sign in _OPENERS or (sign not in _CLOSERS) or _looks_opening(text, place, mark.end()):
            if opened >= 0:
                spans.append((opened, min(place, opened + _LONGEST_UNCLOSED)))
            elif sign == '"' and not _looks_opening(text, place, mark.end()):
                continue
            opened, closer = mark.end(), _OPENERS.get(sign, sign)
    if opened >= 0:
        spans.append((opened, min(end, opened + _LONGEST_UNCLOSED)))
    return spans


def _closes(text: str, start: int, end: int, sign: str, closer: str) -> bool:
    """Say whether a mark ends the open quotation; houses mix shapes, so place decides for `"`."""
    if sign == '"':
        return not _looks_opening(text, start, end)
    return sign == closer or (sign in _CLOSERS and sign not in _OPENERS)


def _looks_opening(text: str, start: int, end: int) -> bool:
    """Say whether a mark stands where quotations begin: after a gap, before a sign."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return (before.isspace() or before in "([{—–-'‘/") and not after.isspace()


def _single_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Pair single marks; a closing one must not stand before a letter, an apostrophe would."""
    return [match.span("inner") for match in _singles().finditer(text, start, end)]


@cache
def _gaps() -> re.Pattern[str]:
    return re.compile(r"\n\s*\n")


@cache
def _doubles() -> re.Pattern[str]:
    return re.compile(r"[\"“”„«»‟「」『』]|``|''")


@cache
def _singles() -> re.Pattern[str]:
    # Punctuation stands on one side of a closing mark at least, or the text ends there; in
    # `the players' union` it does not.
    return re.compile(
        r"(?<![^\s(\[—–-])['‘‹](?P<inner>\w[^\n]{0,800}?"
        r"(?:[.,!?…](?=['’›](?!\w))|\w(?=['’›](?:[.,;:!?)]|\s*$))))",
        re.MULTILINE,
    )
