"""Words as comparison sees them: case, quotation marks, dashes and punctuation do not count."""

import re
import unicodedata
from functools import cache
from hashlib import blake2b

# Signs that change what a figure says although Unicode files them under punctuation.
MEANINGFUL_SIGNS = frozenset("%‰")
# A token without a letter or a digit. It begins with one character, as those are found fastest.
WORDLESS = re.compile(r"[^\w\s](?<!\S.)[^\w\s]*+(?!\S)")


class _Folding(dict[int, str | None]):
    """A table for str.translate that judges each character once, when it first occurs."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if character in "%$":  # already apart
            folded = character
        elif character in MEANINGFUL_SIGNS or category == "Sc":
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
    return [word for line in text.split("\n") for word in _normalise_line(line)]


def _normalise_line(line: str) -> list[str]:
    """Return the normalised words of a line.

    Translation is ten times as fast where it gives one ASCII character for each: so it goes by
    lines, few of which hold any other, and the two signs of ASCII are set apart before.
    """
    apart = fold_case(line).replace("%", " % ").replace("$", " $ ")
    return apart.translate(_folding()).split()


def fold_case(text: str) -> str:
    """Return a text in NFKC, case-folded; normalised words are pieces of it."""
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()


def hash_words(text: str) -> str:
    """Return the BLAKE2b-128 hash, in hexadecimal, of the normalised words of a text."""
    return blake2b(" ".join(normalise_words(text)).encode(), digest_size=16).hexdigest()


def count_words(text: str) -> int:
    """Return how many white-space separated tokens of a text hold a letter or a digit."""
    return len(text.split()) - len(WORDLESS.findall(text))


def has_words(text: str) -> bool:
    """Return whether a text holds a letter, a digit or an underscore."""
    return bool(re.search(r"\w", text))
