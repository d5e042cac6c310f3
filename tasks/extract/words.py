"""The words of a text and the word lists that the rules lean on."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

DATA: Final = Path(__file__).parent / "data"
LEXICON: Final = Path(__file__).parent / "en_news" / "lexicon.txt.gz"
# `U.S.`, `N'Djamena`, `Ukraine` of `Ukraine's`; a hyphen parts words.
WORD: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’](?!s\b)[^\W_]+)*")
# What may stand between the end of a sentence and the first word of the next.
OPENERS: Final = " \t\"'“”‘’([{*_–—-•·"
ENDERS: Final = ".!?…\n"
# What is known of a word is kept for so many words: most of an archive's, in some 10 MB.
WORDS_KEPT: Final = 65_536


class Word(NamedTuple):
    """A word and where it stands."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=2)
def split_words(text: str) -> tuple[Word, ...]:
    """Return the words of the text in order; the last texts are kept, since many rules ask."""
    # Thrice as fast as calling the class, and this is the most frequent object of all.
    make = tuple.__new__
    return tuple([make(Word, (*match.span(), match[0])) for match in WORD.finditer(text)])


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


@lru_cache(WORDS_KEPT)
def read_classes(word: str) -> str:
    """Return what the pipeline's lexicon knows of a word: `f` first name, `s` surname, a digit.

    The digit says how much more often it stands small than with a capital, from 0 to 4; the other
    letters are described where the lexicon is built. Empty for a word that it does not have.
    """
    from tasks.extract.gazetteer import read_lexicon  # brings spaCy along

    row = read_lexicon(LEXICON).get(word) if LEXICON.is_file() else None
    return row.split("\t", 1)[0] if row else ""


@lru_cache(WORDS_KEPT)
def is_common(word: str) -> bool:
    """Say whether the word is an ordinary one, mostly written small in running text."""
    return word.casefold() in read_set("common.txt") or is_mostly_small(word)


def is_mostly_small(word: str) -> bool:
    """Say whether the lexicon knows a word as one seldom capitalised, and as no name.

    Letters in capitals (`UN`) are not the word of the same letters.
    """
    if word.isupper() and len(word) > 1:
        return False
    return read_classes(word.title()) in ("3", "4")


# A line is a headline in capitals when so many of its words are capitalised and none ends it.
TITLE_SHARE: Final = 0.6
TITLE_WORDS: Final = 4
TITLE_CHARACTERS: Final = 160


def find_title_lines(text: str) -> list[tuple[int, int]]:
    """Return start and end of the lines written In Title Case, where capitals say nothing."""
    lines = []
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start <= TITLE_CHARACTERS and is_title_line(text[start:end]):
            lines.append((start, end))
        start = end + 1
    return lines


def is_title_line(line: str) -> bool:
    """Say whether a line has no full stop and mostly capitals, ordinary words among them."""
    if line.rstrip().endswith((".", "!", "?", '"', "”")):
        return False
    words = [word for word in WORD.findall(line) if len(word) > 3 and word[0].isalpha()]
    capital = [word for word in words if word[0].isupper()]
    ordinary = [word for word in capital if is_common(word) and not word.isupper()]
    if len(words) < TITLE_WORDS or not ordinary:
        return False
    return len(capital) >= TITLE_SHARE * len(words)
