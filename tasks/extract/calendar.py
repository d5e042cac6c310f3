"""The words of the calendar, and the patterns that several readers of dates share."""

import re
from typing import Final, NamedTuple

from tasks.extract.tries import spell_cases, write_tree


class Found(NamedTuple):
    """A date expression: where it stands, and its pattern (see `tasks.extract.dates`)."""

    start: int
    end: int
    pattern: str


def _number(groups: str) -> dict[str, int]:
    return {
        name: number
        for number, names in enumerate(groups.split(","), start=1)
        for name in names.split()
    }


MONTHS: Final = _number(
    "january jan, february feb, march mar, april apr, may, june jun, july jul, august aug,"
    "september sept sep, october oct, november nov, december dec"
)
WEEKDAYS: Final = _number(
    "monday mon, tuesday tues tue, wednesday weds wed, thursday thurs thur thu, friday fri,"
    "saturday sat, sunday sun"
)
SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PERIODS: Final = {
    "week": "W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}
PARTS: Final = {
    "early": "START",
    "beginning": "START",
    "start": "START",
    "mid": "MID",
    "middle": "MID",
    "late": "END",
    "end": "END",
    "earlier": "BEFORE",
    "later": "AFTER",
}
TRIGGERS: Final[dict[str, str]] = (
    dict.fromkeys(MONTHS, "month")
    | dict.fromkeys(WEEKDAYS, "weekday")
    | dict.fromkeys(("today", "yesterday", "tomorrow", "tonight", "overnight"), "now")
    | {"ago": "ago", "century": "century"}
    | dict.fromkeys((*(one for one in PERIODS if one != "century"), *SEASONS), "period")
    | dict.fromkeys(("days", "weeks", "months", "years", "decades"), "periods")
    | dict.fromkeys(("morning", "afternoon", "evening", "night"), "day part")
    | dict.fromkeys(("christmas", "boxing", "valentine", "new"), "holiday")
)
TRIGGER: Final = re.compile(rf"\b{write_tree(spell_cases(TRIGGERS))}\b")
MONTH: Final = "|".join(sorted(MONTHS, key=lambda name: (-len(name), name)))
WEEKDAY: Final = "|".join(sorted(WEEKDAYS, key=lambda name: (-len(name), name)))
DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR: Final = r"(?:1[5-9]|20)\d\d"
FIGURE: Final = re.compile(r"\d+")
# `mid-2023` is a year; other figures behind a hyphen, a sign or within a number are not.
YEAR_AT: Final = re.compile(
    rf"(?:(?<=[Mm]id-)|(?<![\w$€£¥₹.,:/#+@&-]))(?P<year>{YEAR})"
    r"(?:(?P<decade>['’]?s)\b|[-–/](?P<until>(?:20)?\d\d)(?!\d))?(?![\w%$€£°]|[.,:]\d|-\d)"
    r"|(?<=['’‘])(?<!\w.)(?P<short>[3-9]0)s\b"
)
NUMERIC: Final = re.compile(
    r"(?<![\d./-])(?:(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d|-\d)"
    r"|(?P<one>\d{1,2})(?P<mark>[/.])(?P<two>\d{1,2})(?P=mark)(?P<long>\d{4})(?![\d/]|\.\d))"
)
RANGE: Final = re.compile(r"\s?[-–—]\s?|\s(?:to|through|until|till)\s(?:the\s)?", re.IGNORECASE)
BETWEEN: Final = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
# `moved from Monday to Tuesday` is no range.
SHIFTED: Final = re.compile(
    r"\b(?:mov|postpon|delay|push|shift|reschedul|brought|chang|extend)\w*\b[^.\n]*$", re.IGNORECASE
)


def day_number(figure: str) -> int:
    """Return the day of `5`, `05` and `5th`."""
    return int(re.sub(r"\D", "", figure))
