"""Where the places of an article lie: country code, degrees north and east."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from math import log10
from typing import Final, NamedTuple

from tasks.extract.lists import list_capitals, list_countries, list_peoples
from tasks.extract.words import DATA

# A namesake must have this share of the largest one's people to be thought of at all when only
# the article's other places speak for it: Paris in Texas has 1 % of Paris in France.
RIVAL_SHARE: Final = 0.02
# Powers of ten that a namesake gains: for a capital, for a mention of its country, for each mention
# of another place in that country; what a state loses against the city of its name. The United
# States are named in so much news that they say little. London in Ontario wins by `Canada` and
# `Ontario`, not by `Canada` alone; Tripoli in Lebanon by `Lebanon`.
CAPITAL_WEIGHT: Final = 0.5
OUTER_WEIGHT: Final = 1.3
OUTER_WEIGHTS: Final = {"US": 0.5}
INNER_WEIGHT: Final = 1.0
REGION_WEIGHT: Final = 1.0
INNER_AT_MOST: Final = 2
# A name votes for its largest bearer's country when the next has less than this share of people:
# Boston in Lincolnshire does not silence the other.
DOUBT_SHARE: Final = 0.1
UNFOLDED: Final = str.maketrans("øłđıßæœ’‘", "oldisao''")


class Place(NamedTuple):
    """A place of the gazetteer; latitude and longitude in degrees north and east."""

    name: str
    kind: str
    country_code: str
    latitude: float
    longitude: float
    population: int


def fold(name: str) -> str:
    """Return the name in small letters without marks, as both sides of a look-up use it."""
    if name.isascii():
        return name.casefold()
    plain = unicodedata.normalize("NFKD", name.casefold().translate(UNFOLDED))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@cache
def read_places() -> dict[str, list[str]]:
    """Return the gazetteer's lines by folded name; a line is parsed only when it is asked for."""
    places: dict[str, list[str]] = {}
    with (DATA / "places.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            places.setdefault(fold(line[: line.index("\t")]), []).append(line)
    return places


@cache
def find_places(name: str) -> tuple[Place, ...]:
    """Return every place of that name, countries first, then by population."""
    country = list_countries().get(name)
    lines = read_places().get(fold(country.name if country else name), [])
    places = [parse_place(line) for line in lines]
    if country:
        places = [place for place in places if is_country_or_rival(place, country.country_code)]
    return tuple(sorted(places, key=rank_place))


def is_country_or_rival(place: Place, code: str | None) -> bool:
    """Keep a country and the regions of its name (Georgia), not towns called after it."""
    return place.country_code == code if place.kind == "country" else place.kind == "region"


def rank_place(place: Place) -> tuple[bool, float, str]:
    """Order places: a country first, then the larger; a city before the state of its name."""
    share = 0.1 if place.kind == "region" else 1.0
    return place.kind != "country", -place.population * share, place.country_code


def is_capital(place: Place) -> bool:
    """Say whether the place is the capital of its country."""
    return place.kind == "city" and list_capitals().get(fold(place.name)) == place.country_code


def parse_place(line: str) -> Place:
    """Read one line of the table."""
    name, kind, code, latitude, longitude, population = line.rstrip("\n").split("\t")
    return Place(name, kind, code, float(latitude), float(longitude), int(population))


class Votes(NamedTuple):
    """How often an article names each country itself, and places inside it."""

    outer: Counter[str]
    inner: Counter[str]

    def __add__(self, other: Votes) -> Votes:  # type: ignore[override]
        """Return the votes of both."""
        return Votes(self.outer + other.outer, self.inner + other.inner)

    def __sub__(self, other: Votes) -> Votes:
        """Return the votes without those of one name: no name speaks for itself."""
        return Votes(self.outer - other.outer, self.inner - other.inner)


def count_votes(name: str, count: int, chosen: Place | None) -> Votes:
    """Return the votes of a name's mentions for the country that it means without doubt.

    `chosen` is the place that an earlier round settled on, if any.
    """
    people = list_peoples().get(name)
    if people and people.country_code:
        return Votes(Counter({people.country_code: count}), Counter())
    places = find_places(name)
    codes = {place.country_code for place in places if is_doubt(place, places[0])}
    place = chosen or (places[0] if len(codes) == 1 else None)
    if place is None:
        return Votes(Counter(), Counter())
    votes = Counter({place.country_code: count})
    seat = place.kind == "country" or is_capital(place)
    return Votes(votes, Counter()) if seat else Votes(Counter(), votes)


def locate_places(names: Sequence[str], pairs: Sequence[tuple[str, str]] = ()) -> dict[str, Place]:
    """Return the place that each name means in one article.

    `names` are the article's names of places and nationalities, one for each mention; `pairs` are
    those printed as `Tripoli, Lebanon`, which settles the first. Names with one bearer vote for
    their country, and the namesakes are chosen by these votes, their population and rank.
    """
    counts = Counter(names)
    votes = {name: count_votes(name, count, None) for name, count in counts.items()}
    chosen: dict[str, Place] = {}
    # Twice: a namesake that the first round settles votes in the second.
    for _ in range(2):
        chosen = choose_places(votes, dict(pairs))
        votes = {name: count_votes(name, counts[name], chosen.get(name)) for name in counts}
    return chosen


def choose_places(votes: Mapping[str, Votes], within: Mapping[str, str]) -> dict[str, Place]:
    """Return the place of each name, by what is printed behind it or the votes of the others."""
    total = sum(votes.values(), Votes(Counter(), Counter()))
    chosen: dict[str, Place] = {}
    for name, own in votes.items():
        places = find_places(name)
        if places:
            stated = [place for place in places if lies_in(place, within.get(name))]
            chosen[name] = stated[0] if stated else choose_place(places, total - own)
    return chosen


def lies_in(place: Place, outer: str | None) -> bool:
    """Say whether a place can lie in the country or state that is printed behind it."""
    if outer is None or place.kind == "country":
        return False
    codes = {outside.country_code for outside in find_places(outer) if outside.kind != "city"}
    return place.country_code in codes


def is_rival(place: Place, largest: Place) -> bool:
    """Say whether a namesake is large enough to be meant, or the capital of its country."""
    return is_capital(place) or place.population >= RIVAL_SHARE * largest.population


def is_doubt(place: Place, largest: Place) -> bool:
    """Say whether a namesake is so large that the name alone does not tell the two apart."""
    return place is largest or place.population >= DOUBT_SHARE * largest.population


def choose_place(places: Sequence[Place], votes: Votes) -> Place:
    """Return the namesake that the article's other places speak for most."""
    rivals = [place for place in places if is_rival(place, places[0])]
    if places[0].kind == "country":
        # `US envoy in Georgia` is no evidence for the state; `Atlanta` is.
        country = places[0].country_code
        if votes.outer[country] + votes.inner[country]:
            return places[0]
        rivals = [
            place for place in rivals if place in places[:1] or votes.inner[place.country_code]
        ]
    return max(rivals, key=lambda place: (score_place(place, votes), -places.index(place)))


def score_place(place: Place, votes: Votes) -> float:
    """Weigh a namesake: the logarithm of its people, its rank, the article's other places."""
    prior = log10(max(place.population, 1))
    rank = CAPITAL_WEIGHT if is_capital(place) else 0.0
    code = place.country_code
    outer = OUTER_WEIGHTS.get(code, OUTER_WEIGHT) if votes.outer[code] else 0.0
    inner = INNER_WEIGHT * min(votes.inner[code], INNER_AT_MOST)
    return prior + rank + outer + inner - (REGION_WEIGHT if place.kind == "region" else 0.0)
