"""One entity for each name of an article, on spans written by hand."""

from tasks.extract.names import name_entities
from tests.extract.test_entities import read


def name(marked: str) -> dict[str, list[str]]:
    """Return the surfaces of each entity, by its name."""
    text, spans = read(marked)
    entities, mentions = name_entities(text, spans)
    return {
        entity.name: [mention.surface for mention in mentions if mention.entity == number]
        for number, entity in enumerate(entities)
    }


def test_short_forms_follow_the_full_name() -> None:
    """The surname, with or without title, before or after, is the person."""
    found = name("[PERSON Hrynko] won. [PERSON Volodya Hrynko] wept. Mr [PERSON Hrynko]'s men.")
    assert found == {"Volodya Hrynko": ["Hrynko", "Volodya Hrynko", "Hrynko"]}


def test_letter_case_and_marks_make_no_second_person() -> None:
    """Capitals in a headline and lost accents are the same name, shown with its marks."""
    found = name("[PERSON MUNOZ] FINED\n\n[PERSON José Muñoz] paid. [PERSON Jose Munoz] left.")
    assert list(found) == ["José Muñoz"]


def test_middle_names_may_be_missing() -> None:
    """An initial or middle name more is no other person, another first name is."""
    found = name("[PERSON Ana M. Lopes], [PERSON Ana Maria Lopes] and [PERSON Rui Lopes]")
    assert list(found) == ["Ana M. Lopes", "Rui Lopes"] or len(found) == 2


def test_families_stay_apart() -> None:
    """`Mr` and `Ms` choose by sex, a title by office, and what is unclear stays bare."""
    marked = (
        "President [PERSON Robert Stane] and his daughter [PERSON Clare Stane] came. "
        "Ms [PERSON Stane] spoke. President [PERSON Stane] slept. [PERSON Stane] left."
    )
    assert name(marked) == {
        "Robert Stane": ["Robert Stane", "Stane"],
        "Clare Stane": ["Clare Stane", "Stane"],
        "Stane": ["Stane"],
    }


def test_a_son_with_his_fathers_name_is_another() -> None:
    """`Jr` parts two persons of one name."""
    assert len(name("[PERSON Hugo Larra] raised [PERSON Hugo Larra Jr].")) == 2


def test_a_bare_surname_says_so() -> None:
    """A surname that no full name explains is marked for other articles to explain."""
    text, spans = read("[PERSON Ibarra] resigned. [PERSON Ana Lopes] stayed.")
    entities, _ = name_entities(text, spans)
    assert [entity.bare for entity in entities] == [True, False]


def test_countries_have_one_name() -> None:
    """All short names of a country are one entity with its common name."""
    found = name(
        "[GPE US], [GPE U.S.], [GPE United States], [GPE America]; [GPE UK], [GPE Britain]"
    )
    assert list(found) == ["United States", "United Kingdom"]


def test_organisations_and_their_letters_are_one() -> None:
    """Initials, defined or not, letter case and legal forms make no second organisation."""
    marked = (
        "[ORG Nato], [ORG NATO]; [ORG Kestrel Harbour Authority] ([ORG KHA]); "
        "[ORG Orman Steel Ltd], [ORG Orman Steel], [ORG Orman]"
    )
    assert [len(surfaces) for surfaces in name(marked).values()] == [2, 2, 3]


def test_nationalities_point_at_their_country() -> None:
    """An adjective and its plural are one entity of their own, with the country's code."""
    text, spans = read("A [NORP Czech] and two [NORP Czechs] in the [GPE Czech Republic].")
    entities, _ = name_entities(text, spans)
    assert [(each.name, each.label, each.country_code) for each in entities] == [
        ("Czech", "NORP", "CZ"),
        ("Czech Republic", "GPE", "CZ"),
    ]


def test_every_mention_is_in_the_text() -> None:
    """Offsets give the surface, in order, and every mention has an entity."""
    text, spans = read("[GPE TIRANA] - [PERSON Ana Lopes] of [ORG Kestrel] met [PERSON Lopes].")
    entities, mentions = name_entities(text, spans)
    assert [text[each.start_char : each.end_char] for each in mentions] == [
        each.surface for each in mentions
    ]
    assert {each.entity for each in mentions} == set(range(len(entities)))
    assert entities[0].name == "Tirana"


def test_a_surname_of_two_words_is_no_full_name() -> None:
    """The end of a full name is its bearer, unless it begins with a first name and no `Mr`."""
    assert list(name("[PERSON Hine Te Awa] fell. Ms [PERSON Te Awa] sued.")) == ["Hine Te Awa"]
    family = name("[PERSON Mary Ann Hrynko] met [PERSON Ann Hrynko].")
    assert list(family) == ["Mary Ann Hrynko", "Ann Hrynko"]


def test_a_double_surname_alone_is_bare() -> None:
    """A surname with a hyphen or an article has no first name, for other articles to explain."""
    text, spans = read("[PERSON Umeh-Lawson] met [PERSON al-Kuwari] and [PERSON Ana Lopes].")
    entities, _ = name_entities(text, spans)
    assert [entity.bare for entity in entities] == [True, True, False]
