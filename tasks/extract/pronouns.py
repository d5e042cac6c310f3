"""Find the person that `he` or `she` means, or nobody where that is not certain."""

import re
from collections.abc import Sequence
from typing import Final

from tasks.extract.leads import people_of, sentence_subject
from tasks.extract.naming import NOBODY, Subject
from tasks.extract.scene import Scene
from tasks.extract.speech import PRONOUNS

SENTENCES_BACK: Final = 6

_BRINGS_IN = re.compile(
    r"\b(?:was|is|were|are|came|stood|sat|joined by|met by|led by|headed by|including|named"
    r"|called)\s+(?:[\w.'’-]+\s+){0,5}$"
)


def resolve_pronoun(
    scene: Scene, pronoun: str, at: int, quote: int, earlier: Sequence[tuple[int, Subject]]
) -> Subject:
    """Return whom a pronoun before a cue verb means.

    `at` is the place of the verb, `quote` that of the quotation, `earlier` the last speakers with
    their places. Looks back sentence by sentence for persons whose gender fits; where several fit,
    the subject of the sentence goes first if its gender is known, then the last speaker.
    """
    wanted = PRONOUNS.get(pronoun, "many")
    if wanted == "body":
        return _last_body(scene, earlier)
    if wanted not in ("m", "f"):
        return NOBODY
    start = min(at, quote)
    begin = scene.sentence(start)[0]
    here = [one for one in people_of(scene, begin, start) if _fits(scene, one, wanted)]
    if len(here) == 1:
        return Subject(here[0], rule="pronoun")
    place = begin
    for _ in range(SENTENCES_BACK):
        if place <= 0:
            break
        low, high = scene.sentence(place - 1)
        found = _judge(scene, low, high, wanted, earlier)
        if found is not None:
            return found
        place = low
    return NOBODY


def _fits(scene: Scene, entity: int, wanted: str) -> bool:
    return scene.genders.get(entity, wanted) == wanted


def _last_body(scene: Scene, earlier: Sequence[tuple[int, Subject]]) -> Subject:
    """Return the last speaker where that was an organisation."""
    for _, subject in earlier[::-1]:
        if subject.entity is not None and scene.entities[subject.entity].label != "PERSON":
            return Subject(subject.entity, rule="pronoun")
        break
    return NOBODY


def _judge(
    scene: Scene, low: int, high: int, wanted: str, earlier: Sequence[tuple[int, Subject]]
) -> Subject | None:
    """Judge one sentence: its one fitting person, its subject, or who spoke in it."""
    spoke = [subject for place, subject in earlier if low <= place <= high]
    speaker = next((one for one in spoke[::-1] if _is_fit(scene, one, wanted)), None)
    if speaker is not None:
        return speaker._replace(rule="pronoun")
    fitting = [one for one in people_of(scene, low, high) if _fits(scene, one, wanted)]
    if not fitting:
        return None
    subject = sentence_subject(scene, low, high)
    leads = subject is not None and subject.entity in fitting
    leads = leads or _is_brought_in(scene, low, high, fitting[0])
    if len(fitting) == 1:
        return _prefer_speaker(scene, fitting[0], leads, wanted, earlier)
    if leads and subject is not None and scene.genders.get(subject.entity or 0) == wanted:
        return Subject(subject.entity, rule="pronoun")
    known = [one for one in fitting if scene.genders.get(one) == wanted]
    if len(known) == 1:
        return Subject(known[0], rule="pronoun")
    return NOBODY


def _is_brought_in(scene: Scene, low: int, high: int, entity: int) -> bool:
    """Say whether a sentence sets a person before the reader behind its verb."""
    for mention in scene.names(low, high):
        if mention.entity == entity:
            return _BRINGS_IN.search(scene.masked, low, mention.start_char) is not None
    return False


def _is_fit(scene: Scene, subject: Subject, wanted: str) -> bool:
    if subject.entity is None:
        return subject.name is not None
    label = scene.entities[subject.entity].label
    return label == "PERSON" and _fits(scene, subject.entity, wanted)


def _prefer_speaker(
    scene: Scene, entity: int, leads: bool, wanted: str, earlier: Sequence[tuple[int, Subject]]
) -> Subject:
    """Choose between the one person of the sentence and the last speaker.

    A person who leads the sentence, or is brought in by it (`Among them was Jane Doe`), takes the
    word; of one who is only spoken of (`a plan by Smith`) there is no telling.
    """
    last = earlier[-1][1] if earlier else None
    if leads or last is None or last.entity == entity or not _is_fit(scene, last, wanted):
        return Subject(entity, rule="pronoun")
    return NOBODY
