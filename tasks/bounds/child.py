"""The child process: takes work from a pipe, does it under a clock of the kernel, gives it back.

Started as `python -P -m tasks.bounds.child DESCRIPTOR`; ends when its parent does.
"""

import contextlib
import os
import pickle
import resource
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from tasks.bounds.memory import give_memory_back, keep_memory

# A hang that burns no processor time is a wait for something that never comes. On a machine that
# six people share, work has been seen to take five times its processor time.
_WAITING = 10.0
_CLOCKS = (
    (signal.ITIMER_PROF, signal.SIGPROF, 1.0),
    (signal.ITIMER_REAL, signal.SIGALRM, _WAITING),
)


class Order(NamedTuple):
    """What is to be called, for how many processor seconds at most, and whether to answer it."""

    work: partial[Any]
    seconds: float | None
    answer: bool


def main(descriptor: int) -> None:
    """Do what comes out of the pipe until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash may leave no file behind
    keep_memory()
    connection = Connection(descriptor)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            connection.send_bytes(_fulfil(connection.recv_bytes()))
            give_memory_back()


def _fulfil(data: bytes) -> bytes:
    """Return the pickled answer to a pickled order: a value or an error, and which of the two."""
    try:
        order: Order = pickle.loads(data)
        with _clock(order.seconds):
            value = order.work()
        return pickle.dumps((True, value if order.answer else None), protocol=5)
    except Exception as error:
        return _pickle_error(error)


def _pickle_error(error: Exception) -> bytes:
    error.add_note(traceback.format_exc())
    try:
        data = pickle.dumps((False, error), protocol=5)
        pickle.loads(data)  # not every exception can be made again
    except Exception:
        return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))
    return data


@contextmanager
def _clock(seconds: float | None) -> Iterator[None]:
    """End this process, whatever it does, when the block takes longer.

    The signals keep their default action, which is the kernel's: a handler in Python would wait
    for C code that never returns.
    """
    if seconds is None:
        yield
        return
    signals = [number for _, number, _ in _CLOCKS]
    signal.pthread_sigmask(signal.SIG_UNBLOCK, signals)
    for timer, number, factor in _CLOCKS:
        signal.signal(number, signal.SIG_DFL)
        signal.setitimer(timer, seconds * factor)
    try:
        yield
    finally:
        for timer, _, _ in _CLOCKS:
            signal.setitimer(timer, 0)


if __name__ == "__main__":
    # One thread a process: numpy's library would take every core from those beside it.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main(int(sys.argv[1]))
