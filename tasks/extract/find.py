"""Names that the pipeline passed over and lists or the form of the text give away."""

import re
from collections.abc import Sequence
from functools import partial
from typing import Final

from schemas.entity import Label
from tasks.extract.boundaries import POSSESSIVE, SUFFIX
from tasks.extract.lists import (
    find_longest_by_first_word,
    list_all,
    list_countries,
    list_organisations,
    list_peoples,
)
from tasks.extract.places import find_places
from tasks.extract.spans import Cover, Layer, Span
from tasks.extract.words import (
    Word,
    is_capitalised,
    is_common,
    read_classes,
    read_set,
    split_words,
    starts_sentence,
)

# `TIRANA -`, `LONDON (Reuters) -`, `BOGOTÁ, Colombia (AP) —`, `NEW DELHI, March 3` at the head of a
# paragraph; no digit in a place.
DATELINE: Final = re.compile(
    r"(?:^|\n)(?P<place>[^\W\d_][^\n\d(,–—]{1,30}?)(?:, (?P<outer>[^\W\d_][^\n\d(,–—]{1,30}?))?"
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?\s*"
    r"(?:\((?P<agency>[A-Z][\w./ -]{1,20})\)\s*)?(?: - |\s?[–—]+\s|\s--\s)"
)
# `Svaneti, where stone towers stand`: a name that nothing else knows is a place there.
WHERE: Final = re.compile(r"(?P<name>[A-ZÀ-ÖØ-Þ][\w’'-]+), where\b")
OWNED: Final = re.compile(r"['’]s [A-Z]\w+")
# Behind these a name of the gazetteer is the place; `from` and `to` also lead to persons.
PLACING: Final = re.compile(
    r"\b(?P<word>in|near|outside|around|from|to|at|of) "
    r"(?P<name>[A-ZÀ-ÖØ-Þ][\w'’-]*(?: [A-ZÀ-ÖØ-Þ][\w'’-]*)*)(?P<tail>['’]s\b)?"
)
SURE_PLACING: Final = ("in", "near", "outside", "around")
LARGE_CITY: Final = 100_000
# A name that the pipeline takes for a person is a town of this size, if no list has such a person.
TOWN_OF_NO_PERSON: Final = 300_000
SHOUTED_LETTERS: Final = 6
DATELINE_LABELS: Final[tuple[tuple[str, Label], ...]] = (
    ("place", "GPE"),
    ("outer", "GPE"),
    ("agency", "ORG"),
)
HYPHEN: Final = re.compile(r"-(?=[a-z])")
# The head of a compound, read backwards from its hyphen: no listed name has more characters.
HEAD: Final = re.compile(r"\b(?:(?:[A-Z]\.){2,}|[^\W\d_]+)$")
HEAD_CHARACTERS: Final = 30
SUFFIX_CHARACTERS: Final = 30
# `Franco-German`: each half is a people.
HALVES: Final = re.compile(r"\b([A-Z][a-z]+)-([A-Z][a-z]+)\b")
JOINT: Final = re.compile(r"-[A-Z][a-z]")  # the search for the mark is ten times faster
DASHES: Final = (" - ", "–", "—", " --")


def find_datelines(text: str, spans: Sequence[Span]) -> list[Span]:
    """Add the place of a dateline, its country and the agency in brackets."""
    layer = Layer(spans)
    if not any(dash in text for dash in DASHES):
        return list(spans)
    for match in DATELINE.finditer(text):
        if not is_dateline(match):
            continue
        for group, label in DATELINE_LABELS:
            if match.start(group) >= 0 and (group != "outer" or is_place(match.group(group))):
                layer.put(Span(*match.span(group), label, "dateline"))
    return layer.list()


def is_dateline(match: re.Match[str]) -> bool:
    """Say whether the first words are a known place, or one in capitals with its country."""
    place, outer, agency = match.group("place", "outer", "agency")
    if is_place(place):
        return True
    return place.isupper() and len(place) > 3 and bool(agency or (outer and is_place(outer)))


def is_place(name: str) -> bool:
    """Say whether the gazetteer knows a name, also one in capitals."""
    return bool(find_places(name) or find_places(name.title()))


