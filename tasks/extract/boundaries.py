"""Where a name begins and ends: titles, articles, possessives and compounds stand outside."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tasks.extract.lists import NAME_PARTICLES, list_all, list_countries
from tasks.extract.places import find_places
from tasks.extract.spans import Cover, Span
from tasks.extract.words import find_title_lines, is_common, read_classes, read_set, starts_sentence

EDGE: Final = " \t\r\n\"'“”‘’«»[]{}<>*_,;:…|#@/\\-–—•·"
BRACKETS: Final = {"(": ")", ")": "("}
# First names that are titles too: taken off only where a full name follows (`Dean John Smith`).
NAMES_TOO: Final = frozenset(
    (
        "Dean",
        "Major",
        "Marshal",
        "Bishop",
        "Judge",
        "Pope",
        "Justice",
        "Earl",
        "Duke",
        "Sister",
        "Father",
        "Brother",
        "Commander",
        "Engineer",
    )
)
PARTICLES: Final = NAME_PARTICLES | {"and", "of"}
POSSESSIVE: Final = re.compile(r"(?:['’]s|(?<=s)['’])$")
# `Champions League on Tuesday`, `Cauca province`: what stands behind a name.
TIME: Final = re.compile(
    r" (?:on|in|for|at|from|by) (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|"
    r"March|April|May|June|July|August|September|October|November|December|\d{4})$"
)
DIVISION: Final = re.compile(
    r" (?:province|region|district|state|county|area|governorate|prefecture|municipality|border)s?$"
)
NEWS: Final = re.compile(r" (?:state )?news$")  # `the Tasnim news agency`
OWNER: Final = re.compile(r"([^\W\d_][\w -]*)['’]s (?=[A-ZÀ-ÖØ-Þ])")
LARGE_TOWN: Final = 100_000
ARTICLE: Final = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
SUFFIX: Final = re.compile(
    r"-(?:led|based|funded|backed|born|made|trained|owned|controlled|held|occupied|run|style|wide|"
    r"sponsored|supported|brokered|mediated|aligned|allied|linked|listed|educated|supplied|"
    r"administered|ruled|bound|friendly|dominated|majority|speaking|imposed|built|era|affiliated|"
    r"registered|wide|level|only|related|area|mandated|appointed|proposed|designed|produced|"
    r"inspired|financed|flagged|type|centric|leaning|approved|headquartered|installed|drafted)\b.*$",
    re.DOTALL,
)
FORMS: Final = ("Inc.", "Corp.", "Ltd.", "Co.", "Bros.")
KEEPING_POINT: Final = ("Jr.", "Sr.", *FORMS)
COMPASS: Final = re.compile(
    r"^(?:(?:north|south|east|west|central|north-?east|north-?west|south-?east|south-?west)(?:ern)?|"
    r"upper|lower|mid|greater|inner|outer|downtown|mainland|rural|war-torn|former|neighbouring|"
    r"neighboring|nearby)[\s-]+",
)
CAPITAL_COMPASS: Final = re.compile(
    r"^(?:Northern|Southern|Eastern|Western|Central|North-?eastern|North-?western|South-?eastern|"
    r"South-?western|Neighbouring|Neighboring|Former|Downtown|Mainland)\s+"
)
CALLING: Final = re.compile(r"[A-Z][a-z]{3,}(?:ist|er|or|ian|ant|man|woman)")
FOLLOWED: Final = re.compile(r"\.? [A-Z]")
BREAK: Final = re.compile(r"\n|\t| {3,}|\s[–—-]\s|\s--\s")
# Letters behind a person's name (`Rashmi Patel SC`).
LETTERS_BEHIND: Final = r",? (?:[KQS]C|MPs?|MEPs?|MDs?|PhD|[MOC]BE|FRS|SAN|Esq)"
HONOURS: Final = re.compile(rf"{LETTERS_BEHIND}$")
HONOURS_BEHIND: Final = re.compile(rf"{LETTERS_BEHIND}\b")


def trim_spans(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the spans without what stands outside a name."""
    parts = [part for span in spans for part in split_owner(text, span)]
    trimmed = [part for span in parts for part in trim_span(text, span)]
    lines = find_title_lines(text)
    if not lines:
        return trimmed
    cover = Cover(len(text))
    for start, end in lines:
        cover.take(start, end)
    return [
        span if cover.is_free(span.start, span.end) else trim_ordinary(text, span)
        for span in trimmed
    ]


