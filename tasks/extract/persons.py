"""Persons by what stands around them: a title before, a name cut in pieces, a junior behind."""

import re
from collections.abc import Sequence
from typing import Final

from tasks.extract.boundaries import HONOURS
from tasks.extract.kinds import read_kinds
from tasks.extract.lists import list_all
from tasks.extract.places import find_places
from tasks.extract.spans import Cover, Layer, Span, exceeds
from tasks.extract.words import Word, is_capitalised, is_common, read_classes, read_set, split_words

JOINT: Final = re.compile(
    r"^ (?:(?:al|el|bin|binti|ibn|bint|ben|van|von|der|den|de|del|della|di|da|dos|du|la|le|ter|y|e|"
    r"abu|ap|ul|ud|ur|zu)[ -])*$"
)
CARRIED_ON: Final = re.compile(
    r"(?: (?:bin|binti|ibn|bint|van|von|der|den|de|del|della|di|da|dos|du|ter|al|el))+"
    r"(?:[ -][A-ZÀ-ÖØ-Þ][\w'’-]+)+|-[A-ZÀ-ÖØ-Þ][\w'’-]+| (?:al|el|ul)-[A-ZÀ-ÖØ-Þ][\w'’-]+"
)
FOLLOWING: Final = re.compile(r"(?: [A-Z][\w'’-]+)+")
GENERATION: Final = re.compile(r" (?:Jr|Sr|II|III|IV)\b(?:\.(?= [a-z,]|,))?|, Jr\.?")
PARTICLES: Final = frozenset(
    ("al", "el", "bin", "binti", "ibn", "ben", "van", "von", "der", "den", "de", "del", "di", "da")
)
DIGITS: Final = frozenset("01234")
# The lexicon's classes of cities, countries, peoples, companies and clubs.
NOT_PERSONS: Final = frozenset("CSRNMOK")
# Words of a name that a title can introduce.
WORDS_AT_MOST: Final = 4


def join_persons(text: str, spans: Sequence[Span]) -> list[Span]:
    """Join the pieces of one name (`Hamdan bin` + `Saqr`), and take `Jr` in."""
    joined: list[Span] = []
    for span in (complete_name(text, span) for span in spans):
        last = joined[-1] if joined else None
        if last and last.label == span.label == "PERSON" and is_joint(text, last, span):
            joined[-1] = Span(last.start, span.end, "PERSON", "joined name")
        else:
            joined.append(span)
    return [add_generation(text, span) for span in joined]


def complete_name(text: str, span: Span) -> Span:
    """Return a person's name with the words behind a particle (`João Ferraz` + `da Costa`)."""
    surface = text[span.start : span.end]
    if span.label != "PERSON":
        return span
    ends = surface.rsplit(None, 1)[-1] in PARTICLES
    match = (FOLLOWING if ends else CARRIED_ON).match(text, span.end)
    return span._replace(end=match.end(), method="joined name") if match else span


def is_joint(text: str, left: Span, right: Span) -> bool:
    """Say whether nothing but a space and particles parts two pieces of a name."""
    return bool(JOINT.match(text[left.end : right.start]))


def add_generation(text: str, span: Span) -> Span:
    """Return a person's name with the `Jr` that follows it."""
    if span.label != "PERSON":
        return span
    match = GENERATION.match(text, span.end)
    return span._replace(end=match.end(), method="joined name") if match else span


def find_titled(text: str, spans: Sequence[Span]) -> list[Span]:
    """Make a person of what follows a personal title: unseen, cut short or taken for another."""
    words = split_words(text)
    cover = Cover(len(text), [span for span in spans if span.label == "PERSON"])
    layer = Layer(spans)
    titles = read_set("honorifics.txt")
    for place in [place for place, word in enumerate(words[:-1]) if word.text in titles]:
        word = words[place]
        run = read_run(text, words, place + 1)
        if not run or not introduces(text[word.end : run[0].start], word.text):
            continue
        start, end = run[0].start, run[-1].end
        if not cover.is_free(start, end) or text[start:end] in list_all():
            continue
        if len(run) == 1 and (is_common(run[0].text) or is_role(run[0].text)):
            continue
        if not exceeds(layer.find(start, end), start, end):
            layer.put(Span(start, end, "PERSON", "title"))
    return layer.list()


def introduces(gap: str, title: str) -> bool:
    """Say whether a title's name follows: after a space, or the point of `Dr.`, `Capt.`"""
    return gap == " " or (gap == ". " and len(title) <= 4)


def is_role(word: str) -> bool:
    """Say whether a word is a title or part of one."""
    return word in read_set("titles.txt") or word in read_set("roles.txt")


def read_run(text: str, words: Sequence[Word], place: int) -> list[Word]:
    """Return the words of a name from a place on: capitalised, with particles between them."""
    run: list[Word] = []
    for word in words[place : place + WORDS_AT_MOST + 1]:
        if run and text[run[-1].end : word.start] not in (" ", "-"):
            break
        if not is_capitalised(word.text) and word.text not in PARTICLES:
            break
        if not run and is_role(word.text):
            return []
        run.append(word)
    while run and not is_capitalised(run[-1].text):
        run.pop()
    return run if len(run) <= WORDS_AT_MOST else []


def recognise_persons(text: str, spans: Sequence[Span]) -> list[Span]:
    """Make a person of a first name and a surname that the pipeline took for something else."""
    return [recognise_person(text, span) for span in spans]


def recognise_person(text: str, span: Span) -> Span:
    """Return a span as a person's if its name is one, the letters behind it (`SC`) left outside."""
    if span.method != "pipeline" or span.label not in ("ORG", "GPE", "LOC"):
        return span
    honours = HONOURS.search(text[span.start : span.end])
    end = span.start + honours.start() if honours else span.end
    if not is_full_name(text[span.start : end]):
        return span
    return Span(span.start, end, "PERSON", "first name")


def is_full_name(name: str) -> bool:
    """Say whether a name begins with a first name and ends with what can only be a surname.

    Three words or more need no list's surname if a particle parts them (`João Ferraz da Costa`).
    """
    words = name.split()
    if not 2 <= len(words) <= WORDS_AT_MOST + 1 or name in list_all() or find_places(name):
        return False
    if not all(word.istitle() or word in PARTICLES for word in words) or words[-1] in read_kinds():
        return False
    first, last = (set(read_classes(word)) - DIGITS for word in (words[0], words[-1]))
    if "f" not in first or first & NOT_PERSONS:
        return False
    if len(words) > 2:
        return not PARTICLES.isdisjoint(words)
    return "s" in last and not last & NOT_PERSONS
