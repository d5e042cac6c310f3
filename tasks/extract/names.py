"""One entity for each name within an article."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from schemas.entity import ArticleEntity, Label, Mention
from tasks.extract.lists import list_countries, list_organisations, list_peoples
from tasks.extract.organisations import find_definitions
from tasks.extract.places import Place, fold, locate_places
from tasks.extract.spans import Span

PLACES: Final = ("GPE", "LOC", "FAC")
SUFFIXES: Final = frozenset(("jr", "sr", "ii", "iii", "iv"))
LEGAL: Final = re.compile(
    r",? (?:Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|LLC|LLP|PLC|Plc|plc|AG|SA|NV|"
    r"GmbH|SpA|Pty|Pvt|Bhd|Berhad|Holdings|Group)\.?$"
)
GENDERS: Final = {
    "Mr": "m", "Sir": "m", "Lord": "m", "King": "m", "Prince": "m", "Mrs": "f", "Ms": "f",
    "Miss": "f", "Dame": "f", "Lady": "f", "Queen": "f", "Princess": "f",
}  # fmt: skip
TITLE: Final = re.compile(r"((?:[^\W\d_]+\.? ){1,4})$")


@dataclass
class Group:
    """The mentions of one entity while an article is read."""

    label: Label
    spans: list[Span] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    titles: set[str] = field(default_factory=set)
    canonical: str | None = None

    def add(self, span: Span, name: str) -> None:
        """Take a mention in under its name."""
        self.spans.append(span)
        self.names[name] += 1


def name_entities(
    text: str, spans: Sequence[Span]
) -> tuple[tuple[ArticleEntity, ...], tuple[Mention, ...]]:
    """Return the entities of an article, in the order of their first mention, and its mentions."""
    groups = [*group_persons(text, spans), *group_others(text, spans)]
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


def clean_name(surface: str) -> str:
    """Return a surface on one line, with one kind of apostrophe."""
    return " ".join(surface.replace("’", "'").split())


def split_name(name: str) -> list[str]:
    """Return the folded words of a person's name."""
    return [word.strip(".,") for word in fold(name).replace("-", " ").split()]


def group_persons(text: str, spans: Sequence[Span]) -> list[Group]:
    """Group persons: full names first, then surnames to the full name that they shorten."""
    persons = [span for span in spans if span.label == "PERSON"]
    full = [span for span in persons if len(split_name(text[span.start : span.end])) > 1]
    groups: list[Group] = []
    for span in full:
        name = clean_name(text[span.start : span.end])
        group = next((group for group in groups if is_same_person(group, name)), None)
        if group is None:
            groups.append(group := Group("PERSON"))
        group.add(span, name)
        group.titles |= read_titles(text, span)
    bare: dict[str, Group] = {}
    short = [span for span in persons if span not in full]
    # All are chosen before any is added: a surname must not lean on another surname's choice.
    for span, bearer in [(span, choose_bearer(text, span, groups)) for span in short]:
        name = clean_name(text[span.start : span.end])
        target = bearer or bare.setdefault(fold(name), Group("PERSON"))
        target.add(span, name)
    return groups + list(bare.values())


def is_same_person(group: Group, name: str) -> bool:
    """Say whether a full name is another form of the group's (a middle name or initial more)."""
    words = split_name(name)
    return any(agree_names(words, split_name(other)) for other in group.names)


def agree_names(left: list[str], right: list[str]) -> bool:
    """Say whether two full names can be one person's."""
    if (left[-1] in SUFFIXES) != (right[-1] in SUFFIXES):
        return False
    short, long = sorted((left, right), key=len)
    if short == long:
        return True
    if short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(any(fits(word, other) for other in rest) for word in short)


def fits(word: str, other: str) -> bool:
    """Say whether two words of names are equal, or one is the other's initial."""
    return word == other or (min(len(word), len(other)) == 1 and word[0] == other[0])


