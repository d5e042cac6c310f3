"""Read who speaks from the words before and behind a cue verb, without a parser.

A subject that is there but is nobody the article names (`a nurse said`) is `NOBODY`, which ends
the search; None means that no subject stands there at all.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from schemas.entity import Mention
from tasks.extract.scene import Scene, stem
from tasks.extract.speech import (
    CONJUNCTIONS,
    MODIFIERS,
    OF,
    PRONOUNS,
    description_pattern,
    load_bodies,
    load_offices,
    load_words,
)
from tasks.extract.words import is_common

BEFORE_CHARACTERS: Final = 300  # how far a subject may stand from its verb, appositions included
AFTER_CHARACTERS: Final = 250
SPEAKING_LABELS: Final = ("PERSON", "ORG", "GPE", "FAC")


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

_PARENTHESIS = re.compile(r"\s*\([^()]{0,60}\)\s*$")
_PHRASE = re.compile(
    r"[\s,]*\b(?:for (?:his|her|its|their) part|in turn|at the time|in response|by (?:phone|email)|"
    r"in (?:a|an|the) (?:[\w-]+ ){0,2}(?:statement|interview|email|e-mail|speech|tweet|post|letter|"
    r"message|video|report|blog|address))\s*$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\s*(?:,|\s[-–]\s|\s--\s|—|–)\s*")
_EDGE = re.compile(r"[;:\n]|\s(?:--?|–|—)\s*$")
_CHUNK_HEAD = re.compile(
    rf"[\W\x02]*(?:(?:{CONJUNCTIONS})\s+)?(?:(?:the|a|an|his|her|its|their|our)\s+)?{MODIFIERS}$",
    re.IGNORECASE,
)
_AGE = re.compile(r"[\s,]*(?:aged\s+)?\d{1,3}\s*$")
_PART_OF = re.compile(
    rf"\b(?P<word>{OF}|in|at|on|as|and|or)\s+"
    r"(?:(?:the|a|an|his|her|their|its|our|then|former|late|new)\s+|[\w-]+['’]s\s+|[A-Z][\w.'’-]*\s+)*$"
)
_NAME = re.compile(
    r"(?:(?P<title>Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Gen|Judge|Senator|Sen|Rep)"
    r"\.?\s+)?(?P<name>(?:(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*|[A-Z]\.|van|von|de|der|den|da|dos|di|al|el|bin|ibn)"
    r"[\s-]+){0,4}[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]+)"
)
_NAME_BEFORE = re.compile(_NAME.pattern + r"$")
_ROLE_LINK = re.compile(
    rf"\s*(?:(?:the|a|an|its|his|her|their|our|one)\s+)?[\w'’.&/ -]{{0,80}}?,\s*{MODIFIERS}$",
    re.IGNORECASE,
)
_NOT_A_BODY = re.compile(
    r"['’]s?\b|\s+(?!(?:in|on|at|as|after|during|when|while|which|that|and|by"
    r"|to|for|from|of)\b)[a-z]"
)


def subject_before(scene: Scene, start: int, verb: int) -> Subject | None:
    """Return who stands before a verb, between `start` and the place of the verb.

    Looks through adverbs and days (`Blinken later on Tuesday said`), and through what stands
    between commas or dashes (`Blinken, who was in Tirana, said`).
    """
    start = max(start, verb - BEFORE_CHARACTERS)
    end = _skip_fillers(scene.masked, start, verb)
    left = scene.masked[start:end]
    if not left.strip(" \n\t,-–—\"'”’»)"):
        return None
    word = left.rsplit(None, 1)[-1].lower().strip("\"'“‘(,-–—")
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
    between = scene.names(part.end("word"), mention.start_char)
    fronted = part["word"] in ("in", "at", "on", "as", "with", "to", "from") and (
        between or any(day in part[0].lower() for day in ("day ", "ly ", "ber ", "ary "))
    )
    if fronted:
        return Subject(mention.entity, rule="subject")
    return _read_description(scene, _last_break(scene.masked, start, part.start()), end) or NOBODY


def _is_plain_noun(scene: Scene, mention: Mention) -> bool:
    """Say whether a body is an ordinary word with the capital of its place (`Bank calls ...`)."""
    opens = mention.start_char <= scene.sentence(mention.start_char)[0]
    word = mention.surface.lower()
    return opens and mention.surface.istitle() and (is_common(word) or word in load_bodies())


def _last_break(masked: str, start: int, end: int) -> int:
    place = start
    for match in _BREAK.finditer(masked, start, end):
        place = match.end()
    return place


def _read_unlisted(scene: Scene, start: int, end: int) -> Subject:
    """Return a described person or body, or a name that the pipeline did not find."""
    chunk = _last_break(scene.masked, start, end)
    described = _read_description(scene, chunk, end, whole=True)
    if described is not None:
        return described
    match = _NAME_BEFORE.search(scene.masked, max(chunk, end - 60), end)
    if match is None:
        return NOBODY
    opens = not scene.masked[chunk : match.start()].strip() and chunk <= scene.sentence(end - 1)[0]
    return _match_name(scene, match, opens)


def _match_name(scene: Scene, match: re.Match[str], opens_sentence: bool) -> Subject:
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
    if fits or is_common(last) or (opens_sentence and " " not in name and not match["title"]):
        return NOBODY
    if " " in name and is_common(name.split(" ", 1)[0]) and not match["title"]:
        return NOBODY
    return Subject(name=name, rule="unlisted name")


def _read_chunks(scene: Scene, start: int, end: int) -> Subject:
    """Return the subject before appositions: the nearest stretch between commas that is a name."""
    cuts = [start, *(m.end() for m in _BREAK.finditer(scene.masked, start, end))]
    ends = [*(m.start() for m in _BREAK.finditer(scene.masked, start, end)), end]
    for low, high in list(zip(cuts, ends, strict=True))[::-1][:7]:
        if not scene.masked[low:high].strip(" ,-–—"):
            continue
        word = scene.masked[low:high].strip().lower()
        if word in PRONOUNS:
            return Subject(pronoun=word)
        subject = _read_chunk(scene, low, _drop_parenthesis(scene.masked, low, high))
        if subject is not None:
            return subject
    return NOBODY


def _read_chunk(scene: Scene, low: int, high: int) -> Subject | None:
    high = low + len(scene.masked[low:high].rstrip())
    mention = scene.name_ending(low, high)
    if mention is not None and _CHUNK_HEAD.match(scene.masked[low : mention.start_char]):
        fits = mention.label in SPEAKING_LABELS
        first = low <= scene.sentence(low)[0] or mention.label == "PERSON"
        if fits and first:
            return Subject(mention.entity, rule="apposition")
    return _read_description(scene, low, high, whole=True)


def _read_description(scene: Scene, start: int, end: int, whole: bool = False) -> Subject | None:
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
    pairs = {frozenset(("premier", "prime minister")), frozenset(("chief executive", "ceo"))}
    return frozenset((held, said)) in pairs


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


def subject_after(scene: Scene, verb_end: int, end: int) -> Subject | None:
    """Return who stands behind a verb: `said Mr Blinken`, `said the mayor, Ana Reyes`."""
    end = min(end, verb_end + AFTER_CHARACTERS)
    right = scene.masked[verb_end:end]
    if not right.strip(" ,.\n"):
        return None
    pronoun = re.match(r"\s*(he|she|they|it)\b", right)
    if pronoun:
        return Subject(pronoun=pronoun[1])
    for mention in scene.names(verb_end, end):
        between = scene.masked[verb_end : mention.start_char]
        subject = _read_behind(scene, mention, between, end)
        if subject is not None:
            return subject
        if not (_CHUNK_HEAD.match(between) or _ROLE_LINK.match(between)) and "," in between:
            break
    described = _read_description(scene, verb_end, end)
    if described is not None:
        return described
    match = re.compile(r"\s*(?:[a-z]+\s+){0,2}" + _NAME.pattern).match(scene.masked, verb_end, end)
    return _match_name(scene, match, opens_sentence=False) if match else NOBODY


def _read_behind(scene: Scene, mention: Mention, between: str, end: int) -> Subject | None:
    """Judge one name behind the verb: the person it leads to, or the body that is all there is."""
    behind = scene.masked[mention.end_char : mention.end_char + 40]
    if mention.label == "PERSON":
        if behind.startswith(("'s", "’s")) or mention.surface.endswith(("'s", "’s")):
            return None
        pure = _CHUNK_HEAD.match(between) is not None
        linked = between.count(",") == 1 and _ROLE_LINK.match(between) is not None
        return Subject(mention.entity, rule="inversion") if pure or linked else None
    if mention.label not in SPEAKING_LABELS or between.strip().lower() not in ("", "the"):
        return None
    if mention.end_char < end and _NOT_A_BODY.match(behind):
        return None
    following = scene.names(mention.end_char, mention.end_char + 60)
    named = any(
        one.label == "PERSON" and _CHUNK_HEAD.match(scene.masked[mention.end_char : one.start_char])
        for one in following
    )
    return None if named else Subject(mention.entity, rule="inversion")


def sentence_subject(scene: Scene, start: int, end: int) -> Subject | None:
    """Return the person or body that a sentence begins with, where its first words say so."""
    for mention in scene.names(start, min(end, start + BEFORE_CHARACTERS))[:4]:
        before = scene.masked[start : mention.start_char]
        behind = scene.masked[mention.end_char : mention.end_char + 2]
        if behind in ("'s", "’s") or mention.label not in ("PERSON", "ORG"):
            continue
        if _leads(before):
            return Subject(mention.entity, rule="sentence subject")
        break
    pronoun = re.match(r"\W*(he|she)\b", scene.masked[start:end], re.IGNORECASE)
    if pronoun:
        return Subject(pronoun=pronoun[1].lower())
    described = description_pattern().match(scene.masked, start, end)
    if described is None or described["determiner"].lower() != "the":
        return None
    subject = _read_description(scene, start, end)
    return subject if subject is not None and subject.is_known else None


_FRONTED = re.compile(
    r"\W*(?:on|in|at|after|before|during|following|meanwhile|but|however|yet|as|when|while|despite|"
    r"with|for|since|asked|speaking|reacting|addressing|earlier|later|also|and|though|although|"
    r"according|citing|under|by|from|until|last|this|[A-Z][A-Z ,]+)\b[^\n]*,\s*",
    re.IGNORECASE,
)


def _leads(before: str) -> bool:
    """Say whether the words before a name leave it the subject of its sentence."""
    fronted = _FRONTED.match(before)
    rest = before[fronted.end() :] if fronted else before
    dateline = re.match(r"[^a-z\n]{3,60}\s[-–—]+\s", rest)
    rest = rest[dateline.end() :] if dateline else rest
    role = re.match(
        r"\W*(?:the|its|a|[\w-]+['’]s|[\w-]+s['’])\s+(?:[\w'’.&-]+\s+){0,4}[\w-]+,\s*$", rest, re.I
    )
    return role is not None or _CHUNK_HEAD.match(rest) is not None


def subject_of_tag(scene: Scene, start: int, end: int) -> Subject | None:
    """Return the name that is all there is between two places: `Okoye: "`."""
    match = _NAME.fullmatch(scene.masked, start, end)
    if match is None:
        return None
    subject = _match_name(scene, match, opens_sentence=False)
    return subject if subject.is_known else None


def people_of(scene: Scene, start: int, end: int) -> list[int]:
    """Return the persons named in a stretch, each once, in order."""
    found: dict[int, None] = {}
    names: Sequence[Mention] = scene.names(start, end)
    for mention in names:
        if mention.label == "PERSON":
            found[mention.entity] = None
    return list(found)
