"""Read dates around the name of a month: `15 January 2024`, `3 to 5 May`, `earlier in March`."""

import re
from typing import Final

from tasks.extract.calendar import (
    DAY,
    MONTH,
    MONTHS,
    PARTS,
    WEEKDAY,
    YEAR,
    Found,
    day_number,
)
from tasks.extract.tense import find_direction

# Names of months that are names of people or verbs too need a preposition or a number.
DOUBTFUL: Final = frozenset(("march", "april", "may", "june", "august"))

_DAYS_BEFORE = re.compile(
    rf"(?<![\w.,:$€£-])(?:(?P<first>{DAY})(?P<link>\s?[-–]\s?|\s(?:to|and|or|until)\s(?:the\s)?))?"
    rf"(?P<day>{DAY})(?:\s+of)?[\s-]+$",
    re.IGNORECASE,
)
_DAYS_AFTER = re.compile(
    rf"\.?\s+(?:the\s+)?(?P<day>{DAY})(?![\w%:.,-]*\d)(?!\s?(?:%|per|km|million|billion|am\b|pm\b))"
    rf"(?:(?P<link>\s?[-–]\s?|\s(?:to|and|or)\s)(?P<last>{DAY})(?!\w|[.,:]\d|\s+(?:{MONTH})\b))?",
    re.IGNORECASE,
)
_DAYS_YEAR = re.compile(
    rf"\.?\s+(?P<day>{DAY})(?:(?P<link>\s?[-–]\s?|\s(?:to|and)\s)(?P<last>{DAY}))?,?\s+(?P<year>{YEAR})\b"
    r"(?!\s+(?:people|men|women|troops|homes)|[.,]\d)",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(rf"\.?,?\s+(?:of\s+)?(?P<year>{YEAR})\b(?![.,]\d|-\d|%)")
_WEEKDAY_BEFORE = re.compile(rf"\b(?:{WEEKDAY})\b\.?,?\s+(?:the\s+)?$", re.IGNORECASE)
_PART_BEFORE = re.compile(
    r"(?:\b(?P<narrow>earlier|later|early|late)\s+(?:in\s+)?|\b(?P<mid>mid)[\s-]+"
    r"|\b(?:the\s+)?(?P<edge>end|beginning|start|middle)\s+of\s+)$",
    re.IGNORECASE,
)
_RELATIVE_BEFORE = re.compile(
    r"\b(?P<which>last|next|this|this coming|this past)\s+$", re.IGNORECASE
)
_ATTACKS = re.compile(r",?\s+(?:terror\w*\s+)?(?:attacks?|hijack\w*)\b")
_CHAINED = re.compile(rf"\b(?:{MONTH})(?:,|\s+(?:and|or|to))\s+$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:in|since|until|till|during|throughout|by|from|of|before|after|through|between|to)\s+$",
    re.IGNORECASE,
)
_SURE_PREPOSITION = re.compile(r"\b(?:in|since|until|till|during|throughout)\s+$", re.IGNORECASE)
_COUNTED = re.compile(r"\s+\d[\d,]*\s+(?!\d)[a-z]")
_NAMED_BEFORE = re.compile(r"[^.!?\n]\s[A-Z][a-z]+\s$")
_SURNAME = re.compile(
    r"\b(?:Mrs|Mr|Ms|Theresa|Elaine|Brian|Peter|James|Jess|Imelda)\.? "
    r"(?:May|June|April|August|March)\b|\bMay['’]s\b"
)


def read_month(text: str, start: int, end: int) -> Found | None:
    """Return the date around the name of a month, None where the word is something else."""
    word = text[start:end]
    if not word[0].isupper():
        return None
    month = MONTHS[word.lower()]
    before = _DAYS_BEFORE.search(text, max(0, start - 26), start)
    if before is not None:
        return _make_before(text, before, month, end)
    return _read_after(text, start, end, month) or _read_alone(text, start, end, month)


def _make_before(text: str, before: re.Match[str], month: int, end: int) -> Found:
    """Read the days in front of the month: `15 January 2024`, `3 to 5 May`."""
    year = _YEAR_AFTER.match(text, end)
    start = before.start()
    first = before["first"]
    link = (before["link"] or "").strip().lower()
    if link in ("and", "or", "and the") and not _BETWEEN.search(text, max(0, start - 16), start):
        start, first = before.start("day"), None
    end = year.end() if year else end
    days = [before["day"]] if first is None else [first, before["day"]]
    return _make_days(text, start, end, year["year"] if year else None, month, days)


def _make_days(
    text: str, start: int, end: int, year: str | None, month: int, days: list[str]
) -> Found:
    """Return one day or a range of days in a month, with the weekday before it in the span."""
    weekday = _WEEKDAY_BEFORE.search(text, max(0, start - 18), start)
    if month == 9 and days[0].startswith("11") and _ATTACKS.match(text, end):
        year = "2001"
    forms = [f"{year or 'XXXX'}-{month:02}-{day_number(day):02}" for day in days]
    direction = "" if year else find_direction(text, start, end)
    start = weekday.start() if weekday else start
    return Found(start, end, "/".join(forms) + direction)


def _read_after(text: str, start: int, end: int, month: int) -> Found | None:
    """Read the days behind the month: `July 4, 2023`, `May 3-5`, and the year: `May 2023`."""
    match = _DAYS_YEAR.match(text, end)
    if match is None:
        year = _YEAR_AFTER.match(text, end)
        if year is not None:
            return _narrow(text, start, year.end(), f"{year['year']}-{month:02}", "")
        match = _DAYS_AFTER.match(text, end)
        counted = _COUNTED.match(text, end) and _SURE_PREPOSITION.search(
            text, max(0, start - 12), start
        )
        if match is None or counted:
            return None
    year_said = match["year"] if "year" in match.groupdict() else None
    stop = match.end()
    days = [match["day"]]
    link = (match["link"] or "").strip()
    if link in ("and", "or"):
        stop = match.end() if year_said else match.end("day")
        days = [match["day"]]
    elif match["last"]:
        days.append(match["last"])
    return _make_days(text, start, stop, year_said, month, days)


def _read_alone(text: str, start: int, end: int, month: int) -> Found | None:
    """Read a month by itself, where it is not a name or a verb: `in May`, `a strong January`."""
    word = text[start:end]
    if len(word) < 4 and word.lower() != "may":
        return None
    relative = _RELATIVE_BEFORE.search(text, max(0, start - 14), start)
    if relative is not None:
        return _make_relative(text, relative, end, month)
    part = _PART_BEFORE.search(text, max(0, start - 20), start)
    if part is None and not _is_month(text, start, end, word):
        return None
    return _narrow(text, start, end, f"XXXX-{month:02}", find_direction(text, start, end))


def _make_relative(text: str, relative: re.Match[str], end: int, month: int) -> Found | None:
    which = relative["which"].lower()
    if which == "this":
        return Found(relative.start(), end, f"P0Y-{month:02}")
    mark = ">>" if which in ("next", "this coming") else "<<"
    return Found(relative.start(), end, f"XXXX-{month:02}{mark}")


def _is_month(text: str, start: int, end: int, word: str) -> bool:
    """Tell the month from the person, the verb and the name of an event."""
    if word.lower() not in DOUBTFUL:
        return not _NAMED_BEFORE.search(text, max(0, start - 25), start) and not word.isupper()
    low = max(0, start - 20)
    if _SURE_PREPOSITION.search(text, low, start) or _CHAINED.search(text, low, start):
        return True
    following = text[end : end + 2]
    if not _PREPOSITION.search(text, low, start) or following[1:].isupper():
        return False
    return _SURNAME.search(text) is None


def _narrow(text: str, start: int, end: int, form: str, direction: str) -> Found:
    """Take in the words that narrow a month: `early`, `the end of`, `earlier in`."""
    part = _PART_BEFORE.search(text, max(0, start - 20), start)
    if part is None:
        return Found(start, end, form + direction)
    word = (part["narrow"] or part["mid"] or part["edge"]).lower()
    begin = (
        part.start("narrow")
        if part["narrow"]
        else part.start("mid")
        if part["mid"]
        else part.start("edge")
    )
    if word == "earlier":
        direction = "<"
    return Found(begin, end, f"{form}{direction} {PARTS[word]}")
