"""Read whom a whole sentence is about: its first name, pronoun or description."""

import re
from collections.abc import Sequence
from typing import Final

from schemas.entity import Mention
from tasks.extract.naming import CHUNK_HEAD, NAME, Subject, match_name, read_description
from tasks.extract.scene import Scene
from tasks.extract.speech import description_pattern

LEAD_CHARACTERS: Final = 300  # the words before a subject are no longer

_PRONOUN = re.compile(r"\W*(he|she)\b", re.IGNORECASE)
_DATELINE = re.compile(r"[^a-z\n]{3,60}\s[-–—]+\s")
_ROLE = re.compile(
    r"\W*(?:the|its|a|[\w-]+['’]s|[\w-]+s['’])\s+(?:[\w'’.&-]+\s+){0,4}[\w-]+,\s*$", re.IGNORECASE
)
_FRONTED = re.compile(
    r"\W*(?:on|in|at|after|before|during|following|meanwhile|but|however|yet|as|when|while|despite|"
    r"with|for|since|asked|speaking|reacting|addressing|earlier|later|also|and|though|although|"
    r"according|citing|under|by|from|until|last|this|[A-Z][A-Z ,]+)\b[^\n]*,\s*",
    re.IGNORECASE,
)


def sentence_subject(scene: Scene, start: int, end: int) -> Subject | None:
    """Return the person or body that a sentence begins with, where its first words say so."""
    for mention in scene.names(start, min(end, start + LEAD_CHARACTERS))[:4]:
        before = scene.masked[start : mention.start_char]
        behind = scene.masked[mention.end_char : mention.end_char + 2]
        if behind in ("'s", "’s") or mention.label not in ("PERSON", "ORG"):
            continue
        if _leads(before):
            return Subject(mention.entity, rule="sentence subject")
        break
    pronoun = _PRONOUN.match(scene.masked, start, end)
    if pronoun:
        return Subject(pronoun=pronoun[1].lower())
    described = description_pattern().match(scene.masked, start, end)
    if described is None or described["determiner"].lower() != "the":
        return None
    subject = read_description(scene, start, end)
    return subject if subject is not None and subject.is_known else None


def _leads(before: str) -> bool:
    """Say whether the words before a name leave it the subject of its sentence."""
    fronted = _FRONTED.match(before)
    rest = before[fronted.end() :] if fronted else before
    dateline = _DATELINE.match(rest)
    rest = rest[dateline.end() :] if dateline else rest
    return _ROLE.match(rest) is not None or CHUNK_HEAD.match(rest) is not None


def subject_of_tag(scene: Scene, start: int, end: int) -> Subject | None:
    """Return the name that is all there is between two places: `Okoye: "`."""
    match = NAME.fullmatch(scene.masked, start, end)
    if match is None:
        return None
    subject = match_name(scene, match, opens_sentence=False)
    return subject if subject.is_known else None


def people_of(scene: Scene, start: int, end: int) -> list[int]:
    """Return the persons named in a stretch, each once, in order."""
    found: dict[int, None] = {}
    names: Sequence[Mention] = scene.names(start, end)
    for mention in names:
        if mention.label == "PERSON":
            found[mention.entity] = None
    return list(found)
