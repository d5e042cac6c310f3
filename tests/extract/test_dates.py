"""Date expressions and their patterns."""

import pytest

from tasks.extract.values import find_dates
from tests.growth import assert_linear, clock


def dates_of(text: str) -> list[tuple[str, str]]:
    found = find_dates(text)
    assert all(text[one.start_char : one.end_char] == one.surface for one in found)
    return [(one.surface, one.pattern) for one in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("on 15 January 2024", ("15 January 2024", "2024-01-15")),
        ("On July 4, 2023, he", ("July 4, 2023", "2023-07-04")),
        ("on Tuesday, Feb. 27, 2024", ("Tuesday, Feb. 27, 2024", "2024-02-27")),
        ("he came late on Feb 27", ("Feb 27", "XXXX-02-27<")),
        ("on the 1st of March it fell", ("1st of March", "XXXX-03-01<")),
        ("it will open on 1 April", ("1 April", "XXXX-04-01>")),
        ("it will run from 3 to 5 May", ("3 to 5 May", "XXXX-05-03/XXXX-05-05>")),
        ("from Jan. 3 to Feb. 5, 2024", ("Jan. 3 to Feb. 5, 2024", "2024-01-03/2024-02-05")),
        ("from Dec. 30 to Jan. 2, 2024", ("Dec. 30 to Jan. 2, 2024", "2023-12-30/2024-01-02")),
        ("between 10 and 14 August 2022", ("10 and 14 August 2022", "2022-08-10/2022-08-14")),
        ("in September 2022", ("September 2022", "2022-09")),
        ("Sales fell in February", ("February", "XXXX-02<")),
        ("since early March", ("early March", "XXXX-03< START")),
        ("a visit earlier in February", ("earlier in February", "XXXX-02< BEFORE")),
        ("last May", ("last May", "XXXX-05<<")),
        ("since 2014", ("2014", "2014")),
        ("in the 1990s", ("1990s", "199X")),
        ("in the early 1990s", ("early 1990s", "199X START")),
        ("the 19th century", ("19th century", "18XX")),
        ("from 2008 to 2011", ("2008 to 2011", "2008/2011")),
        ("the 2023-24 season", ("2023-24", "2023/2024")),
        ("in the third quarter of 2024", ("third quarter of 2024", "2024-Q3")),
        ("by the end of 2026", ("end of 2026", "2026 END")),
        ("in the summer of 2022", ("summer of 2022", "2022-SU")),
        ("at 2025-02-27 04:10", ("2025-02-27", "2025-02-27")),
        ("on 28/02/2024", ("28/02/2024", "2024-02-28")),
        ("They met on Wednesday", ("Wednesday", "XXXX-WXX-3<")),
        ("Wednesday's match drew many", ("Wednesday", "XXXX-WXX-3<")),
        ("They will meet on Friday", ("Friday", "XXXX-WXX-5>")),
        ("Talks resume on Monday", ("Monday", "XXXX-WXX-1>")),
        ("A vote is expected Thursday", ("Thursday", "XXXX-WXX-4>")),
        ("PM to resign on Friday", ("Friday", "XXXX-WXX-5>")),
        ("It was to be held on Friday", ("Friday", "XXXX-WXX-5>")),
        ("He began to move on Tuesday", ("Tuesday", "XXXX-WXX-2<")),
        ("He went to school on Tuesday", ("Tuesday", "XXXX-WXX-2<")),
        ("He travelled to Kyiv on Tuesday", ("Tuesday", "XXXX-WXX-2<")),
        ("Polls open next Friday", ("next Friday", "XXXX-WXX-5>>")),
        ("He was seen last Friday", ("last Friday", "XXXX-WXX-5<<")),
        ("On Wednesday this week", ("Wednesday this week", "P0W-3")),
        ("I leave today", ("today", "P0D")),
        ("the day before yesterday", ("the day before yesterday", "P-2D")),
        ("It hit the depot overnight", ("overnight", "P-1D/P0D")),
        ("last night", ("last night", "P-1D")),
        ("earlier this month", ("earlier this month", "P0M BEFORE")),
        ("early next year", ("early next year", "P1Y START")),
        ("slaughtered since October", ("October", "XXXX-10<")),
        ("it will be gone by Monday", ("Monday", "XXXX-WXX-1>")),
        ("She hopes for September", ("September", "XXXX-09>")),
        ("late in the week", ("late in the week", "P0W END")),
        ("last week", ("last week", "P-1W")),
        ("two years ago", ("two years ago", "P-2Y")),
        ("a decade ago", ("a decade ago", "P-10Y")),
        ("over the past two years", ("past two years", "-P2Y")),
        ("over the next three months", ("next three months", "+P3M")),
        ("On Christmas Day 2023", ("Christmas Day 2023", "2023-12-25")),
        ("the Sept. 11 attacks", ("Sept. 11", "2001-09-11")),
    ],
)  # fmt: skip
def test_expressions_have_a_form_that_needs_no_today(text: str, wanted: tuple[str, str]) -> None:
    """Each way of naming days gives one expression with its pattern."""
    assert dates_of(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "May said she was sorry; April Stone and June Ellis agreed. They may march.",
        "The March on Washington. Mar del Plata. The Sun and Mon Dieu. He sat down.",
        "The Sunday Times on Bloody Sunday, Black Friday and every Monday; on Sundays.",
        "Resolution 1701, Boeing 737, flight 1968, about 2000 people, 1500 metres, Euro 2024",
        "at 2030 GMT, 1,024 people, $2024, 2024%, 10.5, 1.2.3, 03/04/2024",
        "30 days, a year-long strike, a 10-year-old, a few days ago, in recent weeks",
        "USA Today",
        "",
    ],
)
def test_names_verbs_and_numbers_are_no_dates(text: str) -> None:
    """Months that are names or verbs, days that return, and other numbers are left out."""
    assert dates_of(text) == []


def test_a_month_before_a_count_is_only_a_month() -> None:
    """`In May 20 people died` names a month, not a day."""
    assert dates_of("In May 20 people died") == [("May", "XXXX-05<")]


def test_a_shift_is_no_range() -> None:
    """What moves from one day to another names two days."""
    patterns = [pattern for _, pattern in dates_of("The vote moved from Monday to Tuesday.")]
    assert patterns == ["XXXX-WXX-1<", "XXXX-WXX-2<"]


@pytest.mark.parametrize("piece", ["2024 ", "May ", "Monday to ", "12 ", "next week ", "1-"])
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    """Four times the text takes about four times the time."""
    assert_linear(lambda count: clock(lambda: find_dates(piece * count)), 500)