def find_compounds(text: str, spans: Sequence[Span]) -> list[Span]:
    """Add the country or people at the head of a compound (`Czech-led`, `U.S.-funded`)."""
    cover = Cover(len(text), spans)
    found = list(spans)
    for hyphen in HYPHEN.finditer(text):
        match = HEAD.search(text, max(0, hyphen.start() - HEAD_CHARACTERS), hyphen.start())
        name = match.group() if match else ""
        listed = list_countries().get(name) or list_peoples().get(name)
        if match is None or listed is None or not cover.is_free(*match.span()):
            continue
        if SUFFIX.match(text[match.end() : match.end() + SUFFIX_CHARACTERS]):
            found.append(Span(*match.span(), listed.label, "compound"))
    return found


def split_peoples(text: str, spans: Sequence[Span]) -> list[Span]:
    """Make two peoples of a compound of two (`Franco-German`, `Saudi-Iranian`)."""
    layer = Layer(spans)
    if not JOINT.search(text):
        return list(spans)
    for match in HALVES.finditer(text):
        if all(half in list_peoples() for half in match.groups()):
            layer.put(Span(*match.span(), "NORP", "compound"))
            layer.put(Span(*match.span(1), "NORP", "compound"))
            layer.put(Span(*match.span(2), "NORP", "compound"))
    return layer.list()


def find_listed(text: str, spans: Sequence[Span]) -> list[Span]:
    """Add the listed names that the pipeline passed over."""
    cover = Cover(len(text), spans)
    words = split_words(text)
    found = list(spans)
    heads = find_longest_by_first_word()
    for place in [place for place, word in enumerate(words) if word.text in heads]:
        span = match_listed(text, words, place, cover)
        if span:
            found.append(span)
            cover.take(span.start, span.end)
    return found


def match_listed(text: str, words: Sequence[Word], place: int, cover: Cover) -> Span | None:
    """Return the longest listed name that begins with this word, if it stands for itself."""
    word = words[place]
    longest = find_longest_by_first_word().get(word.text, 0)
    for count in range(longest, 0, -1):
        if place + count > len(words):
            continue
        start, end = word.start, words[place + count - 1].end
        listed = list_all().get(text[start:end])
        if (
            listed is None
            or not cover.is_free(start, end)
            or text[start:end] in read_set("doubtful.txt")
        ):
            continue
        if stands_alone(text, words, place, count, cover, listed.label == "NORP"):
            return Span(start, end, listed.label, "list")
    return None


def stands_alone(
    text: str, words: Sequence[Word], place: int, count: int, cover: Cover, people: bool
) -> bool:
    """Say whether no capitalised neighbour makes the words a part of some other name."""
    first, last = words[place], words[place + count - 1]
    if text[last.end : last.end + 1] in ("$", "%") or ends_name(text, words, place, cover):
        return False
    if is_common(text[first.start : last.end]):
        return False
    if place and is_name_part(text, words[place - 1], (words[place - 1].end, first.start), cover):
        return False
    if place + count == len(words):
        return True
    following = words[place + count]
    if people:
        return following.text not in read_set("organisation_words.txt")
    return not is_name_part(text, following, (last.end, following.start), cover)


def is_name_part(text: str, word: Word, gap: tuple[int, int], cover: Cover) -> bool:
    """Say whether a neighbour, with nothing but a space between, may belong to a longer name."""
    if text[gap[0] : gap[1]] not in (" ", "-", "&", " & ") or not is_capitalised(word.text):
        return False
    if word.text in read_set("titles.txt") or not cover.is_free(word.start, word.end):
        return False
    return not (starts_sentence(text, word.start) and is_common(word.text))


def ends_name(text: str, words: Sequence[Word], place: int, cover: Cover) -> bool:
    """Say whether `Something of` stands before, a name that the pipeline passed over."""
    if place < 2 or words[place - 1].text not in ("of", "for"):
        return False
    head = words[place - 2]
    if not is_capitalised(head.text) or not cover.is_free(head.start, head.end):
        return False
    if head.text in read_set("titles.txt") or starts_sentence(text, head.start):
        return False
    return text[head.end : words[place].start] in (" of ", " for ")


