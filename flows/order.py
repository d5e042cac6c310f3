"""What a home's runner is told: which inbox, which home, how often."""

from pathlib import Path
from typing import Any

from pydantic import Field

from schemas.contract import Contract
from schemas.settings import read_settings


class Order(Contract):
    """The order of a `serve`: the runner child gets it as JSON.

    `cron` takes the place of a run every `poll_seconds`; `flags` are settings that beat the home's.
    """

    inbox: Path
    home: Path
    poll_seconds: float
    cron: str | None = None
    flags: dict[str, Any] = Field({})


def make_order(
    inbox: Path, home: Path, poll_seconds: float | None, cron: str | None, flags: dict[str, Any]
) -> Order:
    """Return the order of a command's words; raises UsageError for a setting that cannot be."""
    settings = read_settings(home, **flags)
    return Order(
        inbox=inbox.absolute(),
        home=home.absolute(),
        poll_seconds=poll_seconds or settings.poll_seconds,
        cron=cron,
        flags=flags,
    )
