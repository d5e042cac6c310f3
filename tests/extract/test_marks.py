"""Passages between quotation marks."""

import pytest

from tasks.extract.marks import find_marked


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('He said "go there now" to me.', ["go there now"]),
        ("“We go,” he said. “We stay.”", ["We go,", "We stay."]),
        ("‘We don’t have the ministers’ plan yet,’ he said.",
         ["We don’t have the ministers’ plan yet,"]),
        ("'We don't have it,' he said.", ["We don't have it,"]),
        ("„Wir gehen“, sagte er.", ["Wir gehen"]),
        ("« Nous partons », dit-il.", ["Nous partons"]),
        ("»Vi går«, sagde han.", ["Vi går"]),
        ("``We go,'' he said.", ["We go,"]),
        ("”We go,” he said.", ["We go,"]),
        ('said:"Go now"and left', ["Go now"]),
        ('" we go there " he said', ["we go there"]),
        ('"I will go"--his words', ["I will go"]),
        ('"I saw "Hamlet" once," he said.', ['I saw "Hamlet" once,']),
        ("“He said “go” to me,” he said.", ["He said “go” to me,"]),
        ("‘One “two three” four,’ he said. ‘Five.’", ["One “two three” four,", "Five."]),
        ('"It\'s \'quite good\' really," she said.', ["It's 'quite good' really,"]),
        ("“The end.“ And “so on.“", ["The end.", "so on."]),
        # over paragraphs
        ("“One.\n\n“Two.\n\n“Three,” she said. “Four.”", ["One.\n\n“Two.\n\n“Three,", "Four."]),
        ("‘One is here.\n\n‘Two isn’t,’ he said.", ["One is here.\n\n‘Two isn’t,"]),
        ("“One is here.\n\nTwo is here,” he said.", ["One is here.\n\nTwo is here,"]),
        # never closed
        ('"We go on and on.\n\nThe bus left.', ["We go on and on."]),
        ('"We go, said he. "We stay."\n\n"And more," he said.', ["We stay.", "And more,"]),
        # no quotation marks
        ("He is 5'11\" tall, on a 27\" screen.", []),
        ('"We got 6" of snow," he said.', ['We got 6" of snow,']),
        ("rock 'n' roll of the '90s, the dogs' bowls, 'tis", []),
        ("O’Neill’s and the Smiths’ house", []),
    ],
)  # fmt: skip
def test_marks_of_all_forms_are_paired(text: str, wanted: list[str]) -> None:
    """Each form of marks gives the outermost passages; apostrophes and inches give none."""
    found = find_marked(text)
    assert [text[one.start : one.end] for one in found] == wanted
    assert all(one.outer < one.start <= one.end <= one.after for one in found)


def test_an_unclosed_passage_without_paragraphs_is_bounded() -> None:
    """In one endless line a passage that is never closed ends with a sentence nearby."""
    text = '"' + "The road is long. " * 1000
    (passage,) = find_marked(text)
    assert passage.end - passage.start <= 1000
    assert text[passage.end - 1] == "."
    assert not passage.closed
