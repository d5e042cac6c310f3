"""TF-IDF vectors of articles, with document frequencies that ship with the project.

A background that never changes makes a pair's similarity depend on the two articles alone.
"""

import gzip
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tasks.deduplicate.words import Hashes, KeptPlaces, Words, split_words

BACKGROUND = "background_idf.txt.gz"
STOP_WORDS = "stop_words.txt.gz"
# Words in more than a third of all documents say nothing about the event (idf 1.1).
_COMMONEST_IDF = 1.1
# Figures are unseen far more often than they are rare: each year, score and toll is some number.
_NUMBER_IDF = 3.5
# A vector holds the heaviest words only: a report of 1,000 words has some 350 different ones.
_LONGEST_VECTOR = 400


@dataclass(frozen=True)
class Vector:
    """A text as weighted terms: 31-bit term ids, ascending, and weights of Euclidean length 1."""

    terms: NDArray[np.int32]
    weights: NDArray[np.float32]


@dataclass(frozen=True)
class Lexicon:
    """The distinct words of a text, sorted, with their IDF (0 for those that tell nothing).

    `members` maps each word of the text to its place here.
    """

    hashes: Hashes
    members: KeptPlaces
    idf: NDArray[np.float64]


def make_lexicon(text: str, words: Words, language: str | None = None) -> Lexicon:
    """Look up the words of a text in the background, figures and function words apart."""
    hashes, first, members = np.unique(words.hashes, return_index=True, return_inverse=True)
    idf = _look_up_idf(hashes)
    digits = [text[place].isdigit() for place in words.starts[first].tolist()]
    idf = np.where(np.array(digits, dtype=np.bool_), np.minimum(idf, _NUMBER_IDF), idf)
    idf[idf <= _COMMONEST_IDF] = 0.0
    if language not in (None, "en"):
        idf[np.isin(hashes, _stop_words())] = 0.0
    return Lexicon(hashes, members.astype(np.int32), idf)


def make_vector(lexicon: Lexicon) -> Vector:
    """Weigh the words of a text by (1 + ln tf) * idf (Salton and Buckley 1988)."""
    weights = weigh(lexicon, lexicon.members)
    kept = np.flatnonzero(weights)
    terms, weights = term_ids(lexicon.hashes[kept]), weights[kept]
    heaviest = np.lexsort((terms, -weights))[:_LONGEST_VECTOR]
    order = heaviest[np.argsort(terms[heaviest], kind="stable")]
    length = float(np.sqrt(np.sum(weights[order] ** 2))) or 1.0
    return Vector(terms[order], (weights[order] / length).astype(np.float32))


def weigh(lexicon: Lexicon, members: KeptPlaces) -> NDArray[np.float64]:
    """Return the weight of each word of the lexicon, counted over some of its text's words."""
    counts = np.bincount(members, minlength=len(lexicon.hashes))
    logs: NDArray[np.float64] = 1 + np.log(np.maximum(counts, 1))
    return np.where(counts > 0, logs * lexicon.idf, 0.0)


def term_ids(hashes: Hashes) -> NDArray[np.int32]:
    """Shorten word hashes to the 31 bits that a vector stores."""
    return (hashes >> np.uint64(33)).astype(np.int32)


def background_path() -> Path:
    """Say where the frequencies lie in a source checkout."""
    return Path(__file__).parent / BACKGROUND


def _look_up_idf(hashes: Hashes) -> NDArray[np.float64]:
    """Return the IDF of each word hash; a word that the background lacks weighs most."""
    known, values, highest = _background()
    places = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    found = known[places] == hashes
    return np.where(found, values[places], highest)


@cache
def _background() -> tuple[Hashes, NDArray[np.float64], float]:
    """Read the frequencies: sorted word hashes, their IDF, and the IDF of a word unseen."""
    lines = _read(resources.files(__package__).joinpath(BACKGROUND)).splitlines()
    total = float(lines[0])
    words = [line.rsplit(" ", 1) for line in lines[1:]]
    hashes = split_words("\n".join(word for word, _ in words)).hashes
    idf = np.log(total / np.array([float(count) for _, count in words]))
    order = np.argsort(hashes)
    return hashes[order], idf[order], float(np.log(total))


@cache
def _stop_words() -> Hashes:
    """Read the function words of many languages, as hashes."""
    return np.unique(split_words(_read(resources.files(__package__).joinpath(STOP_WORDS))).hashes)


def _read(file: Traversable) -> str:
    return gzip.decompress(file.read_bytes()).decode("utf-8")
