import numpy as np

from tasks.deduplicate.quoting import quoted_spans
from tasks.deduplicate.words import spell_words, split_words


def test_words_are_compared_without_case_accents_and_punctuation() -> None:
    """Two houses' spellings of one name hash alike."""
    one, other = split_words("VUČIĆ met Rama's team."), split_words("Vucic met Rama’s team")
    assert one.hashes.tolist() == other.hashes.tolist()


def test_offsets_are_code_points_of_the_text() -> None:
    """Each word stands where it says, behind signs of any width."""
    text = "😀 İzmir’de “güzel” 東京 — naïve"
    words = split_words(text)
    spelled = [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)]
    assert spelled == ["İzmir", "de", "güzel", "東", "京", "naïve"]
    assert spell_words(text) == ["izmir", "de", "guzel", "東", "京", "naive"]


def test_empty_text_and_lone_surrogates_make_no_trouble() -> None:
    """A text without words has none; half a sign divides words."""
    assert len(split_words(" ... ")) == 0
    assert len(split_words("a\ud800b")) == 2


def test_hashes_are_the_same_in_every_process() -> None:
    """The hash of a word is fixed for good, since it rests in the warehouse."""
    assert split_words("wire").hashes.dtype == np.uint64
    assert split_words("wire").hashes.tolist() == [2457197084077997058]


def quotations(text: str) -> list[str]:
    """Return what stands in quotation marks."""
    return [text[start:end] for start, end in quoted_spans(text)]


def test_quotation_marks_of_many_houses() -> None:
    """Curly, straight, low, angled, doubled and single marks all quote."""
    words = "we will not leave this place"
    for opening, closing in ("“”", '""', "„“", "«»", ("``", "''"), "‘’", "''"):
        assert quotations(f"He said: {opening}{words}{closing}, and left.") == [words]


def test_apostrophes_are_no_quotation_marks() -> None:
    """Possessives and contractions quote nothing."""
    assert quotations("The players' union didn't sign the owners' third offer, it's said.") == []


def test_short_quotations_are_the_reporters_own_words() -> None:
    """Titles and doubted words in marks do not count."""
    assert quotations('The "summit of hope" ended.') == []


def test_unclosed_mark_ends_with_its_paragraph() -> None:
    """A mark that is never closed does not swallow the article."""
    text = 'She said: "We stay here until the end.\n\nThe town has 40,000 people.'
    assert quotations(text) == ["We stay here until the end."]
    assert len(quotations('"' + "word " * 1000)[0]) <= 600


def test_speech_over_paragraphs_opens_each_anew() -> None:
    """A speech goes on behind a new opening mark; what stands outside is outside."""
    text = '"We came here to work today.\n\n"We will go home tomorrow night," he said.'
    assert quotations(text) == ["We came here to work today.", "We will go home tomorrow night,"]
