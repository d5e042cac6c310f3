"""Turn date patterns into days, and lend a dated sibling's day to an undated article.

The patterns are those of the extract stage: TIMEX3-like forms such as `2022-09`, `XXXX-WXX-3<`,
`P-1W`, `-P2Y`, `A/B`, with a direction (`<`, `>`, `<<`, `>>`) and a part (` START`, ` BEFORE`).
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from schemas.value import DateRange, LentDate

# A day without a year that lies a little beyond the article's own on the wrong side is a matter
# of time zones, not of another year.
SLACK_DAYS: Final = 3
# A day that the words place most of a year ahead, while it lies this near in the past, is the
# past one: nobody leaves out the year of a day that is far ahead.
FAR_DAYS: Final = 270
NEAR_DAYS: Final = 60
SEASON_MONTHS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the northern year
WEEKDAY_NAMES: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)

_FORM = re.compile(r"^(?P<form>[^<> ]+?)(?P<direction><<|>>|<|>|)(?: (?P<part>[A-Z]+))?$")
_RELATIVE = re.compile(r"^P(?P<count>-?\d+)(?P<unit>D|WE|W|M|Q|Y|DE|CE)(?:-(?P<detail>[\w]+))?$")
_SPAN = re.compile(r"^(?P<sign>[+-])P(?P<count>\d+)(?P<unit>[DWMY])$")
_ABSOLUTE = re.compile(
    r"^(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)))?$"
)
_YEARLESS = re.compile(r"^XXXX-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|(?P<season>SP|SU|FA|WI))$")
_WEEKDAY = re.compile(r"^XXXX-WXX-(?P<weekday>[1-7])$")

Days = tuple[date, date]


def resolve_expression(pattern: str, published: date | None) -> DateRange | None:
    """Return the days that a pattern means, or None where it needs a date that is not known.

    Also None for days that do not exist (30 February) or lie outside of the years 1 to 9999.
    """
    match = _FORM.match(pattern)
    if match is None:
        return None
    form, direction = match["form"], match["direction"]
    absolute = form[0].isdigit()
    if not absolute and published is None:
        return None
    try:
        days = _resolve(form, direction, published)
        if days is not None and match["part"]:
            days = _cut(days, match["part"], published)
    except (ValueError, OverflowError):
        return None
    if days is None or days[0] > days[1]:
        return None
    return DateRange(
        date_from=days[0],
        date_to=days[1],
        basis="absolute" if absolute else "published date",
    )


def _resolve(form: str, direction: str, published: date | None) -> Days | None:
    """Return the days of a form without its part."""
    if "/" in form:
        first, last = form.split("/", 1)
        return _resolve_range(first, last, direction, published)
    if form[0].isdigit():
        return _resolve_absolute(form)
    if published is None:
        return None
    if weekday := _WEEKDAY.match(form):
        return _same_day(_find_weekday(int(weekday["weekday"]), direction, published))
    if _YEARLESS.match(form):
        return _find_year(form, direction, published)
    if span := _SPAN.match(form):
        count = int(span["count"]) * (-1 if span["sign"] == "-" else 1)
        other = _move(published, count, span["unit"])
        return min(published, other), max(published, other)
    if relative := _RELATIVE.match(form):
        return _resolve_relative(relative, published)
    return None


def _same_day(day: date) -> Days:
    return day, day


def _resolve_range(first: str, last: str, direction: str, published: date | None) -> Days | None:
    """Return the days from the first of one form to the last of another, which follows it."""
    start = _resolve(first, direction, published)
    if start is None:
        return None
    relative = last.startswith(("P", "+", "-")) or last[0].isdigit()
    end = _resolve(last, ">" if not relative else "", published if relative else start[0])
    return (start[0], end[1]) if end is not None else None


def _resolve_absolute(form: str) -> Days | None:
    """Return the days of a form that names its year, decade or century."""
    if form.endswith("XX"):
        return date(int(form[:2]) * 100 + 1, 1, 1), date(int(form[:2]) * 100 + 100, 12, 31)
    if form.endswith("X"):
        return date(int(form[:3]) * 10, 1, 1), date(int(form[:3]) * 10 + 9, 12, 31)
    match = _ABSOLUTE.match(form)
    if match is None:
        return None
    year = int(match["year"])
    if match["day"]:
        return _same_day(date(year, int(match["month"]), int(match["day"])))
    if match["month"]:
        return _months(year, int(match["month"]), 1)
    if match["quarter"]:
        return _months(year, 3 * int(match["quarter"]) - 2, 3)
    if match["half"]:
        return _months(year, 6 * int(match["half"]) - 5, 6)
    if match["season"]:
        return _months(year, SEASON_MONTHS[match["season"]], 3)
    return date(year, 1, 1), date(year, 12, 31)


def _months(year: int, month: int, count: int) -> Days:
    """Return the days of some months from one on; the month may lie outside of 1 to 12."""
    first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    last_month = first.month - 1 + count - 1
    year, month = first.year + last_month // 12, last_month % 12 + 1
    return first, date(year, month, monthrange(year, month)[1])


def _find_weekday(weekday: int, direction: str, published: date) -> date:
    """Return the day of that name: at most six days away, or beyond this week for `next`."""
    back = (published.isoweekday() - weekday) % 7
    if direction == ">>":
        return published + timedelta(days=7 - published.isoweekday() + weekday)
    if direction == ">":
        return published + timedelta(days=-back % 7)
    if direction == "<<":
        return published - timedelta(days=back or 7)
    return published - timedelta(days=back)


def _find_year(form: str, direction: str, published: date) -> Days | None:
    """Return the days of a yearless form in the year that puts them on the side asked for."""
    found = []
    for year in range(published.year - 2, published.year + 3):
        try:
            days = _resolve_absolute(form.replace("XXXX", str(year)))
        except ValueError:
            continue  # 29 February
        if days is not None:
            found.append(days)
    if not found:
        return None
    best = min(found, key=lambda days: _distance(days, direction, published))
    nearest = min(found, key=lambda days: _distance(days, "", published))
    far = _distance(best, "", published)[1] > FAR_DAYS
    near = _distance(nearest, "", published)[1] < NEAR_DAYS
    return nearest if far and near and direction == ">" and form.count("-") == 2 else best


def _distance(days: Days, direction: str, published: date) -> tuple[int, int]:
    """Return how ill days fit a direction: first by side, then by distance."""
    slack = timedelta(days=SLACK_DAYS if len(direction) == 1 and days[0] == days[1] else 0)
    inside = days[0] <= published <= days[1]
    away = 0 if inside else min(abs((days[0] - published).days), abs((days[1] - published).days))
    wrong = False
    if direction.startswith("<"):
        wrong = days[0] > published + slack or (direction == "<<" and days[1] >= published)
    elif direction.startswith(">"):
        wrong = days[1] < published - slack or (direction == ">>" and days[0] <= published)
    return int(wrong), away


def _resolve_relative(match: re.Match[str], published: date) -> Days | None:
    """Return the day, week, month or year that lies so many away from the published one."""
    count, unit, detail = int(match["count"]), match["unit"], match["detail"]
    moved = _move(published, count, unit)
    days = _period(moved, unit)
    if detail is None:
        return days
    if unit == "W":
        return _same_day(days[0] + timedelta(days=int(detail) - 1))
    return _resolve_absolute(f"{moved.year:04}-{detail}")


def _move(day: date, count: int, unit: str) -> date:
    """Return the day so many units away; a 31st becomes the last day of a shorter month."""
    if unit in ("D", "W", "WE"):
        return day + timedelta(days=count * (1 if unit == "D" else 7))
    months = count * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[unit]
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _period(day: date, unit: str) -> Days:
    """Return the whole unit around a day; weeks run from Monday to Sunday."""
    if unit == "D":
        return day, day
    if unit in ("W", "WE"):
        monday = day - timedelta(days=day.isoweekday() - 1)
        return (monday if unit == "W" else monday + timedelta(days=5)), monday + timedelta(days=6)
    if unit == "M":
        return _months(day.year, day.month, 1)
    if unit == "Q":
        return _months(day.year, (day.month - 1) // 3 * 3 + 1, 3)
    size = {"Y": 1, "DE": 10, "CE": 100}[unit]
    first = day.year // size * size
    return date(first, 1, 1), date(first + size - 1, 12, 31)


def _cut(days: Days, part: str, published: date | None) -> Days:
    """Return the first, middle or last third of a period, or what lies before or after now."""
    first, last = days
    third = ((last - first).days + 1) // 3
    if part == "START":
        return first, first + timedelta(days=max(third - 1, 0))
    if part == "MID":
        return first + timedelta(days=third), last - timedelta(days=third)
    if part == "END":
        return last - timedelta(days=max(third - 1, 0)), last
    if published is None or not first <= published <= last:
        return days
    return (first, published) if part == "BEFORE" else (published, last)


def lend_date(patterns: Sequence[str], candidates: Sequence[date]) -> LentDate | None:
    """Return the one sibling's day that the article's own words about days fit, with the words.

    The evidence asked for: a past weekday (`on Wednesday`) or a day of a month that is the
    sibling's very day. News names its own day so. Of several days that fit, the one wins from
    which all past weekdays lie the nearest (`late Tuesday and on Wednesday` is a Wednesday, not
    the Tuesday six days after a Wednesday); a tie lends nothing, and neither does a day that
    another past date of the article lies behind.
    """
    fits: dict[date, tuple[int, str]] = {}
    for day in sorted(set(candidates)):
        fit = _fit(patterns, day)
        if fit is not None:
            fits[day] = fit
    if not fits:
        return None
    nearest = min(away for away, _ in fits.values())
    best = [day for day, (away, _) in fits.items() if away == nearest]
    if len(best) != 1:
        return None
    return LentDate(day=best[0], evidence=fits[best[0]][1])


def _fit(patterns: Sequence[str], day: date) -> tuple[int, str] | None:
    """Return how far back the farthest past weekday lies from a day, and the evidence for it."""
    words: dict[date, str] = {}
    told = False
    for pattern in patterns:
        weekday = pattern.startswith("XXXX-WXX-") and pattern.endswith("<")
        if weekday and not pattern.endswith("<<"):
            number = int(pattern[9])
            words[_find_weekday(number, "<", day)] = WEEKDAY_NAMES[number - 1]
        elif re.fullmatch(r"(?:XXXX|\d{4})-\d\d-\d\d<?", pattern):
            range_ = resolve_expression(pattern, day)
            if range_ is None:
                continue
            if pattern.endswith("<") and range_.date_from > day:
                return None
            told = told or range_.date_from == day
            if range_.date_from == day:
                words.setdefault(day, f"{day.day} {day:%B}")
    if day not in words and not told:
        return None
    farthest = max((day - one).days for one in words)
    evidence = ", ".join(f"{words[one]} = {one.isoformat()}" for one in sorted(words, reverse=True))
    return farthest, evidence
