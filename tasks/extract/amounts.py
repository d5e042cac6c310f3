"""Find sums of money, percentages and measured quantities.

A figure or a number word is read where it stands, and counts only with a unit: a sign before it,
or a currency, `per cent` or a measure behind it. `$` alone is the US dollar. Of a range
(`$5-10 million`, `6 to 10 percent`) both ends are amounts; the low end shares scale and unit.
"""

import re
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from schemas.value import Amount
from tasks.extract.currencies import (
    choose,
    choose_by_adjective,
    load_doubtful,
    load_names,
    load_signs,
    name_pattern,
    sign_pattern,
)
from tasks.extract.measures import load_measures, measure_pattern
from tasks.extract.numbers import LONG_SCALES, STARTERS, Number, read_number, read_words
from tasks.extract.tries import spell_cases, write_tree

Kind = Literal["money", "percent", "quantity"]
SIGN_CHARACTERS: Final = 8  # the longest sign before a number, its space included

# Figures that begin no word, date, time or score; `(?<=[A-Z$])` lets `US$5` and `R12` in.
_FIGURE = re.compile(r"\d[\d,.]*")
_STARTER = re.compile(
    rf"\b(?:{write_tree(spell_cases(STARTERS - {'a', 'an'}))}"
    rf"|(?:[Aa]|An|an)(?=[\s-](?:half|quarter|{'|'.join(LONG_SCALES)})))\b"
)
_PERCENT = re.compile(
    r"(?:\s?[%％٪]|[\s\xa0-]{1,2}(?:per[\s-]cent|percent|pct|pc)\b|pc\b)"
    r"(?P<points>[\s-]points?\b)?|[\s-](?P<basis>basis[\s-]points?|bps)\b"
    r"|[\s-](?P<point>percentage[\s-]points?)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?P<between>\s?(?:-|–|—)\s?|\s(?:to|and|or)\s)(?P<sign>[A-Z]{0,3}[$€£¥₦₹]|Rs\.?\s?)?(?=[\d]|[a-z])"
)
_BETWEEN = re.compile(r"\bbetween\s+[^\s\d]{0,4}$", re.IGNORECASE)
_MINUS = re.compile(r"(?:(?<=[\s(])[-−–]|\bminus\s)$", re.IGNORECASE)
_METRES = re.compile(
    r"[\s-](?:high|long|wide|deep|tall|away|below|above|from|off|race|sprint|final|freestyle|"
    r"butterfly|hurdles|backstroke|breaststroke|relay|record|thick|x)\b"
)
_OF_WEIGHT = re.compile(r"\s+(?:of|in weight|heavier|lighter|overweight)\b")
_PENCE = re.compile(r"[\s-]?(?P<cent>cents?|pence|p\b)(?![\w-])")


class _Unit(NamedTuple):
    kind: Kind
    unit: str
    end: int
    factor: Decimal = Decimal(1)


def find_amounts(text: str) -> list[Amount]:
    """Return the sums of money, percentages and measured quantities of a text, in order."""
    found: list[Amount] = []
    end = 0
    for at in _find_starts(text):
        if at < end:
            continue
        number = read_number(text, at) if text[at].isdigit() else read_words(text, at)
        if number is None:
            continue
        amounts = [one for one in _read_amounts(text, at, number) if one.start_char >= end]
        found.extend(amounts)
        # Words of a number that counts nothing are not read again from their second word on.
        end = amounts[-1].end_char if amounts else number.end if number.is_word else end
    return found


def _find_starts(text: str) -> list[int]:
    """Return where a number may begin: at figures, and at number words."""
    figures = [match.start() for match in _FIGURE.finditer(text)]
    return sorted([*figures, *(match.start() for match in _STARTER.finditer(text))])


def _read_amounts(text: str, at: int, number: Number) -> list[Amount]:
    """Return what begins at a number: nothing, one amount, or the two ends of a range."""
    start, sign = _read_sign(text, at)
    if start == at and at and (text[at - 1].isalnum() or text[at - 1] in "_#/:.,"):
        return []
    ranged = _read_range(text, at, number)
    if ranged is not None:
        return _make_range(text, start, sign, at, number, *ranged)
    unit = _read_unit(text, at, number, sign)
    if unit is None:
        return []
    return [_make_amount(text, start, number, unit)]


def _make_amount(
    text: str, start: int, number: Number, unit: _Unit, end: int | None = None
) -> Amount:
    value = number.value * unit.factor
    minus = _MINUS.search(text, max(0, start - 6), start)
    if minus and unit.kind != "money":
        start, value = minus.start(), -value
    end = unit.end if end is None else end
    return Amount(
        start_char=start,
        end_char=end,
        surface=text[start:end],
        kind=unit.kind,
        amount=float(value),
        unit=unit.unit,
    )


def _read_sign(text: str, at: int) -> tuple[int, str | None]:
    """Return where the currency sign before a number begins, and the sign."""
    if not at or text[at - 1].isdigit():
        return at, None
    match = sign_pattern().search(text, max(0, at - SIGN_CHARACTERS), at)
    return (match.start("sign"), match["sign"].replace(" ", "")) if match else (at, None)


def _read_range(text: str, at: int, low: Number) -> tuple[int, Number, str | None] | None:
    """Return where the high end of a range begins, the number, and its own sign."""
    match = _RANGE.match(text, low.end)
    if match is None:
        return None
    word = match["between"].strip()
    if word in ("and", "or") and not _BETWEEN.search(text, max(0, at - 20), at):
        return None
    at = match.end()
    high = read_number(text, at) if text[at].isdigit() else read_words(text, at)
    if high is None or high.is_word != low.is_word:
        return None
    return at, high, (match["sign"] or "").strip() or None


