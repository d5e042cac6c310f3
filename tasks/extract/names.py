"""One entity for each name within an article."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from schemas.entity import ArticleEntity, Label, Mention
from tasks.extract.lists import list_countries, list_organisations, list_peoples
from tasks.extract.organisations import find_definitions
from tasks.extract.people import group_persons, is_full
from tasks.extract.places import Place, find_places, fold, locate_places
from tasks.extract.spans import Span
from tasks.extract.words import WORDS_KEPT

PLACES: Final = ("GPE", "LOC", "FAC")
LEGAL: Final = re.compile(
    r",? (?:Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|LLC|LLP|PLC|Plc|plc|AG|SA|NV|"
    r"GmbH|SpA|Pty|Pvt|Bhd|Berhad|Holdings|Group)\.?$"
)
# A name in capitals that is longer is no abbreviation, but a name in a line of capitals.
LETTERS_AT_MOST: Final = 4
# A form of so many words is no short one.
LONG_FORM: Final = 3
SMALL: Final = ("OF", "THE", "AND", "FOR", "IN", "ON", "TO")


@dataclass
class Group:
    """The mentions of one entity while an article is read."""

    label: Label
    spans: list[Span] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    canonical: str | None = None

    def add(self, span: Span, name: str) -> None:
        """Take a mention in under its name."""
        self.spans.append(span)
        self.names[name] += 1


def name_entities(
    text: str, spans: Sequence[Span]
) -> tuple[tuple[ArticleEntity, ...], tuple[Mention, ...]]:
    """Return the entities of an article, in the order of their first mention, and its mentions."""
    persons = [Group("PERSON", own, count_names(text, own)) for own in group_persons(text, spans)]
    groups = [*persons, *group_others(text, spans)]
    groups.sort(key=lambda group: min(span.start for span in group.spans))
    places = locate_groups(text, spans)
    entities = tuple(describe_group(group, places) for group in groups)
    mentions = [
        Mention(
            start_char=span.start,
            end_char=span.end,
            surface=text[span.start : span.end],
            label=span.label,
            entity=number,
            method=span.method,
        )
        for number, group in enumerate(groups)
        for span in group.spans
    ]
    return entities, tuple(sorted(mentions, key=lambda mention: mention.start_char))


def count_names(text: str, spans: Sequence[Span]) -> Counter[str]:
    """Count the forms of a name."""
    return Counter(clean_name(text[span.start : span.end]) for span in spans)


def clean_name(surface: str) -> str:
    """Return a surface on one line, with one kind of apostrophe."""
    return " ".join(surface.replace("’", "'").split())


def group_others(text: str, spans: Sequence[Span]) -> list[Group]:
    """Group everything but persons by the key of the name, letters with what they stand for."""
    groups: dict[tuple[str, str], Group] = {}
    others = [span for span in spans if span.label != "PERSON"]
    short = read_definitions(text, spans) | read_short_forms(text, others)
    for span in others:
        name = clean_name(text[span.start : span.end])
        kind = "place" if span.label in PLACES else span.label
        shown = name_shown(name, span.label)
        key = short.get((kind, key_name(name)), key_name(shown))
        group = groups.setdefault((kind, key), Group(span.label))
        group.add(span, name)
        if shown != name and span.label != "ORG":
            group.canonical = shown
    return list(groups.values())


def name_shown(name: str, label: Label) -> str:
    """Return what a listed name is called (`US` is `United States`), else the name."""
    if label in PLACES:
        listed = list_countries().get(name)
    elif label == "ORG":
        listed = list_organisations().get(name)
    elif label == "NORP":
        listed = list_peoples().get(name)
    else:
        listed = None
    return listed.name if listed else name


@lru_cache(WORDS_KEPT)
def key_name(name: str) -> str:
    """Return what forms of one name share: no case, marks, points or legal form."""
    plain = LEGAL.sub("", name).removeprefix("the ").removeprefix("The ")
    return fold(plain).replace(".", "").replace("-", " ")


def read_definitions(text: str, spans: Sequence[Span]) -> dict[tuple[str, str], str]:
    """Return for each abbreviation, defined or plain by its initials, the key of its full name."""
    letters: dict[tuple[str, str], str] = {}
    for span in spans:
        name = clean_name(text[span.start : span.end])
        words = name.replace("-", " ").split()
        if span.label == "ORG" and len(words) > 2:
            short = "".join(word[0] for word in words if word[0].isupper())
            letters.setdefault(("ORG", short.casefold()), key_name(name_shown(name, "ORG")))
    for start, end, short in find_definitions(text):
        key = key_name(name_shown(clean_name(text[start:end]), "ORG"))
        letters |= {(kind, key_name(short)): key for kind in ("ORG", "place", "EVENT")}
    return letters


def read_short_forms(text: str, spans: Sequence[Span]) -> dict[tuple[str, str], str]:
    """Return for each single word that is one end of one longer name of the article its key.

    `Grunwald` after `Grunwald Steel`, `the Fund` after `the International Monetary Fund`.
    """
    names = {clean_name(text[span.start : span.end]) for span in spans if span.label == "ORG"}
    longer: dict[str, set[str]] = {}
    for name in names:
        words = key_name(name).split()
        if len(words) > 1:
            for word in (words[0], words[-1]):
                longer.setdefault(word, set()).add(key_name(name_shown(name, "ORG")))
    return {
        ("ORG", key_name(name)): next(iter(longer[key_name(name)]))
        for name in names
        if len(longer.get(key_name(name), ())) == 1 and not name.isupper()
    }


def locate_groups(text: str, spans: Sequence[Span]) -> dict[str, Place]:
    """Return where each named place of the article lies."""
    named = [span for span in spans if span.label in (*PLACES, "NORP")]
    names = [clean_name(text[span.start : span.end]) for span in named]
    pairs = [
        (names[place], names[place + 1])
        for place in range(len(named) - 1)
        if text[named[place].end : named[place + 1].start] == ", "
    ]
    return locate_places(names, pairs)


def describe_group(group: Group, places: dict[str, Place]) -> ArticleEntity:
    """Return the entity of a group: its fullest name, its place, whether it is a bare surname."""
    label = Counter(span.label for span in group.spans).most_common(1)[0][0]
    name = choose_name(group)
    if label == "NORP":
        people = list_peoples().get(name)
        code = people.country_code if people else None
        return ArticleEntity(name=name, label=label, country_code=code)
    bare = label == "PERSON" and not any(map(is_full, group.names))
    place = next((places[other] for other in group.names if other in places), None)
    if place is None or label not in PLACES:
        return ArticleEntity(name=name, label=label, bare=bare)
    return ArticleEntity(
        name=name,
        label=label,
        country_code=place.country_code,
        latitude=place.latitude,
        longitude=place.longitude,
    )


def choose_name(group: Group) -> str:
    """Return the name to show: the listed one for short forms (`US`), else the fullest.

    Fullest is most words without a legal form, not all in capitals, with its marks, most frequent.
    """
    full = min(group.names, key=lambda name: rank_name(name, group.names))
    words = len(full.split())
    if group.canonical and words < min(len(group.canonical.split()), LONG_FORM):
        return group.canonical
    if group.canonical and (group.label == "NORP" or group.canonical in group.names):
        return group.canonical
    return lower_capitals(full, group.label) if full.isupper() else full


def lower_capitals(name: str, label: Label) -> str:
    """Return a name that stands in capitals only as it is written elsewhere; letters stay letters.

    `ENUGU` is `Enugu`, `KENYA POWER` is `Kenya Power`; `NATO` and `BBC` are what they are.
    """
    words = name.split()
    if label == "ORG" and len(words) == 1:
        return name
    if len(name) <= LETTERS_AT_MOST and not (label in PLACES and find_places(name.title())):
        return name
    return " ".join(
        word.lower()
        if word in SMALL
        else word
        if len(word) <= 3 and label == "ORG"
        else word.title()
        for word in words
    )


def rank_name(name: str, names: Counter[str]) -> tuple[bool, int, bool, bool, int, int, str]:
    """Return the place of a form among others, the smallest first."""
    legal = bool(LEGAL.search(name)) and LEGAL.sub("", name) in names
    shouted = name.isupper() and len(name) > LETTERS_AT_MOST
    return legal, -len(name.split()), shouted, name.isascii(), -names[name], -len(name), name
