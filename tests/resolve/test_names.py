"""Names across articles: pure functions."""

import pytest

from tasks.resolve.names import (
    choose_display,
    entity_id,
    entity_key,
    explain_alias,
    resolve_bare,
    surname_key,
)


@pytest.mark.parametrize(
    "names",
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskiy", "VOLODYMYR ZELENSKYI"),
        ("Muhammad Hussein", "Mohammed Hussain", "Mohamed Hossein"),
        ("José Muñoz", "Jose Munoz", "JOSÉ MUÑOZ"),
        ("Aleksandar Vučić", "Alexander Vucic", "Aleksandar Vucic"),
        ("Ana M. Lopes", "Ana Lopes"),
        ("Dmitry Orlov", "Dmitri Orlov", "Dmitriy Orlov"),
        ("Jean-Luc Petit", "Jean Luc Petit"),
    ],
)
def test_spellings_of_a_person_share_a_key(names: tuple[str, ...]) -> None:
    """Transcriptions, marks, case, hyphens and initials make no other person."""
    assert len({entity_key(name, "PERSON") for name in names}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Hugo Larra", "Hugo Larra Jr"),
        ("Ana Lopes", "Rui Lopes"),
        ("Lee Min", "Lin Min"),
        ("Kim Jong Il", "Kim Jong Un"),
    ],
)
def test_other_persons_have_other_keys(left: str, right: str) -> None:
    """A son, a sibling and a like-sounding name are others."""
    assert entity_key(left, "PERSON") != entity_key(right, "PERSON")


@pytest.mark.parametrize(
    ("label", "code", "names"),
    [
        ("GPE", "US", ("US", "U.S.", "the United States", "America")),
        ("GPE", "UA", ("Kyiv", "Kiev")),
        ("ORG", None, ("NATO", "Nato", "North Atlantic Treaty Organization")),
        ("ORG", None, ("Orman Steel Ltd", "Orman Steel", "The Orman Steel Co.")),
    ],
)
def test_names_of_places_and_bodies_share_a_key(
    label: str, code: str | None, names: tuple[str, ...]
) -> None:
    """Short names, letters, articles and legal forms fold to one."""
    assert len({entity_key(name, label, code) for name in names}) == 1


def test_namesakes_in_two_countries_stay_apart() -> None:
    """Tripoli in Lebanon is not Tripoli in Libya."""
    assert entity_key("Tripoli", "GPE", "LB") != entity_key("Tripoli", "GPE", "LY")


def test_an_identity_is_stable() -> None:
    """The id depends on kind and key alone, and a place is one under each of its labels."""
    assert entity_id("oslo|NO", "GPE") == entity_id("oslo|NO", "LOC")
    assert entity_id("oslo", "ORG") != entity_id("oslo", "PERSON")


def test_a_surname_is_found_by_its_key() -> None:
    """The last name of the full form and the bare form agree in every spelling."""
    assert surname_key("Volodymyr Zelensky") == surname_key("Zelenskyy")
    assert surname_key("Hugo Larra Jr") == surname_key("Larra")
    assert surname_key("Nasser al-Kuwari") == surname_key("Kuwari") == surname_key("al-Kuwari")


def test_a_double_surname_stays_whole() -> None:
    """The second half of a double name is another family's; a Korean family's name stands first."""
    assert surname_key("Adaeze Umeh-Lawson") == surname_key("Umeh-Lawson")
    assert surname_key("Umeh-Lawson") != surname_key("Lawson")
    assert surname_key("Kim Seo-yeon") == surname_key("Kim")


def test_one_bearer_of_a_double_surname_is_enough() -> None:
    """A double surname is rare enough for a single article to tell whose it is."""
    assert resolve_bare("umeh lawson", {}, {"adaeze umeh lawson": 1}) == "adaeze umeh lawson"
    assert (
        resolve_bare("umeh lawson", {}, {"adaeze umeh lawson": 1, "tunde umeh lawson": 1}) is None
    )


@pytest.mark.parametrize(
    ("name", "canonical", "method"),
    [
        ("Oslo", "Oslo", "same name"),
        ("HRYNKO", "Hrynko", "letter case"),
        ("Jose Munoz", "José Muñoz", "marks and points"),
        ("US", "United States", "listed name"),
        ("Zelenskyy", "Zelensky", "spelling"),
        ("Orman Steel Ltd", "Orman Steel", "legal form"),
        ("KHA", "Kestrel Harbour Authority", "initials"),
        ("Hrynko", "Volodya Hrynko", "surname"),
        ("Volodya", "Volodya Hrynko", "part of the name"),
    ],
)
def test_an_alias_has_a_reason(name: str, canonical: str, method: str) -> None:
    """Every alias says by which rule, how surely and on what evidence it belongs."""
    explanation = explain_alias(name, canonical)
    assert explanation.method == method
    assert 0 < explanation.score <= 1
    assert name in explanation.evidence


def test_a_bare_surname_is_the_storys_bearer() -> None:
    """The story's only bearer goes before the archive's dominant one."""
    assert resolve_bare("trump", {"melania trump": 1}, {"donald trump": 90}) == "melania trump"


def test_a_bare_surname_is_the_archives_clear_bearer() -> None:
    """Without a bearer in the story the archive decides, if one clearly dominates."""
    assert resolve_bare("putin", {}, {"vladimir putin": 19, "igor putin": 1}) == "vladimir putin"


@pytest.mark.parametrize(
    ("story", "archive"),
    [
        ({}, {}),
        ({}, {"ana lopes": 2}),
        ({}, {"ana lopes": 5, "rui lopes": 4}),
        ({"ana lopes": 2, "rui lopes": 2}, {"ana lopes": 90}),
    ],
)
def test_an_unclear_surname_stays_itself(story: dict[str, int], archive: dict[str, int]) -> None:
    """Few articles, several bearers, or a divided story leave the name alone."""
    assert resolve_bare("lopes", story, archive) is None


def test_the_display_name_is_the_commonest() -> None:
    """Most articles first, then the longest, then the alphabet: the same for every order."""
    assert choose_display({"Zelensky": 2, "Zelenskyy": 2, "Zelenskij": 1}) == "Zelenskyy"
    assert choose_display({"B": 1, "A": 1}) == "A"
