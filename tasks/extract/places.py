"""Where the places of an article lie: country code, degrees north and east."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
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
# Names whose places are kept: a worker meets new names as long as it lives.
NAMES_KEPT: Final = 20_000
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


@lru_cache(NAMES_KEPT)
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


class Vote(NamedTuple):
    """What a name's mentions say of a country: that it is named, or a place inside it."""

    country_code: str
    inner: bool
    mentions: int


class Votes:
    """How often an article names each country itself, and places inside it."""

    def __init__(self, votes: Iterable[Vote | None]) -> None:
        """Add the votes up."""
        self.counts: Counter[tuple[str, bool]] = Counter()
        for vote in votes:
            if vote:
                self.counts[vote.country_code, vote.inner] += vote.mentions

    def count(self, code: str, own: Vote | None, *, inner: bool) -> int:
        """Return the votes for a country without a name's own: no name speaks for itself."""
        count = self.counts.get((code, inner), 0)
        mine = own is not None and (own.country_code, own.inner) == (code, inner)
        return count - own.mentions if own is not None and mine else count


def make_vote(name: str, count: int, chosen: Place | None) -> Vote | None:
    """Return the vote of a name's mentions for the country that it means without doubt.

    `chosen` is the place that an earlier round settled on, if any.
    """
    people = list_peoples().get(name)
    if people and people.country_code:
        return Vote(people.country_code, False, count)
    place = chosen or find_sure_place(name)
    if place is None:
        return None
    return Vote(place.country_code, not (place.kind == "country" or is_capital(place)), count)


@lru_cache(NAMES_KEPT)
def find_sure_place(name: str) -> Place | None:
    """Return the place of a name that no other country's place of the name rivals."""
    places = find_places(name)
    codes = {place.country_code for place in places if is_doubt(place, places[0])}
    return places[0] if len(codes) == 1 else None


def locate_places(names: Sequence[str], pairs: Sequence[tuple[str, str]] = ()) -> dict[str, Place]:
    """Return the place that each name means in one article.

    `names` are the article's names of places and nationalities, one for each mention; `pairs` are
    those printed as `Tripoli, Lebanon`, which settles the first. Names with one bearer vote for
    their country, and the namesakes are chosen by these votes, their population and rank.
    """
    counts = Counter(names)
    chosen: dict[str, Place] = {}
    # Twice: a namesake that the first round settles votes in the second.
    for _ in range(2):
        own = {name: make_vote(name, count, chosen.get(name)) for name, count in counts.items()}
        chosen = choose_places(own, dict(pairs))
    return chosen


def choose_places(own: Mapping[str, Vote | None], within: Mapping[str, str]) -> dict[str, Place]:
    """Return the place of each name, by what is printed behind it or the votes of the others."""
    votes = Votes(own.values())
    chosen: dict[str, Place] = {}
    for name, vote in own.items():
        places = find_places(name)
        if places:
            stated = [place for place in places if lies_in(place, within.get(name))]
            rivals = find_rivals(name)
            settled = stated or (rivals if len(rivals) == 1 else ())
            chosen[name] = settled[0] if settled else choose_place(rivals, votes, vote)
    return chosen


@lru_cache(NAMES_KEPT)
def find_rivals(name: str) -> tuple[Place, ...]:
    """Return the places of a name that can be meant."""
    places = find_places(name)
    return tuple(place for place in places if is_rival(place, places[0]))


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


def choose_place(rivals: Sequence[Place], votes: Votes, own: Vote | None) -> Place:
    """Return the namesake that the article's other places speak for most."""
    first = rivals[0]
    if first.kind == "country":
        # `US envoy in Georgia` is no evidence for the state; `Atlanta` is.
        code = first.country_code
        if votes.count(code, own, inner=False) + votes.count(code, own, inner=True):
            return first
        rivals = [
            place
            for place in rivals
            if place is first or votes.count(place.country_code, own, inner=True)
        ]
    return max(rivals, key=lambda place: (score_place(place, votes, own), -rivals.index(place)))


def score_place(place: Place, votes: Votes, own: Vote | None) -> float:
    """Weigh a namesake: the logarithm of its people, its rank, the article's other places."""
    prior = log10(max(place.population, 1))
    rank = CAPITAL_WEIGHT if is_capital(place) else 0.0
    code = place.country_code
    named = votes.count(code, own, inner=False) > 0
    outer = OUTER_WEIGHTS.get(code, OUTER_WEIGHT) if named else 0.0
    inner = INNER_WEIGHT * min(votes.count(code, own, inner=True), INNER_AT_MOST)
    return prior + rank + outer + inner - (REGION_WEIGHT if place.kind == "region" else 0.0)
