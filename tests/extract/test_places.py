"""Where names lie."""

import pytest

from tasks.extract.places import find_places, locate_places


@pytest.mark.parametrize(
    ("names", "name", "code"),
    [
        (["Tripoli"], "Tripoli", "LY"),
        (["Tripoli", "Beirut", "Lebanese"], "Tripoli", "LB"),
        (["Georgia", "Tbilisi", "US", "Washington"], "Georgia", "GE"),
        (["Georgia", "Atlanta"], "Georgia", "US"),
        (["Cambridge"], "Cambridge", "GB"),
        (["Cambridge", "Boston"], "Cambridge", "US"),
        (["Birmingham", "Alabama"], "Birmingham", "US"),
        (["London", "Canada", "Canadian"], "London", "GB"),
        (["London", "Ontario", "Canada"], "London", "CA"),
        (["Athens", "United States"], "Athens", "GR"),
        (["Paris", "Texas", "US"], "Paris", "FR"),
    ],
)
def test_namesakes_are_chosen_by_the_other_places(names: list[str], name: str, code: str) -> None:
    """Population and rank choose a namesake, until the article's other places speak."""
    assert locate_places(names)[name].country_code == code


def test_the_country_printed_behind_a_town_settles_it() -> None:
    """`Tripoli, Lebanon` is in Lebanon in an article on Libya."""
    names = ["Tripoli", "Lebanon", "Libya", "Libya", "Benghazi"]
    assert locate_places(names, [("Tripoli", "Lebanon")])["Tripoli"].country_code == "LB"


@pytest.mark.parametrize(
    ("name", "code", "latitude", "longitude"),
    [
        ("Kyiv", "UA", 50.5, 30.5),
        ("Kiev", "UA", 50.5, 30.5),
        ("US", "US", 39.6, -87),
        ("Chişinău", "MD", 47.0, 28.9),
        ("New York", "US", 40.7, -74.0),
        ("Washington", "US", 38.9, -77.0),
        ("Texas", "US", 31.1, -97.4),
        ("Côte d'Ivoire", "CI", 6.9, -5.6),
    ],
)
def test_positions(name: str, code: str, latitude: float, longitude: float) -> None:
    """Countries, states and cities have a code and a middle, under every English name."""
    place = find_places(name)[0]
    assert place.country_code == code
    assert place.latitude == pytest.approx(latitude, abs=1)
    assert place.longitude == pytest.approx(longitude, abs=1.5)


def test_unknown_names_have_no_place() -> None:
    """What no list holds is left without a position."""
    assert locate_places(["Ormantepe-on-Sea"]) == {}
