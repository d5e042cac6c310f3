"""Measure how alike two texts are apart from the passages that they share."""

import numpy as np

from tasks.deduplicate.fingerprints import GRAM
from tasks.deduplicate.shelf import Reading
from tasks.deduplicate.vectors import cosine, make_vector
from tasks.deduplicate.words import Words

# With fewer words left nothing can be told, and a shared text is all there is.
_FEWEST_WORDS = 40


def measure_residual(a: Reading, b: Reading) -> float:
    """Return the TF-IDF cosine of what the two texts do not share word for word.

    1 where too little is left of either. Wire copy leaves two reports of one event, boilerplate
    two texts with different subjects.
    """
    rest_a, rest_b = _without_shared(a, b), _without_shared(b, a)
    if min(len(rest_a), len(rest_b)) < _FEWEST_WORDS:
        return 1.0
    return cosine(make_vector(a.text, rest_a), make_vector(b.text, rest_b))


def _without_shared(reading: Reading, other: Reading) -> Words:
    """Leave out the words that stand in a gram which the other text has."""
    words = reading.words
    held = np.isin(reading.grams.hashes, other.gram_set.hashes)
    shared = np.zeros(len(words), dtype=np.bool_)
    for place in range(GRAM):
        shared[place : place + len(held)] |= held
    rest = ~shared
    return Words(words.hashes[rest], words.starts[rest], words.ends[rest], words.quoted[rest])
