"""Patterns become days, and undated articles take a sibling's day."""

from datetime import date

import pytest

from tasks.resolve.dates import lend_date, resolve_expression

WEDNESDAY = date(2024, 2, 28)


def days(pattern: str, published: date | None = WEDNESDAY) -> str | None:
    found = resolve_expression(pattern, published)
    if found is None:
        return None
    same = found.date_from == found.date_to
    return str(found.date_from) if same else f"{found.date_from}..{found.date_to}"


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("2024-01-15", "2024-01-15"),
        ("2024-02", "2024-02-01..2024-02-29"),
        ("2014", "2014-01-01..2014-12-31"),
        ("199X", "1990-01-01..1999-12-31"),
        ("18XX", "1801-01-01..1900-12-31"),
        ("2024-Q3", "2024-07-01..2024-09-30"),
        ("2024-H1", "2024-01-01..2024-06-30"),
        ("2022-WI", "2022-12-01..2023-02-28"),
        ("2008/2011", "2008-01-01..2011-12-31"),
        ("2024-01-03/2024-02-05", "2024-01-03..2024-02-05"),
        ("2026 END", "2026-09-02..2026-12-31"),
    ],
)
def test_absolute_patterns_need_no_published_date(pattern: str, wanted: str) -> None:
    """What names its year is resolved in an undated article too."""
    assert days(pattern, None) == wanted
    found = resolve_expression(pattern, None)
    assert found is not None
    assert found.basis == "absolute"


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("XXXX-WXX-3<", "2024-02-28"),
        ("XXXX-WXX-2<", "2024-02-27"),
        ("XXXX-WXX-4<", "2024-02-22"),
        ("XXXX-WXX-5>", "2024-03-01"),
        ("XXXX-WXX-3>", "2024-02-28"),
        ("XXXX-WXX-3<<", "2024-02-21"),
        ("XXXX-WXX-5>>", "2024-03-08"),
        ("P0W-3", "2024-02-28"),
        ("P-1W-3", "2024-02-21"),
        ("XXXX-02-27<", "2024-02-27"),
        ("XXXX-03-05<", "2023-03-05"),
        ("XXXX-03-01<", "2024-03-01"),  # three days ahead: a time zone, not a year
        ("XXXX-12-20<", "2023-12-20"),
        ("XXXX-05-03>", "2024-05-03"),
        ("XXXX-01-20>", "2024-01-20"),  # words of the future near a day of last month
        ("XXXX-02-29", "2024-02-29"),
        ("XXXX-05-03/XXXX-05-05>", "2024-05-03..2024-05-05"),
        ("XXXX-12-30/XXXX-01-02<", "2023-12-30..2024-01-02"),
        ("XXXX-WXX-6/XXXX-WXX-7<", "2024-02-24..2024-02-25"),
        ("XXXX-02<", "2024-02-01..2024-02-29"),
        ("XXXX-03<", "2023-03-01..2023-03-31"),
        ("XXXX-09>", "2024-09-01..2024-09-30"),
        ("XXXX-02< BEFORE", "2024-02-01..2024-02-28"),
        ("XXXX-SU<<", "2023-06-01..2023-08-31"),
        ("P0D", "2024-02-28"),
        ("P-1D/P0D", "2024-02-27..2024-02-28"),
        ("P0W", "2024-02-26..2024-03-03"),
        ("P-1WE", "2024-02-24..2024-02-25"),
        ("P-1M", "2024-01-01..2024-01-31"),
        ("P0M BEFORE", "2024-02-01..2024-02-28"),
        ("P0M AFTER", "2024-02-28..2024-02-29"),
        ("P-2Y", "2022-01-01..2022-12-31"),
        ("P-1Y-Q3", "2023-07-01..2023-09-30"),
        ("-P2Y", "2022-02-28..2024-02-28"),
        ("+P3M", "2024-02-28..2024-05-28"),
    ],
)
def test_relative_patterns_are_counted_from_the_published_date(pattern: str, wanted: str) -> None:
    """What is relative is a range of days for a dated article and nothing for an undated one."""
    assert days(pattern) == wanted
    assert days(pattern, None) is None
    found = resolve_expression(pattern, WEDNESDAY)
    assert found is not None
    assert found.basis == "published date"


@pytest.mark.parametrize(
    "pattern", ["2024-02-30", "XXXX-02-30<", "P-9999Y", "Ramadan", "", "9999999"]
)
def test_days_that_do_not_exist_are_none(pattern: str) -> None:
    """A day that is not in the calendar, or a pattern that is none, has no range."""
    assert days(pattern) is None


def test_a_month_has_an_end_in_every_year() -> None:
    """A day that a shorter month lacks becomes its last."""
    assert days("-P1M", date(2024, 3, 31)) == "2024-02-29..2024-03-31"


def test_a_sibling_lends_the_day_that_the_own_weekday_fits() -> None:
    """`late Tuesday and on Wednesday` fits a sibling of a Wednesday, and says how."""
    lent = lend_date(["XXXX-WXX-2<", "XXXX-WXX-3<", "2022-02"], [WEDNESDAY])
    assert lent is not None
    assert lent.day == WEDNESDAY
    assert lent.evidence == "Wednesday = 2024-02-28, Tuesday = 2024-02-27"


def test_the_nearest_fit_wins() -> None:
    """Of a Tuesday and the Wednesday behind it, words of both days are a Wednesday's."""
    lent = lend_date(["XXXX-WXX-2<", "XXXX-WXX-3<"], [date(2024, 2, 27), WEDNESDAY])
    assert lent is not None
    assert lent.day == WEDNESDAY


def test_a_day_of_the_month_is_evidence_too() -> None:
    """`on Feb 28` fits a sibling of that day."""
    lent = lend_date(["XXXX-02-28<"], [WEDNESDAY, date(2024, 2, 29)])
    assert lent is not None
    assert lent.day == WEDNESDAY


@pytest.mark.parametrize(
    ("patterns", "candidates"),
    [
        ([], [WEDNESDAY]),
        (["XXXX-WXX-3<"], []),
        (["XXXX-WXX-2<"], [WEDNESDAY]),  # Tuesday alone: the sibling may be a day late
        (["XXXX-WXX-3>"], [WEDNESDAY]),  # a Wednesday to come
        (["XXXX-WXX-3<<"], [WEDNESDAY]),  # last Wednesday
        (["XXXX-WXX-3<"], [WEDNESDAY, date(2024, 2, 21)]),  # two Wednesdays
        (["XXXX-WXX-3<", "XXXX-03-02<"], [WEDNESDAY]),  # a past day after the sibling's
        (["P0D", "2022-02", "P-1D"], [WEDNESDAY]),
    ],
)
def test_without_evidence_nothing_is_lent(patterns: list[str], candidates: list[date]) -> None:
    """No weekday, another one, one to come, or two siblings that fit: the article stays undated."""
    assert lend_date(patterns, candidates) is None
