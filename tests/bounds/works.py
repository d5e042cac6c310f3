"""Work that fails in the ways that work can fail; called in a child process."""

import faulthandler
import itertools
import os
import signal
import time
from collections.abc import Sequence

WORKS = {
    # Counts for ever in C, where no handler of Python is ever called.
    "hang in C": lambda: sum(itertools.repeat(0)),
    "hang in Python": lambda: next(number for number in itertools.count() if number < 0),
    "wait": lambda: time.sleep(1000),
    "crash": lambda: (faulthandler.disable(), os.kill(os.getpid(), signal.SIGSEGV)),
    "exit": lambda: os._exit(3),
}


def do(items: Sequence[str]) -> list[str]:
    """Return the items in capitals; what bears the name of a fault has it."""
    return [str(WORKS[item]()) if item in WORKS else item.upper() for item in items]


def fail(items: Sequence[str]) -> list[str]:
    """Raise an error that a user can act on."""
    from schemas.errors import ModelError

    raise ModelError(f"There is no pipeline for {len(items)} items.")


def process(items: Sequence[str]) -> list[int]:
    """Return the number of the process, for each item."""
    return [os.getpid() for _ in items]
