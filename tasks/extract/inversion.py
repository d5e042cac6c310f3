"""Read who speaks from the words behind a cue verb: `said Mr Blinken`."""

import re
from typing import Final

from schemas.entity import Mention
from tasks.extract.naming import (
    CHUNK_HEAD,
    NAME,
    NOBODY,
    SPEAKING_LABELS,
    Subject,
    match_name,
    read_description,
)
from tasks.extract.scene import Scene
from tasks.extract.speech import MODIFIERS

AFTER_CHARACTERS: Final = 250

_PRONOUN = re.compile(r"\s*(he|she|they|it)\b")
_NAME_AFTER = re.compile(r"\s*(?:[a-z]+\s+){0,2}" + NAME.pattern)
_ROLE_LINK = re.compile(
    rf"\s*(?:(?:the|a|an|its|his|her|their|our|one)\s+)?[\w'’.&/ -]{{0,80}}?,\s*{MODIFIERS}$",
    re.IGNORECASE,
)
_NOT_A_BODY = re.compile(
    r"['’]s?\b|\s+(?!(?:in|on|at|as|after|during|when|while|which|that|and|by"
    r"|to|for|from|of)\b)[a-z]"
)
# `read a statement from the commission`: a body's own words.
_STATEMENT = re.compile(
    r"(?:(?:an?|the) (?:[a-z]+ )?(?:statement|communique|communiqué|notice|letter|message) "
    r"(?:from|by|of|issued by|signed by) )?(?:the)?",
    re.IGNORECASE,
)


def subject_after(scene: Scene, verb_end: int, end: int) -> Subject | None:
    """Return who stands behind a verb: `said Mr Blinken`, `said the mayor, Ana Reyes`."""
    end = min(end, verb_end + AFTER_CHARACTERS)
    right = scene.masked[verb_end:end]
    if not right.strip(" ,.\n"):
        return None
    pronoun = _PRONOUN.match(right)
    if pronoun:
        return Subject(pronoun=pronoun[1])
    for mention in scene.names(verb_end, end):
        between = scene.masked[verb_end : mention.start_char]
        subject = _read_behind(scene, mention, between, end)
        if subject is not None:
            return subject
        if not (CHUNK_HEAD.match(between) or _ROLE_LINK.match(between)) and "," in between:
            break
    described = read_description(scene, verb_end, end)
    if described is not None:
        return described
    match = _NAME_AFTER.match(scene.masked, verb_end, end)
    return match_name(scene, match, opens_sentence=False) if match else NOBODY


def _read_behind(scene: Scene, mention: Mention, between: str, end: int) -> Subject | None:
    """Judge one name behind the verb: the person it leads to, or the body that is all there is."""
    behind = scene.masked[mention.end_char : mention.end_char + 40]
    if mention.label == "PERSON":
        if behind.startswith(("'s", "’s")) or mention.surface.endswith(("'s", "’s")):
            return None
        pure = CHUNK_HEAD.match(between) is not None
        linked = between.count(",") == 1 and _ROLE_LINK.match(between) is not None
        return Subject(mention.entity, rule="inversion") if pure or linked else None
    if mention.label not in SPEAKING_LABELS or not _STATEMENT.fullmatch(between.strip()):
        return None
    if mention.end_char < end and _NOT_A_BODY.match(behind):
        return None
    following = scene.names(mention.end_char, mention.end_char + 60)
    named = any(
        one.label == "PERSON" and CHUNK_HEAD.match(scene.masked[mention.end_char : one.start_char])
        for one in following
    )
    return None if named else Subject(mention.entity, rule="inversion")
