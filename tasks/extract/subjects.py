"""Read who speaks from the words before a cue verb, without a parser."""

import re
from typing import Final

from schemas.entity import Mention
from tasks.extract.naming import (
    CHUNK_HEAD,
    ELIDED,
    NAME,
    NOBODY,
    SPEAKING_LABELS,
    Subject,
    is_ordinary,
    match_name,
    read_description,
)
from tasks.extract.scene import Scene
from tasks.extract.speech import OF, PRONOUNS, load_bodies, load_words

BEFORE_CHARACTERS: Final = 300  # how far a subject may stand from its verb, appositions included

# Behind these the subject is the one of the verb before: `X praised it and said "`.
_JOINING: Final = frozenset(("and", "but", "or", "then", "yet", "before", "while", "by", "without"))

_PARENTHESIS = re.compile(r"\s*\([^()]{0,60}\)\s*$")
_PHRASE = re.compile(
    r"[\s,]*\b(?:for (?:his|her|its|their) part|in turn|at the time|in response|by (?:phone|email)|"
    r"in (?:a|an|the) (?:[\w-]+ ){0,2}(?:statement|interview|email|e-mail|speech|tweet|post|letter|"
    r"message|video|report|blog|address))\s*$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\s*(?:,|\s[-–]\s|\s--\s|—|–)\s*")
_EDGE = re.compile(r"[;:\n]|\s(?:--?|–|—)\s*$")
_HONORIFICS: Final = frozenset(("Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Dame"))
_PART_OF = re.compile(
    rf"\b(?P<word>{OF}|in|at|on|as|and|or)\s+"
    r"(?:(?:the|a|an|his|her|their|its|our|then|former|late|new)\s+|[\w-]+['’]s\s+|[A-Z][\w.'’-]*\s+)*$"
)
_NAME_BEFORE = re.compile(NAME.pattern + r"$")


def subject_before(scene: Scene, start: int, verb: int) -> Subject | None:
    """Return who stands before a verb, between `start` and the place of the verb.

    Looks through adverbs and days (`Blinken later on Tuesday said`), and through what stands
    between commas or dashes (`Blinken, who was in Tirana, said`).
    """
    start = max(start, verb - BEFORE_CHARACTERS)
    end = _skip_fillers(scene.masked, start, verb)
    left = scene.masked[start:end]
    words = left.rsplit(None, 1)
    if not words or not left.strip().strip(" ,-–—\"'”’»)"):
        return None
    word = words[-1].lower().strip("\"'“‘(,-–—")
    if word in _JOINING:
        return ELIDED
    if word in PRONOUNS and not left.rstrip().endswith(","):
        return _read_pronoun(scene, start, end, word)
    end = _drop_parenthesis(scene.masked, start, end)
    left = scene.masked[start:end]
    if left.endswith((",", "–", "—", "-")):
        return _read_chunks(scene, start, end)
    return _read_adjacent(scene, start, end)


def _skip_fillers(masked: str, start: int, end: int) -> int:
    """Return where the subject ends: adverbs, auxiliaries and days before the verb are left out."""
    fillers = load_words("fillers")
    while True:
        tail = masked[start:end].rstrip(" \n\t")
        phrase = _PHRASE.search(tail[-60:])
        if phrase:
            end = start + len(tail) - (len(phrase[0]))
            continue
        bare = tail.rstrip(",.")
        word = re.split(r"[\s,]", bare)[-1] if bare else ""
        adverb = word.islower() and word.endswith("ly") and len(word) > 4
        if word and (word.lower() in fillers or adverb or word.isdigit()) and word != "all":
            end = start + len(bare) - len(word)
            continue
        return start + len(tail)


def _drop_parenthesis(masked: str, start: int, end: int) -> int:
    left = masked[start:end]
    match = _PARENTHESIS.search(left)
    return start + match.start() if match else end


def _read_pronoun(scene: Scene, start: int, end: int, word: str) -> Subject:
    """Return the pronoun as a subject; `who` stands for the name right before it."""
    if PRONOUNS[word] != "who":
        return Subject(pronoun=word)
    before = scene.masked[start:end].rstrip()
    before = before[: len(before) - len(word)].rstrip(" ,")
    mention = scene.name_ending(start, start + len(before))
    if mention is not None and mention.label == "PERSON":
        return Subject(mention.entity, rule="relative")
    return NOBODY


