"""Read years, decades, centuries, and dates in figures; tell years from other numbers."""

import re
from functools import cache
from typing import Final

from tasks.extract.calendar import PARTS, SEASONS, Found
from tasks.extract.currencies import load_names
from tasks.extract.measures import load_measures

# Before a year: words that only a time follows, and words that anything may follow.
_SURE: Final = frozenset(
    (
        "in", "since", "until", "till", "during", "throughout", "early", "late", "mid", "year",
        "years", "circa", "season", "autumn", "spring", "summer", "winter",
    )
)  # fmt: skip
_OPEN: Final = frozenset(
    (
        "the", "a", "an", "its", "his", "her", "their", "our", "this", "that", "s", "and", "or",
        "to", "from", "by", "of", "for", "after", "before", "between", "with", "against", "through",
        "versus", "vs", "as", "into", "fiscal", "both", "last", "but", "end", "beyond", "when",
    )
)  # fmt: skip
_COUNTED: Final = frozenset(
    (
        "people", "men", "women", "children", "troops", "dead", "police", "gmt", "utc", "est",
        "hrs", "edt", "cet", "local", "or", "percent", "per", "pages", "words", "hundred",
        "calories", "kcal", "rpm", "points", "votes", "feet", "foot", "million", "billion",
    )
)  # fmt: skip
_VERBS: Final = frozenset(
    ("was", "is", "has", "had", "will", "saw", "began", "ended", "would", "marked", "brought")
)
_BEFORE = re.compile(r"(?P<word>[^\W\d_]+|[(\[,;:.!?\"“‘–—-])[\s’']*$")
_AFTER = re.compile(r"\s+(?P<word>[^\W\d_]+)")
_PIECE = re.compile(
    r"(?:\b(?P<quarter>Q[1-4]|H[12])\s+(?:of\s+)?"
    r"|\b(?P<ordinal>first|second|third|fourth|final|last)[\s-]+(?P<piece>quarter|half)\s+of\s+"
    r"|\b(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+)?"
    r"|\b(?P<part>early|late|mid)[\s-]+(?:the\s+)?"
    r"|\b(?P<edge>end|beginning|start|middle)\s+of\s+(?:the\s+)?)$",
    re.IGNORECASE,
)
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_CENTURY = re.compile(r"\b(?P<number>\d{1,2})(?:st|nd|rd|th)[\s-]+$")


def read_year(text: str, match: re.Match[str]) -> Found | None:
    """Return a year or a decade with what narrows it, None for any other number."""
    if match["short"]:
        return _narrow(text, match.start() - 1, match.end(), f"19{match['short'][0]}X")
    year = match["year"]
    if match["decade"]:
        return _narrow(text, match.start(), match.end(), year[:3] + "X")
    if match["until"]:
        until = match["until"] if len(match["until"]) == 4 else year[:2] + match["until"]
        if not 0 < int(until) - int(year) <= 100:
            return None
        return Found(match.start(), match.end(), f"{year}/{until}")
    if not _is_year(text, match.start(), match.end()):
        return None
    return _narrow(text, match.start(), match.end(), year)


def _is_year(text: str, start: int, end: int) -> bool:
    """Judge a number of four figures by its neighbours: `in 2014`, but not `about 2000 homes`."""
    before = _BEFORE.search(text, max(0, start - 20), start)
    after = _AFTER.match(text, end)
    following = after["word"] if after else ""
    if following.lower() in _COUNTED or _is_unit(following):
        return False
    if before is None:
        return following in _VERBS
    word = before["word"].lower()
    if word in _SURE:
        return True
    if word in ("(", "["):
        return text[end : end + 1] in (")", "]", ",", ";", "-", "–", ":")
    if word in (".", "!", "?", '"', "“", "‘"):
        return following in _VERBS
    if word in ("–", "—", "-"):
        return text[max(0, start - 6) : start - 1].strip().isdigit()
    plural = (
        following.islower() and following.endswith("s") and following not in ("was", "is", "has")
    )
    return word in _OPEN and not (plural and word not in ("s", "the", "its", "his", "her"))


@cache
def _units() -> frozenset[str]:
    return frozenset(word.lower() for word in (*load_names(), *load_measures()[0]))


def _is_unit(word: str) -> bool:
    return word.lower() in _units()


def _narrow(text: str, start: int, end: int, form: str) -> Found:
    """Take in the words that narrow a year: a quarter, a half, a season, `early`, `the end of`."""
    match = _PIECE.search(text, max(0, start - 26), start)
    if match is None:
        return Found(start, end, form)
    if match["part"] or match["edge"]:
        group = "part" if match["part"] else "edge"
        return Found(match.start(group), end, f"{form} {PARTS[match[group].lower()]}")
    if not form.isdigit():
        return Found(start, end, form)
    if match["season"]:
        return Found(match.start("season"), end, f"{form}-{SEASONS[match['season'].lower()]}")
    if match["quarter"]:
        return Found(match.start("quarter"), end, f"{form}-{match['quarter'].upper()}")
    number = _ORDINALS[match["ordinal"].lower()]
    letter = "Q" if match["piece"].lower() == "quarter" else "H"
    number = min(number, 2) if letter == "H" else number
    return Found(match.start("ordinal"), end, f"{form}-{letter}{number}")


def read_century(text: str, start: int, end: int) -> Found | None:
    """Read `the 19th century`; `the last century` is read as one too."""
    match = _CENTURY.search(text, max(0, start - 8), start)
    if match is None or not 1 <= int(match["number"]) <= 21:
        return None
    return Found(match.start("number"), end, f"{int(match['number']) - 1:02}XX")


def read_numeric(match: re.Match[str]) -> Found | None:
    """Read dates in figures: ISO 8601, and day and month where only one order is possible."""
    if match["year"]:
        year, month, day = match["year"], int(match["month"]), int(match["day"])
    else:
        one, two, year = int(match["one"]), int(match["two"]), match["long"]
        if match["mark"] == "/" and one <= 12 and two <= 12 and one != two:
            return None  # 03/04/2024 is two different days on two sides of an ocean
        day, month = (one, two) if two <= 12 else (two, one)
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= int(year) <= 2999):
        return None
    return Found(match.start(), match.end(), f"{year}-{month:02}-{day:02}")
