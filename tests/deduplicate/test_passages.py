from random import Random

from tasks.deduplicate.passages import Passage, align
from tasks.deduplicate.words import split_words
from tests.deduplicate.prose import make_text, make_topic


def passages(one: str, other: str) -> list[Passage]:
    """Align two texts."""
    return align(split_words(one), split_words(other))


def texts(number: int, sentences: int = 6) -> list[str]:
    """Write texts on one subject each."""
    random = Random(number)
    return [make_text(random, make_topic(random), sentences) for _ in range(4)]


def test_a_passage_is_found_where_it_stands_in_both() -> None:
    """The offsets cut out the same words from either text."""
    own, other, wire, _ = texts(1)
    one, two = f"{own}\n\n{wire}", f"{wire}\n\n{other}"
    (found,) = passages(one, two)
    assert one[found.start_a : found.end_a] == wire.rstrip(".")
    assert two[found.start_b : found.end_b] == wire.rstrip(".")
    assert found.words == len(wire.split())


def test_small_edits_do_not_break_a_passage() -> None:
    """Another spelling, a fuller name and a word put in leave one passage."""
    one = (
        "The harbour board voted on Monday to close the old pier, which Marta Lindqvist called a "
        "defence of the public purse, and ordered divers to inspect the piles before winter."
    )
    two = (
        "The harbor board voted on Monday to close the old pier, which Ms Lindqvist yesterday "
        "called a defense of the public purse, and ordered divers to inspect the piles before the "
        "winter."
    )
    (found,) = passages(one, two)
    assert one[found.start_a : found.end_a].startswith("board voted")
    assert two[found.start_b : found.end_b].endswith("piles before")


def test_a_moved_paragraph_is_a_passage_of_its_own() -> None:
    """What changed places is found at both its places, longest first."""
    first, second, third, fourth = texts(2)
    found = passages(f"{first}\n\n{second}\n\n{third}", f"{third}\n\n{fourth}\n\n{first}")
    assert len(found) == 2
    assert found[0].words >= found[1].words
    assert {passage.start_a < passage.start_b for passage in found} == {True, False}


def test_texts_with_nothing_in_common_have_no_passage() -> None:
    """Set phrases are no passage."""
    one, two, _, _ = texts(3)
    assert (
        passages(f"{one} On the other hand, he said.", f"On the other hand, he said. {two}") == []
    )


def test_passages_never_overlap_in_either_text() -> None:
    """A sentence printed twice is taken once."""
    _, _, wire, _ = texts(4)
    found = passages(f"{wire}\n\n{wire}", wire)
    assert len(found) == 1
