from hypothesis import given
from hypothesis import strategies as st

from tasks.clean.text import repair_lines, repair_text


def test_mojibake_is_decoded_and_its_neighbours_are_left() -> None:
    """UTF-8 read as Windows-1252 is decoded line by line; undamaged accents stay as they are."""
    damaged = "JosÃ© said it wasnâ€™t theirs\nÁngela and Åsa went to Übersee"
    assert repair_text(damaged) == "José said it wasn’t theirs\nÁngela and Åsa went to Übersee"


def test_twice_damaged_text_is_decoded() -> None:
    """Text that was decoded wrongly two times over comes back."""
    twice = "Café José".encode().decode("cp1252").encode().decode("cp1252")
    assert repair_text(twice) == "Café José"


def test_punctuation_stays_as_written() -> None:
    """Curly and straight quotation marks, dashes, ellipses and ligatures are not replaced."""
    text = "“Curly” 'straight' ‘single’ – — - … ﬁsh œuvre ½ № ™"
    assert repair_text(text) == text


def test_entities_are_resolved_and_ampersands_are_not() -> None:
    """Named, decimal, hexadecimal and twice escaped entities are resolved; `AT&T` is no entity."""
    assert repair_text("AT&amp;T &#8220;R&D&#x201D; &amp;lt; &nosuch; &#147;") == (
        "AT&T “R&D” < &nosuch; “"
    )


def test_invisible_characters_go_and_joiners_stay_where_they_mean_something() -> None:
    """Zero-width, soft-hyphen, control and bidi characters vanish; a Persian joiner does not."""
    assert repair_text("co\u00adop\u200b \ufeffx\u202ey\u202c \x07z a\u200cb") == "coop xy z ab"
    assert repair_text("می\u200cخواهم") == "می\u200cخواهم"


def test_white_space_is_single_and_plain() -> None:
    """Tabs, no-break, thin and ideographic spaces become one space each run."""
    assert repair_text("a\u00a0\u2009b\t c\u3000d ") == "a b c d"


def test_composed_form_is_reached_across_invisible_characters() -> None:
    """The result is in NFC, also where something invisible stood between letter and accent."""
    assert repair_text("Cafe\u200b\u0301") == "Café"


def test_lines_keep_the_number_they_have_in_the_original() -> None:
    """LF, CRLF and CR end a line; a Unicode line separator breaks one without counting."""
    lines = [(line.number, line.text) for line in repair_lines("a\r\nb\rc\u2028d\n\n\ne")]
    assert lines == [(1, "a"), (2, "b"), (3, "c"), (3, "d"), (4, ""), (6, "e")]


def test_lone_surrogates_become_replacement_characters() -> None:
    """Half of a surrogate pair cannot be stored; a whole pair is the character it means."""
    assert repair_text("\ud83d\ude00 \ud83d") == "😀 \ufffd"


@given(st.text(max_size=200))
def test_repaired_text_can_be_stored_and_is_printable(text: str) -> None:
    """Whatever comes in, the result encodes as UTF-8 and each line is single-spaced."""
    repaired = repair_text(text)
    repaired.encode("utf-8")
    for line in repaired.split("\n"):
        assert line == " ".join(line.split())
