"""The day an article was published: from a field, from leading metadata or from its file's name."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import NamedTuple

from schemas.article import DateBasis, Document

EARLIEST_YEAR = 1600
LATEST_YEAR = 2100
# Zone names that mean one offset only, in hours. BST, CST and IST are left out on purpose: each
# names several zones, so such a time gives a day and no instant.
ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "ut": 0, "wet": 0, "west": 1, "cet": 1, "cest": 2, "eet": 2,
    "eest": 3, "msk": 3, "wat": 1, "cat": 2, "sast": 2, "eat": 3, "pkt": 5, "wib": 7, "ict": 7,
    "hkt": 8, "sgt": 8, "myt": 8, "awst": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11,
    "nzst": 12, "nzdt": 13, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7, "akst": -9, "hst": -10, "art": -3, "brt": -3,
}  # fmt: skip
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sep sept", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip


class When(NamedTuple):
    """A day local to the source, and the instant in UTC where the time and its zone are known."""

    day: date
    instant: datetime | None = None


class Published(NamedTuple):
    """When an article was published and what says so; all None where nothing does."""

    at: datetime | None = None
    day: date | None = None
    basis: DateBasis | None = None


def infer_published(document: Document, metadata: Sequence[When]) -> Published:
    """Return when a document was published: its field, else its metadata lines, else its path.

    A source that states an impossible day (2025-02-30) or one outside 1600 to 2100 says nothing.
    """
    if document.published_at is not None:
        stated = read_stamp(document.published_at)
        if stated:
            return Published(stated.instant, stated.day, "field")
    if metadata:
        return Published(metadata[0].instant, metadata[0].day, "metadata")
    day = read_path_day(document.path)
    return Published(None, day, "filename") if day else Published()


def read_stamp(value: str) -> When | None:
    """Return the moment that a whole string states, or None.

    Read are ISO 8601, RFC 2822, seconds or milliseconds since 1970, and days in English words. A
    time without a zone is taken as UTC, as feeds do that leave it out; a day alone has no instant.
    """
    text = " ".join(value.split())[:100].strip(" \"'.,;")
    if re.fullmatch(r"\d{9,10}(?:\.\d+)?|\d{12,13}", text):
        return _from_epoch(float(text) / (1000 if len(text.split(".")[0]) > 10 else 1))
    found = match_date(text, zone=UTC)
    return found[1] if found and not text[found[0] :].strip(" .,;()") else None


def match_date(text: str, start: int = 0, zone: timezone | None = None) -> tuple[int, When] | None:
    """Return the end and the meaning of a date, with its time if any, that begins at `start`.

    A time that names no zone is in `zone`; without one it gives no instant.
    """
    found = _date_pattern().match(text, start)
    if not found:
        return None
    day = _read_day(found)
    if day is None:
        return None
    return found.end(), _with_time(day, found, zone)


def read_path_day(path: str) -> date | None:
    """Return the one day that a path names, in the file's name, else in its folders, or None.

    Read are `2025-03-12`, `2025_03_12`, `2025.03.12` and `20250312` apart from other letters and
    digits, and folders `2025/03/12`. Two different days in one name say nothing.
    """
    folders, _, name = path.rpartition("/")
    return _only_day(name) or _only_day(folders)


def _only_day(text: str) -> date | None:
    found = _PATH_DAY.finditer(text[-400:])
    days = {_valid_day(int(m["y"]), int(m["m"]), int(m["d"])) for m in found}
    return days.pop() if len(days) == 1 else None


_PATH_DAY = re.compile(
    r"(?<![0-9A-Za-z])(?P<y>\d{4})(?P<s>[-_./]?)(?P<m>\d{2})(?P=s)(?P<d>\d{2})(?![0-9A-Za-z])"
    r"(?![-_.]\d\d?(?![0-9]))"
)


def _valid_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if EARLIEST_YEAR <= year <= LATEST_YEAR else None
    except ValueError:
        return None


def _from_epoch(seconds: float) -> When | None:
    instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return When(instant.date(), instant)


@cache
def _date_pattern() -> re.Pattern[str]:
    """Return the pattern of a day (four notations) and an optional time after it."""
    month = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
    weekday = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s)?"
    ordinal = r"\d{1,2}(?:st|nd|rd|th)?"
    return re.compile(
        rf"(?:(?P<iso>\d{{4}}([-/.])\d{{1,2}}\2\d{{1,2}}|\d{{8}})(?=\D|$)"
        rf"|{weekday}(?:the\s)?(?P<dmy>{ordinal}(?:\s|-|\sof\s){month},?[\s-]\d{{4}})(?!\d)"
        rf"|{weekday}(?P<mdy>{month}\s{ordinal},?\s\d{{4}})(?!\d))"
        r"(?:(?:\s?[,|•·–—-]\s?|\s(?:at\s)?|T|t)"
        r"(?P<h>\d{1,2})(?:[:.h](?P<min>\d{2})(?::(?P<sec>\d{2})(?:[.,]\d{1,9})?)?|(?=\s?[ap]\.?m\b)"
        r"|(?<=T\d\d)(?P<min2>\d\d)(?P<sec2>\d\d)?)"
        r"\s?(?P<half>[ap]\.?m\b\.?)?"
        r"(?:\s?\(?(?P<zone>[+-]\d{2}:?(?:\d{2})?|Z\b|[A-Z]{2,5}\b|utc|gmt)\)?)?(?!\d))?",
        re.IGNORECASE,
    )


def _read_day(found: re.Match[str]) -> date | None:
    """Return the day that the date pattern matched, or None if there is no such day."""
    if found["iso"]:
        digits = re.split(r"[-/.]", found["iso"])
        if len(digits) == 1:
            digits = [found["iso"][:4], found["iso"][4:6], found["iso"][6:]]
        return _valid_day(*map(int, digits))
    words = re.findall(r"\d+|[a-z]{3,}", (found["dmy"] or found["mdy"]).lower())
    numbers = [int(word) for word in words if word.isdigit()]
    month = next(MONTHS[word] for word in words if word in MONTHS)
    return _valid_day(numbers[1], month, numbers[0])


def _with_time(day: date, found: re.Match[str], zone: timezone | None) -> When:
    """Return a day with the instant that the matched time and zone give, if they give one."""
    if not found["h"]:
        return When(day)
    hour = int(found["h"])
    minute, second = (int(found[part] or found[f"{part}2"] or 0) for part in ("min", "sec"))
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower().startswith("p") else 0)
    offset = _read_zone(found["zone"]) if found["zone"] else zone
    if offset is None or hour > 23 or minute > 59:
        return When(day)
    local = datetime(day.year, day.month, day.day, hour, minute, min(second, 59), tzinfo=offset)
    return When(day, local.astimezone(UTC))


def _read_zone(zone: str) -> timezone | None:
    """Return the offset that a zone states, or None where it is ambiguous or impossible."""
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "")
        hours, minutes = int(digits[:2]), int(digits[2:] or 0)
        offset = timedelta(hours=hours, minutes=minutes) * (1 if zone[0] == "+" else -1)
        return timezone(offset) if hours <= 14 and minutes < 60 else None
    named = ZONES.get(zone.lower())
    return None if named is None else timezone(timedelta(hours=named))
