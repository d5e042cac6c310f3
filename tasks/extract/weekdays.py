"""Read the days of the week: `Wednesday`, `last Friday`, `Wednesday this week`."""

import re

from tasks.extract.calendar import WEEKDAYS, Found
from tasks.extract.tense import find_direction

_BEFORE = re.compile(
    r"\b(?P<which>last|next|this coming|coming|this past|past|this)\s+$", re.IGNORECASE
)
_AFTER = re.compile(r"(?:\s+(?:of\s+)?(?P<week>last|this|next)\s+week)\b", re.IGNORECASE)
_DATE_AFTER = re.compile(r"\.?,?\s+(?:the\s+)?(?:\d{1,2}\b|[A-Z][a-z]{2,8}\.?\s+\d)")
# Days that are part of a name, and days that come back every week.
_NAMED_BEFORE = re.compile(
    r"\b(?:Bloody|Black|Good|Super|Palm|Ash|Cyber|Easter|Holy|Maundy|Shrove|Giving|Whit|Fat|Red|"
    r"[Ee]very|[Ee]ach|[Aa]ny|[Cc]asual|Ruby|Girl|Man)\s+$"
)
_NAMED_AFTER = re.compile(
    r"\s+(?:Times|Telegraph|Mirror|Mail|Express|World|Herald|Post|Star|Sun|Independent|People|Tribune"
    r"|Age|Night\s+(?:Live|Football)|School|Club|Business|Nation|Standard|Guardian|Observer)\b"
)


def read_weekday(text: str, start: int, end: int) -> Found | None:
    """Return the day that a weekday means; short forms count only in front of a date."""
    word = text[start:end]
    if not word[0].isupper():
        return None
    if not word.lower().endswith("day"):
        return None
    if _NAMED_BEFORE.search(text, max(0, start - 12), start) or _NAMED_AFTER.match(text, end):
        return None
    number = WEEKDAYS[word.lower()]
    week = _AFTER.match(text, end)
    if week is not None:
        offset = {"last": -1, "this": 0, "next": 1}[week["week"].lower()]
        return Found(start, week.end(), f"P{offset}W-{number}")
    before = _BEFORE.search(text, max(0, start - 14), start)
    if before is not None:
        return _make_relative(before, number, end)
    direction = find_direction(text, start, end) or "<"
    return Found(start, end, f"XXXX-WXX-{number}{direction}")


def _make_relative(before: re.Match[str], number: int, end: int) -> Found:
    which = before["which"].lower()
    if which == "this":
        return Found(before.start(), end, f"P0W-{number}")
    mark = {"next": ">>", "coming": ">", "this coming": ">"}.get(which, "<<")
    return Found(before.start(), end, f"XXXX-WXX-{number}{mark}")
