"""FracMinHash sketches of word 5-grams (Irber et al. 2022; Hera, Pierce-Ward, Koslicki 2023)."""

from dataclasses import dataclass

import numpy as np

from tasks.deduplicate.words import Flags, Hashes, Words, mix, split_words

GRAM = 5
_FACTORS = np.array(
    [0x9FB21C651E98DF25, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB,
     0x8EBC6AF09C88C6E3], dtype=np.uint64,
)  # fmt: skip


@dataclass(frozen=True)
class Grams:
    """The word 5-grams of one text in order: one hash a place, and whether any word is quoted."""

    hashes: Hashes
    quoted: Flags


@dataclass(frozen=True)
class Sketch:
    """The sampled 5-grams of one text, sorted, each once; `quoted` if no occurrence is outside."""

    hashes: Hashes
    quoted: Flags


def make_grams(words: Words) -> Grams:
    """Hash every run of five words; a gram that touches a quotation counts as quoted."""
    count = len(words) - GRAM + 1
    if count < 1:
        return Grams(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.bool_))
    total = np.zeros(count, dtype=np.uint64)
    quoted = np.zeros(count, dtype=np.bool_)
    for place in range(GRAM):
        total += words.hashes[place : place + count] * _FACTORS[place]
        quoted |= words.quoted[place : place + count]
    return Grams(mix(total), quoted)


def make_sketch(grams: Grams, scale: int, short_scale: int, short_grams: int) -> Sketch:
    """Keep the grams whose hash falls below 2**64 / scale.

    Texts of fewer than `short_grams` grams are sampled at `short_scale`, or a brief would have
    too few hashes to be found by; a longer text's sample is then a subset of what it would be.
    """
    rate = short_scale if len(grams.hashes) < short_grams else scale
    kept = grams.hashes <= np.uint64((2**64 - 1) // rate)
    hashes, quoted = grams.hashes[kept], grams.quoted[kept]
    order = np.lexsort((quoted, hashes))
    hashes, quoted = hashes[order], quoted[order]
    opens = np.ones(len(hashes), dtype=np.bool_)
    opens[1:] = hashes[1:] != hashes[:-1]
    return Sketch(hashes[opens], quoted[opens])


def sketch_text(text: str, scale: int, short_scale: int, short_grams: int) -> Sketch:
    """Sketch a text: words, grams, sample."""
    return make_sketch(make_grams(split_words(text)), scale, short_scale, short_grams)
