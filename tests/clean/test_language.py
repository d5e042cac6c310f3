"""English is told by its commonest words, everything else by the identifier."""

import pytest

from tasks.clean import language
from tasks.clean.language import identify_language, is_plainly_english

ENGLISH = (
    "the ferry that was built for the lake has been out of the water since the week of the storm, "
    "and the men from the yard said they would have this boat and their own crane back on the shore"
    " by the end of the month, which was late for the fruit and the fish that the islands send."
)
DUTCH = (
    "de veerboot die voor het meer was gebouwd ligt sinds de week van de storm op het droge, en de "
    "mannen van de werf zeiden dat de boot of de kraan voor het einde van de maand weer op de oever"
    " zou zijn, wat te laat was voor het fruit of de vis die van de eilanden komt in de herfst."
)
SWEDISH = (
    "färjan som byggdes för sjön har legat på land sedan veckan efter stormen, och männen från "
    "varvet sade att båten och kranen skulle vara tillbaka på stranden före slutet av månaden, "
    "vilket var för sent för frukten och fisken som öarna brukar skicka till staden om hösten."
)


def test_english_prose_is_told_without_the_identifier(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paragraph of English needs no model."""
    monkeypatch.setattr(language, "_load_identifier", lambda: pytest.fail("it was asked"))
    assert identify_language(ENGLISH) == "en"


@pytest.mark.parametrize(("text", "code"), [(DUTCH, "nl"), (SWEDISH, "sv")])
def test_the_neighbours_of_english_are_not_taken_for_it(text: str, code: str) -> None:
    """Languages that share a word or two with English are identified as themselves."""
    assert not is_plainly_english(text.split())
    assert identify_language(text) == code


def test_few_words_are_left_to_the_identifier() -> None:
    """A line of English names and two small words is not plainly English."""
    assert not is_plainly_english(["the", "fall", "of", "the", "house"])