def split_owner(text: str, span: Span) -> Iterator[Span]:
    """Yield a country or large town apart from what is its own (`Goma's Virunga Hospital`)."""
    match = OWNER.match(text, span.start, span.end)
    owned = match is not None and span.label in ("ORG", "FAC")
    if match is None or not owned or find_places(text[span.start : span.end]):
        yield span
        return
    places = find_places(match[1])
    if match[1] in list_countries() or (places and places[0].population >= LARGE_TOWN):
        yield Span(span.start, match.end(1), "GPE", "boundary")
        yield span._replace(start=match.end(), method="boundary")
    else:
        yield span


def trim_ordinary(text: str, span: Span) -> Span:
    """Return a span of a headline without the ordinary words at its ends (`Tesla Recalls`)."""
    words = list(re.finditer(r"\S+", text[span.start : span.end]))
    if any(word.group() in PARTICLES for word in words):
        return span
    while len(words) > 1 and is_ordinary(words[-1].group()):
        words.pop()
    while len(words) > 1 and is_ordinary(words[0].group()):
        if text[span.start + words[1].start() : span.start + words[-1].end()] not in list_all():
            break
        words.pop(0)
    start, end = span.start + words[0].start(), span.start + words[-1].end()
    if (start, end) == (span.start, span.end) or not text[start].isalpha():
        return span
    listed = list_all().get(text[start:end])
    return Span(start, end, listed.label if listed else span.label, "boundary")


def is_kind(word: str) -> bool:
    """Say whether a word can end a name (`Commission`)."""
    return any(
        f"{label}|{word}" in read_set("kinds.txt") for label in ("ORG", "FAC", "LOC", "EVENT")
    )


def is_ordinary(word: str) -> bool:
    """Say whether a word of a headline names nothing and ends no name."""
    return is_common(word) and not is_kind(word) and not word.isupper()


def trim_span(text: str, span: Span) -> Iterator[Span]:
    """Yield what is left of a span: nothing, the span, or its name alone."""
    start, end = span.start, span.end
    # Most names are letters and spaces alone: nothing to take off their ends.
    if not text[start:end].replace(" ", "").isalpha() or text[start] == " ":
        start, end = trim_edges(text, *cut_at_break(text, start, end))
    end = trim_end(text, start, end, span.label in ("ORG", "PERSON"))
    person = span.label == "PERSON" and " " in text[start:end]
    honours = HONOURS.search(text[start:end]) if person else None
    end = start + honours.start() if honours else end
    start = trim_start(text, start, end, span)
    start, end = trim_edges(text, start, end)
    if start >= end:
        return
    changed = (start, end) != (span.start, span.end)
    yield span._replace(start=start, end=end, method="boundary" if changed else span.method)


