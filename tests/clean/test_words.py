import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.clean.words import count_words, has_words, hash_words, normalise_words

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from(" \n-—$%€‰‹“é٪﹪_")))


def sign(character: str) -> str:
    """What a character of a case-folded text leaves of itself, said anew from the description."""
    category = unicodedata.category(character)
    if character in "%‰" or category == "Sc":
        return f" {character} "
    return " " if category[0] in "PZC" or category in {"Sk", "Sm"} else character


@given(TEXTS)
def test_words_are_those_of_the_whole_text(text: str) -> None:
    """Going line by line gives the words, in order, that folding the whole text gives."""
    whole = unicodedata.normalize("NFKC", text).casefold()
    assert normalise_words(text) == "".join(map(sign, whole)).split()


@given(TEXTS)
def test_tokens_of_marks_alone_are_no_words(text: str) -> None:
    """Counted are the tokens with a letter, a digit or an underscore, and none is no words."""
    tokens = [t for t in text.split() if any(c.isalnum() or c == "_" for c in t)]
    assert count_words(text) == len(tokens)
    assert has_words(text) == bool(tokens)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t pay $5.50 or 3% - pay €5", "don t pay $ 5 50 or 3 % pay € 5"),
        ("A\n\nÉtat – ﬁn\n½‰", "a état fin 1 2 ‰"),
    ],
)
def test_signs_are_words_and_punctuation_is_none(text: str, words: str) -> None:
    """Currency and percent signs stand apart, whatever else their line holds."""
    assert normalise_words(text) == words.split()


def test_a_hash_stays_what_it_was() -> None:
    """Stored articles are held against new ones by this hash, so that it may never change."""
    assert (
        hash_words("Quay reopens\n\n“We paid $5,” he said – 3% more.")
        == "4eab7afd496584600206902bbf0d0060"
    )
