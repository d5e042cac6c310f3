"""Read who spoke a quotation from the words beside it, within its own sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from tasks.extract.inversion import subject_after
from tasks.extract.leads import people_of, sentence_subject, subject_of_tag
from tasks.extract.marks import Marked
from tasks.extract.naming import ELIDED, NOBODY, Subject
from tasks.extract.pronouns import resolve_pronoun
from tasks.extract.scene import Scene
from tasks.extract.speech import BE, SOURCES, cue_pattern, load_verbs
from tasks.extract.subjects import subject_before

TAIL_CHARACTERS: Final = 400  # how far behind a quotation its cue may stand
HEAD_CHARACTERS: Final = 500
# `"..." Mr Blinken said.`: a sentence this short behind a full stop only names the speaker.
SHORT_ATTRIBUTION: Final = 70
EARLIER_SPEAKERS: Final = 4

_GAP = re.compile(r"[ \t\xa0]*")
_TAG = re.compile(r"[,\s]*(?:[-–—]+|:)\s*")
_OWN_CLAUSE = re.compile(r"(?:and|but|or|that|which|who|as|in|at|on|to|for|of)\b")
# `the claims`, `its reports`: nouns, not verbs.
_OWNED = re.compile(
    r"\b(?P<word>the|a|an|his|her|their|its|our|these|those|such|of|in|no|all|to|for|by|with|from|on|at"
    r"|[\w-]+['’]s?|[a-z]+ing)\s+$"
)
_ANY_VERB = re.compile(r"\s+([a-z]+(?:ed|s))\b")


class Attribution(NamedTuple):
    """Who spoke a quotation, the cue as it stands, and the rule that says so."""

    subject: Subject
    cue: str | None
    rule: str


@dataclass
class Reading:
    """The passages of an article and what has been read of them so far, in order."""

    scene: Scene
    marked: Sequence[Marked]
    found: list[Attribution | None] = field(default_factory=list)


def flows_on(scene: Scene, one: Marked) -> bool:
    """Say whether the sentence goes on behind the closing mark, as it does before `he said`."""
    if scene.masked[one.end - 1] in ",?!—-…":
        return True
    behind = scene.masked[one.after : one.after + 2]
    return behind.startswith(",") or (scene.masked[one.end - 1] == "." and behind[1:].islower())


def settle(reading: Reading, subject: Subject, at: int, index: int) -> Subject:
    """Replace a pronoun by the person it means, if that is certain."""
    if subject.pronoun is None:
        return subject
    first = max(0, index - EARLIER_SPEAKERS)
    pairs = zip(reading.marked[first:index], reading.found[first:index], strict=True)
    earlier = [
        (one.after, found.subject)
        for one, found in pairs
        if found is not None and found.subject.is_known
    ]
    return resolve_pronoun(reading.scene, subject.pronoun, at, reading.marked[index].outer, earlier)


def read_tail(reading: Reading, index: int) -> Attribution | None:
    """Read `," said Mr Blinken` and `," the president, who was in Tirana, told reporters`."""
    scene, one = reading.scene, reading.marked[index]
    end = _tail_end(reading, index)
    match = next((one for one in _find_cues(scene, one.after, end) if _is_finite(one)), None)
    if match is None or _is_passive(scene, one.after, match):
        return _read_unknown_verb(scene, one, end)
    if _is_new_sentence(scene, one, end):
        return None
    kind = load_verbs().get(match[0].lower(), "direct")
    between = scene.masked[one.after : match.start()].strip(" ,–—-\n")
    if not between:
        if kind == "object" and match[0].lower() not in ("warned", "urged"):
            return None
        subject = subject_after(scene, match.end(), end)
        if subject is None:
            return None
        subject = settle(reading, subject, match.start(), index)
        return Attribution(subject, match[0], subject.rule or "inversion")
    if _OWN_CLAUSE.match(between):
        return None
    return _read_before(reading, index, one.after, match)


def _find_cues(scene: Scene, start: int, end: int) -> Iterator[re.Match[str]]:
    return cue_pattern().finditer(scene.masked, start, end)


def _is_finite(match: re.Match[str]) -> bool:
    """Say whether a cue is a verb that can have a subject: not `saying`, not `state`."""
    return load_verbs().get(match[0].lower()) not in ("participle", "base")


def _tail_end(reading: Reading, index: int) -> int:
    """Return where the words that may attribute a quotation from behind come to an end."""
    scene, one = reading.scene, reading.marked[index]
    gap = _GAP.match(scene.masked, one.after)
    place = gap.end() if gap else one.after
    if scene.masked[place : place + 1] == "\n":
        return one.after
    end = scene.sentence(place)[1]
    if index + 1 < len(reading.marked):
        end = min(end, reading.marked[index + 1].outer)
    return min(end, one.after + TAIL_CHARACTERS)


def _is_new_sentence(scene: Scene, one: Marked, end: int) -> bool:
    """Say whether a full stop parts a quotation from a sentence that says more than who spoke."""
    parted = scene.sentence(one.after + 1)[0] > one.after
    return parted and scene.masked[one.end - 1] == "." and end - one.after > SHORT_ATTRIBUTION


def _read_before(
    reading: Reading, index: int, start: int, match: re.Match[str]
) -> Attribution | None:
    """Read the subject in front of a cue."""
    subject = subject_before(reading.scene, start, match.start())
    if subject is None:
        return None
    if subject is ELIDED:
        return _read_participle(reading, index, match)
    subject = settle(reading, subject, match.start(), index)
    if load_verbs().get(match[0].lower()) in ("noun", "base"):
        owned = _OWNED.search(reading.scene.masked, max(0, match.start() - 20), match.start())
        if owned and (not subject.is_known or owned["word"] != "to" or not _is_base(match)):
            return None
    return Attribution(subject, match[0], subject.rule)


def _is_base(match: re.Match[str]) -> bool:
    return load_verbs().get(match[0].lower()) == "base"


def _read_unknown_verb(scene: Scene, one: Marked, end: int) -> Attribution | None:
    """Read `," Obi laughed`: a name and any verb right behind a comma within the marks."""
    if scene.masked[one.end - 1] not in ",?!":
        return None
    for mention in scene.names(one.after, min(end, one.after + 60))[:1]:
        verb = _ANY_VERB.match(scene.masked, mention.end_char, end)
        between = scene.masked[one.after : mention.start_char].strip(" ,")
        title = not between or (between.istitle() and between.count(" ") < 3)
        if verb and mention.label == "PERSON" and title:
            return Attribution(Subject(mention.entity, rule="verb"), verb[1], "verb")
    return None


def _is_passive(scene: Scene, start: int, match: re.Match[str]) -> bool:
    """Say whether the cue is passive (`was told`), so that its subject does not speak."""
    if load_verbs().get(match[0].lower()) in ("participle", "base", "noun"):
        return False
    before = scene.masked[max(start, match.start() - 40) : match.start()].split()
    while before and (before[-1].endswith("ly") or before[-1].lower() in ("also", "not", "once")):
        before.pop()
    return bool(before) and before[-1].lower() in BE


def read_head(reading: Reading, index: int) -> Attribution | None:
    """Read `Blinken said: "` and the last cue before a quotation within its sentence."""
    scene, one = reading.scene, reading.marked[index]
    start = _head_start(reading, index)
    for match in list(_find_cues(scene, start, one.outer))[::-1]:
        kind = load_verbs().get(match[0].lower(), "direct")
        if match[0].lower() in SOURCES:
            subject = subject_after(scene, match.end(), one.outer)
            return Attribution(subject, match[0], "according to") if subject else None
        if _is_passive(scene, start, match):
            return Attribution(NOBODY, match[0], "")
        if kind == "participle":
            found = _read_participle(reading, index, match)
        else:
            found = _read_cue(reading, index, start, match, kind)
        if found is not None:
            return found
    return _read_colon(reading, index, start)


def _head_start(reading: Reading, index: int) -> int:
    """Return where the words before a quotation begin.

    A paragraph that ends with a colon belongs to the quotation that follows it.
    """
    scene, one = reading.scene, reading.marked[index]
    start = scene.sentence(one.outer)[0]
    before = scene.masked[max(0, start - 4) : start].rstrip()
    if before.endswith((":", ",")) and not scene.masked[start : one.outer].strip():
        start = scene.sentence(start - 1)[0]
    start = max(start, one.outer - HEAD_CHARACTERS)
    return max(start, reading.marked[index - 1].after) if index else start


def _read_cue(
    reading: Reading, index: int, start: int, match: re.Match[str], kind: str
) -> Attribution | None:
    """Read one cue of the words before a quotation: its subject in front, or inverted behind."""
    scene, one = reading.scene, reading.marked[index]
    if index and not scene.masked[reading.marked[index - 1].after : match.start()].strip(" ,–—-"):
        return _read_split(reading, index, match)
    found = _read_before(reading, index, start, match)
    if found is None and kind == "direct":
        subject = subject_after(scene, match.end(), one.outer)
        return Attribution(subject, match[0], "inversion") if subject else None
    return found


def _read_split(reading: Reading, index: int, match: re.Match[str]) -> Attribution | None:
    """Read `"A," said X, "b"`, unless somebody else is named on the way to `"b"`."""
    scene, one = reading.scene, reading.marked[index]
    found = reading.found[index - 1]
    if found is None:
        return None
    people = people_of(scene, match.end(), one.outer)
    if people and people[-1] != found.subject.entity and found.subject.entity in people:
        return Attribution(NOBODY, None, "")
    return found._replace(rule="split quotation")


def _read_participle(reading: Reading, index: int, match: re.Match[str]) -> Attribution | None:
    """Read `X praised the plan, saying "`: the speaker is the one of the words before."""
    scene, one = reading.scene, reading.marked[index]
    start = scene.sentence(one.outer)[0]
    if index and reading.marked[index - 1].outer >= start:
        found = reading.found[index - 1]
        if found is not None and found.subject.is_known:
            return Attribution(found.subject, match[0], "participle")
    for cue in list(_find_cues(scene, start, match.start()))[::-1]:
        if load_verbs().get(cue[0].lower(), "direct") in ("participle", "base"):
            continue
        found = _read_before(reading, index, start, cue)
        return found._replace(cue=match[0], rule="participle") if found else None
    subject = sentence_subject(scene, start, match.start())
    if subject is None:
        return None
    subject = settle(reading, subject, match.start(), index)
    return Attribution(subject, match[0], "participle") if subject.is_known else None


def _read_colon(reading: Reading, index: int, start: int) -> Attribution | None:
    """Read `Blinken: "..."` and `Blinken was blunt: "..."`."""
    scene, one = reading.scene, reading.marked[index]
    before = scene.masked[start : one.outer].rstrip()
    if not before.endswith(":"):
        return None
    end = start + len(before)
    subject = sentence_subject(scene, start, end) or subject_of_tag(scene, start, end - 1)
    if subject is None:
        return None
    subject = settle(reading, subject, one.outer, index)
    return Attribution(subject, None, "colon") if subject.is_known else None


def read_late_tail(reading: Reading, index: int) -> Attribution | None:
    """Read the words that end a sentence: `The "..." would pass, Blinken said.`"""
    scene, one = reading.scene, reading.marked[index]
    end = min(scene.sentence(one.after)[1], one.after + TAIL_CHARACTERS)
    cues = list(_find_cues(scene, one.after, end))
    if not cues:
        return None
    match = cues[-1]
    if match[0].lower() in SOURCES:
        subject = subject_after(scene, match.end(), end)
        return Attribution(subject, match[0], "according to") if subject else None
    comma = scene.masked.rfind(",", one.after, match.start() + 1)
    if comma < 0 or _is_passive(scene, one.after, match):
        return None
    if load_verbs().get(match[0].lower()) != "direct" and not match[0].lower().endswith(" it"):
        return None
    return _read_before(reading, index, comma + 1, match)


def read_tag(reading: Reading, index: int) -> Attribution | None:
    """Read `"..." - Mei Hoshino, curator` and the headline `"...": Aliyeva on exile`."""
    scene, one = reading.scene, reading.marked[index]
    tag = _TAG.match(scene.masked, one.after)
    if tag is None:
        return None
    for mention in scene.names(tag.end(), tag.end() + 50)[:2]:
        between = scene.masked[tag.end() : mention.start_char]
        if mention.label == "PERSON" and (not between or between.replace(" ", "").isalpha()):
            return Attribution(Subject(mention.entity, rule="tag"), None, "tag")
    return None
