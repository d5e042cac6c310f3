"""Organisations: long names carried to their end, and letters that stand for a name."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from schemas.entity import Label
from tasks.extract.lists import list_all, list_countries, list_peoples
from tasks.extract.spans import Cover, Layer, Span, exceeds
from tasks.extract.words import is_common, read_set

CAPITAL: Final = r"(?:[A-ZÀ-ÖØ-Þ](?:[\w&.-]|['’](?!s\b))*[\w]|[A-Z])"
HEADS: Final = (
    "Ministry|Department|Commission|Committee|Institute|Faculty|School|Office|Bureau|Agency|"
    "Organi[sz]ation|Centre|Center|Council|Board|Directorate|Secretariat|Authority|Association|"
    "Federation|Union|University|Academy|College|Society|Foundation|Court|Coalition|Movement|"
    "League|Chamber|Confederation|Network|Forum|Tribunal|Taskforce|Corporation|Fund|Alliance|"
    "Assembly|Museum|Hospital|Conference|Panel|Mission|Party|Front|Congress|Service"
)
# `Ministry of Education, Tertiary Education, Science and Technology`, `Commission of Inquiry into
# Allegations of State Capture`: a head, a preposition and capitalised words, joined by commas only
# where an `and` closes the list. A second `of` follows only words that cannot end a name. Whether
# the head begins a word is asked of what matches: `\b` in front makes the search five times slower.
PART: Final = rf"{CAPITAL}(?: {CAPITAL})*"
LONG: Final = re.compile(
    rf"(?:{HEADS}) (?:of|for|on|into|against|to)(?: the)? {PART}"
    rf"(?: (?:into|against|on)(?: the)? {PART}(?: of(?: the)? {PART})?)?"
    rf"(?:(?:, {PART}){{1,5}},? (?:and|&) {PART}| (?:and|&) (?:the )?{PART})?"
)
# The words before the head are looked for from there backwards, in this many characters.
BEFORE: Final = re.compile(rf"(?:(?<!\w){CAPITAL} ){{1,4}}$")
BEFORE_CHARACTERS: Final = 80
LISTING: Final = re.compile(r"(?:Ministry|Department|Faculty|School|Committee|Bureau|Secretar)")
BRACKETS: Final = re.compile(r"\(\s?[\"“]?(?P<letters>[A-Z][A-Za-z&.-]{1,11})[\"”]?\)")
ACTING: Final = re.compile(
    r"\b[Tt]he ([A-Z]{3,6})(?:['’]s [a-z]|,? (?:said|says|has|had|will|would|wants?|told|called|"
    r"accused|warned|announced|denied|which|whose)\b)"
)
# fmt: off
SMALL: Final = frozenset((
    "of", "the", "and", "for", "in", "on", "to", "de", "du", "des", "la", "le", "et", "y", "&",
    "a", "against", "into",
))
# fmt: on
LEADING: Final = ("The", "A", "An", "In", "At", "For", "By", "But", "And", "Of", "On", "When")
# A name is looked for among this many words before its letters in brackets.
NAME_WORDS: Final = 12


def extend_organisations(text: str, spans: Sequence[Span]) -> list[Span]:
    """Carry a long name to its end, and find those that the pipeline missed or split."""
    layer = Layer(spans)
    for match in LONG.finditer(text):
        if match.start() and text[match.start() - 1].isalnum():
            continue
        before = BEFORE.search(text, max(0, match.start() - BEFORE_CHARACTERS), match.start())
        first = before.start() if before else match.start()
        start, end = trim_long(text, first, match.end(), layer)
        if any(word in read_set("dropped.txt") for word in text[start:end].split()[1:]):
            continue
        inner = layer.find(start, end)
        if inner and inner[0].label == "ORG" and first <= inner[0].start < start:
            start = inner[0].start  # the pipeline has the nationality within the name
        if exceeds(inner, start, end) or any(span.label == "PERSON" for span in inner):
            continue
        if (start, end) not in ((span.start, span.end) for span in inner):
            layer.put(Span(start, end, "ORG", "long name"))
    return layer.list()


def trim_long(text: str, start: int, end: int, layer: Layer) -> tuple[int, int]:
    """Cut a long name before an `and` that joins another name, and behind a leading nationality."""
    surface = text[start:end]
    for cut in (match.start() for match in re.finditer(r" (?:and|&) (?:the )?", surface)):
        after = surface[cut:].split(None, 1)[-1].removeprefix("the ")
        place = start + len(surface) - len(after)
        named = after in list_countries() or any(
            span.start == place and span.label != "ORG" and not is_common(after)
            for span in layer.find(place, end)
        )
        # A comma before says that the `and` closes a list of fields.
        if named or not (LISTING.search(surface[:cut]) or ", " in surface[:cut]):
            end = start + cut
            break
    head = surface.split(" ", 1)[0]
    nation = list_peoples().get(head)
    if head in LEADING or (nation and nation.country_code):
        start += len(head) + 1
    return start, end


def find_abbreviations(text: str, spans: Sequence[Span]) -> list[Span]:
    """Read `Full Name (ABC)`: the name is one span of the label, and so is every `ABC`."""
    layer = Layer(spans)
    names: dict[str, list[tuple[int, int]]] = {}
    for start, end, letters in find_definitions(text):
        names.setdefault(letters, []).append((start, end))
    for letters, places in sorted(find_letters(text, names).items()):
        places = [*names[letters], *places]
        label = choose_label(places, [span for place in places for span in layer.find(*place)])
        if label is None:
            continue
        for start, end in places:
            if (start, end, label) not in (
                (*span[:2], span.label) for span in layer.find(start, end)
            ):
                layer.put(Span(start, end, label, "abbreviation"))
    return layer.list()


def find_bare_letters(text: str, spans: Sequence[Span]) -> list[Span]:
    """Find the letters that act (`the TUCW said`) and that the pipeline passed over."""
    names = {match[1] for match in ACTING.finditer(text)} - read_set("dropped.txt")
    names -= set(list_all())
    if not names:
        return list(spans)
    cover = Cover(len(text), spans)
    return [
        *spans,
        *(
            Span(start, end, "ORG", "letters")
            for places in find_letters(text, names).values()
            for start, end in places
            if cover.is_free(start, end) and text[end : end + 1] != "-"
        ),
    ]


def find_letters(text: str, names: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
    """Return where each abbreviation stands as a word, in one pass over the text."""
    places: dict[str, list[tuple[int, int]]] = {letters: [] for letters in names}
    if places:
        either = "|".join(re.escape(name) for name in sorted(places, key=lambda x: (-len(x), x)))
        for match in re.finditer(rf"(?<!\w)(?:{either})(?!\w)", text):
            places[match.group()].append(match.span())
    return places


def choose_label(places: Sequence[tuple[int, int]], spans: Sequence[Span]) -> Label | None:
    """Return the label that a name and its letters share: what most have, else ORG.

    None where they are a person or a people, so that the brackets mean something else.
    """
    labels = Counter(span.label for span in spans if (span.start, span.end) in places)
    if not labels:
        return "ORG"
    label = max(labels, key=lambda label: (labels[label], label == "ORG", label))
    return None if label in ("PERSON", "NORP") else label


def find_definitions(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the start and end of each name that its letters follow in brackets, and the letters."""
    for match in BRACKETS.finditer(text):
        letters = match.group("letters")
        if sum(letter.isupper() for letter in letters) < 2:
            continue
        end = match.start() - text[max(0, match.start() - 1) : match.start()].isspace()
        start = find_name_start(text, end, letters)
        if start is not None:
            yield start, end, letters


def find_name_start(text: str, end: int, letters: str) -> int | None:
    """Return where the name before `end` begins whose words have these initials, else None."""
    wanted = [letter.casefold() for letter in letters if letter.isalpha()]
    line = max(text.rfind("\n", 0, end), 0)
    words = list(re.finditer(r"[^\s\-–/]+", text[line:end]))[-NAME_WORDS:]
    for place in range(len(words) - 1, -1, -1):
        names = [word.group() for word in words[place:]]
        if not names[0][:1].isupper() or names[0][0].casefold() != wanted[0]:
            continue
        if wanted in (initials(names, keep_small=False), initials(names, keep_small=True)):
            return line + words[place].start()
    return None


def initials(names: Sequence[str], *, keep_small: bool) -> list[str]:
    """Return the first letters of the words, with or without those of small words."""
    return [
        name.lstrip("\"“'‘(")[:1].casefold()
        for name in names
        if name.lstrip("\"“'‘(") and (keep_small or name not in SMALL)
    ]
