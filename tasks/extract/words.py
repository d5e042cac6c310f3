"""The words of a text and the word lists that the rules lean on."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

DATA: Final = Path(__file__).parent / "data"
# `U.S.`, `N'Djamena`, `Ukraine` of `Ukraine's`; a hyphen parts words.
WORD: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’](?!s\b)[^\W_]+)*")
# What may stand between the end of a sentence and the first word of the next.
OPENERS: Final = " \t\"'“”‘’([{*_–—-•·"
ENDERS: Final = ".!?…\n"


class Word(NamedTuple):
    """A word and where it stands."""

    start: int
    end: int
    text: str


def split_words(text: str) -> list[Word]:
    """Return the words of the text in order."""
    return [Word(match.start(), match.end(), match.group()) for match in WORD.finditer(text)]


def is_capitalised(word: str) -> bool:
    """Say whether the first letter is a capital."""
    return word[:1].isupper()


def starts_sentence(text: str, start: int) -> bool:
    """Say whether the word at `start` opens a sentence, so that its capital says nothing."""
    place = start - 1
    while place >= 0 and text[place] in OPENERS:
        place -= 1
    if place < 0 or text[place] in "\n!?…:":
        return True
    if text[place] != ".":
        return False
    before = WORD.findall(text[max(0, place - 20) : place])
    abbreviation = bool(before) and (before[-1] in read_set("titles.txt") or len(before[-1]) == 1)
    return not abbreviation


@cache
def read_set(name: str) -> frozenset[str]:
    """Return the lines of a word list, without its comments."""
    return frozenset(read_lines(name))


def read_lines(name: str) -> Iterator[str]:
    """Yield the lines of a data file, without empty lines and comments."""
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def is_common(word: str) -> bool:
    """Say whether the word is an ordinary one, mostly written small in running text."""
    return word.casefold() in read_set("common.txt")
