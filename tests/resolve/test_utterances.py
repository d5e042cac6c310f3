"""Joining quotations that are one utterance."""

import random

import pytest

from schemas.quote import QuoteRow
from tasks.resolve.utterances import is_wording, join_utterances, normalise_words
from tests.growth import assert_linear, clock


def row(
    quote_id: str, text: str, speaker: str | None = "Ana Silva", story: str | None = "s1"
) -> QuoteRow:
    return QuoteRow(
        quote_id=quote_id, article_id=f"a{quote_id}", story_id=story, text=text, speaker=speaker
    )


def same(*quotes: QuoteRow) -> bool:
    return len(set(join_utterances(quotes).values())) == 1


LONG = "We will rebuild the bridge before the rains, and nobody will pay a toll on it"


@pytest.mark.parametrize(
    "other",
    [
        LONG + ",",
        "We will rebuild the bridge before the rains.",
        "nobody will pay a toll on it",
        "We will rebuild the bridge before the rains – and nobody will pay any toll on it",
        "Listen to me. " + LONG + ". That is a promise that I intend to keep.",
    ],
)
def test_cut_joined_and_edited_quotations_are_one_utterance(other: str) -> None:
    """A cut, joined or slightly edited wording joins in one story."""
    assert same(row("1", LONG), row("2", other))


def test_spelling_of_two_continents_is_one_wording() -> None:
    """British and American spellings are the same words."""
    british = "Our defence programme will honour the labour of the organisers"
    american = "Our defense program will honor the labor of the organizers"
    assert normalise_words(british) == normalise_words(american)


def test_two_sentences_of_one_speech_stay_apart() -> None:
    """Different sentences with common words are different utterances."""
    assert not same(
        row("1", "We will rebuild the bridge before the rains come"),
        row("2", "We will not rebuild the school before the vote is held"),
    )


def test_two_speakers_are_never_joined() -> None:
    """Equal words of two known speakers stay apart, also through one of an unknown speaker."""
    ids = join_utterances(
        [row("1", LONG), row("2", LONG, "Bo Lind"), row("3", LONG, None), row("4", LONG + " now")]
    )
    assert ids["1"] != ids["2"]
    assert ids["1"] == ids["4"]


def test_an_unknown_speaker_joins_the_only_known_one() -> None:
    """A copy without a speaker belongs to the one who is known."""
    assert same(row("1", LONG), row("2", LONG, None))


def test_spellings_of_a_speaker_are_one_speaker() -> None:
    """A transliteration or a missing first name does not part an utterance."""
    assert same(row("1", LONG, "Petro Zalensky"), row("2", LONG, "Zalenskyy"))


def test_identical_long_quotations_join_across_stories() -> None:
    """Eight words and more join in any stories; a phrase of four does not."""
    assert same(row("1", LONG, story="s1"), row("2", LONG, story=None))
    assert not same(row("1", "we will never surrender", story="s1"),
                    row("2", "we will never surrender", story="s2"))  # fmt: skip


def test_a_short_quotation_has_to_stand_there_whole() -> None:
    """Four words join only where they stand together in the longer one."""
    longer = normalise_words("this is a dark day for all of us here")
    assert is_wording(longer, normalise_words("a dark day for"))
    assert not is_wording(longer, normalise_words("a dark night for"))


def test_stories_can_be_joined_one_at_a_time() -> None:
    """The ids of a story are the same whether other stories are given with it or not."""
    first = [row("1", LONG), row("2", LONG + " for years"), row("3", "a dark day for us")]
    second = [row("4", LONG, story="s2"), row("5", "a dark day for us", story="s2")]
    assert join_utterances(first) | join_utterances(second) == join_utterances(first + second)


def test_order_does_not_matter() -> None:
    """Any order of the quotations gives the same ids."""
    words = tuple("abcdefghij")
    picker = random.Random(4)
    rows = [
        row(str(n), " ".join(picker.choices(words, k=picker.randint(4, 9))),
            picker.choice(["Ana Silva", "Bo Lind", None]))
        for n in range(120)
    ]  # fmt: skip
    wanted = join_utterances(rows)
    for _ in range(5):
        picker.shuffle(rows)
        assert join_utterances(rows) == wanted


def test_a_story_of_thousands_of_quotations_takes_linear_time() -> None:
    """Four times as many quotations and copies take about four times as long."""

    def seconds(count: int) -> float:
        picker = random.Random(1)
        words = [f"word{n}" for n in range(3000)]
        rows = [
            row(str(n), "I want to say that " + " ".join(picker.choices(words, k=20)))
            for n in range(count)
        ]
        rows += [row(f"c{n}", LONG) for n in range(count)]
        return clock(lambda: join_utterances(rows))

    assert_linear(seconds, 1000)
