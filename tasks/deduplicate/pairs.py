"""Compare two texts by the word 5-grams they share, inside and outside quotation marks."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from schemas.duplicate import DeduplicateSettings
from tasks.deduplicate.fingerprints import GRAM, Grams
from tasks.deduplicate.words import Flags, Hashes, Places

# Where the shorter text has fewer grams outside quotation marks, quotations are all it has; then
# only nearly the same quotations make a near-duplicate.
_FEWEST_OUTSIDE = 10
_QUOTES_ALONE = 0.8
# A gram is as its nearest sampled neighbour; two sampled ones stand `scale` apart on average, and
# further than twice that apart they may belong to different passages.
_REACH = 2


@dataclass(frozen=True)
class GramSet:
    """The distinct grams of a text, sorted, with their first place; `quoted` in every place."""

    hashes: Hashes
    places: Places
    quoted: Flags

    def __len__(self) -> int:
        """Count the distinct grams."""
        return len(self.hashes)


class Likeness(NamedTuple):
    """Shared grams and both containments, over all grams and over those outside quotations.

    A gram that either text quotes counts as quoted in both: some houses lose the marks.
    """

    shared: int
    containment_a: float
    containment_b: float
    outside: int
    outside_a: float
    outside_b: float
    fewest_outside: int


class Cover(NamedTuple):
    """The stretch of a text that another one has: places of the first and last shared gram."""

    start: int
    end: int


def make_gram_set(grams: Grams) -> GramSet:
    """Sort the grams of a text and keep each once, unquoted if it once stands outside."""
    order = np.lexsort((grams.quoted, grams.hashes))
    unique, first = np.unique(grams.hashes[order], return_index=True)
    return GramSet(unique, order[first], grams.quoted[order][first])


def compare(a: GramSet, b: GramSet, ignored_a: Flags, ignored_b: Flags) -> Likeness:
    """Count what two texts share; grams flagged as ignored do not count outside quotations."""
    _, in_a, in_b = np.intersect1d(a.hashes, b.hashes, assume_unique=True, return_indices=True)
    free_a, free_b = ~(a.quoted | ignored_a), ~(b.quoted | ignored_b)
    outside = int(np.count_nonzero(free_a[in_a] & free_b[in_b]))
    # What the other text quotes, or what is boilerplate there, is neither shared nor missing.
    own_a = int(np.count_nonzero(free_a)) - int(np.count_nonzero(free_a[in_a] & ~free_b[in_b]))
    own_b = int(np.count_nonzero(free_b)) - int(np.count_nonzero(free_b[in_b] & ~free_a[in_a]))
    shared = len(in_a)
    return Likeness(
        shared, _share(shared, len(a)), _share(shared, len(b)),
        outside, _share(outside, own_a), _share(outside, own_b), min(own_a, own_b),
    )  # fmt: skip


def is_near(likeness: Likeness, settings: DeduplicateSettings) -> bool:
    """Say whether one text holds most of the other, and not by quotations alone."""
    contained = max(likeness.containment_a, likeness.containment_b)
    if likeness.shared < settings.reuse_shared or contained < settings.near_containment:
        return False
    if likeness.fewest_outside < _FEWEST_OUTSIDE:
        return contained >= _QUOTES_ALONE
    return max(likeness.outside_a, likeness.outside_b) >= settings.reuse_containment


def is_reuse(likeness: Likeness, settings: DeduplicateSettings) -> bool:
    """Say whether one text took work from the other, quotations and boilerplate apart."""
    contained = max(likeness.outside_a, likeness.outside_b)
    return likeness.outside >= settings.reuse_shared and contained >= settings.reuse_containment


def find_cover(longer: GramSet, shorter: GramSet) -> Cover:
    """Return where in the longer text the shared grams stand, stray ones (a twentieth) apart."""
    _, inside, _ = np.intersect1d(
        longer.hashes, shorter.hashes, assume_unique=True, return_indices=True
    )
    places = np.sort(longer.places[inside])
    stray = len(places) // 20
    return Cover(int(places[stray]), int(places[len(places) - 1 - stray]))


def flag_boilerplate(grams: GramSet, boilerplate: Hashes, scale: int) -> Flags:
    """Flag the grams that stand in boilerplate, of which only sampled hashes are known.

    Each gram is as the nearest sampled gram of its text, if one stands near enough.
    """
    flags = np.zeros(len(grams), dtype=np.bool_)
    sampled = np.flatnonzero(grams.hashes <= np.uint64((2**64 - 1) // scale))
    if not len(sampled) or not len(boilerplate):
        return flags
    known = np.isin(grams.hashes[sampled], boilerplate)
    if not known.any():
        return flags
    order = np.argsort(grams.places[sampled])
    places, known = grams.places[sampled][order], known[order]
    nearest = _nearest(places, grams.places)
    close: NDArray[np.bool_] = np.abs(places[nearest] - grams.places) <= _REACH * scale
    return known[nearest] & close


def covered_words(grams: Grams, others: list[Hashes], words: int) -> int:
    """Count the words of a text that stand in a gram which one of the others has."""
    covered = np.zeros(words, dtype=np.bool_)
    if not others or not len(grams.hashes):
        return 0
    held = np.isin(grams.hashes, np.concatenate(others))
    for place in range(GRAM):
        covered[place : place + len(held)] |= held
    return int(np.count_nonzero(covered))


def _nearest(places: Places, wanted: Places) -> Places:
    """Return for each wanted place the index of the nearest of the sorted places."""
    right = np.minimum(np.searchsorted(places, wanted), len(places) - 1)
    left = np.maximum(right - 1, 0)
    nearer = np.abs(places[left] - wanted) <= np.abs(places[right] - wanted)
    return np.where(nearer, left, right)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole > 0 else 0.0
