"""Stretches of land and water that an article tells by `the`: no town or country bears one."""

import re
from collections.abc import Sequence
from typing import Final

from tasks.extract.lists import list_all
from tasks.extract.places import find_places
from tasks.extract.spans import Span

ARTICLE: Final = ("the ", "The ")
# What may follow a name that stands for itself; before a noun (`the Malindi road`) `the` is the
# noun's.
ALONE: Final = re.compile(
    r"[,.;:)”\"]|['’]s\b|$|\n| (?:for|in|at|and|or|to|is|was|are|were|on|from|near|since|into|by|"
    r"through|after|before|where|which|that|as|has|had|have|with|between|but|when|while|than|said|"
    r"will|would|could|can|during|until|because|if|of|off)\b"
)


def find_regions(text: str, spans: Sequence[Span]) -> list[Span]:
    """Make a region or river of what the pipeline takes for a town and the text calls `the X`.

    A listed region is taken whole where the pipeline has its last word (`Western Balkans`).
    """
    return [
        span._replace(label="LOC", method="article")
        if is_region(text, span)
        else complete(text, span)
        for span in spans
    ]


def complete(text: str, span: Span) -> Span:
    """Return a place with the word before it, where a list has the two as one name."""
    if span.label not in ("GPE", "LOC") or text[span.start - 1 : span.start] != " ":
        return span
    first = text.rfind(" ", 0, span.start - 1) + 1
    listed = list_all().get(text[first : span.end]) if text[first].isupper() else None
    return Span(first, span.end, listed.label, "list") if listed else span


def is_region(text: str, span: Span) -> bool:
    """Say whether a place of which no list knows has an article of its own."""
    if span.label != "GPE" or text[max(0, span.start - 4) : span.start] not in ARTICLE:
        return False
    name = text[span.start : span.end]
    if name in list_all() or find_places(name) or not ALONE.match(text, span.end):
        return False
    return name[1:].islower() and name.isalpha()
