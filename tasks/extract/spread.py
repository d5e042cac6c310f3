"""What one mention says about the others: surnames, repeated names, labels that disagree."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from schemas.entity import Label
from tasks.extract.lists import NAME_PARTICLES, list_all, list_peoples
from tasks.extract.places import find_places
from tasks.extract.spans import Cover, Span
from tasks.extract.words import (
    WORD,
    Word,
    is_capitalised,
    is_common,
    read_classes,
    read_set,
    split_words,
    starts_sentence,
)

CIVIL: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.? $")
ARABIC_NAME: Final = re.compile(r"(?:al|el|ul)-[A-Z]")
GENERATIONS: Final = ("Jr", "Sr", "II", "III")
ARABIC: Final = re.compile(r"\b(?:[Aa]l|[Ee]l|[Uu]l|[Aa]d|[Aa]r|[Aa]s|[Aa]z|[Aa]n)-$")
PARTICLES: Final = frozenset(particle.title() for particle in NAME_PARTICLES)
# Names of months and days that are surnames and first names too.
MONTHS_TOO: Final = ("May", "March", "April", "June", "August", "Friday", "Monday", "Sunday")
# A name that these touch is a part of something longer.
JOINED_BEFORE: Final = frozenset("_@#&-")
JOINED: Final = re.compile(r"[\w&@]|-[A-Z]| [A-Z][a-z]")
# A smaller town's name, when the article gives it to a person in full, is the person's.
LARGE_TOWN: Final = 100_000
# A label wins over an article's mentions of a name when it has this share of them.
MAJORITY: Final = 0.6


def spread_surnames(text: str, spans: Sequence[Span]) -> list[Span]:
    """Find the surname of each full name wherever it stands alone."""
    surnames = find_surnames(text, spans)
    if not surnames:
        return list(spans)
    cover = Cover(len(text), spans)
    words = split_words(text)
    wrong = find_mislabelled(text, spans, surnames)
    found = [
        span._replace(label="PERSON", method="surname")
        if span.label != "PERSON"
        and (text[span.start : span.end] in wrong or is_namesake(text, span, surnames))
        else span
        for span in spans
    ]
    exact = {span.end: span for span in found}
    for place, word in enumerate(words):
        if word.text not in surnames or not cover.is_free(word.start, word.end):
            continue
        first = exact.get(word.start - 1)
        if first and is_first_name(text, first):
            # The longer span replaces the first name's when overlaps are settled.
            found.append(Span(first.start, word.end, "PERSON", "surname"))
        elif stands_apart(text, words, place, cover):
            start = find_article(text, word.start)
            found.append(Span(start, find_generation(text, words, place), "PERSON", "surname"))
    return found


def is_namesake(text: str, span: Span, surnames: frozenset[str]) -> bool:
    """Say whether a name in no list is one word and the surname of one of the persons."""
    first, _, last = text[span.start : span.end].partition(" ")
    if span.method != "pipeline" or span.label not in ("ORG", "GPE") or last not in surnames:
        return False
    name = f"{first} {last}"
    if first in list_all() or name in list_all() or find_places(name) or find_places(last):
        return False
    return first.istitle() and (first in PARTICLES or not is_common(first))


def is_first_name(text: str, span: Span) -> bool:
    """Say whether a span before a surname is the first name that the pipeline took for a place."""
    name = text[span.start : span.end]
    return span.method == "pipeline" and span.label in ("GPE", "ORG") and name not in list_all()


def find_generation(text: str, words: Sequence[Word], place: int) -> int:
    """Return where a surname ends with its `Jr`, if one follows."""
    following = words[place + 1] if place + 1 < len(words) else words[place]
    return following.end if following.text in GENERATIONS else words[place].end


def find_article(text: str, start: int) -> int:
    """Return where a surname begins with its Arabic article (`al-Kuwari`)."""
    match = ARABIC.search(text, max(0, start - 4), start)
    return match.start() if match else start


def find_surnames(text: str, spans: Sequence[Span]) -> frozenset[str]:
    """Return the last words of the full names of persons, without ordinary words.

    A surname of two words is there as well, where `Mr` or `Ms` says that it is one.
    """
    surnames = set()
    for span in spans:
        names = text[span.start : span.end].split()
        if span.label != "PERSON" or len(names) < 2:
            continue
        if len(names) == 2 and CIVIL.search(text, max(0, span.start - 5), span.start):
            surnames.add(" ".join(names))  # `Ms Te Awa`: the first of two words is no first name
        last = names[-1] if names[-1] not in ("Jr", "Jr.", "Sr", "Sr.", "II", "III") else names[-2]
        for part in (last, last.rpartition("-")[2]):
            if (
                len(part) > 1
                and (part[0].isupper() or ARABIC_NAME.match(part))
                and not is_common(part)
                and not part.isdigit()
            ):
                surnames.add(part)
    return frozenset(surnames)


def find_mislabelled(text: str, spans: Sequence[Span], surnames: frozenset[str]) -> frozenset[str]:
    """Return the surnames that the pipeline sometimes took for a place or an organisation.

    A known place stays one; so does what the pipeline mostly takes for something else: a company
    called after its founder, a station called `West Bridgton`.
    """
    labels: dict[str, Counter[Label]] = defaultdict(Counter)
    for span in spans:
        if text[span.start : span.end] in surnames:
            labels[text[span.start : span.end]][span.label] += 1
    return frozenset(
        name
        for name, seen in labels.items()
        if not is_place_here(text, name) and name not in list_all() and is_person(name, seen)
    )


def is_place_here(text: str, name: str) -> bool:
    """Say whether a surname can be the town: a large one, or one that the article is `in`."""
    places = find_places(name)
    return bool(places) and (places[0].population >= LARGE_TOWN or f"in {name}" in text)


def is_person(name: str, seen: Counter[Label]) -> bool:
    """Say whether a name's labels leave it a person: no other is seen twice without a majority.

    A place that no list knows, but whose name is a surname, is the person; so is a small town.
    """
    if seen["PERSON"] >= seen.total() - seen["PERSON"] or seen.total() == 1:
        return True
    return not seen["ORG"] and ("s" in read_classes(name) or bool(find_places(name)))


def stands_apart(text: str, words: Sequence[Word], place: int, cover: Cover) -> bool:
    """Say whether a word is no part of a longer capitalised run."""
    word = words[place]
    if text[word.end : word.end + 1] == "@" or text[word.start - 1 : word.start] in (".", "@", "#"):
        return False
    if word.text in read_set("dropped.txt") or word.text in MONTHS_TOO:
        return place > 0 and words[place - 1].text in read_set("honorifics.txt")
    if word.text in list_all() or word.text in read_set("titles.txt"):
        return place > 0 and words[place - 1].text in read_set("honorifics.txt")
    if (
        place
        and find_article(text, word.start) == word.start
        and joins(text, words[place - 1], word, cover)
    ):
        return False
    if place + 1 == len(words) or words[place + 1].text in GENERATIONS:
        return True
    return not joins(text, word, words[place + 1], cover)


def joins(text: str, left: Word, right: Word, cover: Cover) -> bool:
    """Say whether two capitalised neighbours may be one name."""
    if text[left.end : right.start] not in (" ", "-", " & ", "&"):
        return False
    if not (is_capitalised(left.text) and is_capitalised(right.text)):
        return False
    if left.text in read_set("titles.txt") or right.text in read_set("titles.txt"):
        return False
    if starts_sentence(text, left.start) and is_common(left.text):
        return False
    return not (left.text in list_peoples() or right.text in list_peoples())


def spread_names(text: str, spans: Sequence[Span]) -> list[Span]:
    """Find each name of the article wherever else it stands, if it is mostly seen there."""
    known = choose_names(text, spans)
    if not known:
        return list(spans)
    introduced = find_introduced(text, spans)
    cover = Cover(len(text), spans)
    missed: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end in find_names(text, known):
        if cover.is_free(start, end):
            missed[text[start:end]].append((start, end))
    return [
        *spans,
        *(
            Span(*place, known[name][0], "repeat")
            for name, places in sorted(missed.items())
            if known[name][0] == "PERSON" or known[name][1] > len(places) or name in introduced
            for place in places
        ),
    ]


def choose_names(text: str, spans: Sequence[Span]) -> dict[str, tuple[Label, int]]:
    """Return the names safe to look for, with their label and how often they have it."""
    seen: dict[str, Counter[Label]] = defaultdict(Counter)
    for span in spans:
        seen[text[span.start : span.end]][span.label] += 1
    introduced = find_introduced(text, spans)
    return {
        name: labels.most_common(1)[0]
        for name, labels in seen.items()
        if is_safe(name, labels) or name in introduced
    }


def find_introduced(text: str, spans: Sequence[Span]) -> frozenset[str]:
    """Return the organisations that a noun introduced: what they are needs no second mention."""
    names = (text[span.start : span.end] for span in spans if span.method == "cue" and is_org(span))
    return frozenset(name for name in names if name not in list_all() and not is_common(name))


def is_org(span: Span) -> bool:
    """Say whether a span is an organisation's."""
    return span.label == "ORG"


