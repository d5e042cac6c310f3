"""What a name is within its story: pure functions on uses written by hand."""

import random
from collections.abc import Iterator

import pytest

from tasks.resolve.kinds import Agreed, Use, agree
from tasks.resolve.names import entity_id, entity_key, surname_key

numbers = iter(range(10_000))


def use(name: str, label: str, article: int = 0, **told: object) -> Use:
    """Make a use as the query gives it; `told` says what speaks for the kind."""
    key = entity_key(name, label)
    place = label in ("GPE", "LOC", "FAC")
    fields = {
        "form": name.casefold().removeprefix("the "),
        "article_key": article,
        "entity": next(numbers),
        "name": name,
        "label": label,
        "kind": "PLACE" if place else label,
        "bare": label == "PERSON" and " " not in name,
        "key": key,
        "entity_id": entity_id(key, label),
        "surname": surname_key(name) if label == "PERSON" else None,
        "short_form": None,
        "located": False,
        "borne": False,
        "methods": ["pipeline"],
        "before": [],
    }
    return Use(**{**fields, **told})  # type: ignore[arg-type]


def changes(uses: list[Use]) -> Iterator[tuple[int, str]]:
    """Give the articles whose names are taken for another kind, and for which."""
    return ((each.article_key, each.label) for each in agree(uses))


def test_a_guess_follows_what_the_text_tells() -> None:
    """A name that a noun introduces in one article is no person in the story's others."""
    told = use("Kestrova", "ORG", 1, methods=["cue"])
    guesses = [use("Kestrova", "PERSON", 2), use("Kestrova", "GPE", 3)]
    agreed = agree([told, *guesses])
    assert [(each.label, each.entity_id) for each in agreed] == [("ORG", told.entity_id)] * 2
    assert all(each.method == "kind in story" for each in agreed)
    assert agreed[0].evidence == "ORG told by the text: ORG in 1, PLACE in 1, PERSON in 1"
    assert agreed[0].surname is None


def test_two_kinds_that_are_both_told_stay_apart() -> None:
    """A carmaker and Mr Ford, whom the story names in full, are two in one story."""
    firm = use("Ford", "ORG", 1, methods=["cue"])
    assert not agree([firm, use("Ford", "PERSON", 2, borne=True)])
    assert not agree([firm, use("Ford", "PERSON", 2, before=["later that Mr "])])
    assert agree([firm, use("Ford", "PERSON", 2, before=["lines of the "])])


def test_a_mapped_place_stays_one() -> None:
    """A town on the map is told by the map: the club of its name is another thing."""
    town = use("Kilmarnock", "GPE", 1, located=True)
    assert not agree([town, use("Kilmarnock", "ORG", 2, methods=["team"])])
    assert list(changes([town, use("Kilmarnock", "PERSON", 2)])) == [(2, "GPE")]


def test_guesses_are_counted_by_articles() -> None:
    """Where nothing is told most articles decide, and of two equals the organisation."""
    three = [use("Zuvanti", "PERSON", 1), use("Zuvanti", "PERSON", 2), use("Zuvanti", "ORG", 3)]
    assert list(changes(three)) == [(3, "PERSON")]
    assert list(changes(three[1:])) == [(2, "ORG")]


def test_a_person_by_agreement_has_a_surname() -> None:
    """What becomes a bare surname is looked up among the bearers like any other."""
    bare = use("Zuvanti", "PERSON", 1, borne=True)
    [agreed] = agree([bare, use("Zuvanti", "GPE", 2)])
    assert (agreed.bare, agreed.surname, agreed.key) == (True, bare.surname, bare.key)


def test_short_forms_mean_the_one_long_name() -> None:
    """Letters mean the body, and a bare name the river, that the story names in full."""
    body = use("Kestrel Harbour Authority", "ORG", 1, short_form="kha")
    river = use("Orba River", "LOC", 1, short_form="orba")
    agreed = agree([body, river, use("KHA", "ORG", 2), use("Orba", "GPE", 2)])
    assert {(each.entity_id, each.label, each.method) for each in agreed} == {
        (body.entity_id, "ORG", "initials in story"),
        (river.entity_id, "LOC", "short form in story"),
    }


@pytest.mark.parametrize(
    ("uses", "why"),
    [
        ([use("Orba River", "LOC", short_form="orba"), use("Orba", "GPE", located=True)], "town"),
        ([use("Kestrel Hat Apron", "ORG", short_form="kha"), use("Kha", "ORG")], "no letters"),
        (
            [
                use("Orba River", "LOC", short_form="orba"),
                use("Lake Orba", "LOC", short_form="orba"),
                use("Orba", "LOC"),
            ],
            "two long names",
        ),
    ],
)
def test_doubtful_short_forms_stay_themselves(uses: list[Use], why: str) -> None:
    """A town on the map, a word that is no letters, and two long names explain nothing."""
    assert not agree(uses), why


def test_order_does_not_matter() -> None:
    """The same uses give the same decisions in any order."""
    uses = [
        *(use("Kestrova", label, n) for n, label in enumerate(["ORG", "PERSON", "GPE", "PERSON"])),
        use("Kestrel Harbour Authority", "ORG", 1, short_form="kha"),
        use("KHA", "ORG", 2),
        use("KHA", "PERSON", 3),
    ]
    decided: set[tuple[Agreed, ...]] = set()
    for seed in range(20):
        random.Random(seed).shuffle(uses)
        decided.add(tuple(agree(uses)))
    assert len(decided) == 1
