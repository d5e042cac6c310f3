"""The grammar of reported speech: cue verbs, offices, bodies, and the patterns made of them."""

import re
from functools import cache
from typing import Final

from tasks.extract.tries import spell_cases, write_tree
from tasks.extract.words import read_lines

# Behind these stands who speaks.
SOURCES: Final = ("according to", "in the words of")
PRONOUNS: Final = {
    "he": "m",
    "she": "f",
    "it": "body",
    "they": "many",
    "we": "many",
    "i": "many",
    "you": "many",
    "who": "who",
    "which": "who",
    "that": "who",
}
BE: Final = frozenset(("was", "were", "is", "are", "be", "been", "being", "get", "gets", "got"))
# Prepositions before a name that make it a part of somebody else's description.
OF: Final = "of|for|to|by|with|near|against|from|than|like|including|behind|between|alongside|about"
CONJUNCTIONS: Final = (
    "and|but|while|as|when|where|then|although|though|because|that|yet|so|if|after"
)
_STOP: Final = (
    f"{OF}|at|in|on|or|and|who|which|whose|where|when|while|after|before|during|as|via|through|"
    "over|under|since|until|told|said|says|is|was|were|are|had|has|have"
)
# Up to eight words that may describe a name in front of it: `Ukrainian President`, `herder`.
MODIFIERS: Final = rf"(?:(?!(?:{_STOP})\b)(?!\w+ing\b(?<!acting))[\w'’.&/-]+\s+){{0,8}}"


@cache
def load_words(name: str) -> frozenset[str]:
    """Return a plain list of words: `fillers`, `small_words`."""
    return frozenset(word for line in read_lines(f"speech/{name}.txt") for word in line.split())


@cache
def load_verbs() -> dict[str, str]:
    """Return each form of a cue verb with what it is: `direct`, `object` or `participle`.

    A third person that is more often a noun is marked `noun` (`claims`), a base form `base`.
    """
    kinds: dict[str, str] = {}
    for line in read_lines("speech/verbs.txt"):
        words = line.split()
        flags = {"object", "noun"} & set(words[1:])
        forms = [word for word in words if word not in ("object", "noun") or word == words[0]]
        takes = "object" if "object" in flags else "direct"
        base, third, past, participle, *more = forms
        kinds.setdefault(base, takes if past == base else "base")
        kinds.setdefault(third, "noun" if "noun" in flags else takes)
        kinds.setdefault(participle, "participle")
        for form in (past, *more):
            kinds[form] = takes if form not in (base, third) else kinds[form]
    return kinds


@cache
def cue_pattern() -> re.Pattern[str]:
    """Return the pattern of all cues; `according to` is one."""
    forms = spell_cases([*load_verbs(), *SOURCES, "put it", "puts it"])
    return re.compile(rf"\b{write_tree(forms)}\b(?![-'’])")


@cache
def load_offices() -> dict[str, str]:
    """Return each noun for an office or calling, with the gender that the word itself has."""
    offices: dict[str, str] = {}
    for line in read_lines("speech/offices.txt"):
        gender, _, words = line.partition(":")
        for word in words.split(","):
            offices.setdefault(word.strip(), gender.strip())
    return offices


@cache
def load_same_offices() -> list[frozenset[str]]:
    """Return the groups of offices that may name one person: `judge`, `justice`."""
    lines = read_lines("speech/same_offices.txt")
    return [frozenset(word.strip() for word in line.split(",")) for line in lines]


@cache
def load_bodies() -> frozenset[str]:
    """Return the nouns for bodies that issue statements: `ministry`, `union`."""
    return frozenset(
        word.strip() for line in read_lines("speech/bodies.txt") for word in line.split(",")
    )


@cache
def load_genders() -> dict[str, str]:
    """Return the gender that a given name nearly always goes with: `m` or `f`."""
    return {
        name: line[0] for line in read_lines("speech/given_names.txt") for name in line[2:].split()
    }


@cache
def office_pattern() -> re.Pattern[str]:
    """Return the pattern of an office before a name: modifiers, the office, what it is of."""
    return re.compile(
        rf"(?P<modifiers>(?:[\w'’.&/-]+\s+){{0,6}}?)\b(?P<office>{write_tree(load_offices())})"
        r"\.?(?P<of>\s+(?:of|for|at)\s+[^,.;:]{1,50})?,?\s+"
        r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Gen|General)\.?\s+)?$",
        re.IGNORECASE,
    )


@cache
def apposition_pattern() -> re.Pattern[str]:
    """Return the pattern of an office behind a name: `, 54, the head of the union`."""
    return re.compile(
        r"\s*(?:\([^)\n]{0,40}\)\s*)?,\s*(?:aged?\s+)?(?:\d+,\s*)?"
        r"(?:who\s+(?:is|was)\s+)?(?:(?:the|a|an|his|her|its|their|[\w-]+['’]s|[\w-]+s['’])\s+)?"
        rf"(?P<modifiers>(?:[\w'’.&/-]+\s+){{0,5}}?)\b(?P<office>{write_tree(load_offices())})\b"
        r"(?P<of>\s+(?:of|for|at)\s+[^,.;:]{1,60})?",
        re.IGNORECASE,
    )


_DETERMINER: Final = (
    r"(?P<determiner>the|a|an|one|another|some|this|his|her|its|their|our|my|"
    r"[\w-]+['’]s|[\w-]+s['’])"
)


@cache
def description_pattern() -> re.Pattern[str]:
    """Return the pattern of somebody who is described, to be matched at its first word.

    In `the company director` the last noun tells who is meant.
    """
    nouns = write_tree({*load_offices(), *load_bodies()})
    return re.compile(
        rf"[\W\x02]*(?:(?:{CONJUNCTIONS})\s+)?{_DETERMINER}\s+"
        rf"(?P<modifiers>(?:[\w'’.&/-]+\s+){{0,6}}?)\b(?P<office>{nouns})\b"
        rf"(?!['’-]\w|\s+(?:{nouns})\b)"
        r"(?P<of>\s+(?:of|for|at|from|in|with|to)\s+[^,.;:\n]{1,60})?",
        re.IGNORECASE,
    )
