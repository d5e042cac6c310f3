"""How training sentences are made and brought to one convention."""

import random

import pytest

pytest.importorskip("faker", reason="the `train` extra is not installed")
pytest.importorskip("pytickersymbols", reason="the `train` extra is not installed")

from training import augment, convert, pools, templates
from training.corpus import SILVER, Sentence


def make(text: str, *spans: tuple[int, int, str], source: str = "own") -> Sentence:
    """Return a labelled sentence."""
    return Sentence(source, "d", text, spans)


def surfaces(sentence: Sentence) -> list[tuple[str, str]]:
    """Return the names of a sentence with their labels."""
    return [(sentence.text[s:e], label) for s, e, label in sentence.spans]


def test_templates_fill_every_slot_and_keep_offsets() -> None:
    """No slot is left open, and every span cuts a trimmed name out of its sentence."""
    for sentence in templates.generate(2000, seed=1):
        assert "{" not in sentence.text
        assert all(name == name.strip() and name for name, _ in surfaces(sentence))


def test_templates_are_the_same_for_the_same_seed() -> None:
    """A seed fixes the sentences."""
    assert list(templates.generate(50, seed=3)) == list(templates.generate(50, seed=3))


def test_no_template_writes_one_person_as_two() -> None:
    """A first name is never followed by a surname in a slot of its own."""
    assert not [line for line in pools.lines("sentences") if "{FIRST} {LAST}" in line]


def test_a_swap_changes_a_name_alike_throughout() -> None:
    """A name that stands twice is exchanged for the same one, and offsets follow."""
    piece = ("Owusu left. Owusu came.", ((0, 5, "PERSON"), (12, 17, "PERSON")))
    for seed in range(20):
        text, spans = augment.swap_names(piece, random.Random(seed))
        assert len({text[s:e] for s, e, _ in spans}) == 1


def test_capitals_keep_the_offsets() -> None:
    """A letter that becomes two in capitals would move the spans: such a text stays as it is."""
    piece = ("Die Straße", ((4, 10, "LOC"),))
    assert all(
        len(augment.change_case(piece, random.Random(seed))[0]) == len(piece[0])
        for seed in range(10)
    )


def test_titles_stand_outside_names() -> None:
    """A title inside a person's span is cut off."""
    sentence = make("King Faisal Omar spoke", (0, 16, "PERSON"))
    assert surfaces(convert.strip_titles(sentence)) == [("Faisal Omar", "PERSON")]


def test_an_institution_is_one_organisation() -> None:
    """A nationality and the ministry behind it become one name."""
    sentence = make("The Ghanaian Health Ministry", (4, 12, "NORP"))
    assert surfaces(convert.join_institutions(sentence)) == [("Ghanaian Health Ministry", "ORG")]


def test_events_are_labelled_by_pattern() -> None:
    """A summit that a source leaves out is an event; an organisation is not touched."""
    sentence = make("At the Arctic Energy Summit he met Nokia", (35, 40, "ORG"))
    assert surfaces(convert.add_events(sentence)) == [
        ("Arctic Energy Summit", "EVENT"),
        ("Nokia", "ORG"),
    ]


def test_what_models_left_out_is_unsure() -> None:
    """In silver sentences an unnamed capitalised word is neither taught nor punished."""
    sentence = make("On Monday the Zanbar rebels left", source=SILVER)
    assert surfaces(convert.harmonise(sentence)) == [("Zanbar", convert.UNSURE)]
