"""Amounts and dates that an article states."""

from datetime import date
from typing import Literal

from schemas.contract import Contract


class Amount(Contract):
    """An amount of money (`unit` is ISO 4217), a percentage (`%`) or a measured quantity."""

    start_char: int
    end_char: int
    surface: str
    kind: Literal["money", "percent", "quantity"]
    amount: float
    unit: str | None


class DateExpression(Contract):
    """A date as written, with its meaning still relative to the day of publication.

    `pattern` is the normal form that `tasks.resolve.dates` turns into a range of days, once it
    knows the article's date; a TIMEX3-like value (ISO 8601 with `X` for what is not said).
    """

    start_char: int
    end_char: int
    surface: str
    pattern: str


class DateRange(Contract):
    """The days that a date expression means, both included, and what they were reckoned from."""

    date_from: date
    date_to: date
    basis: Literal["absolute", "published date"]


class LentDate(Contract):
    """The day an undated article takes from a sibling of its story, and the words that fit it."""

    day: date
    evidence: str
