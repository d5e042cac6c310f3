"""What a common noun before a name says of it: `the brokerage X`, `the trawler Y`."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from schemas.entity import Label
from tasks.extract.boundaries import HONOURS_BEHIND
from tasks.extract.lists import list_all
from tasks.extract.places import find_places
from tasks.extract.spans import Cover, Span
from tasks.extract.words import is_common, read_set

# Nouns that stand before an organisation's name and before no person's (`chairman X` would).
BODIES: Final = (
    "company|firm|brokerage|federation|broadcaster|television channel|newspaper|daily|weekly"
    "|magazine|website|agency|airline|carrier|bank|lender|insurer|retailer|carmaker|automaker|startup"
    "|start-up|charity|consultancy|watchdog|think tank|conglomerate|developer|contractor|utility"
    "|(?:state|wealth|pension|hedge|investment) fund|(?:oil|gas|energy|mining|tech|telecoms|media"
    "|retail|steel|food|shipping|e-commerce) (?:giant|major|group)|(?:oil|gas|gold|steel|copper)"
    " producer|(?:telecoms|network|port|mobile) operator|chipmaker|drugmaker|planemaker|shipbuilder"
    "|(?:rights|advocacy|aid|rebel|armed|militant|monitoring|pressure|campaign|lobby) group"
    "|(?:ruling|opposition) party|news portal|radio station"
)
VESSELS: Final = (
    "trawler|ferry|vessel|tanker|frigate|destroyer|submarine|ship|yacht|freighter|warship|boat"
    "|liner|schooner|corvette|carrier|icebreaker|tug|tugboat|barge|spacecraft|MV|USS|HMS"
)
# Whoever is `an economist at X` works for a body: no person is called so, and few towns.
EXPERTS: Final = (
    "economist|analyst|strategist|trader|dealer|broker|banker|fellow|researcher|partner|consultant"
    "|research"
)
BODY: Final = re.compile(rf"\b(?:(?:{BODIES}),?|(?:{EXPERTS}) (?:at|with)(?: the)?) $")
VESSEL: Final = re.compile(rf"\b(?:(?:{VESSELS})s?|ferries) $")
# `the liners X and Y`
NEXT_VESSEL: Final = re.compile(
    rf"\b(?:(?:{VESSELS})s|ferries) [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{0,2}} and $"
)
# `the minister, X, said`: an office in small letters, and a name between commas.
OFFICES: Final = (
    "minister|director|chairman|chairwoman|chair|president|governor|mayor|spokesman|spokeswoman"
    "|spokesperson|secretary|lawyer|coach|captain|manager|leader|ambassador|envoy|commissioner"
    "|editor|economist|analyst|professor|judge|prosecutor|commander|founder|treasurer|widow|wife"
    "|husband|brother|sister|son|daughter|mother|father"
)
# `the courier company Zipp`, and what stands before `news agency`.
INTRODUCED: Final = re.compile(
    rf"(?:{BODIES}) (?P<name>[A-ZÀ-ÖØ-Þ][\w&’'-]*(?: [A-ZÀ-ÖØ-Þ][\w&’'-]*){{0,3}})\b(?![$£€])"
)
# Letters and a number are a road, a tank or a law; with these beside them a group under arms.
FORCES: Final = (
    "[Rr]ebels?|[Ff]ighters|[Mm]ilitants|militia(?:men)?|insurgents|guerrillas|gang|movement"
)
NUMBERED: Final = re.compile(r"[A-Z]{1,4}-?\d{1,3}\b")
FORCES_OF: Final = re.compile(rf"\b(?:{FORCES}) (?:of|from) (?:the )?$")
FORCES_BEHIND: Final = re.compile(rf" (?:{FORCES})\b")
AGENCY: Final = re.compile(r"['’]?s? (?:state )?news (?:agency|site|website|portal)\b")
OFFICE: Final = re.compile(rf"\b(?:{OFFICES}), $")
# `X, a daily in Cetinje`, `X al-Y, chairman of the port`: what is said behind a comma. A
# preposition before the noun leads elsewhere (`the son of a bank clerk`), as does a noun behind it.
BEHIND: Final = ", "
BODIES_BEHIND: Final = (
    "company|firm|brokerage|federation|broadcaster|television (?:channel|station)|radio station"
    "|newspaper|daily|weekly|magazine|website|news agency|airline|bank|insurer|carmaker|automaker"
    "|startup|start-up|charity|consultancy|think tank|conglomerate|utility|trade union|militia"
    "|(?:rebel|armed|advocacy|rights|militant) group"
)
BODY_BEHIND: Final = re.compile(
    rf", (?:an?|the|one of) (?:(?!(?:of|for|at|in|from|with|and|who|whose) )[\w'’-]+ ){{0,4}}?"
    rf"(?:{BODIES_BEHIND})(?= (?:in|based|that|which|owned|from|with|run|founded|said)\b|[,.;])"
)
OFFICE_BEHIND: Final = re.compile(
    rf", (?:the |an? |its |his |her |their )?(?:[a-z-]+ ){{0,3}}?(?:{OFFICES}|head|boss)"
    r" (?:of|at|for)\b"
)
# `X, 43, a farmer`; a team may be `who` too, a place is not.
AGED: Final = re.compile(r", (?:aged )?\d{2},")
WHO: Final = re.compile(r", who(?:se)? ")
# `the militia known as X`, `X mercenaries`
CALLED: Final = re.compile(
    r"\b(?:militia|group|party|company|movement|network|alliance|gang|coalition|force|unit|outfit) "
    r"(?:known as|called|named|dubbed)(?: the)? $"
)
ARMED_BEHIND: Final = re.compile(
    r" (?:mercenaries|militants|guerrillas|militia(?:men)?|insurgents|gunmen|rebels|fighters)\b"
)
NAME_WORD: Final = re.compile(r"(?:(?:al|el|ul)-)?[A-ZÀ-ÖØ-Þ][\w'’-]+")
TITLE: Final = re.compile(r"([A-Z][a-z]+)\.? $")
CHARACTERS: Final = 60


def read_cues(text: str, spans: Sequence[Span]) -> list[Span]:
    """Make organisations and persons of what a noun introduces, and drop the names of vessels.

    What is said of a name once holds wherever else the article has it.
    """
    vessels = {name for name, span in read_names(text, spans) if is_vessel(text, span)}
    bodies = {name for name, span in read_names(text, spans) if is_body(text, span)} - vessels
    numbered = list(find_numbered(text))
    introduced = list(find_introduced(text, spans))
    bodies |= {text[span.start : span.end] for span in (*numbered, *introduced)}
    kept: list[Span] = []
    for span in spans:
        name = text[span.start : span.end]
        if name in vessels:
            continue
        if name in bodies and span.label not in ("ORG", "NORP") and not is_titled(text, span):
            kept.append(span._replace(label="ORG", method="cue"))
        elif span.label in ("ORG", "GPE", "LOC") and is_officer(text, span):
            kept.append(span._replace(label="PERSON", method="cue"))
        else:
            kept.append(span)
    return [*kept, *numbered, *introduced]


def is_titled(text: str, span: Span) -> bool:
    """Say whether a person's title stands before a name: `Mr Ford` beside the carmaker Ford."""
    title = TITLE.search(text, max(0, span.start - CHARACTERS), span.start)
    return title is not None and title[1] in read_set("honorifics.txt")


