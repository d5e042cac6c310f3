"""Text in capitals, rewritten so that the pipeline sees names: same length, same offsets."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final

from tasks.extract.boundaries import is_kind
from tasks.extract.lists import list_all
from tasks.extract.words import is_common, read_classes, read_set

LINE: Final = re.compile(r"[^\n]+")
LETTERS: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# A line is in capitals from so many words on, of which nearly all letters are.
WORDS_AT_LEAST: Final = 3
CAPITAL_SHARE: Final = 0.9
SMALL: Final = frozenset(
    ("of", "the", "and", "for", "in", "on", "to", "a", "an", "at", "by", "from", "with", "as", "is")
)


def recase(text: str) -> str:
    """Return the text with its lines in capitals in ordinary case, each letter in its place.

    The other lines say how a word is written; where they are silent, the word lists do: ordinary
    words are written small, all else with one capital.
    """
    lines = [match.span() for match in LINE.finditer(text) if is_shouted(match.group())]
    if not lines:
        return text
    written = count_forms(text, lines)
    parts = []
    end = 0
    for start, stop in lines:
        parts += [text[end:start], recase_line(text[start:stop], written)]
        end = stop
    return "".join([*parts, text[end:]])


def is_shouted(line: str) -> bool:
    """Say whether a line is written in capitals."""
    if sum(map(str.islower, line)) > (1 - CAPITAL_SHARE) * len(line):
        return False  # as nearly every line, and soon known
    letters = [letter for letter in line if letter.isalpha()]
    if len(LETTERS.findall(line)) < WORDS_AT_LEAST or not letters:
        return False
    return sum(letter.isupper() for letter in letters) >= CAPITAL_SHARE * len(letters)


def count_forms(text: str, shouted: list[tuple[int, int]]) -> dict[str, str]:
    """Return for each word of the other lines the form it mostly has there."""
    forms: dict[str, Counter[str]] = {}
    for word in split_quiet(text, shouted):
        forms.setdefault(word.upper(), Counter())[word] += 1
    return {
        upper: min(counts, key=lambda form: (-counts[form], form))
        for upper, counts in forms.items()
    }


def split_quiet(text: str, shouted: list[tuple[int, int]]) -> Iterator[str]:
    """Yield the words outside the lines in capitals."""
    end = 0
    for start, stop in [*shouted, (len(text), len(text))]:
        yield from LETTERS.findall(text[end:start])
        end = stop


def recase_line(line: str, written: dict[str, str]) -> str:
    """Return a line in capitals in ordinary case, its first letter kept."""
    recased = LETTERS.sub(lambda match: recase_word(match.group(), written), line)
    if len(recased) != len(line):
        return line
    for start, listed in find_listed(line):
        recased = recased[:start] + listed + recased[start + len(listed) :]
    first = next((place for place, letter in enumerate(line) if letter.isalpha()), 0)
    return recased[:first] + line[first] + recased[first + 1 :]


@cache
def list_by_first_word() -> dict[str, list[str]]:
    """Return the listed names of several words by their first in capitals, the longest first."""
    heads: dict[str, list[str]] = {}
    for name in sorted(list_all(), key=lambda name: (-len(name), name)):
        if " " in name and len(name.upper()) == len(name):
            heads.setdefault(name.upper().split()[0], []).append(name)
    return heads


def find_listed(line: str) -> Iterator[tuple[int, str]]:
    """Yield where listed names of several words stand in a line in capitals, and their form."""
    for match in LETTERS.finditer(line):
        for name in list_by_first_word().get(match.group(), ()):
            end = match.start() + len(name)
            if line.startswith(name.upper(), match.start()) and not line[end : end + 1].isalnum():
                yield match.start(), name
                break


def recase_word(word: str, written: dict[str, str]) -> str:
    """Return one word in ordinary case, never of another length."""
    form = written.get(word) or guess_form(word)
    return form if len(form) == len(word) else word


def guess_form(word: str) -> str:
    """Return the likely form of a word known in capitals only."""
    small, title = word.lower(), word[:1] + word[1:].lower()
    if word in list_all():
        return word
    if is_kind(title) and small not in SMALL:
        return title
    if small in SMALL or is_common(small):
        return small
    if title in list_all() or title in read_set("titles.txt"):
        return title
    classes = read_classes(title)
    known = classes.rstrip("01234")
    return small if not known and classes[-1:] in ("3", "4") else title
