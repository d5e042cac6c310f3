"""Turn a text into arrays of word hashes with their places, the whole article at once."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tasks.deduplicate.quoting import quoted_spans

Hashes: TypeAlias = NDArray[np.uint64]
Places: TypeAlias = NDArray[np.int64]
KeptPlaces: TypeAlias = NDArray[np.int32]  # of texts that many comparisons keep at hand
Flags: TypeAlias = NDArray[np.bool_]

_TABLE_SIZE = 0x20000  # the planes that hold every living script; rarer signs divide words
_BASE = 0x9E3779B97F4A7C15  # odd, so that the polynomial keeps all 64 bits
_FEWEST_POWERS = 1 << 15  # reckoned at once, enough for nearly every article
# Scripts written without spaces: each sign counts as a word (Thai to Khmer, kana, Han).
_SOLO_RANGES = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF),
                (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))  # fmt: skip


@dataclass(frozen=True)
class Words:
    """The words of one text: hash, `[start, end)` in code points, inside quotation marks or not."""

    hashes: Hashes
    starts: KeptPlaces
    ends: KeptPlaces
    quoted: Flags

    def __len__(self) -> int:
        """Count the words."""
        return len(self.hashes)


def split_words(text: str) -> Words:
    """Split a text into words, compared without case, accents or punctuation.

    Offsets are code points into `text`. A hash depends on the word alone and is the same in every
    process: a polynomial in its folded letters modulo 2**64, mixed (splitmix64, Steele 2014).
    """
    folded = _fold(text)
    inside = folded > 0
    if not inside.any():
        return _no_words()
    begins = inside & _breaks(folded, inside)
    starts = np.flatnonzero(begins)
    stops = inside.copy()
    stops[:-1] &= begins[1:] | ~inside[1:]
    powers, inverses = _powers(max(_FEWEST_POWERS, 1 << (len(folded) - 1).bit_length()))
    sums = np.add.reduceat(folded * powers[: len(folded)], starts)
    hashes = mix(sums * inverses[starts])
    ends = np.flatnonzero(stops) + 1
    quoted = _flag(text, len(folded), starts)
    return Words(hashes, starts.astype(np.int32), ends.astype(np.int32), quoted)


def _no_words() -> Words:
    empty = np.zeros(0, dtype=np.int32)
    return Words(np.zeros(0, dtype=np.uint64), empty, empty, np.zeros(0, dtype=np.bool_))


def spell_words(text: str) -> list[str]:
    """Return the folded words of a text: what `split_words` hashes."""
    words, folded = split_words(text), _fold(text)
    spelled = "".join(map(chr, folded.tolist()))
    return [spelled[start:end] for start, end in zip(words.starts, words.ends, strict=True)]


def mix(values: Hashes) -> Hashes:
    """Spread 64-bit values evenly (the finaliser of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _fold(text: str) -> NDArray[np.uint32]:
    """Fold every code point to the small letter without accent it stands for; 0 is no letter."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    folded: NDArray[np.uint32] = _fold_table()[np.minimum(points, _TABLE_SIZE - 1)]
    return folded


def _breaks(folded: NDArray[np.uint32], inside: Flags) -> Flags:
    """Mark the places where a word may begin."""
    breaks = np.ones(len(folded), dtype=np.bool_)
    np.logical_not(inside[:-1], out=breaks[1:])
    if folded.max() >= _SOLO_RANGES[0][0]:
        solo = _solo_table()[folded]
        breaks[1:] |= solo[1:] | solo[:-1]
    return breaks


def _flag(text: str, size: int, starts: Places) -> Flags:
    """Say of each word whether it begins inside quotation marks."""
    spans = quoted_spans(text)
    if not spans:
        return np.zeros(len(starts), dtype=np.bool_)
    flags = np.zeros(size, dtype=np.bool_)
    for start, end in spans:
        flags[start:end] = True
    return flags[starts]


@cache
def _powers(size: int) -> tuple[Hashes, Hashes]:
    """Return the powers of the base from 0 up, and their inverses, modulo 2**64.

    A word's letters are weighed by their place in the text; the inverse power of the place where
    the word begins takes that out again.
    """
    steps = np.full((2, size), _BASE, dtype=np.uint64)
    steps[1] = pow(_BASE, -1, 2**64)
    steps[:, 0] = 1
    powers, inverses = np.cumprod(steps, axis=1, dtype=np.uint64)
    return powers, inverses


@cache
def _fold_table() -> NDArray[np.uint32]:
    table = np.zeros(_TABLE_SIZE, dtype=np.uint32)
    table[:-1] = [_fold_point(chr(point)) for point in range(_TABLE_SIZE - 1)]
    return table


def _fold_point(sign: str) -> int:
    """Fold one sign: letters lose case and accents, marks stay with their word, others are 0."""
    category = unicodedata.category(sign)[0]
    if category == "M":
        return ord(sign)
    if category not in "LN":
        return 0
    base = unicodedata.normalize("NFKD", sign.lower())[:1]
    return ord(base) if base and base.isalnum() else ord(sign)


@cache
def _solo_table() -> Flags:
    table = np.zeros(_TABLE_SIZE, dtype=np.bool_)
    for first, last in _SOLO_RANGES:
        table[first : last + 1] = True
    return table