def is_safe(name: str, labels: Counter[Label]) -> bool:
    """Say whether a name means the same wherever it stands: two words, or one seen twice."""
    words = name.split()
    if len(words) > 1:
        strange = [word for word in words if not is_common(word)]
        return bool(strange) and all(not word[0].islower() for word in strange)
    if len(name) < 2 or not name[0].isupper() or is_common(name) or name in MONTHS_TOO:
        return False
    if any(name in read_set(kind) for kind in ("dropped.txt", "titles.txt", "roles.txt")):
        return False
    return labels.total() >= 2


def find_names(text: str, known: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where the names stand as whole words, the longest first at each place."""
    heads: dict[str, list[str]] = defaultdict(list)
    for name in sorted(known, key=lambda name: (-len(name), name)):
        head = WORD.match(name)
        heads[head.group() if head else name].append(name)
    free = 0
    for start, _, first in [word for word in split_words(text) if word.text in heads]:
        if start < free or text[max(0, start - 1) : start] in JOINED_BEFORE:
            continue
        for name in heads[first]:
            if text.startswith(name, start) and not JOINED.match(text, start + len(name)):
                free = start + len(name)
                yield start, free
                break


def agree_labels(text: str, spans: Sequence[Span]) -> list[Span]:
    """Give all mentions of a name the label that most of them have."""
    seen: dict[str, Counter[Label]] = defaultdict(Counter)
    for span in spans:
        seen[text[span.start : span.end]][span.label] += 1
    return [agree(text[span.start : span.end], span, seen) for span in spans]


def agree(name: str, span: Span, seen: Mapping[str, Counter[Label]]) -> Span:
    """Return the span with the label of the clear majority; a known place stays one.

    Two surnames joined (`Boateng-Asare`) that are once taken for a person's are one's throughout.
    """
    labels = seen[name]
    if span.label == "ORG" and labels["PERSON"] and is_double_surname(name):
        return span._replace(label="PERSON", method="majority")
    if span.label == "ORG" and span.method == "pipeline" and labels["GPE"] and find_places(name):
        return span._replace(label="GPE", method="majority")
    label, count = labels.most_common(1)[0]
    if label == span.label or count < MAJORITY * labels.total() or labels.total() < 3:
        return span
    return span._replace(label=label, method="majority")


def is_double_surname(name: str) -> bool:
    """Say whether a name is two surnames of the lists joined by a hyphen, and no listed name."""
    halves = name.split("-")
    return (
        len(halves) == 2 and name not in list_all() and all("s" in read_classes(h) for h in halves)
    )
