"""The names that lists know: countries, peoples, capitals, parts of the world, organisations."""

from functools import cache
from typing import Final, NamedTuple, cast

from schemas.entity import Label
from tasks.extract.words import read_lines

# Adjectives with these endings name people in the plural by an -s (`Ukrainians`, `Iraqis`).
PLURAL_ENDINGS: Final = ("n", "i", "o", "t", "a", "r", "w", "u")
# Small words that stand before a surname and belong to it.
NAME_PARTICLES: Final = frozenset(
    [
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "ter",
        "abu",
    ]
)
NO_PLURAL: Final = ("Han", "Roma", "Balkan", "Maori", "Burmese", "Islamic")


class Listed(NamedTuple):
    """What a list says of a name: its label, the name to show, its ISO 3166 alpha-2 code."""

    label: Label
    name: str
    country_code: str | None


@cache
def list_countries() -> dict[str, Listed]:
    """Return every name of a country and what it is called in the news."""
    known: dict[str, Listed] = {}
    for line in read_lines("countries.txt"):
        code, name, others, _ = line.split("|")
        for alias in (name, *filter(None, others.split(";"))):
            known[alias] = Listed("GPE", name, code)
    return known


@cache
def list_capitals() -> dict[str, str]:
    """Return the country code of each capital, its name in small letters without marks."""
    pairs = (line.split("|") for line in read_lines("capitals.txt"))
    return {name: code for code, name in pairs}


@cache
def list_peoples() -> dict[str, Listed]:
    """Return nationalities, peoples, religions and adherents, singular and plural."""
    known: dict[str, Listed] = {}
    for line in read_lines("peoples.txt"):
        name, _, code = line.partition("|")
        add_people(known, name, code or None)
    for line in read_lines("countries.txt"):
        code, _, _, adjectives = line.split("|")
        first, *others = adjectives.split(";")
        for adjective in filter(None, (first, *others)):
            add_people(known, adjective, code, first)
    return known


def add_people(
    known: dict[str, Listed], name: str, code: str | None, shown: str | None = None
) -> None:
    """Enter an adjective, and its plural where it has one, under the name to show for both."""
    known[name] = Listed("NORP", shown or name, code)
    if name.endswith(PLURAL_ENDINGS) and name not in NO_PLURAL:
        known.setdefault(name + "s", Listed("NORP", shown or name, code))


@cache
def list_organisations() -> dict[str, Listed]:
    """Return the world's best known organisations by full name and by letters."""
    known: dict[str, Listed] = {}
    for line in read_lines("organisations.txt"):
        names = line.split(";")
        for alias in names:
            known[alias] = Listed("ORG", names[0], None)
    return known


@cache
def list_regions() -> dict[str, Listed]:
    """Return parts of the world and the best known buildings and events."""
    known: dict[str, Listed] = {}
    for line in read_lines("regions_of_the_world.txt"):
        name, _, label = line.partition("|")
        known[name] = Listed(cast(Label, label or "LOC"), name, None)
    return known


@cache
def list_all() -> dict[str, Listed]:
    """Return all lists in one: a country's name goes before a people's, before the others."""
    return list_organisations() | list_regions() | list_peoples() | list_countries()


@cache
def find_longest_by_first_word() -> dict[str, int]:
    """Return for the first word of each listed name the largest number of words that follow."""
    longest: dict[str, int] = {}
    for name in list_all():
        words = name.replace("-", " ").split()
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest
