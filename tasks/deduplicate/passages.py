"""Align what two texts share into passages that bear small edits."""

from typing import NamedTuple

import numpy as np

from tasks.deduplicate.words import Hashes, Places, Words

# Seeds shorter than a gram, so that a passage goes on between two edits four words apart.
_SEED = 3
# A seed that stands in more places than this in the two texts together is a set phrase.
_MOST_PLACES = 6
# Words that an edit may put in, take out or move: a clause, not a sentence.
_LONGEST_GAP = 12
# A passage has one run as long as a gram, and this many equal words in all.
_LONGEST_RUN = 5
_FEWEST_WORDS = 8
# At least so much of the longer side is equal words: half would be two texts on one subject.
_DENSITY = 0.55


class Run(NamedTuple):
    """Words that stand equal and adjacent in both texts."""

    a: int
    b: int
    words: int


class Passage(NamedTuple):
    """A reused passage: `[start, end)` in code points of both texts, and its equal words."""

    start_a: int
    end_a: int
    start_b: int
    end_b: int
    words: int


def align(a: Words, b: Words) -> list[Passage]:
    """Return the passages that two texts share, longest first.

    Runs of equal words are chained over small edits (Needleman and Wunsch's idea on runs); a
    passage that was moved as a whole is one of its own.
    """
    passages: list[Passage] = []
    taken_a, taken_b = np.zeros(len(a), np.bool_), np.zeros(len(b), np.bool_)
    for chain in sorted(_chains(find_runs(a.hashes, b.hashes)), key=_by_words):
        first, last = chain[0], chain[-1]
        span_a, span_b = slice(first.a, last.a + last.words), slice(first.b, last.b + last.words)
        if not _holds(chain, span_a, span_b) or taken_a[span_a].any() or taken_b[span_b].any():
            continue
        taken_a[span_a] = taken_b[span_b] = True
        passages.append(
            Passage(
                int(a.starts[span_a.start]), int(a.ends[span_a.stop - 1]),
                int(b.starts[span_b.start]), int(b.ends[span_b.stop - 1]),
                sum(run.words for run in chain),
            )
        )  # fmt: skip
    return passages


def find_runs(a: Hashes, b: Hashes) -> list[Run]:
    """Return the maximal runs of equal words, at least as long as a seed, in order of a."""
    places_a, places_b = _match(_seeds(a), _seeds(b))
    if not len(places_a):
        return []
    order = np.lexsort((places_a, places_b - places_a))
    places_a, places_b = places_a[order], places_b[order]
    diagonal = places_b - places_a
    breaks = np.flatnonzero((np.diff(diagonal) != 0) | (np.diff(places_a) != 1)) + 1
    first = np.concatenate(([0], breaks))
    lengths = np.diff(first, append=len(places_a)) + _SEED - 1
    runs = zip(places_a[first].tolist(), places_b[first].tolist(), lengths.tolist(), strict=True)
    return sorted(Run(*run) for run in runs)


def _by_words(chain: list[Run]) -> tuple[int, list[Run]]:
    return -sum(run.words for run in chain), chain


def _holds(chain: list[Run], span_a: slice, span_b: slice) -> bool:
    """Say whether a chain of runs is a passage and not scattered phrases."""
    words = sum(run.words for run in chain)
    longer = max(span_a.stop - span_a.start, span_b.stop - span_b.start)
    longest = max(run.words for run in chain)
    return longest >= _LONGEST_RUN and words >= _FEWEST_WORDS and words >= _DENSITY * longer


def _seeds(words: Hashes) -> Hashes:
    """Hash every three adjacent words."""
    if len(words) < _SEED:
        return words[:0]
    first, second, third = words[:-2], words[1:-1], words[2:]
    seeds: Hashes = first * np.uint64(3) + second * np.uint64(0x9FB21C651E98DF25)
    return seeds + third * np.uint64(0xD6E8FEB86659FD93)


def _match(a: Hashes, b: Hashes) -> tuple[Places, Places]:
    """Return all (place in a, place in b) of equal seeds, common ones left out."""
    order_a, order_b = np.argsort(a, kind="stable"), np.argsort(b, kind="stable")
    sorted_a, sorted_b = a[order_a], b[order_b]
    left = np.searchsorted(sorted_b, sorted_a, "left")
    counts_b = np.searchsorted(sorted_b, sorted_a, "right") - left
    counts_a = np.searchsorted(sorted_a, sorted_a, "right") - np.searchsorted(sorted_a, sorted_a)
    kept = np.flatnonzero((counts_b > 0) & (counts_a + counts_b <= _MOST_PLACES))
    repeats = counts_b[kept]
    places_a: Places = np.repeat(order_a[kept], repeats)
    within = np.arange(len(places_a)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    places_b: Places = order_b[np.repeat(left[kept], repeats) + within]
    return places_a, places_b


def _chains(runs: list[Run]) -> list[list[Run]]:
    """Chain runs that follow each other closely in both texts; each run is in one chain."""
    scores: list[float] = []
    before: list[int] = []
    for index, run in enumerate(runs):
        best, previous = 0.0, -1
        for earlier in _reachable(runs, index):
            gap = max(run.a - runs[earlier].a - runs[earlier].words,
                      run.b - runs[earlier].b - runs[earlier].words)  # fmt: skip
            score = scores[earlier] - gap / 2
            if score > best:
                best, previous = score, earlier
        scores.append(best + run.words)
        before.append(previous)
    return _trace(runs, scores, before)


def _reachable(runs: list[Run], index: int) -> list[int]:
    """Return the earlier runs that end at most a gap before this one, in both texts."""
    run, found = runs[index], []
    for earlier in range(index - 1, max(-1, index - 1 - 4 * _LONGEST_GAP), -1):
        other = runs[earlier]
        gap_a, gap_b = run.a - other.a - other.words, run.b - other.b - other.words
        if 0 <= gap_a <= _LONGEST_GAP and 0 <= gap_b <= _LONGEST_GAP:
            found.append(earlier)
    return found


def _trace(runs: list[Run], scores: list[float], before: list[int]) -> list[list[Run]]:
    """Read the chains back from their ends, best first."""
    used = [False] * len(runs)
    chains = []
    for index in sorted(range(len(runs)), key=lambda index: (-scores[index], index)):
        chain = []
        while index >= 0 and not used[index]:
            used[index] = True
            chain.append(runs[index])
            index = before[index]
        if chain:
            chains.append(chain[::-1])
    return chains
