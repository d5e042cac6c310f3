"""Bylines: who wrote it, where a line of its own says so."""

import re
from functools import cache
from typing import NamedTuple

from tasks.clean.agencies import agency_alternation, canonical_agency
from tasks.clean.dates import When, match_date
from tasks.clean.vocabulary import load_vocabulary

LONGEST_BYLINE = 160
# Names, roles and agencies in a line that does not open with `By`; more is a list.
MOST_UNOPENED = 3
MOST_ROLE_WORDS = 5
OPENERS = re.compile(
    r"(?:by|written by|words by|story by|report by|reported by|posted by|published by|text by|"
    r"author|authors|byline|reporter|from|par|por|von)(?:\s?:\s?|\s)",
    re.IGNORECASE,
)
ROLES = re.compile(
    r"\b(?:editor|correspondent|reporter|writer|columnist|staff|bureau|chief|analyst|contributor|"
    r"journalist|desk|fellow|producer|photographer|reporting|team)s?\b",
    re.IGNORECASE,
)
PLACED = re.compile(
    r"\s(?:in|at|for|FOR|à|en|aus)\s(?:the\s)?[^\W\d_a-z][\w.'’-]*(?:\s[^\W\d_a-z][\w.'’-]*)*"
)
BARS = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+")
SEPARATORS = re.compile(r",?\s+(?:and|&|with|et|y|und|e)\s+|\s?[,/;]\s?")
ADDRESS = re.compile(r"\(?\S*@\S+\)?")
MINUTES = re.compile(r"\d{1,3}\s?min(?:ute)?s?(?:\sread)?", re.IGNORECASE)


class Byline(NamedTuple):
    """The author and the agency that a line names, and the day it states."""

    author: str | None
    agency: str | None
    when: When | None


def read_byline(text: str) -> Byline | None:
    """Return what a byline states, or None where a line is none.

    Read are `By Jane Doe and John Roe in Kyiv`, `By Jane Doe, Reuters | 12 March 2025`, `Jane
    Doe, Political Editor`. Roles, places and addresses are left out of the author.
    """
    if len(text) > LONGEST_BYLINE:
        return None
    opened = OPENERS.match(text)
    rest = ADDRESS.sub("", text[opened.end() :] if opened else text)
    people, when = _split_day(rest)
    people = _agency_suffix().sub(r", \1", PLACED.sub("", people)).strip(" .:")
    parts = [part for part in SEPARATORS.split(people) if part]
    agencies = [named for part in parts if (named := canonical_agency(part))]
    roles = [part for part in parts if is_role(part)]
    names = [p for p in parts if is_name(p) and p not in roles and not canonical_agency(p)]
    if not parts or len(names) + len(roles) + len(agencies) < len(parts):
        return None
    if opened is None and not (names and parts[0] in names and (roles or agencies or when)):
        return None
    if opened is None and len(parts) > MOST_UNOPENED:
        return None
    if not names and not agencies and not opened:
        return None
    return Byline(_list_names(names), agencies[0] if agencies else None, when)


def _list_names(names: list[str]) -> str | None:
    """Return names as a byline prints them: `A`, `A and B`, `A, B and C`."""
    if not names:
        return None
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _split_day(text: str) -> tuple[str, When | None]:
    """Return a byline without its day and reading time, and the day."""
    when: When | None = None
    people: list[str] = []
    for segment in BARS.split(text):
        dated = re.search(r"(?:^|,?\s(?:on\s)?|,\s?)(?=\w+\.?,?\s\d|\d)", segment)
        found = match_date(segment, dated.end()) if dated else None
        if dated and found and not segment[found[0] :].strip(" .,"):
            when, segment = found[1], segment[: dated.start()]
        if segment and not MINUTES.fullmatch(segment):
            people.append(segment)
    return ", ".join(people), when


def is_name(text: str) -> bool:
    """Return whether a string has the shape of a person's name: two to five capitalised words."""
    words = text.lower().split()
    return bool(_name().fullmatch(text)) and load_vocabulary("no_names").isdisjoint(words)


def is_role(text: str) -> bool:
    """Return whether a few words name a role (`Political Editor`, `our correspondent`)."""
    words = text.split()
    if len(words) > MOST_ROLE_WORDS or not ROLES.search(text):
        return False
    return bool(ROLES.fullmatch(words[-1])) or not any(w[0].islower() for w in words if len(w) > 3)


def is_affiliation(text: str) -> bool:
    """Return whether a line below a byline says where its author works (`BBC News, Nairobi`)."""
    parts = SEPARATORS.split(text)
    known = any(is_role(part) or part.endswith((" News", " Service")) for part in parts)
    return known and len(text.split()) <= MOST_ROLE_WORDS + 1 and text[-1].isalnum()


@cache
def _agency_suffix() -> re.Pattern[str]:
    """Return the pattern of an agency that follows a name without a comma (`JANE DOE AP`)."""
    return re.compile(rf"(?<=[^\W\d_]{{2}})\s({agency_alternation()})$")


@cache
def _name() -> re.Pattern[str]:
    upper = "".join(map(chr, filter(lambda code: chr(code).isupper(), range(0x41, 0x530))))
    particle = (
        "(?:van|von|der|den|de|del|della|da|dos|do|di|du|la|le|el|al|bin|ibn|ter|ten|y|e|ní|nic|st)"
    )
    word = rf"(?:(?:al-|el-|d'|d’)?[{upper}](?:[^\W\d_]|['’.-])*)"
    return re.compile(rf"{word}(?: (?:{particle} )*{word}){{1,4}}")
