"""Random histories: whatever happens to the files, the tables end as one clean run gives them."""

import json
from contextlib import ExitStack
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from tasks.warehouse import standing
from tests.reliability.pieces import compose
from tests.reliability.world import CORRECTIONS, TIGHT, World, new_world

FILES = tuple(
    f"{outlet}/{name}.txt"
    for outlet in ("herald", "gazette", "tribune")
    for name in ("one", "2025-05-06-two", "2025-05-09-three", "2025-05-20-four")
)
# What follows a change: a whole run, as (words of a batch, stage before which it ends), or none.
RUNS = (
    (60_000, ""), (60_000, ""), (150, ""), (40, ""), None, None, (40, "batch 0"), (40, "batch 1"),
    (150, "batch 2"), (60_000, "deduplicate"), (60_000, "resolve"), (60_000, "aggregate"),
    (60_000, "publish"),
)  # fmt: skip
texts = st.builds(
    compose,
    event=st.integers(0, 2),
    parts=st.lists(st.integers(0, 5), min_size=1, max_size=4, unique=True).map(tuple),
    headline=st.booleans(),
    footer=st.booleans(),
)
names = st.sampled_from(FILES)
days = st.sampled_from([None, None, "2025-05-05", "2025-05-06", "2025-05-20"])
runs = st.sampled_from(RUNS)


class Histories(RuleBasedStateMachine):
    """Files come, change and go; runs begin at any moment and end before their time."""

    world: World

    @initialize(
        tight=st.booleans(),
        by_day=st.booleans(),
        onward=st.booleans(),
        files=st.dictionaries(names, texts, min_size=4),
        then=runs,
    )
    def begin(
        self, tight: bool, by_day: bool, onward: bool, files: dict[str, str], then: Any
    ) -> None:
        """Begin with an inbox, and a home that is published in one piece or by day.

        With `onward`, a publish goes on from the last one however much of so little changed.
        """
        self.stack = ExitStack()
        self.world = self.stack.enter_context(new_world())
        patch = self.stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(standing, "REBUILD_SHARE", 1e9 if onward else standing.REBUILD_SHARE)
        self.world.flags = {"deduplicate": TIGHT} if tight else {}
        self.world.flags |= {"publish_partition_mb": 1e-6 if by_day else 0}
        self.write(files, then)

    @rule(files=st.dictionaries(names, texts, min_size=1, max_size=4), then=runs)
    def write(self, files: dict[str, str], then: Any) -> None:
        """Add or change files."""
        for name, text in files.items():
            self.world.write(name, text)
        self._run(then)

    @rule(which=st.lists(st.integers(0, 11), min_size=1, max_size=3), then=runs)
    def remove(self, which: list[int], then: Any) -> None:
        """Remove files that are there."""
        for number in which:
            self.world.remove(self._present(number))
        self._run(then)

    @rule(number=st.integers(0, 11), name=names, move=st.booleans(), then=runs)
    def copy(self, number: int, name: str, move: bool, then: Any) -> None:
        """Copy a file exactly, or rename it."""
        source = self._present(number)
        if move:
            self.world.rename(source, name)
        else:
            self.world.copy(source, name)
        self._run(then)

    @rule(name=names, data=st.sampled_from([b"", b"\x00\x01\x02" * 50]), then=runs)
    def spoil(self, name: str, data: bytes, then: Any) -> None:
        """Let a file hold nothing, or noise."""
        self.world.write(name, "")
        (self.world.inbox / name).write_bytes(data)
        self._run(then)

    @rule(
        texts=st.lists(texts, min_size=1, max_size=3), day=days, keep=st.sampled_from([99, 99, 1]),
        then=runs,
    )  # fmt: skip
    def append(self, texts: list[str], day: str | None, keep: int, then: Any) -> None:
        """Let the feed grow, or replace its end."""
        self.world.cut(keep)
        first = len(self.world.feed)
        self.world.append([_item(first + n, text, day) for n, text in enumerate(texts)])
        self._run(then)

    @rule(
        name=st.sampled_from("ab"), key=st.integers(1, 2), version=st.integers(1, 3), text=texts,
        withdrawn=st.sampled_from([False, False, False, True]), then=runs,
    )  # fmt: skip
    def version(
        self, name: str, key: int, version: int, text: str, withdrawn: bool, then: Any
    ) -> None:
        """Write a version of an article, or its withdrawal."""
        self.world.write(f"versions/{name}.json", _ninjs(key, version, text, withdrawn))
        self._run(then)

    @rule(chosen=st.sets(st.integers(0, len(CORRECTIONS) - 1), max_size=4), then=runs)
    def correct(self, chosen: set[int], then: Any) -> None:
        """Change the corrections."""
        self.world.correct(chosen)
        self._run(then)

    @rule(
        stage=st.sampled_from(["ingest", "clean", "extract", "deduplicate", "resolve"]),
        tight=st.booleans(), by_day=st.booleans(), then=runs,
    )  # fmt: skip
    def redo(self, stage: Any, tight: bool, by_day: bool, then: Any) -> None:
        """Make a stage stale, as new code or another model would, and change settings."""
        self.world.redo(stage)
        self.world.flags = {"deduplicate": TIGHT} if tight else {}
        self.world.flags |= {"publish_partition_mb": 1e-6 if by_day else 0}
        self._run(then)

    def teardown(self) -> None:
        """Hold what came of it against one clean run."""
        if not hasattr(self, "world"):
            return
        with self.stack:
            self.world.assert_like_new()

    def _present(self, number: int) -> str:
        """Return one of the files that are there."""
        found = self.world.files()
        return found[number % len(found)] if found else FILES[0]

    def _run(self, then: Any) -> None:
        if then is not None:
            self.world.run(*then)


def _item(number: int, text: str, day: str | None) -> dict[str, Any]:
    item = {"id": str(number), "text": text, "outlet": "Wire"}
    return item if day is None else {**item, "published_at": day}


def _ninjs(key: int, version: int, text: str, withdrawn: bool) -> str:
    return json.dumps(
        {
            "uri": f"urn:x:{key}",
            "type": "text",
            "versioncreated": "2025-05-06T08:00:00Z",
            "version": str(version),
            "pubstatus": "canceled" if withdrawn else "usable",
            "headline": "A version",
            "body_text": text,
        }
    )


def _run(examples: int) -> None:
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=examples,
            stateful_step_count=8,
            deadline=None,
            derandomize=examples < 1000,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_some_histories_end_like_a_clean_run() -> None:
    """A handful of histories, in every test run."""
    _run(5)


@pytest.mark.slow
def test_sixty_histories_end_like_a_clean_run() -> None:
    """Sixty random histories end in the tables of one clean run."""
    _run(60)


@pytest.mark.soak
def test_two_hundred_histories_end_like_a_clean_run() -> None:
    """Two hundred random histories end in the tables of one clean run."""
    _run(200)


@pytest.mark.soak
def test_two_thousand_histories_end_like_a_clean_run() -> None:
    """Two thousand histories, other ones each time."""
    _run(2000)
