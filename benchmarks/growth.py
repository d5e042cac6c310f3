"""Add 100 articles to homes that hold 0 to 100,000: `python -m benchmarks.growth [SIZE ...]`.

The large homes are filled with prepared rows (`_homes`). Each size runs in a process of its own and
adds 100 articles three times, each time as 100 files, without Prefect, whose cost is the same at
every size; the first time loads the pipeline. The sizes take turns, so that a machine that grows
slower meets all of them; the middle of all times that count is told. The copy of the published file
is shown apart. With `--nothing`, the last home is also run by the flow when there is
nothing to do, beside an empty flow on the same server; with `--whole`, all its published tables are
made anew, in the memory that `DATELINE_MEMORY_LIMIT_MB` gives.
"""

import json
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks._homes import BASE, prepare_base, prepare_home
from benchmarks._measure import Clock, call, keep
from benchmarks._press import FIRST_DAY, write_inbox, write_press
from schemas.settings import read_settings
from tasks import upkeep
from tasks.warehouse import publish
from tasks.warehouse.connect import sync
from tests.plain import run_stages

SIZES = (0, 1_000, 10_000, 100_000)
ADDED, ROUNDS, TURNS = 100, 3, 3


def main(sizes: list[int], nothing: bool, whole: bool) -> None:
    """Measure every size, print, and write the results."""
    with TemporaryDirectory() as folder:
        base = Path(folder) / "base"
        prepare_base(base)
        for size in sizes:
            prepare_home(base, Path(folder) / str(size), size)
        turns = [take_turn(Path(folder), sizes, turn) for turn in range(TURNS)]
        rows = [tell(size, [turn[place] for turn in turns]) for place, size in enumerate(sizes)]
        found: dict[str, Any] = {"added": ADDED, "sizes": rows}
        first, last = rows[0], rows[-1]
        for name in ("seconds", "peak_mb"):
            found[f"{name}_ratio"] = round(last[name] / first[name], 2)
            print(f"{name}: {last['articles']:,} over {first['articles']:,} articles: "
                  f"{found[f'{name}_ratio']}")  # fmt: skip
        if nothing:
            found["nothing"] = call("growth", "--idle", Path(folder) / str(sizes[-1]))
            print(found["nothing"])
        if whole:
            found["whole"] = call("growth", "--anew", Path(folder) / str(sizes[-1]))
            print(found["whole"])
    keep("growth", found)


def take_turn(place: Path, sizes: list[int], turn: int) -> list[dict[str, Any]]:
    """Add to the home of each size, one after the other."""
    return [call("growth", "--add", place / str(size), size, turn, watch=0.5) for size in sizes]


def tell(size: int, turns: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the middle of the rounds of a size that count, and its highest memory."""
    rounds = [one for turn in turns for one in turn["rounds"][1:]]
    middle = {name: round(median(one[name] for one in rounds), 3) for name in rounds[0]}
    row = {"articles": size, **middle, "peak_mb": max(turn["peak_mb"] for turn in turns)}
    print(row, flush=True)
    return row | {"rounds": [one for turn in turns for one in turn["rounds"]]}


def add_all(place: Path, size: int, turn: int) -> dict[str, Any]:
    """Add articles several times, on the newest day."""
    day = FIRST_DAY + timedelta(days=max(0, size // BASE - 1))
    return {"rounds": [add(place, turn * ROUNDS + number, day) for number in range(ROUNDS)]}


def add(place: Path, number: int, day: date) -> dict[str, float]:
    """Add 100 articles once and return the seconds of each stage."""
    write_inbox(place / "inbox" / f"new{number}", write_press(ADDED, seed=100 + number, first=day))
    copied = Copies()
    clock = Clock()
    account = run_stages(place / "inbox", place / "home")
    seconds = clock.lap() - copied.seconds
    assert account is not None
    stages = {stage.stage: round(stage.seconds, 3) for stage in account.stages}
    stages["aggregate"] = round(stages["aggregate"] - copied.seconds, 3)
    other = round(seconds - sum(stages.values()), 3)
    copy = round(copied.seconds, 3)
    return {"seconds": round(seconds, 3), **stages, "other": other, "publish_copy": copy}


class Copies:
    """Times the copies of the published file, which `publish` makes when it goes on from it.

    With what the disk needs for them, for which the next checkpoint would wait otherwise.
    """

    def __init__(self) -> None:
        """Take the place of the function that copies."""
        self.seconds = 0.0
        self._copy = getattr(publish.copy_published, "timed", publish.copy_published)

        def timed(home: Path) -> None:
            clock = Clock()
            self._copy(home)
            sync(home / publish.BUILDING)
            self.seconds += clock.lap()

        timed.timed = self._copy  # type: ignore[attr-defined]
        publish.copy_published = timed


def run_idle(place: Path) -> dict[str, float]:
    """Return the seconds of an empty flow, and of the flow with nothing to do, on one server."""
    from flows.environment import prepare

    prepare(place / "home")
    from prefect import flow

    from flows.process import process_news

    @flow
    def empty() -> None:
        """Do nothing."""

    def run() -> None:
        state: Any = process_news(
            place / "inbox", place / "home", "schedule", {"settle_seconds": 0}, return_state=True
        )
        assert state.message == "nothing new", state

    empty(), run()
    clock = Clock()
    seconds: dict[str, list[float]] = {"empty": [], "nothing": []}
    for _ in range(3):
        clock.lap()
        empty()
        seconds["empty"].append(clock.lap())
        run()
        seconds["nothing"].append(clock.lap())
    found = {f"{name}_seconds": round(median(laps), 3) for name, laps in seconds.items()}
    return {**found, "above_empty": round(found["nothing_seconds"] - found["empty_seconds"], 3)}


def make_anew(place: Path) -> dict[str, float]:
    """Make all published tables of a home anew and return the seconds."""
    settings = read_settings(place / "home", settle_seconds=0)
    upkeep.redo("aggregate", settings)
    clock = Clock()
    run_stages(place / "inbox", place / "home")
    return {"seconds": round(clock.lap(), 3), "memory_limit_mb": settings.memory_limit_mb}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--add"]:
        print(json.dumps(add_all(Path(sys.argv[2]), *map(int, sys.argv[3:]))))
    elif sys.argv[1:2] == ["--idle"]:
        print(json.dumps(run_idle(Path(sys.argv[2]))))
    elif sys.argv[1:2] == ["--anew"]:
        print(json.dumps(make_anew(Path(sys.argv[2]))))
    else:
        given = [int(size) for size in sys.argv[1:] if not size.startswith("--")]
        also = {name: f"--{name}" in sys.argv or not given for name in ("nothing", "whole")}
        main(given or list(SIZES), **also)
