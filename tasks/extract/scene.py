"""An article as the search for speakers sees it: quotations masked, sentences, names, genders."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from schemas.entity import ArticleEntity, Mention
from tasks.extract.lists import list_countries, list_peoples
from tasks.extract.marks import Marked
from tasks.extract.speech import (
    apposition_pattern,
    load_genders,
    load_offices,
    office_pattern,
)

MASK: Final = "\x02"
# Offices are read off the first mentions of each person; later ones rarely name them.
MENTIONS_FOR_OFFICES: Final = 6
# A mark that may end a sentence, marks that close, white space, and a capital or a figure.
_BOUNDARY = re.compile(
    r"[.!?…\n|•][\"'”’»)\]]*(?:(?<=\n)\s*|(?<=[|•])|\s*\n\s*"
    r"|\s+(?=[\"'“‘«„(\[—–-]*[A-Z0-9À-ÞĀ-Ž\x02]))"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Drs|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Maj|Adm|Rev|Hon|St|Jr|Sr|vs?|No|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.$"
)
_MALE = re.compile(
    r"\b(?:Mr|Sir|Lord|King|Prince|Duke|Sheikh|Father|Fr|Brother|Don|Emir|Sultan)\.?\s+(?:[A-Z][\w.-]*\s+)?$"
)
_FEMALE = re.compile(
    r"\b(?:Mrs|Ms|Miss|Dame|Lady|Queen|Princess|Duchess|Baroness|Sister|Sheikha|Madam|Mme)\.?\s+(?:[A-Z][\w.-]*\s+)?$"
)
_POSSESSIVE = re.compile(r"[^.!?\n]{0,70}?\b(his|her)\b")


class Office(NamedTuple):
    """An office that the article gives a person, with the stems of the words around it."""

    entity: int
    office: str
    stems: frozenset[str]
    former: bool


@dataclass(frozen=True)
class Scene:
    """The text, the text with quotations masked, and the names that stand outside of them.

    `masked` has the length of the text: what stands inside marks is replaced, save its last
    character, so that a sentence that ends within the marks ends here too.
    """

    text: str
    masked: str
    entities: Sequence[ArticleEntity]
    mentions: Sequence[Mention]
    starts: Sequence[int]
    sentences: Sequence[int]

    def sentence(self, at: int) -> tuple[int, int]:
        """Return where the sentence around a place begins and ends."""
        index = max(bisect_right(self.sentences, at) - 1, 0)
        follows = index + 1 < len(self.sentences)
        return self.sentences[index], self.sentences[index + 1] if follows else len(self.text)

    def names(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that begin within a stretch."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def name_ending(self, start: int, end: int) -> Mention | None:
        """Return the mention that ends exactly at `end` and begins no earlier than `start`."""
        index = bisect_left(self.starts, end) - 1
        if index < 0:
            return None
        mention = self.mentions[index]
        fits = mention.start_char >= start and mention.end_char == end
        return mention if fits and not mention.surface.endswith(("'s", "’s", "s'", "s’")) else None

    @cached_property
    def genders(self) -> dict[int, str]:
        """Return the persons whose gender a title, an office, a possessive or a name tells."""
        told: dict[int, str] = {}
        for mention in self.mentions:
            if mention.label == "PERSON" and mention.entity not in told:
                gender = self._read_gender(mention)
                if gender:
                    told[mention.entity] = gender
        known = load_genders()
        for index, entity in enumerate(self.entities):
            first = entity.name.split(" ", 1)[0] if " " in entity.name else ""
            if entity.label == "PERSON" and first in known:
                told.setdefault(index, known[first])
        for mention in self.mentions:
            if mention.label == "PERSON" and mention.entity not in told:
                gender = self._read_possessive(mention)
                if gender:
                    told[mention.entity] = gender
        return told

    def _read_gender(self, mention: Mention) -> str | None:
        before = self.masked[max(0, mention.start_char - 40) : mention.start_char]
        if _MALE.search(before):
            return "m"
        if _FEMALE.search(before):
            return "f"
        office = office_pattern().search(before[-60:]) if before.endswith(" ") else None
        return load_offices().get(office["office"].lower()) or None if office else None

    def _read_possessive(self, mention: Mention) -> str | None:
        """Return the gender of the first person of a sentence by a possessive soon behind."""
        start, end = self.sentence(mention.start_char)
        people = [one for one in self.names(start, end) if one.label == "PERSON"]
        limit = people[1].start_char if len(people) > 1 else end
        if not people or people[0] is not mention:
            return None
        match = _POSSESSIVE.match(self.masked, mention.end_char, limit)
        return {"his": "m", "her": "f"}[match[1]] if match else None

    @cached_property
    def offices(self) -> list[Office]:
        """Return the offices that stand before or behind the first mentions of each person."""
        found: list[Office] = []
        seen: dict[int, int] = {}
        for mention in self.mentions:
            if mention.label != "PERSON" or seen.get(mention.entity, 0) >= MENTIONS_FOR_OFFICES:
                continue
            seen[mention.entity] = seen.get(mention.entity, 0) + 1
            found.extend(self._read_offices(mention))
        return found

    def _read_offices(self, mention: Mention) -> list[Office]:
        start, end = self.sentence(mention.start_char)
        before = self.masked[max(start, mention.start_char - 90) : mention.start_char]
        limit = min(end, mention.end_char + 130)
        matches = [
            office_pattern().search(before),
            apposition_pattern().match(self.masked, mention.end_char, limit),
        ]
        return [
            Office(
                mention.entity,
                match["office"].lower(),
                stem(match["modifiers"] + (match["of"] or "")),
                "former" in match["modifiers"].lower() or "ex-" in match["modifiers"].lower(),
            )
            for match in matches
            if match
        ]


def stem(words: str) -> frozenset[str]:
    """Return the words of a description in a form that joins `Ukrainian` and `Ukraine's`."""
    found: set[str] = set()
    for word in re.findall(r"[^\W\d_]{2,}", words):
        listed = list_countries().get(word) or list_peoples().get(word)
        if listed is not None and listed.country_code:
            found.add(listed.country_code)
        elif len(word) > 3 and word.lower() not in ("former", "then", "with", "from", "said"):
            found.add(word.lower()[:6])
        elif word.isupper():
            found.add(word)
    return frozenset(found)


def set_scene(
    text: str,
    marked: Sequence[Marked],
    entities: Sequence[ArticleEntity],
    mentions: Sequence[Mention],
) -> Scene:
    """Mask the quotations, cut sentences and keep the mentions outside of quotations."""
    pieces: list[str] = []
    at = 0
    for one in marked:
        last = text[one.end - 1] if text[one.end - 1] in ".!?…,—-" else MASK
        pieces += [text[at : one.start], MASK * (one.end - one.start - 1), last]
        at = one.end
    masked = "".join([*pieces, text[at:]])
    inside = [one.start for one in marked]
    outside = sorted(
        (mention for mention in mentions if not _is_inside(mention, marked, inside)),
        key=lambda mention: mention.start_char,
    )
    starts = [mention.start_char for mention in outside]
    return Scene(text, masked, entities, outside, starts, _cut_sentences(masked))


def _is_inside(mention: Mention, marked: Sequence[Marked], starts: Sequence[int]) -> bool:
    index = bisect_right(starts, mention.start_char) - 1
    return index >= 0 and mention.start_char < marked[index].end


def _cut_sentences(masked: str) -> list[int]:
    """Return where sentences begin; abbreviations and initials end none."""
    starts = [0]
    for match in _BOUNDARY.finditer(masked):
        before = masked[max(0, match.start() - 7) : match.start() + 1]
        if "\n" in match[0] or not _ABBREVIATED.search(before):
            starts.append(match.end())
    return starts
