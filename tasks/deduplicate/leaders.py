"""Choose which text each near-duplicate is a copy of, and which text brings it into a story."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple


class Text(NamedTuple):
    """A distinct text; `order` sorts texts by precedence: earliest, longest, smallest id."""

    key: int
    order: int
    day: date | None


class NearPair(NamedTuple):
    """A verified near-duplicate: the longer text, and the stretch of it that the shorter has."""

    longer: int
    shorter: int
    score: float
    start: int
    end: int


class Place(NamedTuple):
    """The text that a text is a near-duplicate of, if any, and the text whose story it shares."""

    leader: int | None
    home: int


def place_texts(
    texts: Sequence[Text], pairs: Sequence[NearPair], window_days: int
) -> dict[int, Place]:
    """Give each text the first text in order that it has a verified pair with and that leads.

    A text that precedes all its near-duplicates leads. A round-up of unrelated briefs neither
    leads nor follows: it would join them. Its story is that of the brief it holds most of.
    """
    by_key = {text.key: text for text in texts}
    near = _neighbours(pairs)
    round_ups = find_round_ups(pairs)
    leaders: dict[int, int | None] = dict.fromkeys(round_ups)
    for text in sorted(texts, key=lambda text: text.order):
        if text.key in leaders:
            continue
        leading = [key for key in near.get(text.key, {}) if key in leaders and
                   key not in round_ups and leaders[key] is None]  # fmt: skip
        leaders[text.key] = min(leading, key=lambda key: by_key[key].order, default=None)
    homes = {
        text.key: _find_home(text, leaders[text.key], by_key, window_days)
        for text in texts
        if text.key not in round_ups
    }
    for key in sorted(round_ups):
        homes[key] = _lodge(by_key[key], near[key], homes, by_key, window_days)
    return {text.key: Place(leaders[text.key], homes[text.key]) for text in texts}


def find_round_ups(pairs: Sequence[NearPair]) -> frozenset[int]:
    """Return the texts that hold two shorter ones in stretches that do not meet."""
    first_end: dict[int, int] = {}
    last_start: dict[int, int] = {}
    for pair in pairs:
        first_end[pair.longer] = min(first_end.get(pair.longer, pair.end), pair.end)
        last_start[pair.longer] = max(last_start.get(pair.longer, pair.start), pair.start)
    return frozenset(key for key, end in first_end.items() if end < last_start[key])


def within(a: date | None, b: date | None, days: int) -> bool:
    """Say whether two texts stand close enough in time; an undated one is close to all."""
    return a is None or b is None or abs((a - b).days) <= days


def _find_home(text: Text, leader: int | None, by_key: Mapping[int, Text], days: int) -> int:
    """A copy lives in its leader's story, unless it repeats it long after: then it is news."""
    if leader is None or not within(text.day, by_key[leader].day, days):
        return text.key
    return leader


def _lodge(
    text: Text,
    near: Mapping[int, float],
    homes: Mapping[int, int],
    by_key: Mapping[int, Text],
    days: int,
) -> int:
    """Find a round-up the home of the brief that it shares most with."""
    hosts = [key for key in near if key in homes and within(text.day, by_key[key].day, days)
             and within(text.day, by_key[homes[key]].day, days)]  # fmt: skip
    best = min(hosts, key=lambda key: (-near[key], by_key[key].order), default=None)
    return text.key if best is None else homes[best]


def _neighbours(pairs: Sequence[NearPair]) -> dict[int, dict[int, float]]:
    near: dict[int, dict[int, float]] = {}
    for pair in pairs:
        near.setdefault(pair.longer, {})[pair.shorter] = pair.score
        near.setdefault(pair.shorter, {})[pair.longer] = pair.score
    return near