def _read_adjacent(scene: Scene, start: int, end: int) -> Subject:
    """Return the subject that ends right at the verb."""
    mention = scene.name_ending(start, end)
    if mention is None:
        return _read_unlisted(scene, start, end)
    if mention.label not in SPEAKING_LABELS:
        return NOBODY
    if mention.label != "PERSON" and _is_plain_noun(scene, mention):
        return NOBODY
    part = _PART_OF.search(scene.masked, start, mention.start_char)
    if part is None:
        return Subject(mention.entity, rule="subject")
    if part["word"] in ("and", "or"):
        joint = scene.name_ending(start, part.start() - 1)
        return NOBODY if joint is not None else Subject(mention.entity, rule="subject")
    member = _member(scene, start, part)
    if member is not None:
        return Subject(member.entity, rule="subject")
    if _heads(scene, part, mention):
        return Subject(mention.entity, rule="subject")
    between = scene.names(part.end("word"), mention.start_char)
    fronted = part["word"] in ("in", "at", "on", "as", "with", "to", "from") and (
        between or any(day in part[0].lower() for day in ("day ", "ly ", "ber ", "ary "))
    )
    if fronted:
        return Subject(mention.entity, rule="subject")
    return read_description(scene, _last_break(scene.masked, start, part.start()), end) or NOBODY


def _member(scene: Scene, start: int, part: re.Match[str]) -> Mention | None:
    """Return the person right before a preposition: `Ana Sol of the Refugee Council said`."""
    person = scene.name_ending(start, part.start() - 1)
    if person is None or person.label != "PERSON":
        return None
    leads = CHUNK_HEAD.match(scene.masked[start : person.start_char])
    return person if leads else None


def _heads(scene: Scene, part: re.Match[str], mention: Mention) -> bool:
    """Say whether a person behind a body is its officer: `CEO of the Refugee Council Eva Sol`.

    A name or `Mr` between the preposition and the person ends what the preposition governs.
    """
    if mention.label != "PERSON":
        return False
    chain = scene.masked[part.end("word") : mention.start_char]
    words = chain.split()
    if len(words) > 1 and words[-1].rstrip(".") in _HONORIFICS and words[-2].lower() != "the":
        return True
    end = part.end("word") + len(chain.rstrip())
    inner = scene.name_ending(part.end("word"), end)
    return inner is not None and inner.label in ("ORG", "GPE", "LOC")


def _is_plain_noun(scene: Scene, mention: Mention) -> bool:
    """Say whether a body is an ordinary word with the capital of its place (`Bank calls ...`)."""
    opens = mention.start_char <= scene.sentence(mention.start_char)[0]
    word = mention.surface.lower()
    return opens and mention.surface.istitle() and (is_ordinary(word) or word in load_bodies())


def _last_break(masked: str, start: int, end: int) -> int:
    place = start
    for match in _BREAK.finditer(masked, start, end):
        place = match.end()
    return place


def _read_unlisted(scene: Scene, start: int, end: int) -> Subject:
    """Return a described person or body, or a name that the pipeline did not find."""
    chunk = _last_break(scene.masked, start, end)
    described = read_description(scene, chunk, end, whole=True)
    if described is not None:
        return described
    match = _NAME_BEFORE.search(scene.masked, max(chunk, end - 60), end)
    if match is None:
        return NOBODY
    opens = not scene.masked[chunk : match.start()].strip() and chunk <= scene.sentence(end - 1)[0]
    return match_name(scene, match, opens)


def _read_chunks(scene: Scene, start: int, end: int) -> Subject:
    """Return the subject before appositions: the nearest name between commas, else the first words.

    `Silva, a teacher from Quito, said`; `The mayor, who was late, said`.
    """
    breaks = [match.span() for match in _BREAK.finditer(scene.masked, start, end)]
    lows = [start, *(stop for _, stop in breaks)]
    highs = [*(begin for begin, _ in breaks), end]
    chunks = [
        (low, _drop_parenthesis(scene.masked, low, high))
        for low, high in zip(lows, highs, strict=True)
        if scene.masked[low:high].strip(" ,-–—")
    ]
    for low, high in chunks[::-1][:7]:
        word = scene.masked[low:high].strip().lower()
        if word in PRONOUNS:
            return Subject(pronoun=word)
        subject = _read_head(scene, low, high, low == start)
        if subject is not None:
            return subject
    for low, high in chunks[:1]:
        return read_description(scene, low, high, whole=True) or NOBODY
    return NOBODY


def _read_head(scene: Scene, low: int, high: int, opens: bool) -> Subject | None:
    """Return the name that is the head of a stretch between commas; bodies only at the start."""
    high = low + len(scene.masked[low:high].rstrip())
    mention = scene.name_ending(low, high)
    if mention is None or mention.label not in SPEAKING_LABELS:
        return None
    if not CHUNK_HEAD.match(scene.masked[low : mention.start_char]):
        return None
    if mention.label == "PERSON" or (opens and not _is_plain_noun(scene, mention)):
        return Subject(mention.entity, rule="apposition")
    return None
