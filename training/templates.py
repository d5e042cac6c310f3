"""Sentences in the manner of news, made from a grammar of this project's own and filled from lists.

`grammar.txt` holds symbols with their alternatives, `sentences.txt` the sentences. A symbol in
capitals is an entity; its name says which (LABELLED); with `UP` behind it, it is set in capitals.
"""

import random
import re
from collections.abc import Callable, Iterator
from functools import cache

from training import pools
from training.corpus import Sentence, Span

LABELLED = {
    **dict.fromkeys(("PER", "LAST", "FIRST"), "PERSON"),
    **dict.fromkeys(("CITY", "COUNTRY", "REGION"), "GPE"),
    **dict.fromkeys(("NORP", "NORPS", "PARTYFOLK"), "NORP"),
    **dict.fromkeys(("ORG", "ACR", "PAPER", "CORP", "MINISTRY", "PARTY", "UNIVERSITY"), "ORG"),
    **dict.fromkeys(("BODY", "MILITARY", "CLUB", "TEAM", "TEAMC", "TEAMCITY", "AGENCY"), "ORG"),
    "LOC": "LOC",
    "FAC": "FAC",
    "EVENT": "EVENT",
    "MISC": "MISC",
}
PARTICLES = {
    "": ("de ", "van ", "von ", "van der ", "di ", "Mac", "da ", "le ", "O'", "ter ", "du "),
    "arabic": ("al-", "Al ", "bin ", "Abu ", "ibn ", "bint ", "bin Abdul ", "El ", "el-", "Ben "),
    "latin": ("de ", "de la ", "del ", "dos ", "da ", "de los "),
    "seasian": ("bin ", "binti ", "binte ", "anak ", "a/l "),
}
SLOT = re.compile(r"\{(\w+)\}")
LOWER_SHARE = 0.12  # of sentences of plain text that keep no capitals at their start


def make_person(rng: random.Random) -> str:
    """Return a person's full name from one culture, in one of the forms that news uses."""
    culture = rng.choice(pools.curated() if rng.random() < 0.5 else pools.cultures())
    first, last = rng.choice(culture.firsts), rng.choice(culture.lasts)
    if culture.surname_first:
        return f"{last} {first}" if rng.random() < 0.8 else f"{first} {last}"
    form = rng.random()
    second = rng.choice(culture.firsts)
    if form < 0.72:
        return f"{first} {last}"
    if form < 0.80:
        return f"{first} {second} {last}"
    if form < 0.86:
        return f"{first} {rng.choice('ABCDEFGHJKLMNPRSTVW')}. {last}"
    if form < 0.90:
        return f"{first[0]}. {last}"
    if form < 0.93:
        return f"{first} {last}-{rng.choice(culture.lasts)}"
    if form < 0.945:
        return f"{first} {last} {rng.choice(('Jr', 'Jr.', 'Sr', 'III', 'II'))}"
    return f"{first} {rng.choice(PARTICLES.get(culture.name, PARTICLES['']))}{last}"


def make_surname(rng: random.Random) -> str:
    """Return one surname."""
    culture = rng.choice(pools.curated() if rng.random() < 0.5 else pools.cultures())
    return rng.choice(culture.lasts)


def make_first(rng: random.Random) -> str:
    """Return one first name."""
    return rng.choice(rng.choice(pools.cultures()).firsts)


@cache
def large_cities() -> tuple[str, ...]:
    """Return the names of large cities."""
    return tuple(name for name, size in pools.cities() if size >= pools.LARGE_CITY)


@cache
def all_cities() -> tuple[str, ...]:
    """Return the names of all cities."""
    return tuple(name for name, _ in pools.cities())


def make_city(rng: random.Random) -> str:
    """Return a city, a large one as often as not."""
    return rng.choice(large_cities() if rng.random() < 0.5 else all_cities())


TERMINALS: dict[str, Callable[[random.Random], str]] = {
    "person": make_person,
    "personname": make_person,
    "surname": make_surname,
    "first": make_first,
    "city": make_city,
    "cityname": make_city,
    "country": lambda rng: rng.choice(pools.countries()),
    "countryname": lambda rng: rng.choice(pools.countries()),
    "region": lambda rng: rng.choice(pools.regions()),
    "regionname": lambda rng: rng.choice(pools.regions()),
    "demonym": lambda rng: rng.choice(pools.demonyms()),
    "demonyms": lambda rng: pluralise(rng.choice(pools.demonyms())),
    "company": lambda rng: rng.choice(pools.companies()),
    "known": lambda rng: rng.choice(pools.lines("companies")),
    "geography": lambda rng: rng.choice(pools.lines("geography")),
    "club": lambda rng: rng.choice(pools.lines("clubs")),
}


def pluralise(demonym: str) -> str:
    """Return the plural of a demonym: Kenyans, but the French."""
    return demonym if demonym.endswith(("ese", "sh", "ch", "ss", "s")) else demonym + "s"


@cache
def grammar() -> dict[str, tuple[str, ...]]:
    """Read the grammar: each symbol's alternatives."""
    rows = (line.split(" = ", 1) for line in pools.lines("grammar"))
    return {symbol: tuple(alternatives.split("|")) for symbol, alternatives in rows}


def expand(symbol: str, rng: random.Random) -> str:
    """Expand a symbol to plain text."""
    if symbol in TERMINALS:
        return TERMINALS[symbol](rng)
    chosen = rng.choice(grammar()[symbol])
    return SLOT.sub(lambda m: expand(m.group(1), rng), chosen)


def fill(template: str, rng: random.Random) -> tuple[str, tuple[Span, ...]]:
    """Fill a template: its text and its entities."""
    text, spans, at = "", [], 0
    for match in SLOT.finditer(template):
        text += template[at : match.start()]
        at = match.end()
        symbol = match.group(1)
        base = symbol.removesuffix("UP")
        if base in LABELLED:
            name = expand(base, rng)
            name = name.upper() if symbol != base else name
            spans.append((len(text), len(text) + len(name), LABELLED[base]))
            text += name
        elif base.isupper() or base not in grammar() or "{" not in "".join(grammar()[base]):
            text += expand(base, rng)
        else:
            inner, found = fill(rng.choice(grammar()[base]), rng)
            spans += [(s + len(text), e + len(text), label) for s, e, label in found]
            text += inner
    return text + template[at:], tuple(spans)


def generate(count: int, seed: int) -> Iterator[Sentence]:
    """Yield labelled sentences, the same for the same seed."""
    rng = random.Random(seed)
    templates = pools.lines("sentences")
    for index in range(count):
        text, spans = fill(rng.choice(templates), rng)
        yield Sentence("templates", f"t{index}", text, spans)
