"""Find amounts and dates in an article."""

from schemas.value import Amount, DateExpression


def find_amounts(text: str) -> list[Amount]:
    """Return the sums of money, percentages and measured quantities of a text, in order."""
    return []


def find_dates(text: str) -> list[DateExpression]:
    """Return the date expressions of a text, in order, with patterns free of today's date."""
    return []
