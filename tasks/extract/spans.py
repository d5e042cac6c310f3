"""Labelled stretches of text, before they become mentions of entities."""

from collections.abc import Iterable
from typing import NamedTuple

from schemas.entity import Label


class Span(NamedTuple):
    """`text[start:end]` bears the label, as the method (the pipeline or a rule) says."""

    start: int
    end: int
    label: Label
    method: str


class Cover:
    """Which characters of a text are taken by a span."""

    def __init__(self, length: int, spans: Iterable[Span] = ()) -> None:
        """Start with the characters of the spans taken."""
        self._taken = bytearray(length)
        for span in spans:
            self.take(span.start, span.end)

    def take(self, start: int, end: int) -> None:
        """Mark the characters as taken."""
        self._taken[start:end] = b"\x01" * (end - start)

    def free(self, start: int, end: int) -> None:
        """Mark the characters as not taken."""
        self._taken[start:end] = bytes(end - start)

    def is_free(self, start: int, end: int) -> bool:
        """Say whether none of the characters is taken."""
        return self._taken.find(1, start, end) < 0


def settle(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order without overlaps: the longest stays, then the earliest."""
    chosen: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= span.end:
            continue
        if chosen and span.start < chosen[-1].end:
            if span.end - span.start > chosen[-1].end - chosen[-1].start:
                chosen[-1] = span
            continue
        chosen.append(span)
    return chosen
