"""What a common noun before a name says of it: `the brokerage X`, `the trawler Y`."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from schemas.entity import Label
from tasks.extract.lists import list_all
from tasks.extract.places import find_places
from tasks.extract.spans import Span
from tasks.extract.words import is_common

# Nouns that stand before an organisation's name and before no person's (`chairman X` would).
BODIES: Final = (
    "company|firm|brokerage|federation|broadcaster|television channel|newspaper|daily|weekly"
    "|magazine|website|agency|airline|carrier|bank|lender|insurer|retailer|carmaker|automaker|startup"
    "|start-up|charity|consultancy|watchdog|think tank|conglomerate|developer|contractor|utility"
)
VESSELS: Final = (
    "trawler|ferry|vessel|tanker|frigate|destroyer|submarine|ship|yacht|freighter|warship|boat"
    "|liner|schooner|corvette|carrier|icebreaker|tug|tugboat|barge|spacecraft|MV|USS|HMS"
)
BODY: Final = re.compile(rf"\b(?:{BODIES}),? $")
VESSEL: Final = re.compile(rf"\b(?:{VESSELS})s? $")
# `the liners X and Y`
NEXT_VESSEL: Final = re.compile(rf"\b(?:{VESSELS})s [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{0,2}} and $")
# `the minister, X, said`: an office in small letters, and a name between commas.
OFFICES: Final = (
    "minister|director|chairman|chairwoman|chair|president|governor|mayor|spokesman|spokeswoman"
    "|spokesperson|secretary|lawyer|coach|captain|manager|leader|ambassador|envoy|commissioner"
    "|editor|economist|analyst|professor|judge|prosecutor|commander|founder|treasurer|widow|wife"
    "|husband|brother|sister|son|daughter|mother|father"
)
OFFICE: Final = re.compile(rf"\b(?:{OFFICES}), $")
CHARACTERS: Final = 60


def read_cues(text: str, spans: Sequence[Span]) -> list[Span]:
    """Make organisations and persons of what a noun introduces, and drop the names of vessels.

    What is said of a name once holds wherever else the article has it.
    """
    vessels = {name for name, span in read_names(text, spans) if is_vessel(text, span)}
    bodies = {name for name, span in read_names(text, spans) if is_body(text, span)} - vessels
    kept: list[Span] = []
    for span in spans:
        name = text[span.start : span.end]
        if name in vessels:
            continue
        if name in bodies and span.label in ("PERSON", "GPE", "LOC"):
            kept.append(span._replace(label="ORG", method="cue"))
        elif span.label in ("ORG", "GPE", "LOC") and is_officer(text, span):
            kept.append(span._replace(label="PERSON", method="cue"))
        else:
            kept.append(span)
    return kept


def is_officer(text: str, span: Span) -> bool:
    """Say whether an office's bearer is named, in two or three words that no list has."""
    name = text[span.start : span.end]
    words = name.split()
    if text[span.end : span.end + 1] != "," or not 2 <= len(words) <= 3 or name in list_all():
        return False
    if not all(word.istitle() and not is_common(word) for word in words) or find_places(name):
        return False
    return bool(OFFICE.search(text, max(0, span.start - CHARACTERS), span.start))


def read_names(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    """Yield the names that the pipeline alone vouches for: no list has them."""
    labels: tuple[Label, ...] = ("PERSON", "ORG", "GPE", "LOC", "FAC")
    for span in spans:
        name = text[span.start : span.end]
        if span.label in labels and name not in list_all() and not is_common(name):
            yield name, span


def is_body(text: str, span: Span) -> bool:
    """Say whether a company, a newspaper or the like is named."""
    return bool(BODY.search(text, max(0, span.start - CHARACTERS), span.start))


def is_vessel(text: str, span: Span) -> bool:
    """Say whether a ship is named; the firm that follows `carrier` is none."""
    first = max(0, span.start - CHARACTERS)
    if is_body(text, span):
        return False
    return any(pattern.search(text, first, span.start) for pattern in (VESSEL, NEXT_VESSEL))
