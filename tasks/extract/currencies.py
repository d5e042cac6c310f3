"""Which money a sign, a word or a place means."""

import re
from bisect import bisect_left
from collections import Counter
from functools import cache, lru_cache
from typing import Final, NamedTuple

from tasks.extract.lists import list_capitals, list_countries, list_peoples
from tasks.extract.words import read_lines

_PLACE: Final = re.compile(r"[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)?")
# The places within this many characters of an amount go before those of the whole text.
NEAR_CHARACTERS: Final = 150


class Currency(NamedTuple):
    """A currency: its ISO 4217 code and the ISO 3166 codes of the places that use it."""

    code: str
    places: frozenset[str]


@cache
def load_currencies() -> list[tuple[Currency, list[str], list[str]]]:
    """Return each currency with its names and its signs."""
    loaded = []
    for line in read_lines("values/currencies.txt"):
        code, places, names, signs = line.split("|")
        currency = Currency(code, frozenset(places.split()))
        loaded.append((currency, names.split(), [sign.replace("_", " ") for sign in signs.split()]))
    return loaded


@cache
def load_names() -> dict[str, list[Currency]]:
    """Return the currencies that each name may mean, the most usual first."""
    found: dict[str, list[Currency]] = {}
    for currency, names, _ in load_currencies():
        for name in names:
            found.setdefault(name.rstrip("!"), []).append(currency)
        found.setdefault(currency.code, []).append(currency)
    return found


@cache
def load_doubtful() -> frozenset[str]:
    """Return the names that are ordinary words too: `won`, `real`, `crowns`."""
    marked = {name[:-1] for _, names, _ in load_currencies() for name in names if name[-1] == "!"}
    return frozenset(marked)


@cache
def load_signs() -> dict[str, list[Currency]]:
    """Return the currencies that each sign, letter or code before a number may mean."""
    found: dict[str, list[Currency]] = {}
    for currency, _, signs in load_currencies():
        for sign in signs:
            found.setdefault(sign, []).append(currency)
        found.setdefault(currency.code, []).append(currency)
    for sign, name in (("¥", "yuan"), ("Rs", "rupee"), ("Rs.", "rupee"), ("Fr", "franc")):
        found[sign] = list(dict.fromkeys(found[sign] + load_names()[name]))
    return found


@cache
def sign_pattern() -> re.Pattern[str]:
    """Return the pattern of a sign that ends where the number begins."""
    signs = sorted(load_signs(), key=lambda sign: (-len(sign), sign))
    # `NZ $ 26 million`; but the A of `A $5 note` is an article.
    spaced = [
        re.escape(sign[:-1]) + r"\s?\$" if sign[-1] == "$" and len(sign) > 2 else re.escape(sign)
        for sign in signs
    ]
    return re.compile(rf"(?<![\w$])(?P<sign>{'|'.join(spaced)})[\s\xa0]?$")


@cache
def name_pattern() -> re.Pattern[str]:
    """Return the pattern of a currency's name behind a number, with an adjective before it."""
    names = sorted(load_names(), key=lambda name: (-len(name), name))
    either = "|".join(map(re.escape, names))
    return re.compile(
        r"[\s\xa0-]{0,2}(?P<adjective>(?:US|U\.S\.|UK|CFA|[A-Z][^\W\d_]+(?:[\s-][A-Z][^\W\d_]+)?)[\s-])?"
        rf"(?P<name>(?i:{either})|€|£|₽|zł|Kč|Ft|kr)(?!\w)",
    )


def country_of(word: str) -> str | None:
    """Return the country code of a country, a people or a capital."""
    listed = list_countries().get(word) or list_peoples().get(word)
    if listed is not None:
        return listed.country_code
    return list_capitals().get(word.lower())


def choose(candidates: list[Currency], text: str, start: int, end: int) -> str:
    """Return the code of the currency that the places around an amount speak for.

    The places nearby go before those of the whole text; with no place, the most usual currency.
    """
    if len(candidates) == 1:
        return candidates[0].code
    at, countries, whole = _read_places(text)
    low = bisect_left(at, start - NEAR_CHARACTERS)
    near = Counter(countries[low : bisect_left(at, end + NEAR_CHARACTERS)])
    for context in (near, whole):
        counts = [sum(context[place] for place in one.places) for one in candidates]
        if max(counts):
            return candidates[counts.index(max(counts))].code
    return candidates[0].code


@lru_cache(maxsize=2)
def _read_places(text: str) -> tuple[list[int], list[str], Counter[str]]:
    """Return where a text names countries, peoples and capitals, their codes, and how often."""
    at: list[int] = []
    countries: list[str] = []
    for match in _PLACE.finditer(text):
        for word in (match[0], *match[0].split(" ")):
            country = country_of(word)
            if country:
                at.append(match.start())
                countries.append(country)
                break
    return at, countries, Counter(countries)


def choose_by_adjective(candidates: list[Currency], adjective: str) -> str | None:
    """Return the code that an adjective speaks for (`Kenyan`), None where it fits none of them."""
    adjective = adjective.strip(" -")
    if adjective in ("US", "U.S."):
        country: str | None = "US"
    elif adjective == "CFA":
        country = "SN"
    elif adjective == "UK":
        country = "GB"
    else:
        country = country_of(adjective) or country_of(adjective.split(" ")[-1])
    return next((one.code for one in candidates if country in one.places), None)
