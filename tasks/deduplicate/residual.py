"""Measure how alike two texts are apart from the passages that they share."""

import numpy as np

from tasks.deduplicate.pairs import Meeting, meet, spread
from tasks.deduplicate.shelf import Reading
from tasks.deduplicate.vectors import weigh
from tasks.deduplicate.words import KeptPlaces, Places

# With fewer words left nothing can be told, and a shared text is all there is.
_FEWEST_WORDS = 40


def measure_residual(a: Reading, b: Reading, meeting: Meeting) -> float:
    """Return the TF-IDF cosine of what two texts do not share word for word (their `meeting`).

    1 where too little is left of either. Wire copy leaves two reports of one event, boilerplate
    two texts with different subjects.
    """
    rest_a, rest_b = _rest(a, meeting.in_a), _rest(b, meeting.in_b)
    if min(len(rest_a), len(rest_b)) < _FEWEST_WORDS:
        return 1.0
    weights_a, weights_b = weigh(a.lexicon, rest_a), weigh(b.lexicon, rest_b)
    words = meet(a.lexicon.hashes, b.lexicon.hashes)
    lengths = float(np.sqrt(np.sum(weights_a**2) * np.sum(weights_b**2)))
    return float(np.sum(weights_a[words.in_a] * weights_b[words.in_b])) / (lengths or 1.0)


def _rest(reading: Reading, shared: Places) -> KeptPlaces:
    """Return the words outside the shared grams, as places in the lexicon."""
    flags = spread(reading.gram_set, shared, len(reading.words))
    return reading.lexicon.members[~flags]
