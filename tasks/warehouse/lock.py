"""The home's lock: the truth about who writes."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from schemas.errors import HomeBusyError, HomeError

LOCK = "lock"
_POLL_SECONDS = 0.2


@contextmanager
def claimed(home: Path, purpose: str, lock_seconds: float, name: str = LOCK) -> Iterator[None]:
    """Hold the home for the length of a block; the system frees it when the process dies.

    `name` is the lock: who writes holds another than who serves. Waits `lock_seconds` for another
    holder, then raises HomeBusyError naming it. Raises HomeError when the home cannot be made or
    written.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        file = (home / name).open("a+", encoding="utf-8")
    except OSError as error:
        raise HomeError(
            f"The home {home} cannot be written ({error.strerror}); name another with --home."
        ) from error
    with file:
        _wait_for(file, home, lock_seconds)
        file.truncate(0)
        holder = {"pid": os.getpid(), "purpose": purpose, "since": datetime.now(UTC).isoformat()}
        file.write(json.dumps(holder))
        file.flush()
        yield


def holder_of(home: Path, name: str = LOCK) -> str | None:
    """Say who holds the home now, or None."""
    try:
        with (home / name).open("r+", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return _describe(file)
    except OSError:
        return None
    return None


def _wait_for(file: IO[str], home: Path, lock_seconds: float) -> None:
    deadline = time.monotonic() + lock_seconds
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() < deadline:
                time.sleep(_POLL_SECONDS)
                continue
            raise HomeBusyError(
                f"The home {home} is held by {_describe(file)}; wait for it to end, or stop it."
            ) from error
        return


def _describe(file: IO[str]) -> str:
    file.seek(0)
    try:
        entry = json.loads(file.read())
        return f"{entry['purpose']} (process {entry['pid']}, since {entry['since'][:19]} UTC)"
    except (ValueError, KeyError, TypeError):
        return "another process"
