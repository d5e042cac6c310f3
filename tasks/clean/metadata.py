"""Leading and trailing metadata: publication dates, labels, addresses."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from schemas.article import Removal
from tasks.clean.crossheads import is_prose
from tasks.clean.dates import When, match_date
from tasks.clean.paragraph import Paragraph

HEAD_PARAGRAPHS = 8
TAIL_PARAGRAPHS = 4
LONGEST_DAY = 40
REACH = 200

LABEL = re.compile(
    r"(?:(?:(?:first|originally|last)\s)?(?:date|dated|published|posted|updated|modified|created|issued)"
    r"|(?:date|time|day)\s(?:of\s)?(?:published|publication|posted)|publication\sdate|pubdate|pub\sdate"
    r"|publish\sdate|published_at|pub_date|release\sdate|date\smodified|modified\sdate)"
    r"(?:\s(?:on|at|date|time))?(?P<colon>\s?[:=|–—-]\s?|\s)",
    re.IGNORECASE,
)
HOUR_FIRST = re.compile(
    r"\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?\s?[A-Z]{0,4},?\s(?:on\s)?", re.IGNORECASE
)
FILLER = re.compile(
    r"(?:[\s|•·,;()/–—-]+|\d{1,2}\s?min(?:ute)?s?(?:\sread)?\b|(?:at\s)?\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?\s?[A-Z]{0,4}\b)"
)
WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
TITLE_LABEL = re.compile(r"(?:title|headline)\s?:\s?(?=\S)", re.IGNORECASE)
OTHER_LABEL = re.compile(
    r"(?:url|link|web|section|category|categories|tags?|keywords|topics?|language|lang|id|slug|location|"
    r"country|word count|words|permalink|publication|publisher|outlet)\s?:\s?\S.{0,80}(?<![.!?])$",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
TRAILING_DAY = re.compile(
    r"\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,\s(?:[A-Z][a-z]{2,8}\s\d{1,2},|\d{1,2}\s[A-Z][a-z]{2,8})\s\d{4}$"
)


class Metadata(NamedTuple):
    """What is left of the text, the dates it stated (published before updated), its own title."""

    paragraphs: list[Paragraph]
    removals: list[Removal]
    dates: list[When]
    labelled_title: bool


def take_metadata(paragraphs: Sequence[Paragraph]) -> Metadata:
    """Return the paragraphs without metadata at the head and the foot of a text.

    The head ends with the second finished paragraph, the first of which may be a standfirst. A day
    without a label is no metadata where several stand as lines of their own: they head a timeline.
    """
    kept: list[Paragraph] = []
    removals: list[Removal] = []
    dates: list[tuple[bool, When]] = []
    labelled, finished = False, 0
    bare = sum(_is_bare_day(paragraph.text) for paragraph in paragraphs) == 1
    for index, paragraph in enumerate(paragraphs):
        head = len(kept) < HEAD_PARAGRAPHS and finished < 2
        if not head and index < len(paragraphs) - TAIL_PARAGRAPHS:
            kept.append(paragraph)
            continue
        day = head and not bare and _is_bare_day(paragraph.text)
        cut, found = (None, []) if day else read_metadata(paragraph.text, head, len(kept) < 3)
        finished += not cut and is_prose(paragraph.text)
        dates += found
        if cut and not kept and TITLE_LABEL.match(paragraph.text):
            labelled = True
        rest = _apply(paragraph, cut, removals)
        if rest:
            kept.append(rest)
    dates.sort(key=lambda pair: pair[0])
    return Metadata(kept, removals, [when for _, when in dates], labelled)


def _is_bare_day(text: str) -> bool:
    """Return whether a line is a day and nothing else."""
    found = match_date(text) if len(text) <= LONGEST_DAY and text[-4:].isdigit() else None
    return bool(found and found[0] == len(text))


def _apply(
    paragraph: Paragraph, cut: tuple[int, int] | None, removals: list[Removal]
) -> Paragraph | None:
    """Return a paragraph without the cut, which is added to the removals; None if none is left."""
    if cut is None:
        return paragraph
    start, end = cut
    removals.append(paragraph.removed("metadata", paragraph.text[start:end].strip()))
    rest = (paragraph.text[:start] + paragraph.text[end:]).strip()
    return Paragraph(paragraph.line, rest) if rest else None


def read_metadata(
    text: str, head: bool, opening: bool
) -> tuple[tuple[int, int] | None, list[tuple[bool, When]]]:
    """Return the span of metadata in a paragraph, and its dates, each with whether of an update.

    A paragraph goes whole when nothing else stands in it; a prefix goes only where the sentence
    after it opens with a capital, a digit or a quotation mark.
    """
    if ADDRESS.match(text) or (head and OTHER_LABEL.match(text)):
        return (0, len(text)), []
    if head and (title := TITLE_LABEL.match(text)):
        return (0, title.end()), []
    end, dates, prefix = _read_dates(text[:REACH], bare=head)
    if dates and (end == len(text) or (head and opening and prefix and _opens(text, end))):
        return (0, end), dates
    trailing = TRAILING_DAY.search(text[-40:]) if head and opening and len(text) <= REACH else None
    stated = match_date(text, len(text) - len(trailing.group(0)) + 1) if trailing else None
    if trailing and stated:
        return (len(text) - len(trailing.group(0)), len(text)), [(False, stated[1])]
    return None, []


def _read_dates(text: str, bare: bool) -> tuple[int, list[tuple[bool, When]], bool]:
    """Return how far dates and their labels reach, the dates, and whether a sentence may follow."""
    position, prefix = 0, False
    dates: list[tuple[bool, When]] = []
    while True:
        label = LABEL.match(text, position)
        start = label.end() if label else position
        hour = HOUR_FIRST.match(text, start) if label else None
        start = hour.end() if hour else start
        found = match_date(text, start) if label or bare else None
        if not found:
            return position, dates, prefix
        word = label.group(0).lower() if label else ""
        dates.append(("updat" in word or "modif" in word, found[1]))
        prefix = bool(label and (label["colon"].strip() or word.startswith("date "))) or bool(
            not label and WEEKDAY.match(text, start)
        )
        position = found[0]
        while filler := FILLER.match(text, position):
            position = filler.end()


def _opens(text: str, start: int) -> bool:
    """Return whether a sentence begins at `start`, and not the rest of one or of a word."""
    if text[start - 1].isalnum() and text[start].isalnum():
        return False
    rest = text[start:].lstrip(" \"'“‘«")
    return bool(rest) and not rest[0].islower()
