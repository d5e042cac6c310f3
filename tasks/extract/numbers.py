"""Read numbers as newspapers write them: `1,250`, `1.2bn`, `two and a half million`, `5 crore`."""

import re
from decimal import Decimal
from typing import Final, NamedTuple

SCALES: Final = {
    "hundred": 10**2,
    "thousand": 10**3,
    "k": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "million": 10**6,
    "mln": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "cr": 10**7,
    "billion": 10**9,
    "bln": 10**9,
    "bn": 10**9,
    "b": 10**9,
    "trillion": 10**12,
    "trln": 10**12,
    "tn": 10**12,
    "trn": 10**12,
    "t": 10**12,
}
_UNITS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL: Final = {word: number for number, word in enumerate(_UNITS.split(" "))} | {
    word: 10 * number for number, word in enumerate(_TENS.split(" "), start=2)
}
FRACTIONS: Final = {
    "½": "0.5",
    "¼": "0.25",
    "¾": "0.75",
    "half": "0.5",
    "quarter": "0.25",
    "third": None,
}
LONG_SCALES: Final = (
    "hundred",
    "thousand",
    "lakhs",
    "lakh",
    "million",
    "crores",
    "crore",
    "billion",
    "trillion",
)
# `950m`, `1.2bn`, `5k` stand right behind the number; the words may follow a space or a hyphen.
_SCALE: Final = (
    r"(?:[\s\xa0\u202f-]{1,2}(?P<scale>(?:hundred\s+)?(?:thousand|million|billion|trillion|lakhs?|crores?"
    r"|mln|bln|trln|mn|bn|tn|trn)(?:\s+crores?)?)\b|(?P<suffix>million|billion|trillion|mln|bln|trn|mn|bn|tn|cr|k|m|b|t)\b(?!/))"
)
NUMERAL: Final = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,3}(?:[\xa0\u202f]\d{3})+|\d+,\d{1,2}(?!\d)(?=\s?[mbt€])|\d+(?:[.·]\d+)?)"
    r"(?P<fraction>[½¼¾])?" + _SCALE + "?",
    re.IGNORECASE,
)
_WORD: Final = "|".join(sorted(SMALL, key=lambda word: (-len(word), word)))
_SCALE_WORD: Final = "|".join(LONG_SCALES)
WORDS: Final = re.compile(
    rf"(?P<part>(?:a\s+)?half(?:\s+(?:a|an|of\s+(?:a|an|one)))?(?:[\s-]+(?P<half_scale>{_SCALE_WORD}))?"
    rf"|(?:a|one|three)[\s-]+quarters?\s+of\s+(?:a|an|one)(?:[\s-]+(?P<quarter_scale>{_SCALE_WORD}))?)"
    rf"|(?P<count>(?:(?:a|an)[\s-]+(?=(?:{_SCALE_WORD})\b)|(?:{_WORD})(?![^\W\d_]))"
    rf"(?:[\s-]+(?:and\s+)?(?:{_WORD}|{_SCALE_WORD})(?![^\W\d_])"
    rf"|(?<=\s)(?:{_SCALE_WORD})(?![^\W\d_]))*"
    rf"(?P<more>\s+and\s+a\s+(?:half|quarter)(?:[\s-]+(?P<more_scale>{_SCALE_WORD}))?)?)",
    re.IGNORECASE,
)
STARTERS: Final = frozenset([*SMALL, "a", "an", "half", "quarter"])


class Number(NamedTuple):
    """A number, where it ends, and the scale that it names (1 if none)."""

    value: Decimal
    end: int
    scale: int
    is_word: bool


def read_number(text: str, at: int) -> Number | None:
    """Return the number in figures that begins at a place, with its scale."""
    match = NUMERAL.match(text, at)
    if match is None:
        return None
    digits = match["digits"]
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        digits = digits.replace(",", ".")  # a decimal comma
    value = Decimal(re.sub(r"[,\xa0\u202f]", "", digits).replace("·", "."))
    if match["fraction"]:
        value += Decimal(str(FRACTIONS[match["fraction"]]))
    scale = _read_scale(match["scale"] or match["suffix"] or "")
    return Number(value * scale, match.end(), scale, False)


def _read_scale(words: str) -> int:
    scale = 1
    for word in words.lower().split():
        scale *= SCALES[word]
    return scale


def read_words(text: str, at: int) -> Number | None:
    """Return the number in words that begins at a place: `two and a half million`."""
    match = WORDS.match(text, at)
    if match is None:
        return None
    if match["part"] is not None:
        part = match["part"].lower()
        value = Decimal("0.5") if "half" in part else Decimal("0.25")
        value *= 3 if part.startswith("three") else 1
        scale = _read_scale(match["half_scale"] or match["quarter_scale"] or "")
        return Number(value * scale, match.end(), scale, True)
    count = match["count"]
    more = match["more"] or ""
    value, scale = _count(count[: len(count) - len(more)])
    if more:
        value += Decimal("0.5") if "half" in more else Decimal("0.25")
        scale = _read_scale(match["more_scale"] or "")
        value *= scale
    return Number(value, match.end(), scale, True)


def _count(words: str) -> tuple[Decimal, int]:
    """Return the value of number words and their largest scale."""
    total = Decimal(0)
    group = Decimal(0)
    largest = 1
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in ("a", "an"):
            group = Decimal(1)
        elif word in SMALL:
            group += SMALL[word]
        elif word == "hundred":
            group = (group or Decimal(1)) * 100
        elif word in SCALES:
            total += (group or Decimal(1)) * SCALES[word]
            group = Decimal(0)
            largest = max(largest, SCALES[word])
    return total + group, largest
