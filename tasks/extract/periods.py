"""Read what is counted from the article's own day: `yesterday`, `two years ago`, `last week`."""

import re
from typing import Final

from tasks.extract.calendar import PARTS, PERIODS, SEASONS, Found
from tasks.extract.numbers import SMALL

_NUMBER: Final = "|".join(sorted(SMALL, key=lambda word: (-len(word), word)))
_NOW: Final = {
    "today": "P0D",
    "tonight": "P0D",
    "yesterday": "P-1D",
    "tomorrow": "P1D",
    "overnight": "P-1D/P0D",
}
_HOLIDAYS: Final = {
    "christmas day": "12-25",
    "christmas eve": "12-24",
    "boxing day": "12-26",
    "new year's day": "01-01",
    "new year's eve": "12-31",
    "valentine's day": "02-14",
}
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_DAY_BEFORE = re.compile(r"\bthe\s+day\s+(?P<side>before|after)\s+$", re.IGNORECASE)
_AGO = re.compile(
    rf"\b(?P<count>an?|{_NUMBER}|\d{{1,3}})[\s-]+(?:short\s+|full\s+)?"
    r"(?P<unit>day|week|month|year|decade)s?\s+$",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"(?:\b(?P<part>earlier|later|early|late|mid)[\s-]+(?:in\s+)?"
    r"|\b(?P<edge>end|beginning|start|middle)\s+of\s+"
    r"|\b(?P<ordinal>first|second|third|fourth|final|last)[\s-]+(?P<piece>quarter|half)\s+of\s+)?"
    r"\b(?P<which>this\s+past|this\s+coming|this|last|next|the\s+previous|the\s+following|the"
    r"|the\s+current|the\s+coming|the\s+past)\s+$",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"\b(?P<which>past|last|next|coming|previous|following)\s+(?P<count>{_NUMBER}|\d{{1,3}}|few|"
    r"couple\s+of)\s+$",
    re.IGNORECASE,
)
_DAY_PART = re.compile(r"\b(?P<which>this|last|yesterday|tomorrow)\s+$", re.IGNORECASE)
_HOLIDAY = re.compile(
    r"Christmas (?:Day|Eve)\b|Boxing Day\b|New Year['’]s (?:Day|Eve)\b|Valentine['’]s Day\b"
)
_AGO_UNITS: Final = {"day": "D", "week": "W", "month": "M", "year": "Y", "decade": "DE"}


def read_now(text: str, start: int, end: int) -> Found | None:
    """Read `today`, `overnight` and `the day before yesterday`; `USA Today` is a name."""
    word = text[start:end].lower()
    before = _DAY_BEFORE.search(text, max(0, start - 20), start)
    if before is not None:
        days = {("before", "yesterday"): -2, ("after", "tomorrow"): 2}.get(
            (before["side"].lower(), word)
        )
        return Found(before.start(), end, f"P{days}D") if days else None
    if word == "today" and re.search(r"[A-Z]\w+\s$", text[max(0, start - 12) : start]):
        return None if text[start].isupper() else Found(start, end, _NOW[word])
    return Found(start, end, _NOW[word])


def read_ago(text: str, start: int, end: int) -> Found | None:
    """Read `two years ago`: that calendar year; `three weeks ago`: that week."""
    before = _AGO.search(text, max(0, start - 32), start)
    if before is None:
        return None
    word = before["count"].lower()
    count = int(word) if word.isdigit() else SMALL.get(word, 1)
    unit = _AGO_UNITS[before["unit"].lower()]
    if unit == "DE":
        unit, count = "Y", 10 * count
    return Found(before.start(), end, f"P-{count}{unit}")


def read_period(text: str, start: int, end: int) -> Found | None:
    """Read `last week`, `earlier this month`, `the end of the year`, `next summer`."""
    match = _WHICH.search(text, max(0, start - 44), start)
    if match is None or text[end : end + 5].lower() in ("-long", "-old "):
        return None
    which = " ".join(match["which"].lower().split())
    narrowed = match["part"] or match["edge"]
    if which == "the" and not narrowed:
        return None
    offset = _offset(which)
    word = text[start:end].lower()
    begin = match.start() if not match["part"] else match.start("part")
    if match["ordinal"]:
        return _make_piece(match, word, offset, end)
    if word in SEASONS:
        mark = {0: "", -1: "<<", 1: ">>"}[offset]
        form = f"P0Y-{SEASONS[word]}" if offset == 0 else f"XXXX-{SEASONS[word]}{mark}"
    else:
        form = f"P{offset}{PERIODS[word]}"
    if word == "decade" and offset < 0:
        form = "-P10Y"
    if narrowed:
        form += f" {PARTS[narrowed.lower()]}"
        begin = match.start("part") if match["part"] else match.start("edge")
    else:
        begin = match.start("which")
    return Found(begin, end, form)


def _offset(which: str) -> int:
    if which in ("last", "the previous", "the past", "this past"):
        return -1
    return 1 if which in ("next", "the following", "the coming", "this coming") else 0


def _make_piece(match: re.Match[str], word: str, offset: int, end: int) -> Found | None:
    """Read `the third quarter of last year`."""
    if word != "year":
        return None
    number = _ORDINALS[match["ordinal"].lower()]
    letter = "Q" if match["piece"].lower() == "quarter" else "H"
    if letter == "H" and number > 2:
        number = 2
    return Found(match.start("ordinal"), end, f"P{offset}Y-{letter}{number}")


def read_periods(text: str, start: int, end: int) -> Found | None:
    """Read `the past two years`: the two years up to now."""
    match = _SPAN.search(text, max(0, start - 30), start)
    if match is None:
        return None
    word = match["count"].lower()
    if not word.isdigit() and word not in SMALL:
        return None
    count = int(word) if word.isdigit() else SMALL[word]
    unit = _AGO_UNITS[text[start:end].lower().rstrip("s")]
    if unit == "DE":
        unit, count = "Y", 10 * count
    sign = "-" if match["which"].lower() in ("past", "last", "previous") else "+"
    return Found(match.start(), end, f"{sign}P{count}{unit}")


def read_part_of_day(text: str, start: int, end: int) -> Found | None:
    """Read `this morning` and `last night`."""
    match = _DAY_PART.search(text, max(0, start - 12), start)
    if match is None:
        return None
    which = match["which"].lower()
    if which in ("yesterday", "tomorrow") or (which == "last" and text[start:end] != "night"):
        return None
    return Found(match.start(), end, "P0D" if which == "this" else "P-1D")


def read_holiday(text: str, start: int, end: int) -> Found | None:
    """Read the feasts that have a fixed day: `Christmas Eve`, `New Year's Day`."""
    match = _HOLIDAY.match(text, start)
    if match is None:
        return None
    day = _HOLIDAYS[match[0].lower().replace("’", "'")]
    year = re.compile(r",?\s+(?P<year>(?:19|20)\d\d)\b").match(text, match.end())
    if year:
        return Found(start, year.end(), f"{year['year']}-{day}")
    return Found(start, match.end(), f"XXXX-{day}")
