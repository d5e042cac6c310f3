"""Bylines: who wrote it, where a line of its own says so."""

import re
from functools import cache

from tasks.clean.agencies import canonical_agency

LONGEST_BYLINE = 160
OPENERS = re.compile(
    r"(?:by|written by|words by|story by|report by|reported by|text by|author|byline|from)"
    r"(?:\s?:\s?|\s)",
    re.IGNORECASE,
)
ROLES = re.compile(
    r"\b(?:editor|correspondent|reporter|writer|columnist|staff|bureau|chief|analyst|contributor|"
    r"journalist|desk|fellow|producer|photographer)s?\b",
    re.IGNORECASE,
)
PLACED = re.compile(r"\s(?:in|at|for)\s(?=[^\W\d_])")
SEPARATORS = re.compile(r"\s+(?:and|&|with)\s+|\s?[,/]\s?")


def read_byline(text: str) -> tuple[str | None, str | None] | None:
    """Return the author and the agency that a line names, or None where it is no byline.

    Read are `By Jane Doe and John Roe in Kyiv`, `By Jane Doe, Reuters`, `Jane Doe, Political
    Editor` and `Jane Doe in Kyiv`. Roles and places are left out of the author.
    """
    if len(text) > LONGEST_BYLINE:
        return None
    opened = OPENERS.match(text)
    rest = text[opened.end() :] if opened else text
    parts = [part for part in SEPARATORS.split(_without_place(rest).strip(" .")) if part]
    names = [part for part in parts if is_name(part)]
    agencies = [named for part in parts if (named := canonical_agency(part))]
    roles = [part for part in parts if ROLES.search(part)]
    if not parts or any(
        part not in names and part not in roles for part in parts if not canonical_agency(part)
    ):
        return None
    if not opened and not (names and (roles or agencies)):
        return None
    authors = [name for name in names if name not in roles and not canonical_agency(name)]
    if not authors and not agencies and not (opened and roles):
        return None
    return (" and ".join(authors) or None), (agencies[0] if agencies else None)


def _without_place(text: str) -> str:
    """Return a byline up to the place it was filed from (`in Kyiv`)."""
    found = PLACED.search(text)
    return text[: found.start()] if found else text


def is_name(text: str) -> bool:
    """Return whether a string has the shape of a person's name: two to five capitalised words."""
    return bool(_name().fullmatch(text))


@cache
def _name() -> re.Pattern[str]:
    particle = r"(?:van|von|der|den|de|del|della|da|dos|do|di|du|la|le|el|al|bin|ibn|ter|ten|y|e)"
    word = r"(?:[^\W\d_a-z](?:[^\W\d_]|['’.-])*)"
    return re.compile(rf"{word}(?:[ -](?:{particle}[ -])*{word}){{1,4}}")