def find_numbered(text: str) -> Iterator[Span]:
    """Yield the groups under arms that are called by letters and a number (`rebels of the M23`)."""
    for match in NUMBERED.finditer(text):
        start, end = match.span()
        if text[start - 1 : start].isalnum():
            continue
        before = FORCES_OF.search(text, max(0, start - CHARACTERS), start)
        if before or FORCES_BEHIND.match(text, end):
            yield Span(start, end, "ORG", "cue")


def find_introduced(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the organisations that a noun introduces and the pipeline passed over."""
    cover = Cover(len(text), spans)
    for match in INTRODUCED.finditer(text):
        name = match["name"].removesuffix("'s").removesuffix("’s")
        start = match.start("name")
        # Asked here: a word boundary in front of the pattern makes the search five times slower.
        if text[match.start() - 1 : match.start()].isalpha():
            continue
        if cover.is_free(start, match.end("name")) and is_new_name(name):
            yield Span(start, start + len(name), "ORG", "cue")


def is_new_name(name: str) -> bool:
    """Say whether no list has a name and none of its words is a title, a day or an ordinary one."""
    if name in list_all() or find_places(name):
        return False
    return not any(
        is_common(word) or word in read_set("dropped.txt") or word in read_set("titles.txt")
        for word in name.split()
    )


def drop_vessels(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the spans without the peoples that ships are called after."""
    return [span for span in spans if not begins_vessel(text, span)]


def begins_vessel(text: str, span: Span) -> bool:
    """Say whether a people's name is the first word of a ship's (`the liner Nordic Star`)."""
    if span.label != "NORP" or text[span.end : span.end + 1] != " ":
        return False
    following = text[span.end + 1 : span.end + 2]
    return following.isupper() and is_vessel(text, span)


def is_officer(text: str, span: Span) -> bool:
    """Say whether an office's bearer is named, in two or three words that no list has."""
    name = text[span.start : span.end]
    words = name.split()
    if not text.startswith(BEHIND, span.end) or not 2 <= len(words) <= 3 or name in list_all():
        return False
    if not all(map(NAME_WORD.fullmatch, words)) or name.isupper() or find_places(name):
        return False
    if any(word.casefold() in read_set("common.txt") for word in words):
        return False
    if OFFICE.search(text, max(0, span.start - CHARACTERS), span.start):
        return True
    if OFFICE_BEHIND.match(text, span.end) or AGED.match(text, span.end):
        return True
    return span.label != "ORG" and bool(WHO.match(text, span.end))


def read_names(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    """Yield the names that the pipeline alone vouches for: no list has them."""
    labels: tuple[Label, ...] = ("PERSON", "ORG", "GPE", "LOC", "FAC")
    for span in spans:
        name = text[span.start : span.end]
        if span.label in labels and name not in list_all() and not is_common(name):
            yield name, span


def is_body(text: str, span: Span) -> bool:
    """Say whether a company, a newspaper or the like is named."""
    if HONOURS_BEHIND.match(text, span.end):
        return False
    if text.startswith(BEHIND, span.end) and BODY_BEHIND.match(text, span.end):
        return True
    if AGENCY.match(text, span.end):
        return not find_places(text[span.start : span.end])
    first = max(0, span.start - CHARACTERS)
    if BODY.search(text, first, span.start) or CALLED.search(text, first, span.start):
        return True
    return bool(ARMED_BEHIND.match(text, span.end)) and not find_places(text[span.start : span.end])


def is_vessel(text: str, span: Span) -> bool:
    """Say whether a ship is named; the firm that follows `carrier` is none."""
    first = max(0, span.start - CHARACTERS)
    if is_body(text, span):
        return False
    return any(pattern.search(text, first, span.start) for pattern in (VESSEL, NEXT_VESSEL))
