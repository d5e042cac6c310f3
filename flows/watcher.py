"""The watcher of an inbox: asks for a run when files have come, changed or gone, and settled.

Events only wake it; what it compares are listings, so that a lost event delays and loses nothing.
"""

import asyncio
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from watchfiles import awatch

from schemas.errors import InboxError
from schemas.run import Trigger
from tasks.ingest.discover import list_inbox

# Files that keep arriving may put a run off for so long, not for ever.
_PATIENCE_SECONDS = 10.0
_GATHER_MS = 100
_RETRY_SECONDS = 5.0

Listing = Mapping[bytes, tuple[int, int]]


class Runs(Protocol):
    """Whom the watcher asks for runs."""

    async def run(self, trigger: Trigger) -> bool:
        """Have a run done; returns whether it was started, or dropped since another was at work."""

    async def wait_for_others(self) -> None:
        """Wait until no run is at work."""


class Watcher:
    """Watches one inbox; a file is settled once it has not changed for `settle_seconds`."""

    def __init__(self, inbox: Path, settle_seconds: float, runs: Runs) -> None:
        """Start with nothing seen, so that what came while nobody watched is asked for first."""
        self._inbox, self._settle, self._runs = inbox, settle_seconds, runs
        self._seen: Listing = {}
        self._woken = asyncio.Event()
        self._trigger: Trigger = "schedule"  # the first run finds what came before

    async def watch(self) -> None:
        """Watch until cancelled."""
        listening = asyncio.create_task(self._listen())
        self._woken.set()
        try:
            while True:
                await self._woken.wait()
                self._woken.clear()
                await self.catch_up()
        finally:
            listening.cancel()

    async def catch_up(self) -> None:
        """Ask for runs until the inbox is as the last one saw it; list again when a run ends."""
        while (listing := await self._settled()) is not None:
            trigger, self._trigger = self._trigger, "file"
            if await self._runs.run(trigger):
                self._seen = listing
            else:
                await self._runs.wait_for_others()

    async def _settled(self) -> Listing | None:
        """Return what a run would see, once that has settled; None where all of it is seen."""
        patience = time.monotonic() + _PATIENCE_SECONDS
        while True:
            listing = await asyncio.to_thread(self._list)
            young, wait = self._youngest(listing)
            if {**listing} == {**self._seen}:
                return None
            old = {path: mark for path, mark in listing.items() if path not in young}
            known = {path: mark for path, mark in self._seen.items() if path not in young}
            if not young or (time.monotonic() >= patience and old != known):
                return old
            await asyncio.sleep(wait)

    def _youngest(self, listing: Listing) -> tuple[frozenset[bytes], float]:
        """Return the unseen files that are being written, and how long until they settle."""
        now, settle = time.time_ns(), int(self._settle * 1e9)
        young = {
            path: mark[1] + settle - now
            for path, mark in listing.items()
            if self._seen.get(path) != mark and 0 < mark[1] + settle - now <= settle
        }
        return frozenset(young), max(0.05, max(young.values(), default=0) / 1e9)

    def _list(self) -> Listing:
        try:
            files = list_inbox(self._inbox)
        except InboxError:
            return self._seen  # it is away; scheduled runs say so
        return {file.location: (file.bytes, file.modified_ns) for file in files}

    async def _listen(self) -> None:
        """Wake the watcher at every change; where listening fails, now and then."""
        while True:
            try:
                async for _ in awatch(self._inbox, step=_GATHER_MS, debounce=_GATHER_MS * 5):
                    self._woken.set()
            except OSError:  # the folder is away, or the system has no watches left
                await asyncio.sleep(_RETRY_SECONDS)
                self._woken.set()
