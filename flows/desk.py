"""The desk of a home: who serves it, and where the Prefect server of that `serve` is reached."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schemas.errors import HomeBusyError
from tasks.warehouse.lock import claimed, holder_of

LOCK = "serve.lock"
_NOTE = "serve.json"


@contextmanager
def held(home: Path) -> Iterator[None]:
    """Serve the home for the length of a block. Raises HomeBusyError where another does."""
    try:
        with claimed(home, "`dateline serve`", 0, LOCK):
            leave_note(home, None)
            yield
    except HomeBusyError as error:
        note = _read(home)
        where = f"; its page is {note['ui']}" if note else ""
        raise HomeBusyError(f"{str(error).split(';')[0]}{where}; stop it first.") from error


def leave_note(home: Path, addresses: dict[str, str] | None) -> None:
    """Write down where the server is reached (`api`, `ui`), or that none is up yet."""
    (home / _NOTE).write_text(json.dumps(addresses), encoding="utf-8")


def find_api(home: Path) -> str | None:
    """Return the address of the API of the `serve` that is up for the home, or None."""
    if holder_of(home, LOCK) is None:
        return None
    note = _read(home)
    return note["api"] if note else None


def _read(home: Path) -> dict[str, str] | None:
    try:
        note = json.loads((home / _NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return note if isinstance(note, dict) else None