def correct_listed(text: str, spans: Sequence[Span]) -> list[Span]:
    """Give a listed name the list's label where the pipeline has another one.

    A country that the pipeline takes for an organisation may be its team.
    """
    surnames = {
        text[span.start : span.end].rsplit(None, 1)[-1]
        for span in spans
        if span.label == "PERSON" and " " in text[span.start : span.end]
    }
    corrected = []
    for span in map(partial(add_s, text), spans):
        name = text[span.start : span.end]
        corrected.append(correct(name, span) if name not in surnames else span)
    return corrected


def add_s(text: str, span: Span) -> Span:
    """Return a span with the `'s` that belongs to a listed name (`Moody's`, `Cox's Bazar`)."""
    end = span.end + 2
    if text[span.start : end] in list_organisations():
        return span._replace(end=end)
    owned = OWNED.match(text, span.end) if text[span.end : span.end + 1] in ("'", "’") else None
    if owned and find_places(text[span.start : owned.end()].replace("’", "'")):
        return Span(span.start, owned.end(), "GPE", "list")
    return span


def correct(name: str, span: Span) -> Span:
    """Return the span with the list's label."""
    if span.label == "PERSON" and span.method == "pipeline" and is_only_town(name):
        return span._replace(label="GPE", method="list")
    if span.label == "ORG" and span.method == "pipeline" and is_shouted_town(name):
        return span._replace(label="GPE", method="list")
    listed = list_all().get(name)
    if listed is None or listed.label == span.label or name in read_set("doubtful.txt"):
        return span
    if span.method != "pipeline" or (listed.label == "GPE" and span.label == "ORG"):
        return span
    return span._replace(label=listed.label, method="list")


def find_after_prepositions(text: str, spans: Sequence[Span]) -> list[Span]:
    """Find the towns behind `in`, `near`, `from`, and correct those taken for something else."""
    exact = {(span.start, span.end): span for span in spans}
    cover = Cover(len(text), spans)
    layer = Layer(spans)
    for match in PLACING.finditer(text):
        start, end = match.span("name")
        name = POSSESSIVE.sub("", match.group("name"))
        end = start + len(name)
        if not is_placed(name, match.group("word")) or text[end : end + 1] == "@":
            continue
        span = exact.get((start, end))
        if span and span.method == "pipeline" and span.label in ("PERSON", "ORG"):
            if match.group("word") in SURE_PLACING and not match.group("tail") and is_large(name):
                layer.put(span._replace(label="GPE", method="place"))
        elif cover.is_free(start, end):
            layer.put(Span(start, end, "GPE", "place"))
    for match in WHERE.finditer(text) if ", where" in text else ():
        start, end = match.span("name")
        alone = not text[start - 1 : start].isalnum() and cover.is_free(start, end)
        if alone and not is_common(match["name"]) and match["name"] not in read_set("dropped.txt"):
            layer.put(Span(start, end, "GPE", "place"))
    return layer.list()


def is_placed(name: str, preposition: str) -> bool:
    """Say whether a name behind this preposition is a place's."""
    if name in read_set("dropped.txt") or name in list_all() or not find_places(name):
        return False
    if any(name in read_set(kind) for kind in ("titles.txt", "roles.txt")):
        return False
    classes = read_classes(name)
    if preposition in SURE_PLACING:
        return not classes.endswith("4")
    return is_large(name) and not set(classes) & set("fs") and preposition != "of"


def is_large(name: str) -> bool:
    """Say whether the largest place of a name is a large one."""
    return find_places(name)[0].population >= LARGE_CITY


def is_shouted_town(name: str) -> bool:
    """Say whether a name in capitals, too long for letters, is a large town's."""
    if not name.isupper() or len(name) < SHOUTED_LETTERS or name in list_all():
        return False
    places = find_places(name.title())
    return bool(places) and places[0].population >= TOWN_OF_NO_PERSON


def is_only_town(name: str) -> bool:
    """Say whether a name is a very large town's and the lexicon knows no person of that name."""
    places = find_places(name)
    if not places or places[0].population < TOWN_OF_NO_PERSON:
        return False
    return not set(read_classes(name)) & set("fs")
