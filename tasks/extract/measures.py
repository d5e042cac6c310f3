"""The measures of quantities, in words and symbols."""

import re
from functools import cache

from tasks.extract.words import read_lines


@cache
def load_measures() -> tuple[dict[str, str], dict[str, str]]:
    """Return the measure that each word means, and that each symbol means."""
    words: dict[str, str] = {}
    symbols: dict[str, str] = {}
    for line in read_lines("values/measures.txt"):
        name, names, signs = line.split("|")
        words |= {word.rstrip("!").lower(): name for word in filter(None, names.split(";"))}
        symbols |= dict.fromkeys(filter(None, signs.split(";")), name)
    return words, symbols


@cache
def measure_pattern() -> re.Pattern[str]:
    """Return the pattern of a measure behind a number; symbols stand close to a figure."""
    words, symbols = load_measures()
    either = "|".join(re.escape(word) for word in sorted(words, key=lambda one: (-len(one), one)))
    close = "|".join(re.escape(one) for one in sorted(symbols, key=lambda one: (-len(one), one)))
    return re.compile(
        rf"[\s\xa0-]{{1,2}}(?P<word>(?i:{either}))(?!\w|['’]\w)"
        rf"|[\s\xa0]?(?P<symbol>{close})(?![\w²³/])"
    )