def read_titles(text: str, span: Span) -> set[str]:
    """Return the words, with capitals or small, that stand right before a name in its line."""
    match = TITLE.search(text[max(0, span.start - 60) : span.start])
    return {word.rstrip(".").casefold() for word in match.group(1).split()} if match else set()


def choose_bearer(text: str, span: Span, groups: Sequence[Group]) -> Group | None:
    """Return the person whom a surname or first name alone means, or None where it is unclear."""
    word = split_name(text[span.start : span.end])
    if not word:
        return None
    bearers = [group for group in groups if bears(group, word[-1], last=True)]
    bearers = bearers or [group for group in groups if bears(group, word[-1], last=False)]
    if len(bearers) < 2:
        return bearers[0] if bearers else None
    return choose_relative(text, span, bearers)


def bears(group: Group, word: str, *, last: bool) -> bool:
    """Say whether the group's names end (or else begin) with the word."""
    for name in group.names:
        words = [part for part in split_name(name) if part not in SUFFIXES]
        if words and (words[-1] == word if last else words[0] == word):
            return True
    return False


def choose_relative(text: str, span: Span, bearers: Sequence[Group]) -> Group | None:
    """Choose among bearers of one surname by title, else the one fully named last and near."""
    titles = read_titles(text, span)
    ranked = [group for group in bearers if titles & group.titles - {"the", "and", "of", "a"}]
    if len(ranked) == 1:
        return ranked[0]
    before = [
        (other.start, number)
        for number, group in enumerate(bearers)
        for other in group.spans
        if other.end <= span.start
    ]
    paragraph = text.rfind("\n\n", 0, span.start)
    near = [number for start, number in before if start > paragraph]
    if near:
        return bearers[near[-1]] if len(set(near)) == 1 else None
    return bearers[max(before)[1]] if before else None


def group_others(text: str, spans: Sequence[Span]) -> list[Group]:
    """Group everything but persons by the key of the name, letters with what they stand for."""
    groups: dict[tuple[str, str], Group] = {}
    letters = read_definitions(text, spans)
    for span in spans:
        if span.label == "PERSON":
            continue
        name = clean_name(text[span.start : span.end])
        kind = "place" if span.label in PLACES else span.label
        shown = name_shown(name, span.label)
        key = letters.get(key_name(name), key_name(shown))
        group = groups.setdefault((kind, key), Group(span.label))
        group.add(span, name)
        if shown != name:
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


def key_name(name: str) -> str:
    """Return what forms of one name share: no case, marks, points or legal form."""
    plain = LEGAL.sub("", name).removeprefix("the ").removeprefix("The ")
    return fold(plain).replace(".", "").replace("-", " ")


def read_definitions(text: str, spans: Sequence[Span]) -> dict[str, str]:
    """Return for each abbreviation, defined or plain by its initials, the key of its full name."""
    letters: dict[str, str] = {}
    for span in spans:
        words = text[span.start : span.end].replace("-", " ").split()
        if span.label in ("ORG", "LOC") and len(words) > 2:
            short = "".join(word[0] for word in words if word[0].isupper())
            letters.setdefault(short.casefold(), key_name(clean_name(text[span.start : span.end])))
    for start, end, short in find_definitions(text):
        letters[key_name(short)] = key_name(clean_name(text[start:end]))
    return letters


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
    name = group.canonical or choose_name(group)
    label = Counter(span.label for span in group.spans).most_common(1)[0][0]
    people = list_peoples().get(name)
    if label == "NORP":
        return ArticleEntity(
            name=name, label=label, country_code=people.country_code if people else None
        )
    bare = label == "PERSON" and all(len(split_name(other)) == 1 for other in group.names)
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
    """Return the fullest name: most words, not all capitals, then the most frequent."""
    return min(
        group.names,
        key=lambda name: (
            -len(name.split()),
            name.isupper() and len(name) > 5,
            -group.names[name],
            -len(name),
            name,
        ),
    )
