"""Words as comparison sees them: case, quotation marks, dashes and punctuation do not count."""

import re
import unicodedata
from functools import cache
from hashlib import blake2b

# Signs that change what a figure says although Unicode files them under punctuation.
MEANINGFUL_SIGNS = frozenset("%‰")


class _Folding(dict[int, str | None]):
    """A table for str.translate that judges each character once, when it first occurs."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if character in MEANINGFUL_SIGNS or category == "Sc":
            folded = f" {character} "
        elif category[0] in "PZC" or category in {"Sk", "Sm"}:
            folded = " "
        else:
            folded = character
        self[code] = folded
        return folded


@cache
def _folding() -> _Folding:
    return _Folding()


def normalise_words(text: str) -> list[str]:
    """Return the words of a text in order, case-folded (NFKC), without punctuation.

    `Don’t` gives `don`, `t`, whichever apostrophe it was written with; currency and percent signs
    are words, since `$5` and `€5` do not say the same.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.casefold().translate(_folding()).split()


def hash_words(text: str) -> str:
    """Return the BLAKE2b-128 hash, in hexadecimal, of the normalised words of a text."""
    return blake2b(" ".join(normalise_words(text)).encode(), digest_size=16).hexdigest()


def count_words(text: str) -> int:
    """Return how many white-space separated tokens of a text hold a letter or a digit."""
    return len(text.split()) - len(re.findall(r"(?<!\S)[^\w\s]+(?!\S)", text))
