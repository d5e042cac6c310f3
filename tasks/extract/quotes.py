"""Find the quotations of an article and who speaks them.

The rules read the words beside the marks (cue verbs, inversion, appositions, pronouns, offices)
in the order of their precision, and leave the speaker open where none of them is certain.
"""

import re
from collections.abc import Sequence
from typing import Final

from schemas.entity import ArticleEntity, Mention
from schemas.quote import Quote
from tasks.extract.attribution import (
    Attribution,
    Reading,
    flows_on,
    read_head,
    read_late_tail,
    read_tag,
    read_tail,
)
from tasks.extract.inheritance import inherit, inherit_backwards, is_sentence
from tasks.extract.marks import Marked, find_marked
from tasks.extract.naming import NOBODY
from tasks.extract.scene import Scene, set_scene
from tasks.extract.speech import load_words

MIN_WORDS: Final = 4
TITLE_CHARACTERS: Final = 300  # a title of a work is not longer

# What follows these is a name in marks, however long.
_NAMED = re.compile(
    r"\b(?:so-called|self-styled|self-proclaimed|nicknamed|dubbed|code-?named|entitled|titled)"
    r" (?:the )?$"
)
NAMED_CHARACTERS: Final = 24

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


def find_quotes(
    text: str, entities: Sequence[ArticleEntity], mentions: Sequence[Mention]
) -> list[Quote]:
    """Return the quotations of at least four words, in order, with their speakers.

    Left out are scare quotes, titles of works and names: short passages, passages in title case,
    and fragments of a sentence that nobody is said to speak.
    """
    marked = find_marked(text)
    if not marked:
        return []
    scene = set_scene(text, marked, entities, mentions)
    reading = Reading(scene, marked)
    for index in range(len(marked)):
        reading.found.append(_attribute(reading, index))
    inherit_backwards(reading)
    return [
        _make_quote(scene, one, attribution)
        for index, (one, attribution) in enumerate(zip(marked, reading.found, strict=True))
        if _count_words(text, one) >= MIN_WORDS and _is_quotation(reading, index)
    ]


def _count_words(text: str, one: Marked) -> int:
    """Count words up to the number that makes a quotation."""
    count = 0
    for _ in _WORD.finditer(text, one.start, one.end):
        count += 1
        if count >= MIN_WORDS:
            break
    return count


def _make_quote(scene: Scene, one: Marked, attribution: Attribution | None) -> Quote:
    subject = attribution.subject if attribution else NOBODY
    name = subject.name
    if subject.entity is not None:
        name = scene.entities[subject.entity].name
    return Quote(
        start_char=one.start,
        end_char=one.end,
        text=scene.text[one.start : one.end],
        speaker=name,
        entity=subject.entity,
        cue=attribution.cue if attribution else None,
        method=attribution.rule if attribution and name else None,
    )


def _attribute(reading: Reading, index: int) -> Attribution | None:
    """Try the rules in the order of their precision; the first that finds a subject decides."""
    going_on = flows_on(reading.scene, reading.marked[index])
    found = read_tail(reading, index) if going_on else None
    found = found or read_head(reading, index)
    if found is None and not going_on:
        found = read_tail(reading, index)
    found = found or read_late_tail(reading, index)
    return found or read_tag(reading, index) or inherit(reading, index)


def _is_quotation(reading: Reading, index: int) -> bool:
    """Tell a quotation from a scare quote, a title or a name."""
    scene, one = reading.scene, reading.marked[index]
    attribution = reading.found[index]
    inside = scene.text[one.start : min(one.end, one.start + TITLE_CHARACTERS)]
    if _NAMED.search(scene.text, max(0, one.outer - NAMED_CHARACTERS), one.outer):
        return False
    if _is_event(inside) and not is_sentence(scene, one):
        return False
    if attribution is not None and attribution.rule and not _is_title(inside):
        return True
    if _is_title(inside) and scene.text[one.end - 1] not in ".?!":
        return attribution is not None and flows_on(scene, one) and attribution.subject.is_known
    if is_sentence(scene, one):
        return True
    return attribution is not None and (attribution.cue is not None or attribution.subject.is_known)


def _is_event(inside: str) -> bool:
    """Say whether a passage is the name of an event or a plan: `Nordic-Baltic energy forum`."""
    last = inside.rsplit(None, 1)[-1].lower()
    return inside[0].isupper() and inside.count(" ") < 8 and last in load_words("events")


def _is_title(inside: str) -> bool:
    """Say whether a passage is written like a title or a name: Every Long Word a Capital."""
    if inside.isupper():
        return False
    small = load_words("small_words")
    words = [word for word in _WORD.findall(inside) if word.lower() not in small]
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
    return len(words) >= 2 and capitals == len(words)
