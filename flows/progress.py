"""Tell how far a run is: to whoever set a listener, for example the command's progress bar."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from schemas.run import Batch, Changes


class Listener(Protocol):
    """What is told of a run's progress."""

    def begin(self, changes: Changes) -> None:
        """Hear what is to be done."""

    def advance(self, batch: Batch) -> None:
        """Hear that a batch is loaded."""

    def stage(self, name: str) -> None:
        """Hear that a stage over the whole set begins."""


class _Silence:
    def begin(self, changes: Changes) -> None: ...
    def advance(self, batch: Batch) -> None: ...
    def stage(self, name: str) -> None: ...


_SILENCE = _Silence()
_listener: ContextVar[Listener] = ContextVar("dateline_progress", default=_SILENCE)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Let a listener hear of every run that starts within the block."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def listener() -> Listener:
    """Return who listens now."""
    return _listener.get()
