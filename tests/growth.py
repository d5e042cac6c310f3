"""Whether time grows with the size of a text and no faster, told from a machine's noise."""

import time
from collections.abc import Callable

import pytest

# Four times the text may take four times as long; a quadratic step would take sixteen.
GREATEST_RATIO = 9.0
# Below this a measurement is mostly noise.
_LEAST_SECONDS = 0.02
_ATTEMPTS = 3


def assert_linear(seconds: Callable[[int], float], size: int) -> None:
    """Hold the time of four times a size against that of the size.

    A busy machine may disturb one measurement, not three. `seconds` returns the processor time that
    a size takes.
    """
    seconds(max(1, size // 50))
    for _ in range(_ATTEMPTS):
        once, fourfold = seconds(size), seconds(4 * size)
        if fourfold <= GREATEST_RATIO * max(once, _LEAST_SECONDS):
            return
    pytest.fail(f"{once:.3f} s for the text and {fourfold:.3f} s for four times the text")


def clock(act: Callable[[], object]) -> float:
    """Return the seconds of processor time that an act takes."""
    started = time.process_time()
    act()
    return time.process_time() - started
