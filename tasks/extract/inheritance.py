"""Give quotations without a cue of their own the speaker of what stands before or behind them."""

from typing import Final

from tasks.extract.attribution import Attribution, Reading, settle
from tasks.extract.leads import people_of, sentence_subject
from tasks.extract.marks import Marked
from tasks.extract.scene import Scene
from tasks.extract.speech import cue_pattern

BETWEEN_CHARACTERS: Final = 400  # what may stand between two quotations of one speaker


def inherit(reading: Reading, index: int) -> Attribution | None:
    """Give a quotation without a cue the speaker of the quotation or sentence before it."""
    scene, one = reading.scene, reading.marked[index]
    previous = reading.found[index - 1] if index else None
    if previous is not None:
        before = reading.marked[index - 1]
        if scene.sentence(before.outer)[0] == scene.sentence(one.outer)[0]:
            return previous._replace(rule="same sentence")
        if "\n" not in scene.masked[before.after : one.outer]:
            return _inherit_in_paragraph(reading, index, previous)
    return _inherit_from_sentence(reading, index) if is_sentence(scene, one) else None


def _inherit_in_paragraph(
    reading: Reading, index: int, previous: Attribution
) -> Attribution | None:
    """Follow `"A," said X.` by `"B."`: X speaks on unless the words between bring somebody else."""
    scene, one, before = reading.scene, reading.marked[index], reading.marked[index - 1]
    if not is_sentence(scene, one) or one.outer - before.after > BETWEEN_CHARACTERS:
        return None
    tail_end = scene.sentence(before.after)[1]
    others = set(people_of(scene, tail_end, one.outer)) - {previous.subject.entity}
    if tail_end < one.outer and others:
        return _inherit_from_sentence(reading, index)
    return previous._replace(rule="same paragraph")


def _inherit_from_sentence(reading: Reading, index: int) -> Attribution | None:
    """Read `Petrov was blunt. "..."`, and a quotation that stands alone behind such a sentence."""
    scene, one = reading.scene, reading.marked[index]
    begin = scene.sentence(one.outer)[0]
    if begin == 0 or scene.masked[begin : one.outer].strip():
        return None
    start, end = scene.sentence(begin - 1)
    if index and reading.marked[index - 1].after > start:
        return _inherit_across(reading, index)
    paragraph = "\n" in scene.masked[max(start, begin - 6) : one.outer]
    if paragraph:
        told = cue_pattern().search(scene.masked, start, end) is not None
        if not told or not _stands_alone(scene, one) or len(people_of(scene, start, end)) > 1:
            return None
    subject = sentence_subject(scene, start, end)
    if subject is None:
        return None
    subject = settle(reading, subject, end, index)
    rule = "paragraph before" if paragraph else "sentence before"
    return Attribution(subject, None, rule) if subject.is_known else None


def _inherit_across(reading: Reading, index: int) -> Attribution | None:
    """Let a speaker go on in the next paragraph where that is nothing but a quotation.

    A question changes the speaker more often than not.
    """
    scene, one, before = reading.scene, reading.marked[index], reading.marked[index - 1]
    previous = reading.found[index - 1]
    if previous is None or not previous.subject.is_known or not _stands_alone(scene, one):
        return None
    if scene.text[before.end - 1] == "?":
        return None
    return Attribution(previous.subject, None, "paragraph before")


def _stands_alone(scene: Scene, one: Marked) -> bool:
    """Say whether nothing follows the quotation in its paragraph."""
    return scene.masked[one.after : one.after + 4].lstrip(" \t")[:1] in ("", "\n")


def inherit_backwards(reading: Reading) -> None:
    """Give a quotation that opens a paragraph the speaker of the next one there.

    `"It is done." She stood up. "We can go," Ms Ito said.`
    """
    for index in range(len(reading.marked) - 2, -1, -1):
        following = reading.found[index + 1]
        if reading.found[index] is None and following is not None:
            one, after = reading.marked[index], reading.marked[index + 1]
            if _leads_to(reading.scene, one, after) and following.rule not in (
                "sentence before",
                "paragraph before",
                "colon",
            ):
                reading.found[index] = following._replace(rule="next quotation")


def _leads_to(scene: Scene, one: Marked, after: Marked) -> bool:
    """Say whether nobody is named between two quotations of one paragraph."""
    if after.outer - one.after > BETWEEN_CHARACTERS or not is_sentence(scene, one):
        return False
    if "\n" in scene.masked[one.after : after.outer]:
        return False
    return not people_of(scene, one.after, after.outer)


def is_sentence(scene: Scene, one: Marked) -> bool:
    """Say whether a passage is a sentence of its own rather than a fragment of one."""
    text = scene.text
    ends = text[one.end - 1] in ".?!…,—-" or text[one.after : one.after + 1] in (".", "?", "!")
    before = scene.masked[max(0, one.outer - 3) : one.outer].rstrip(" \t")
    opens = one.outer == 0 or not before or before[-1] in '.?!…:\n"”’»)-–—'
    return opens and not text[one.start].islower() and (ends or not one.closed)
