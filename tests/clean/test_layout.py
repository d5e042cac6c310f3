import textwrap

from tasks.clean.layout import join_lines
from tasks.clean.text import repair_lines

FIRST = (
    "Crews in orange boats searched the strait for a second night, the coast guard said, as "
    "relatives of the missing waited on the quay with candles and thermos flasks of coffee."
)
SECOND = (
    "The vessel carried 61 people and a cargo of rice and cement, according to a manifest that "
    "the harbour office published in the afternoon after protests by the families."
)


def read(text: str) -> list[tuple[int, str]]:
    return [(paragraph.line, paragraph.text) for paragraph in join_lines(repair_lines(text))]


def test_every_line_is_a_paragraph_where_lines_are_long() -> None:
    """A text without wrapping gives one paragraph a line, blank lines or not."""
    assert read(f"{FIRST}\n{SECOND}\n\n{FIRST}") == [(1, FIRST), (2, SECOND), (4, FIRST)]


def test_wrapped_lines_are_joined_to_paragraphs() -> None:
    """Lines broken at 72 columns are joined; blank lines part paragraphs; numbers are kept."""
    wrapped = f"{textwrap.fill(FIRST, 72)}\n\n{textwrap.fill(SECOND, 72)}"
    assert read(wrapped) == [(1, FIRST), (5, SECOND)]


def test_a_short_last_line_parts_wrapped_paragraphs() -> None:
    """Without blank lines, a line that had room for the next word ends its paragraph."""
    wrapped = f"{textwrap.fill(FIRST, 60)}\n{textwrap.fill(SECOND, 60)}"
    assert [text for _, text in read(wrapped)] == [FIRST, SECOND]


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    """A word broken at its own hyphen is joined without a space."""
    head = "The officials of the two towns have long disagreed about the south-"
    lines = [head, "eastern road and about every one of the bridges that lie on it, they"]
    joined = "\n".join(
        [*lines, "say, and nobody expects that a court will end this quarrel before the", "autumn."]
    )
    assert "south-eastern road" in read(joined)[0][1]


def test_short_lines_are_no_wrapped_text() -> None:
    """A timetable keeps its lines, since each of them had room for more."""
    table = "Boats leave on time.\nBatangas 06:00\nCalapan 08:30\nLucena 11:15\nRoxas 15:40"
    assert len(read(table)) == 5


def test_list_items_are_not_joined() -> None:
    """In wrapped text a line that opens with a bullet begins its own paragraph."""
    items = [
        f"- item {n} of a list that fills its line up to the very last column xx" for n in "abc"
    ]
    assert len(read("\n".join(items))) == 3
