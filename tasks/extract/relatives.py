"""Which of several bearers of one surname is meant: by title, sex, age, nearness."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from tasks.extract.places import fold
from tasks.extract.spans import Span
from tasks.extract.words import read_lines

SUFFIXES: Final = frozenset(("jr", "sr", "ii", "iii", "iv"))
MEN: Final = frozenset(
    (
        "mr",
        "sir",
        "lord",
        "king",
        "prince",
        "he",
        "his",
        "him",
        "son",
        "father",
        "brother",
        "husband",
        "grandfather",
        "uncle",
        "nephew",
        "spokesman",
        "chairman",
        "congressman",
    )
)
WOMEN: Final = frozenset(
    (
        "mrs",
        "ms",
        "miss",
        "dame",
        "lady",
        "queen",
        "princess",
        "she",
        "her",
        "daughter",
        "mother",
        "sister",
        "wife",
        "grandmother",
        "aunt",
        "niece",
        "spokeswoman",
        "chairwoman",
        "widow",
    )
)
ELDER: Final = frozenset(("elder", "father", "senior"))
YOUNGER: Final = frozenset(("younger", "son", "daughter", "junior"))
# Words right before a name, within its clause.
TITLE_WORD: Final = re.compile(r"(?:[^\W\d_]+,?|[^\W\d_]{1,4}\.)$")
TITLE_WORDS: Final = 4
BEFORE_CHARACTERS: Final = 60
EMPTY: Final = frozenset(
    ("the", "and", "of", "a", "an", "his", "her", "to", "by", "with", "former")
)


@dataclass
class Person:
    """A person whom the article names in full: the forms, where they stand, what stands before."""

    names: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)

    @property
    def words(self) -> list[str]:
        """The folded words of the longest form."""
        return max((split_name(name) for name in self.names), key=len)

    @property
    def is_junior(self) -> bool:
        """Whether the name says that an older person bears it too."""
        return any(word in ("jr", "ii", "iii", "iv") for word in self.words)

    @property
    def sex(self) -> str | None:
        """`m` or `f` by the titles, else by the first name, else None."""
        told = tell_sex(self.titles)
        return told or read_sexes().get(self.words[0])


@cache
def read_sexes() -> dict[str, str]:
    """Return the sex of first names, folded."""
    pairs = (line.split("|") for line in read_lines("genders.txt"))
    return {fold(name): sex for name, sex in pairs}


def tell_sex(words: set[str]) -> str | None:
    """Return the sex that titles and kin words speak of, None where they speak of none or both."""
    man, woman = bool(words & (MEN - {"his", "him"})), bool(words & (WOMEN - {"her"}))
    return None if man == woman else "m" if man else "f"


def split_name(name: str) -> list[str]:
    """Return the folded words of a person's name."""
    return [word.strip(".,") for word in fold(name).replace("-", " ").split()]


def read_titles(text: str, span: Span) -> set[str]:
    """Return the words in small letters that stand right before a name."""
    before = text[max(0, span.start - BEFORE_CHARACTERS) : span.start]
    titles: set[str] = set()
    if not before.endswith(" "):
        return titles
    for word in reversed(before[:-1].split(" ")[-TITLE_WORDS:]):
        match = TITLE_WORD.search(word)
        if match:
            titles.add(match.group().rstrip(".,").casefold())
        if match is None or match.start():
            break
    return titles


def choose_relative(text: str, span: Span, bearers: Sequence[Person]) -> Person | None:
    """Return the bearer whom a surname alone means, or None where it is unclear.

    A title that only one of them has decides, then the sex of `Mr` and `Ms`, then `the elder`;
    without any, the one named in full last, if no other is named in the same paragraph.
    """
    titles = read_titles(text, span)
    suffix = set(split_name(text[span.start : span.end])) & SUFFIXES
    for fits in (
        [person for person in bearers if suffix and suffix & set(person.words)],
        [person for person in bearers if titles & person.titles - EMPTY - MEN - WOMEN],
        [person for person in bearers if agrees_in_sex(person, tell_sex(titles), bearers)],
        [person for person in bearers if titles & ELDER and not person.is_junior],
        [person for person in bearers if titles & YOUNGER and person.is_junior],
    ):
        if len(fits) == 1:
            return fits[0]
    return choose_nearest(text, span, bearers)


def agrees_in_sex(person: Person, sex: str | None, bearers: Sequence[Person]) -> bool:
    """Say whether a person is of that sex, or the only one of whom that is not excluded."""
    if sex is None:
        return False
    if person.sex == sex:
        return True
    return person.sex is None and all(
        other.sex not in (sex, None) for other in bearers if other is not person
    )


def choose_nearest(text: str, span: Span, bearers: Sequence[Person]) -> Person | None:
    """Return the bearer named in full last, None where the paragraph names several."""
    before = [
        (person.spans[place - 1].start, number)
        for number, person in enumerate(bearers)
        if (place := bisect_left(person.spans, (span.start,)))
    ]
    if not before:
        return None
    paragraph = text.rfind("\n\n", 0, span.start)
    near = [number for start, number in before if start > paragraph]
    return bearers[max(before)[1]] if len(near) <= 1 else None
