"""Short forms within an article: the first word of a firm, a team or a river standing alone."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from schemas.entity import Label
from tasks.extract.lists import list_all
from tasks.extract.places import find_places
from tasks.extract.spans import Cover, Span
from tasks.extract.spread import find_surnames
from tasks.extract.words import is_common, read_classes

LEGAL: Final = re.compile(r",? (?:Inc|Corp|Co|Ltd|Limited|LLC|PLC|Plc|plc|AG|SA|NV|GmbH|Pty)\.?$")
WATERS: Final = ("River", "Lake", "Sea", "Mountains", "Valley", "Desert", "Falls", "Bay", "Delta")
CLUBS: Final = ("Town", "City", "United", "Rovers", "Athletic", "Wanderers", "Albion", "Rangers")


def spread_heads(text: str, spans: Sequence[Span]) -> list[Span]:
    """Give a name alone the label of the longer one that it begins, where no map has a town of it.

    `the Malewa` beside `Malewa River` is the river, `Ludford` beside `Ludford Town` the team.
    """
    rivers, teams = find_heads(text, spans, "LOC", WATERS), find_heads(text, spans, "ORG", CLUBS)
    if not rivers and not teams:
        return list(spans)
    cover = Cover(len(text), spans)
    waters = frozenset(find_waters(text, rivers))
    found = [Span(*place, "LOC", "short form") for place in sorted(waters) if cover.is_free(*place)]
    for span in spans:
        if (span.start, span.end) in waters and span.label != "LOC":
            found.append(span._replace(label="LOC", method="short form"))
        elif span.label == "GPE" and text[span.start : span.end] in teams:
            found.append(span._replace(label="ORG", method="short form"))
        else:
            found.append(span)
    return found


def find_heads(
    text: str, spans: Sequence[Span], label: Label, endings: Sequence[str]
) -> frozenset[str]:
    """Return what stands before such an ending in the names of a label, without towns."""
    names = (text[span.start : span.end] for span in spans if span.label == label)
    parts = (name.rpartition(" ") for name in names)
    heads = {first for first, _, last in parts if first and last in endings}
    return frozenset(head for head in heads if head not in list_all() and not find_places(head))


def find_waters(text: str, heads: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where the names stand alone behind `the`."""
    for head in sorted(heads):
        for match in re.finditer(rf"\b[Tt]he ({re.escape(head)})\b(?! [A-Z])", text):
            yield match.span(1)


def spread_firms(text: str, spans: Sequence[Span]) -> list[Span]:
    """Make an organisation of the first word of its name alone (`Grunwald` of `Grunwald Steel`)."""
    persons = find_surnames(text, spans)
    heads = {
        text[span.start : span.end].split()[0]
        for span in spans
        if span.label == "ORG" and " " in text[span.start : span.end]
    }
    firms = {head for head in heads - persons if is_firm(head)}
    whole = {text[span.start : span.end] for span in spans if span.label == "ORG"}
    plain = {LEGAL.sub("", name) for name in whole if LEGAL.search(name)}
    firms |= plain
    return [
        *find_plain(text, spans, plain - whole),
        *(
            span._replace(label="ORG", method="short form")
            if span.label == "PERSON" and text[span.start : span.end] in firms
            else span
            for span in spans
        ),
    ]


def find_plain(text: str, spans: Sequence[Span], names: Iterable[str]) -> Iterator[Span]:
    """Yield the names of firms of several words where they stand without their legal form."""
    cover = Cover(len(text), spans)
    for name in sorted(name for name in names if " " in name):
        for match in re.finditer(rf"\b{re.escape(name)}\b(?! [A-Z])", text):
            if cover.is_free(*match.span()):
                yield Span(*match.span(), "ORG", "short form")


def is_firm(word: str) -> bool:
    """Say whether a word alone can only mean the organisation: no place, first name or people."""
    if word in list_all() or find_places(word) or is_common(word):
        return False
    return not set(read_classes(word)) & set("fsCcSRN")
