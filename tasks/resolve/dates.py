"""Turn date patterns into days, and lend a dated sibling's day to an undated article."""

from collections.abc import Sequence
from datetime import date

from schemas.value import DateRange, LentDate


def resolve_expression(pattern: str, published: date | None) -> DateRange | None:
    """Return the days that a pattern means, or None where it needs a date that is not known."""
    return None


def lend_date(patterns: Sequence[str], candidates: Sequence[date]) -> LentDate | None:
    """Return the one sibling's day that the article's own weekday words fit, with the words."""
    return None
