"""The watcher, on a real folder, with runs that are only counted."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.watcher import Watcher
from schemas.run import Trigger
from tests.test_stages import write

SETTLE = 0.3


class Counted:
    """Runs that do nothing but take a while; `drop` of them are dropped first."""

    def __init__(  # noqa: D107
        self, inbox: Path, drop: int = 0, seconds: float = 0.0
    ) -> None:
        self.inbox, self.drop, self.seconds = inbox, drop, seconds
        self.triggers: list[Trigger] = []
        self.saw: list[int] = []

    async def run(self, trigger: Trigger) -> bool:
        """Count the files that a run would find."""
        if self.drop:
            self.drop -= 1
            return False
        self.triggers.append(trigger)
        self.saw.append(len(list(self.inbox.rglob("*.txt"))))
        await asyncio.sleep(self.seconds)
        return True

    async def wait_for_others(self) -> None:
        """There are none."""


async def until(true: Callable[[], bool], seconds: float = 20.0) -> None:
    for _ in range(int(seconds / 0.05)):
        if true():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it did not happen")


def watched(
    inbox: Path, runs: Counted, story: Callable[[], "asyncio._CoroutineLike[None]"]
) -> None:
    async def play() -> None:
        watching = asyncio.create_task(Watcher(inbox, SETTLE, runs).watch())
        try:
            await story()
        finally:
            watching.cancel()

    asyncio.run(play())


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    write(tmp_path, "herald/first.txt", "First.")
    return tmp_path


def test_what_came_before_is_asked_for_once_and_then_each_change(inbox: Path) -> None:
    """The first run finds what came while nobody watched; a new and a removed file ask again."""
    runs = Counted(inbox)

    async def story() -> None:
        await until(lambda: runs.saw == [1])
        write(inbox, "gazette/second.txt", "Second.")
        await until(lambda: runs.saw == [1, 2])
        (inbox / "herald/first.txt").unlink()
        await until(lambda: runs.saw == [1, 2, 1])
        await asyncio.sleep(3 * SETTLE)

    watched(inbox, runs, story)
    assert runs.triggers == ["schedule", "file", "file"]


def test_files_that_come_during_a_run_are_asked_for_when_it_ends(inbox: Path) -> None:
    """A burst during a run costs one more run, which finds them all."""
    runs = Counted(inbox, seconds=1.5)

    async def story() -> None:
        await until(lambda: runs.saw == [1])
        for number in range(50):
            write(inbox, f"herald/burst-{number}.txt", "More.")
        await until(lambda: len(runs.saw) == 2)
        await asyncio.sleep(1.5 + 3 * SETTLE)

    watched(inbox, runs, story)
    assert runs.saw == [1, 51]


def test_dropped_run_is_asked_for_again(inbox: Path) -> None:
    """A run that was dropped, since another was at work, is not taken for done."""
    runs = Counted(inbox, drop=3)

    async def story() -> None:
        await until(lambda: runs.saw == [1])

    watched(inbox, runs, story)


def test_files_that_keep_arriving_starve_no_run(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where something always is being written, what has settled is asked for all the same."""
    monkeypatch.setattr("flows.watcher._PATIENCE_SECONDS", 1.0)
    runs = Counted(inbox)

    async def story() -> None:
        await until(lambda: runs.saw == [1])
        for number in range(40):
            write(inbox, f"herald/stream-{number}.txt", "More.")
            await asyncio.sleep(0.1)
            if len(runs.saw) > 1:
                return
        raise AssertionError("the stream kept every run away")

    watched(inbox, runs, story)
