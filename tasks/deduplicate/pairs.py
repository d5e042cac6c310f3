"""Compare two texts by the word 5-grams they share, inside and outside quotation marks."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from schemas.duplicate import DeduplicateSettings
from tasks.deduplicate.fingerprints import GRAM, Grams
from tasks.deduplicate.words import Flags, Hashes, KeptPlaces, Places

# Where the shorter text has fewer grams outside quotation marks, quotations are all it has; then
# only nearly the same quotations make a near-duplicate.
_FEWEST_OUTSIDE = 10
_QUOTES_ALONE = 0.8
# A gram is as its nearest sampled neighbour; two sampled ones stand `scale` apart on average, and
# further than twice that apart they may belong to different passages.
_REACH = 2


@dataclass(frozen=True)
class GramSet:
    """The distinct grams of a text, sorted: their first place, and whether it is `quoted` in all.

    `members` maps each place of the text to its gram here.
    """

    hashes: Hashes
    places: KeptPlaces
    quoted: Flags
    members: KeptPlaces

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


class Meeting(NamedTuple):
    """The places in two sorted arrays of what they have in common."""

    in_a: Places
    in_b: Places


class Cover(NamedTuple):
    """The stretch of a text that another one has: places of the first and last shared gram."""

    start: int
    end: int


def make_gram_set(grams: Grams) -> GramSet:
    """Sort the grams of a text and keep each once, unquoted if it once stands outside."""
    order = np.lexsort((grams.quoted, grams.hashes))
    ordered = grams.hashes[order]
    opens = np.ones(len(ordered), dtype=np.bool_)
    opens[1:] = ordered[1:] != ordered[:-1]
    first = order[opens]
    members = np.empty(len(ordered), dtype=np.int32)
    members[order] = np.cumsum(opens) - 1
    return GramSet(ordered[opens], first.astype(np.int32), grams.quoted[first], members)


def meet(a: Hashes, b: Hashes) -> Meeting:
    """Find the hashes that two sorted arrays of distinct ones have in common."""
    if not len(a) or not len(b):
        return Meeting(np.zeros(0, np.int64), np.zeros(0, np.int64))
    places = np.minimum(np.searchsorted(b, a), len(b) - 1)
    in_a = np.flatnonzero(b[places] == a)
    return Meeting(in_a, places[in_a])


def compare(
    a: GramSet, b: GramSet, meeting: Meeting, ignored_a: Flags, ignored_b: Flags
) -> Likeness:
    """Count what two texts share; grams flagged as ignored do not count outside quotations."""
    in_a, in_b = meeting
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


def find_cover(longer: GramSet, inside: Places) -> Cover:
    """Return where in the longer text the shared grams stand, stray ones (a twentieth) apart."""
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


def spread(grams: GramSet, shared: Places, words: int) -> Flags:
    """Flag the words of a text that stand in any of its shared grams."""
    flags = np.zeros(words, dtype=np.bool_)
    held = np.zeros(len(grams), dtype=np.bool_)
    held[shared] = True
    found = held[grams.members]
    for place in range(GRAM):
        flags[place : place + len(found)] |= found
    return flags


def _nearest(places: KeptPlaces, wanted: KeptPlaces) -> Places:
    """Return for each wanted place the index of the nearest of the sorted places."""
    right = np.minimum(np.searchsorted(places, wanted), len(places) - 1)
    left = np.maximum(right - 1, 0)
    nearer = np.abs(places[left] - wanted) <= np.abs(places[right] - wanted)
    return np.where(nearer, left, right)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole > 0 else 0.0
