"""Find date expressions and give each a normal form that does not depend on today.

The form follows TIMEX3 (ISO 8601 with X for what is not said):

- absolute: `2024-02-27`, `2022-09`, `2014`, `199X`, `18XX`, `2024-Q3`, `2024-H1`, `2022-SU`;
- without a year: `XXXX-02-27`, `XXXX-02`, `XXXX-SU`, weekdays `XXXX-WXX-3`;
- counted from the article's own day: `P-1D`, `P0W`, `P-2Y` are the day, week and year that far
  away, `P-1W-3` is the Wednesday of last week, `P0Y-06` June of this year, `P-1Y-Q3`, `P0WE` this
  weekend, `-P2Y` the two years up to now and `+P2Y` those from now;
- `A/B` runs from the first day of A to the last of B;
- behind it `<` or `>` where the words speak of the past or the future, `<<` and `>>` for `last`
  and `next`; then ` START`, ` MID`, ` END` (a third each), ` BEFORE`, ` AFTER` (up to or from now).

A span leaves out prepositions and the part of the day, and holds what narrows a period.
"""

import re
from collections.abc import Callable, Iterator

from schemas.value import DateExpression
from tasks.extract.calendar import (
    BETWEEN,
    FIGURE,
    MONTHS,
    NUMERIC,
    RANGE,
    SHIFTED,
    TRIGGER,
    TRIGGERS,
    YEAR_AT,
    Found,
)
from tasks.extract.months import read_month
from tasks.extract.periods import (
    read_ago,
    read_holiday,
    read_now,
    read_part_of_day,
    read_period,
    read_periods,
)
from tasks.extract.weekdays import read_weekday
from tasks.extract.years import read_century, read_numeric, read_year

_LENGTHS = (1, 2, 4)  # figures of a day or a month, and of a year
_READERS: dict[str, Callable[[str, int, int], Found | None]] = {
    "month": read_month,
    "weekday": read_weekday,
    "now": read_now,
    "ago": read_ago,
    "period": read_period,
    "periods": read_periods,
    "day part": read_part_of_day,
    "holiday": read_holiday,
    "century": read_century,
}


def find_dates(text: str) -> list[DateExpression]:
    """Return the date expressions of a text, in order, with patterns free of today's date."""
    found = sorted(_read_all(text), key=lambda one: (one.start, -one.end))
    return [
        DateExpression(
            start_char=one.start,
            end_char=one.end,
            surface=text[one.start : one.end],
            pattern=one.pattern,
        )
        for one in _join_ranges(text, _drop_nested(found))
    ]


def _read_all(text: str) -> Iterator[Found]:
    """Yield what stands at each trigger word and at each figure that may be a year or a date."""
    for match in TRIGGER.finditer(text):
        found = _READERS[TRIGGERS[match[0].lower()]](text, match.start(), match.end())
        if found is not None:
            yield found
    for match in FIGURE.finditer(text):
        found = (
            _read_figure(text, match.start()) if match.end() - match.start() in _LENGTHS else None
        )
        if found is not None:
            yield found


def _read_figure(text: str, at: int) -> Found | None:
    """Read a year or a date in figures that begins at a place."""
    year = YEAR_AT.match(text, at)
    found = read_year(text, year) if year else None
    if found is not None:
        return found
    numeric = NUMERIC.match(text, at)
    return read_numeric(numeric) if numeric else None


def _drop_nested(found: list[Found]) -> list[Found]:
    """Keep the widest of expressions that overlap: the year within a date is none of its own."""
    kept: list[Found] = []
    for one in found:
        if kept and one.start < kept[-1].end:
            if one.end > kept[-1].end and one.end - one.start > kept[-1].end - kept[-1].start:
                kept[-1] = one
            continue
        kept.append(one)
    return kept


def _join_ranges(text: str, found: list[Found]) -> list[Found]:
    """Join `April 28 to May 2` and `between 2008 and 2011` to one range."""
    joined: list[Found] = []
    for one in found:
        last = joined[-1] if joined else None
        if last is not None and _is_range(text, last, one):
            joined[-1] = Found(last.start, one.end, _join(last.pattern, one.pattern))
        else:
            joined.append(one)
    return joined


def _is_range(text: str, first: Found, second: Found) -> bool:
    if "/" in first.pattern or "/" in second.pattern or " " in first.pattern:
        return False
    if second.start - first.end > 12 or _depth(first.pattern) != _depth(second.pattern):
        return False
    between = text[first.end : second.start]
    before = text[max(0, first.start - 60) : first.start]
    if RANGE.fullmatch(between):
        return SHIFTED.search(before) is None
    return between == " and " and BETWEEN.search(before) is not None


def _depth(pattern: str) -> int:
    """Return how fine a pattern is, by its form: ranges join like with like."""
    if pattern.startswith(("P", "-", "+")):
        return 9
    return re.split("[<> ]", pattern)[0].count("-")


def _join(first: str, second: str) -> str:
    """Return the pattern of a range; the year of the second end counts for the first one too."""
    direction = "".join(re.findall("[<>]+", first)[:1] or re.findall("[<>]+", second)[:1])
    start, end = (re.split("[<>]", pattern)[0] for pattern in (first, second))
    if start.startswith("XXXX-") and end[:4].isdigit() and "W" not in start:
        year = int(end[:4]) - (start[5:] > end[5:])
        return f"{year}{start[4:]}/{end}"
    return f"{start}/{end}{direction}"


__all__ = ["MONTHS", "find_dates"]
