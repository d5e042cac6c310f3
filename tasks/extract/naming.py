"""Who speaks: a named entity, a name nobody listed, or somebody described by an office.

A subject that is there but is nobody the article names (`a nurse said`) is `NOBODY`, which ends
the search; None means that no subject stands there at all.
"""

import re
from typing import Final, NamedTuple

from tasks.extract.scene import Scene, stem
from tasks.extract.speech import (
    CONJUNCTIONS,
    MODIFIERS,
    description_pattern,
    load_bodies,
    load_offices,
    load_same_offices,
)
from tasks.extract.words import read_set

SPEAKING_LABELS: Final = ("PERSON", "ORG", "GPE", "FAC")

# What may stand in front of a name that is the head of its phrase.
CHUNK_HEAD: Final = re.compile(
    rf"[\W\x02]*(?:(?:{CONJUNCTIONS})\s+)?(?:(?:the|a|an|his|her|its|their|our)\s+)?{MODIFIERS}$",
    re.IGNORECASE,
)
NAME: Final = re.compile(
    r"(?:(?P<title>Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Gen|Judge|Senator|Sen|Rep)"
    r"\.?\s+)?(?P<name>(?:(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*|[A-Z]\.|van|von|de|der|den|da|dos|di|al|el|bin|ibn)"
    r"[\s-]+){0,4}[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]+)"
)


class Subject(NamedTuple):
    """Who speaks: an entity, or a name that is none of the entities, or a pronoun to resolve."""

    entity: int | None = None
    name: str | None = None
    pronoun: str | None = None
    rule: str = ""

    @property
    def is_known(self) -> bool:
        """Say whether somebody is named."""
        return self.entity is not None or self.name is not None


NOBODY: Final = Subject()
# The subject is the one of the verb before: `X praised it and said "`.
ELIDED: Final = Subject(rule="elided")


def is_ordinary(word: str) -> bool:
    """Say whether a word is an ordinary one that has its capital from its place."""
    return word.casefold() in read_set("common.txt")


def match_name(scene: Scene, match: re.Match[str], opens_sentence: bool) -> Subject:
    """Return the entity whose last name it is, else the name itself where it looks like one."""
    name = match["name"]
    last = name.rsplit(" ", 1)[-1]
    fits = [
        index
        for index, entity in enumerate(scene.entities)
        if entity.label == "PERSON" and (entity.name == name or entity.name.split(" ")[-1] == last)
    ]
    if len(fits) == 1:
        return Subject(fits[0], rule="surname")
    named = scene.masked[max(0, match.start() - 4) : match.start()].lower() == "the "
    if named and not fits and not opens_sentence and not name.isupper():
        return Subject(name=name, rule="unlisted name")  # a capital behind `the` is meant
    if fits or is_ordinary(last) or (opens_sentence and " " not in name and not match["title"]):
        return NOBODY
    if " " in name and is_ordinary(name.split(" ", 1)[0]) and not match["title"]:
        return NOBODY
    return Subject(name=name, rule="unlisted name")


def read_description(scene: Scene, start: int, end: int, whole: bool = False) -> Subject | None:
    """Return whom a description means: `the Ukrainian president`, `the ministry`.

    With `whole`, the description has to fill the stretch.
    """
    pattern = description_pattern()
    match = (pattern.fullmatch if whole else pattern.match)(scene.masked, start, end)
    if match is None:
        return None
    determiner = match["determiner"].lower()
    if determiner != "the" and not determiner.endswith(("'s", "’s", "s'", "s’")):
        return NOBODY
    owner = "" if determiner == "the" else match["determiner"] + " "
    words = owner + match["modifiers"] + (match["of"] or "")
    return _resolve_office(scene, match["office"].lower(), words)


def _resolve_office(scene: Scene, office: str, words: str) -> Subject:
    """Return the one person of that office, or the one organisation of that kind."""
    if office in load_offices():
        entity = find_holder(scene, office, words)
        if entity is not None:
            return Subject(entity, rule="office")
    if office in load_bodies():
        entity = find_body(scene, office, words)
        if entity is not None:
            return Subject(entity, rule="body")
    return NOBODY


def find_holder(scene: Scene, office: str, words: str) -> int | None:
    """Return the only person of the article who holds such an office, if there is one."""
    wanted = stem(words)
    former = "former" in words.lower()
    holders = [one for one in scene.offices if _same_office(one.office, office)]
    holders = [one for one in holders if one.former == former]
    if wanted:
        close = [one for one in holders if one.stems & wanted]
        holders = close or [one for one in holders if not one.stems]
    found = {one.entity for one in holders}
    return found.pop() if len(found) == 1 else None


def _same_office(held: str, said: str) -> bool:
    if held == said:
        return True
    if said in ("minister", "secretary", "general", "coach", "prosecutor", "chief", "economist"):
        return held.endswith(" " + said) and not held.startswith(("prime", "deputy prime"))
    return any(held in group and said in group for group in load_same_offices())


def find_body(scene: Scene, body: str, words: str) -> int | None:
    """Return the only organisation of the article whose name has that noun, if there is one."""
    wanted = stem(words)
    found = {
        index
        for index, entity in enumerate(scene.entities)
        if entity.label == "ORG" and re.search(rf"\b{re.escape(body)}\b", entity.name, re.I)
    }
    if wanted:
        found = {index for index in found if stem(scene.entities[index].name) & wanted} or found
    return found.pop() if len(found) == 1 else None
