"""Texts for the tests: made-up sentences, the same for the same seed."""

from random import Random

# Shares of common words, of words of the event, and of words made up on the spot.
_COMMON_SHARE, _TOPIC_SHARE = 0.5, 0.85
_COMMON = (
    *("the", "of", "to", "a", "in", "and", "that", "for", "was", "on", "with", "as", "by", "at"),
    *("from", "said", "it", "has", "had", "were", "an", "its", "he", "not", "be", "which", "who"),
    *("their", "are", "but", "this", "would", "have", "more", "after", "one", "been", "they"),
)
_SYLLABLES = tuple(first + vowel for first in "bdfghjklmnprstvz" for vowel in "aeiou")


def make_word(random: Random) -> str:
    """Make up a word of two to four syllables."""
    return "".join(random.choice(_SYLLABLES) for _ in range(random.randint(3, 4)))


def make_sentence(random: Random, topic: list[str]) -> str:
    """Write some twenty words, half of them common ones, a third the topic's own."""
    words = []
    for _ in range(random.randint(14, 24)):
        draw = random.random()
        if draw < _COMMON_SHARE:
            words.append(random.choice(_COMMON))
        else:
            words.append(random.choice(topic) if draw < _TOPIC_SHARE else make_word(random))
    return " ".join(words).capitalize() + "."


def make_topic(random: Random) -> list[str]:
    """Choose the words that the reports of one event share."""
    return [make_word(random) for _ in range(12)]


def make_text(random: Random, topic: list[str], sentences: int) -> str:
    """Write paragraphs of two sentences each."""
    lines = [make_sentence(random, topic) for _ in range(sentences)]
    return "\n\n".join(" ".join(lines[place : place + 2]) for place in range(0, sentences, 2))
