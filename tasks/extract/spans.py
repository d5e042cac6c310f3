"""Labelled stretches of text, before they become mentions of entities."""

from bisect import bisect_left
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


class Layer:
    """Spans in order without overlaps, in which a rule looks up and replaces by place."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Start with spans that do not overlap."""
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def find(self, start: int, end: int) -> list[Span]:
        """Return the spans that share a character with the stretch."""
        first, last = self._bounds(start, end)
        return self._spans[first:last]

    def put(self, span: Span) -> None:
        """Add a span in place of those that it overlaps."""
        first, last = self._bounds(span.start, span.end)
        self._spans[first:last] = [span]
        self._starts[first:last] = [span.start]

    def list(self) -> list[Span]:
        """Return all spans in order."""
        return list(self._spans)

    def _bounds(self, start: int, end: int) -> tuple[int, int]:
        first = bisect_left(self._starts, start)
        if first and self._spans[first - 1].end > start:
            first -= 1
        return first, max(first, bisect_left(self._starts, end))


def exceeds(spans: Iterable[Span], start: int, end: int) -> bool:
    """Say whether one of the spans reaches beyond the stretch."""
    return any(span.start < start or span.end > end for span in spans)


def settle(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order without overlaps: the longest stays, then the earliest."""
    chosen: list[Span] = []
    end = 0
    for span in sorted(spans):
        if span.start >= end or not chosen:
            if span.end > span.start:
                chosen.append(span)
                end = span.end
        elif span.end - span.start > end - chosen[-1].start:
            chosen[-1] = span
            end = span.end
    return chosen