def cut_at_break(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut a span at the end of a line or of a table's cell: no name goes over it."""
    match = BREAK.search(text, start, end)
    if match is None:
        return start, end
    return (start, match.start()) if match.start() > start else (match.end(), end)


def trim_edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Take spaces, marks and whatever is no letter or digit off both ends."""
    while start < end and is_outside(text, start, start, end):
        start += 1
    while end > start and is_outside(text, end - 1, start, end):
        end -= 1
    if end > start and text[end - 1] == "." and not keeps_point(text, start, end):
        end -= 1
    return start, end


def is_outside(text: str, place: int, start: int, end: int) -> bool:
    """Say whether the sign at an end of a name is no part of it: a mark, half a bracket, emoji."""
    sign = text[place]
    if sign in BRACKETS:
        return BRACKETS[sign] not in text[start:end]
    return sign in EDGE or is_symbol(sign)


def is_symbol(letter: str) -> bool:
    """Say whether a character is an emoji or the like."""
    return not (
        letter.isalnum() or letter.isascii() or (letter.isprintable() and ord(letter) < 0x2000)
    )


def keeps_point(text: str, start: int, end: int) -> bool:
    """Say whether a final point belongs to the name (`U.S.`, `Jr.`, `Fla. and`), not to the end."""
    word = text[start:end].rsplit(None, 1)[-1]
    if word in FORMS and text[end : end + 1] in ("", "\n"):
        return False
    if "." in word[:-1] or len(word) == 2 or word in KEEPING_POINT:
        return True
    return len(word) <= 5 and text[end : end + 1] == " " and text[end + 1 : end + 2].islower()


def trim_end(text: str, start: int, end: int, capital: bool) -> int:
    """Return the end without a possessive and without the second half of a compound.

    `capital`: the name ends with no ordinary word in small letters (`the UN refugee agency`), as a
    building's may (`Zawiya refinery`).
    """
    surface = text[start:end]
    if surface.isalpha() or surface in list_all():
        return end
    for pattern in (SUFFIX, POSSESSIVE, TIME, DIVISION, NEWS):
        match = pattern.search(surface)
        if match and match.start() > 0:
            surface = surface[: match.start()]
    head, _, last = surface.rpartition(" ")
    while capital and head and last.islower() and last.isalpha() and is_small(last):
        surface = head
        head, _, last = surface.rpartition(" ")
    return start + len(surface)


def trim_start(text: str, start: int, end: int, span: Span) -> int:
    """Return the start behind an article, a compass word or a person's titles."""
    match = ARTICLE.match(text[start:end])
    if match and span.label != "PERSON" and not text.startswith("The Hague", start):
        start += match.end()
    if span.label in ("GPE", "LOC"):
        return trim_compass(text, start, end)
    return trim_titles(text, start, end) if span.label == "PERSON" else start


def trim_compass(text: str, start: int, end: int) -> int:
    """Return the start behind a compass word that is no part of the name (`southern Australia`)."""
    match = COMPASS.match(text[start:end])
    if match and match.end() < end - start and text[start + match.end()].isupper():
        return start + match.end()
    match = CAPITAL_COMPASS.match(text[start:end])
    surface = text[start:end]
    if match and surface not in list_all() and starts_sentence(text, start):
        rest = surface[match.end() :]
        if rest in list_all():
            return start + match.end()
    return start


def trim_titles(text: str, start: int, end: int) -> int:
    """Return the start behind the titles and roles before a person's name."""
    surface = text[start:end]
    heads = list(re.finditer(r"\S+", surface))
    cut = 0
    for number, head in enumerate(heads):
        word = POSSESSIVE.sub("", head.group().rstrip(".,"))
        if word in NAMES_TOO and len(heads) - number <= 2:
            break
        ordinary = word.islower() and is_small(word)
        if word in read_set("titles.txt") or ordinary or is_calling(word, len(heads) - number):
            cut = number + 1
        elif word not in read_set("roles.txt"):
            break
    if cut == len(heads):
        # A title that no name follows is somebody's nickname (`Baron`), if the pipeline says so.
        return end if FOLLOWED.match(text, end) else start
    return start + heads[cut].start()


def is_calling(word: str, left: int) -> bool:
    """Say whether a word before a full name is what the person does (`Biologist Mary Lund`).

    `left`: how many words are left with this one.
    """
    if left < 3 or not CALLING.fullmatch(word) or not is_common(word):
        return False
    return not set(read_classes(word)) & set("fs")


def is_small(word: str) -> bool:
    """Say whether a word in small letters is an ordinary one, no part of a name (`de`, `bin`)."""
    return is_common(word) and word not in PARTICLES
