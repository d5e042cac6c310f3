"""Captions, furniture and datelines: every kind that a costly pattern knows is looked for."""

import pytest

from tasks.clean.captions import is_caption
from tasks.clean.datelines import read_dateline
from tasks.clean.furniture import count_topics, furniture_rule, split_tail_credit

REPORT = "The harbour master closed the port at noon after a storm tore two cranes loose."
CREDITS = (
    "Relatives wait. Photo: Ana Cruz",
    "Relatives wait; Image | Ana Cruz",
    "Relatives wait. Video © Ana Cruz",
    "Relatives wait. picture: Ana Cruz",
    "Relatives wait. Photo by Ana Cruz",
    "Relatives wait. pıcture courtesy of Ana Cruz",
    "Relatives wait (Ana Cruz/AFP)",
    "Relatives wait [Getty Images]",
    "Relatives wait on the quay (AFP)",
    "Relatives wait on the quay REUTERS/Ana Cruz",
    "Relatives wait. Ana Cruz / Reuters",
    "Relatives wait. © Ana Cruz",
    "Relatives wait. (c) Ana Cruz",
    "Relatives wait - AFP pic",
    "Relatives wait — Reuters Fıle photo.",
)
DATELINES = (
    "MANILA - ",
    "MANILA -- ",
    "MANILA – ",
    "Manila, March 12 — ",
    "MANILA ― ",
    "MANILA_",
    "NEW DELHI: ",
    "MANILA (AFP) ",
    "Evansville, Indiana - ",
    "AFP--",
)
FURNITURE = (
    ("All rights reserved", "copyright"),
    ("© 2025 The Ledger, all rights reserved.", "copyright"),
    ("The Ledger 2025. ALL RIGHTS REſERVED.", "copyright"),
    ("Jane Doe in Kyiv contributed to this report.", "credit"),
    ("Jane Doe CONTRİBUTED REPORTİNG", "credit"),
)


@pytest.mark.parametrize("text", CREDITS)
def test_each_kind_of_credit_ends_a_caption(text: str) -> None:
    """A line is a caption by its credit, also far behind the words that open it."""
    assert is_caption(text)
    assert is_caption("Hundreds of people stood on the quay through the night, " * 4 + text)


@pytest.mark.parametrize("text", [REPORT, "He took the picture from the file and said: we go."])
def test_prose_is_no_caption(text: str) -> None:
    """A sentence is none, with the marks of a credit or without."""
    assert not is_caption(text)


@pytest.mark.parametrize("dateline", DATELINES)
def test_each_mark_ends_a_dateline(dateline: str) -> None:
    """A dateline is read before any of the dashes, a colon, or after an agency in brackets."""
    assert read_dateline(dateline + REPORT)


@pytest.mark.parametrize(("text", "rule"), FURNITURE)
def test_furniture_is_known_in_either_case(text: str, rule: str) -> None:
    """Rights and contributors are found behind other words, in capitals of any alphabet too."""
    assert furniture_rule(text) == rule


def test_a_tail_credit_stands_in_brackets_or_after_a_dash() -> None:
    """The last paragraph gives up its credit, and a remark in brackets stays."""
    assert split_tail_credit("He left. – AFP") == ("He left.", "– AFP")
    work = "(Reporting by Jane Doe; Editing by John Roe)"
    assert split_tail_credit(f"He left. {work}") == ("He left.", work)
    assert split_tail_credit("He left. (He was right about that.)") is None


def test_topics_are_short_names_below_their_heading() -> None:
    """A list of topics has its heading, and ends at the first line that is no short name."""
    assert count_topics([REPORT, "Topics", "Storms", "Port of Manila"]) == 3
    assert count_topics(["Topics", REPORT, "Storms"]) == 0
    assert count_topics(["Storms", "Topics"]) == 0
    assert count_topics(["Topics"]) == count_topics([]) == 0
