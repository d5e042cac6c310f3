"""Find the amounts and the dates that an article states."""

from tasks.extract.amounts import find_amounts
from tasks.extract.dates import find_dates

__all__ = ["find_amounts", "find_dates"]
