"""Tell whether the words around a day place it before or after the article's own day."""

import re
from functools import cache
from typing import Final

from tasks.extract.tries import spell_cases, write_tree
from tasks.extract.words import read_lines

_SINCE = re.compile(r"\b[Ss]ince\s+(?:early\s+|late\s+|mid-)?$")
_BY = re.compile(r"\b(?:by|until|till)\s+$", re.IGNORECASE)
REACH: Final = 110  # how far, in characters, a verb may stand from a day

_FUTURE: Final = (
    "will",
    "shall",
    "won't",
    "won’t",
    "going to",
    "due",
    "set to",
    "expected",
    "expect",
    "expects",
    "scheduled",
    "slated",
    "plan",
    "plans",
    "planned",
    "planning",
    "intend",
    "intends",
    "aim",
    "aims",
    "poised",
    "upcoming",
    "ahead of",
    "deadline",
    "likely",
    "hope",
    "hopes",
    "hoping",
    "call for",
    "calls for",
    "called for",
)
_CLAUSE = re.compile(r"[.!?;:](?=\s)|\n|[\"“”]|\s[-–—]{1,2}\s")
_BEGUN: Final = (
    "began|begun|started|continued|failed|refused|used|had|have|has|forced|able|managed|helped|"
    "appeared|seemed|tried|came|went|according|led|allowed|moved|got|stopped"
)


@cache
def _marker() -> re.Pattern[str]:
    """Return the pattern of what shows the tense: groups `future` and `past`."""
    past, come, noun = (
        write_tree(
            spell_cases(word for line in read_lines(f"values/{name}.txt") for word in line.split())
        )
        for name in ("past_verbs", "coming_verbs", "coming_nouns")
    )
    future = write_tree(spell_cases(_FUTURE))
    modal = write_tree(spell_cases(("would", "must", "should", "can", "may", "might", "could")))
    return re.compile(
        rf"\b(?:(?P<future>{future}|{modal}(?!\s+have)|(?:is|are)\s+to\s+[a-z]+"
        rf"|(?:pledge|vow|promise|agree)[sd]?\s+to|{come}|(?<=s\s){noun}"
        r"|to\s+(?!the\b|a\b|an\b|be\s+\w+ed\b)[a-z]+|TO\s+[A-Z]+)"
        rf"|(?<!\bbe\s)(?P<past>{past}|(?!need|speed|feed|seed|hundred|breed)[A-Za-z]{{2,}}(?:ed|ED)))\b"
        r"|['’]ll\b"
    )


# `began to move`, `was willing to go`, and nouns behind to: `to school`, `to reporters`.
_TO_BEGUN = re.compile(
    rf"\b(?:(?:{_BEGUN})(?:\s+\w+ly)?|(?:was|were|been)\s+\w+)\s+$", re.IGNORECASE
)
_TO_NOUN = re.compile(
    r"to\s+(?:school|hospital|prison|jail|court|parliament|power|office|people|date|work|church|"
    r"more|less|about|around|nearly|over|his|her|its|their|our|my|your|this|that|these|those|"
    r"some|all|both|each|one|two|three|four|five|six|ten|safety|freedom|death|life|him|them|us|me|"
    r"\w*[^su\W]s|\w+ing)$",
    re.IGNORECASE,
)


def find_direction(text: str, start: int, end: int) -> str:
    """Return `>` where the words near a day speak of the future, `<` of the past, else ``.

    The last verb in front of the day within its sentence decides; where there is none, the first
    one behind it.
    """
    if _SINCE.search(text, max(0, start - 20), start):
        return "<"
    low = max(0, start - REACH)
    for cut in _CLAUSE.finditer(text, low, start):
        low = cut.end()
    before = [match for match in _marker().finditer(text, low, start) if _counts(text, match)]
    if before:
        return _direction(before[-1])
    high = min(len(text), end + REACH)
    cut_off = _CLAUSE.search(text, end, high)
    high = cut_off.start() if cut_off else high
    for match in _marker().finditer(text, end, high):
        if _counts(text, match):
            return _direction(match)
    return ">" if _BY.search(text, max(0, start - 12), start) else ""


def _counts(text: str, match: re.Match[str]) -> bool:
    """Leave out an infinitive that hangs on a past verb: `began to move`, `used to sing`."""
    if match[0][:2].lower() != "to":
        return match[0] != "May"
    if _TO_NOUN.match(match[0]):
        return False
    return not _TO_BEGUN.search(text, max(0, match.start() - 25), match.start())


def _direction(match: re.Match[str]) -> str:
    return "<" if match["past"] else ">"
