"""Datelines: where a report was filed, and for which agency."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tasks.clean.agencies import agency_alternation, canonical_agency
from tasks.clean.dates import MONTHS
from tasks.clean.paragraph import Paragraph

# A dateline stands before the report: within the first paragraphs, within so many characters.
DATELINE_PARAGRAPHS = 8
DATELINE_REACH = 140
# Capitals before a dash that label a text and name no place.
LABELS = frozenset(
    """
    update updated breaking exclusive watch live file analysis opinion correction corrected
    editorial comment column explainer explained feature factbox fact timeline interview profile
    review sport sports business world news politics video photo photos pictures wrap urgent alert
    advisory note editor editors read more listen podcast newsletter obituary letter letters
    developing just in special report insight brief briefs summary recap result results scores
    preview factcheck check headline title date source warning q a question answer nato nasa imf
    eu un who fbi cia bbc cnn
    """.upper().split()
)


class Dateline(NamedTuple):
    """The paragraph that opens with a dateline, its place as printed, and its agency."""

    position: int
    place: str | None
    agency: str | None


def find_dateline(paragraphs: Sequence[Paragraph]) -> Dateline | None:
    """Return the first dateline among the opening paragraphs, or None."""
    for index, paragraph in enumerate(paragraphs[:DATELINE_PARAGRAPHS]):
        read = read_dateline(paragraph.text)
        if read:
            return Dateline(index, *read)
    return None


def read_dateline(text: str) -> tuple[str | None, str | None] | None:
    """Return the place and the agency of the dateline that opens a paragraph, or None.

    Places in capitals need only a dash or a colon after them (`TIRANA -`, `NEW DELHI:`); places in
    small letters need an agency in brackets, or a region after a comma (`Evansville, Indiana -`).
    """
    head = text[:DATELINE_REACH]
    found = _datelines().match(head)
    if not found or not _opens_sentence(text[found.end() : found.end() + 3]):
        return None
    place = found["caps"] or found["agencyplace"] or found["regionplace"]
    if place and LABELS.intersection(re.findall(r"[A-Z]+", place)[:2]):
        return None
    agency = found["a1"] or found["a2"] or found["a3"]
    return place, canonical_agency(agency) if agency else None


def _opens_sentence(start: str) -> bool:
    """Return whether what follows the dash can open a report: a capital, a digit or a quote."""
    letters = start.lstrip("\"'“‘«„(¿¡")
    return bool(letters) and not letters[0].islower() and letters[0] not in "-–—"


@cache
def _datelines() -> re.Pattern[str]:
    """Return the pattern of the three kinds of datelines, up to the text after the dash."""
    upper = "".join(map(chr, filter(lambda code: chr(code).isupper(), range(0x41, 0x530))))
    capital = rf"[{upper}](?:[{upper}]|['’.-])+"
    caps = rf"{capital}(?:[ /]{capital}){{0,5}}"
    name = rf"[{upper}](?:[^\W\d_]|['’.-])+"
    title = rf"{name}(?:[ -](?:{name}|d[aeo]s?|del|la|le|al|el|of|the|and|upon|am)){{0,4}}"
    region = rf"(?:,\s(?:{title}|(?:[A-Z]\.){{2,3}})){{1,2}}"
    months = "|".join(sorted(MONTHS, key=len, reverse=True))
    foreign = "ene|abr|ago|dic|mars?|avril|mai|juin|juil|août|déc"
    day = (
        rf"(?:,?\s(?i:(?:{months})\.?\s\d{{1,2}}|\d{{1,2}}\s(?:{months}|{foreign})\.?)"
        r"(?:,?\s\d{4})?)?"
    )
    agency = agency_alternation()
    dash = r"(?:\s?\.?(?:--|[–—―_])\s?|\s?\.-\s?|\s-\s|-\s)"

    def filed(group: str) -> str:
        return rf"\s?\((?P<{group}>{agency})(?:[ /,][^()]{{1,30}})?\)"

    return re.compile(
        rf"(?P<caps>{caps}(?:{region})?){day},?(?:{filed('a1')})?{day}(?:{dash}|:\s)"
        rf"|(?:(?P<agencyplace>{title}(?:{region})?){day},?\s?)?{filed('a2')}{day},?(?:{dash}|:\s)"
        rf"|(?P<a3>{agency})\s?(?:--|[–—])\s"
        rf"|(?P<regionplace>{title}{region}){day}\s(?:--|[-–—])\s"
    )