def _make_range(
    text: str,
    start: int,
    sign: str | None,
    at: int,
    low: Number,
    high_at: int,
    high: Number,
    high_sign: str | None,
) -> list[Amount]:
    """Return both ends of a range; a range whose ends do not rise is read as two numbers."""
    unit = _read_unit(text, high_at, high, high_sign or sign)
    own = _read_unit(text, at, low, sign)
    if unit is None or (own is not None and (own.kind, own.unit) != (unit.kind, unit.unit)):
        return [_make_amount(text, start, low, own)] if own is not None else []
    if low.scale == 1 and high.scale > 1 and low.value < high.value / high.scale:
        low = low._replace(value=low.value * high.scale)
    if low.value >= high.value:
        if own is None:
            return []
        return [_make_amount(text, start, low, own)]
    end = own.end if own is not None and own.end <= high_at else low.end
    high_start = high_at - len(high_sign) if high_sign else high_at
    first = _make_amount(text, start, low, unit, end)
    return [first, _make_amount(text, high_start, high, unit)]


def _read_unit(text: str, at: int, number: Number, sign: str | None) -> _Unit | None:
    """Return the unit of a number: the sign before it, or what stands behind it."""
    if sign is not None and _is_money(text, at, number, sign):
        code = choose(load_signs()[sign], text, at, number.end)
        return _Unit("money", code, number.end)
    match = _PERCENT.match(text, number.end)
    if match is not None:
        unit = "%"
        if match["basis"]:
            unit = "basis point"
        elif match["points"] or match["point"]:
            unit = "percentage point"
        return _Unit("percent", unit, match.end())
    return _read_currency(text, at, number) or _read_measure(text, at, number)


def _is_money(text: str, at: int, number: Number, sign: str) -> bool:
    """Say whether letters before a number are a currency: `R12 million`, but not `R2` or `N95`."""
    if len(sign) > 2 or not sign.isalpha() or sign in ("Rs", "Tk", "Rp", "RM"):
        return True
    figure = text[at : number.end]
    return number.scale > 1 or "," in figure or ("." in figure and sign == "R")


def _read_currency(text: str, at: int, number: Number) -> _Unit | None:
    """Read a currency's name behind a number."""
    match = name_pattern().match(text, number.end)
    if match is None:
        return _read_pence(text, at, number)
    name = match["name"]
    symbols = {
        "€": "EUR",
        "£": "GBP",
        "₽": "RUB",
        "zł": "PLN",
        "Kč": "CZK",
        "Ft": "HUF",
        "kr": "SEK",
    }
    if name in symbols:
        return _Unit("money", symbols[name], match.end())
    if name.upper() not in load_names() and name.isupper() and len(name) == 3:
        name = name.lower()
    candidates = load_names().get(name) or load_names().get(name.lower())
    if candidates is None or (
        len(name) == 3
        and name.upper() in load_names()
        and name.islower()
        and name not in load_names()
    ):
        return None
    adjective = match["adjective"]
    if adjective:
        code = choose_by_adjective(candidates, adjective)
        if code is None:
            return None
        return _Unit("money", code, match.end())
    if name.lower() in load_doubtful() and number.value < 1000:
        return None
    if name.lower() in ("pound", "pounds") and _is_weight(text, number, match.end()):
        return _Unit("quantity", "pound", match.end())
    return _Unit("money", choose(candidates, text, at, match.end()), match.end())


def _is_weight(text: str, number: Number, end: int) -> bool:
    """Tell pounds of weight from pounds of money by `of`, by the scale, and by signs of money."""
    if number.scale >= 10**6:
        return False
    if _OF_WEIGHT.match(text, end):
        return True
    near = text[max(0, end - 200) : end + 100]
    if re.search(r"\b(?:weigh\w*|heavy|lift\w*|lbs?)\b", near):
        return True
    return not re.search(r"£|\(\$|\b(?:pay|paid|cost|price|worth|fine|earn|spen)", near)


def _read_pence(text: str, at: int, number: Number) -> _Unit | None:
    """Read cents and pence as hundredths of the dollar and the pound."""
    match = _PENCE.match(text, number.end)
    if match is None:
        return None
    word = match["cent"]
    if word == "p" and ("£" not in text or text[number.end] != "p"):
        return None
    if word in ("cent", "cents"):
        return _Unit("money", "USD", match.end(), Decimal("0.01"))
    return _Unit("money", "GBP", match.end(), Decimal("0.01"))


def _read_measure(text: str, at: int, number: Number) -> _Unit | None:
    """Read a measure behind a number: `three kilometres`, `900kg`, `300-kilometre`."""
    if not number.is_word and text[number.end - 1] == "m" and number.scale == 10**6:
        return _read_metres(text, at, number)
    match = measure_pattern().match(text, number.end)
    if match is None:
        return None
    words, symbols = load_measures()
    if match["symbol"]:
        return None if number.is_word else _Unit("quantity", symbols[match["symbol"]], match.end())
    unit = words[match["word"].lower()]
    if unit in ("degree", "knot") and number.is_word:
        return None
    return _Unit("quantity", unit, match.end())


def _read_metres(text: str, at: int, number: Number) -> _Unit | None:
    """Read the m of `100m hurdles` as metres, that of `5m tonnes` as million."""
    match = measure_pattern().match(text, number.end)
    if match is not None and match["word"]:
        return _Unit("quantity", load_measures()[0][match["word"].lower()], match.end())
    if _METRES.match(text, number.end):
        return _Unit("quantity", "metre", number.end, Decimal(1) / 10**6)
    return None
