"""Verify a home: build it anew from its inbox, and hold the published tables against these."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flows.plain import run_plainly
from schemas.errors import HomeError
from schemas.settings import read_settings
from tasks import upkeep
from tasks.warehouse import corrections, forgetting
from tasks.warehouse.compare import Difference, compare
from tasks.warehouse.connect import WAREHOUSE
from tasks.warehouse.lock import claimed
from tasks.warehouse.publish import PUBLISHED

_SCRATCH = "verify"
# What a home is told by people; a rebuilt one is told the same.
_TOLD = ("dateline.toml", corrections.FILE, forgetting.FILE)


def verify(home: Path, flags: dict[str, Any]) -> list[Difference]:
    """Return how the published tables differ from those of one clean run, history left out.

    The clean run has the home's inbox, settings and corrections, and its time is that of the last
    run. Raises HomeError for a home that is not up to date with its inbox.
    """
    settings = read_settings(home, **flags)
    if not (home / WAREHOUSE).exists() or not (home / PUBLISHED).exists():
        raise HomeError(f"There is nothing to verify in {home} yet; run first.")
    with _scratch(home, settings.lock_seconds) as scratch:
        with claimed(home, "a verification", settings.lock_seconds):
            _refuse_outdated(home, flags)
            origin = upkeep.origin_of(settings)
            _keep(home / PUBLISHED, scratch / f"live-{PUBLISHED}")
            for name in _TOLD:
                if (home / name).exists():
                    shutil.copy2(home / name, scratch / name)
            anew = read_settings(scratch, **{**flags, "max_removed_share": 1.0})
            upkeep.take_kept(settings, anew)
        run_plainly(origin.inbox, anew, origin.as_of)
        return compare(scratch / f"live-{PUBLISHED}", scratch / PUBLISHED)


def _keep(published: Path, place: Path) -> None:
    """Keep the published file under a second name, since a run may replace it meanwhile."""
    try:
        os.link(published, place)
    except OSError:
        shutil.copy2(published, place)


def _refuse_outdated(home: Path, flags: dict[str, Any]) -> None:
    plan = upkeep.plan(None, read_settings(home, **flags))
    work = [str(one) for one in plan if one.reason != upkeep.TRIED_AGAIN]
    if work:
        raise HomeError(
            f"The home {home} is not up to date with its inbox ({'; '.join(work)}); run, then "
            "verify."
        )


@contextmanager
def _scratch(home: Path, lock_seconds: float) -> Iterator[Path]:
    """Give an empty home within the home for the length of a block."""
    scratch = home / _SCRATCH
    with claimed(scratch, "a verification", lock_seconds):
        for leftover in scratch.iterdir():
            if leftover.is_dir():
                shutil.rmtree(leftover)
            elif leftover.name != "lock":
                leftover.unlink()
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
