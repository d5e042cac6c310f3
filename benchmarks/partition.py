"""Publish 100 added articles in one piece and by day: `python -m benchmarks.partition [ARTICLES]`.

A home with so many articles is prepared (`_homes`), and published in both shapes. Each gets 100
articles on the newest day three times; a process of its own loads, pairs and resolves them, another
one publishes, and that one is measured: seconds, what it handed to the system to write, its memory.
The first publish after a start of the machine reads cold files, so that the middle round counts.
`query` is the time to count the mentions of the newest day over a new connection.
"""

import json
import shutil
import sys
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks._homes import BASE, prepare_base, prepare_home
from benchmarks._measure import Clock, call, keep
from benchmarks._press import FIRST_DAY, write_inbox, write_press
from flows.plain import load, run_plainly
from schemas.settings import Settings, read_settings
from tasks import stages, upkeep
from tasks.warehouse import dayfiles
from tasks.warehouse.ask import ask
from tasks.warehouse.publish import PUBLISHED

ARTICLES, ADDED, ROUNDS = 10_000, 100, 3
SHAPES = {"in one piece": 0.0, "by day": 1e-6}
_QUERY = (
    "SELECT count(*) FROM mentions JOIN articles USING (article_id)"
    " WHERE published_date = (SELECT max(published_date) FROM articles)"
)


def main(articles: int) -> None:
    """Measure both shapes, print, and write the results."""
    shapes = {}
    with TemporaryDirectory() as folder:
        place = Path(folder)
        prepare_base(place / "base")
        prepare_home(place / "base", place / "work", articles)
        shutil.copytree(place / "work", place / "kept")
        for shape in SHAPES:
            shutil.rmtree(place / "work")
            shutil.copytree(place / "kept", place / "work")
            shapes[shape] = measure(place / "work", shape, articles)
            print(shape, {name: value for name, value in shapes[shape].items() if name != "rounds"})
    keep("partition", {"articles": articles, "added": ADDED, "shapes": shapes})


def measure(place: Path, shape: str, articles: int) -> dict[str, Any]:
    """Publish a home in a shape, then add to it; returns the middle round and what stands."""
    upkeep.redo("aggregate", settings_of(place, shape))
    call("partition", "--publish", place, shape)
    rounds = [add(place, shape, turn, articles) for turn in range(ROUNDS)]
    middle = {name: round(median(one[name] for one in rounds), 3) for name in rounds[0]}
    return {**middle, "rounds": rounds}


def add(place: Path, shape: str, turn: int, articles: int) -> dict[str, Any]:
    """Add articles once; returns the figures of the process that published them."""
    day = FIRST_DAY + timedelta(days=max(0, articles // BASE - 1))
    write_inbox(place / "inbox" / f"new{turn}", write_press(ADDED, seed=100 + turn, first=day))
    call("partition", "--load", place, shape)
    return call("partition", "--publish", place, shape)


def load_only(place: Path, shape: str) -> dict[str, Any]:
    """Bring the warehouse up to date, and leave the publish to the next run."""
    settings = settings_of(place, shape)
    account = load(place / "inbox", stages.discover(place / "inbox", settings), settings)
    stages.deduplicate(account.run_id, settings)
    stages.resolve(account.run_id, settings)
    return {}


def publish(place: Path, shape: str) -> dict[str, Any]:
    """Publish what the warehouse has, in a run with nothing else to do."""
    settings, home = settings_of(place, shape), place / "home"
    before = dayfiles.files_of(home / PUBLISHED)
    seconds, start = timed(), written()
    assert run_plainly(place / "inbox", settings) is not None
    end = written()
    clock = Clock()
    ask(home, _QUERY)
    asked = clock.lap()
    files = dayfiles.files_of(home / PUBLISHED)
    sizes = [(dayfiles.folder_of(home) / name).stat().st_size for name in files]
    return {
        "seconds": round(sum(seconds), 3),
        "written_mb": round((end - start) / 1e6, 2),
        "files_written": len(files - before),
        "files": len(files),
        "database_mb": round((home / PUBLISHED).stat().st_size / 1e6, 2),
        "days_mb": round(sum(sizes) / 1e6, 2),
        "query": round(asked, 3),
    }


def settings_of(place: Path, shape: str) -> Settings:
    """Return the settings that publish in a shape."""
    return read_settings(
        place / "home", settle_seconds=0, publish_partition_mb=SHAPES[shape], retain_publish_hours=0
    )


def timed() -> list[float]:
    """Let building and putting in place append their seconds to the list that is returned."""
    spent: list[float] = []
    for name in ("aggregate", "put_in_place"):
        setattr(stages, name, clocked(getattr(stages, name), spent))
    return spent


def clocked(work: Any, spent: list[float]) -> Any:
    """Return the work, with its seconds appended to a list."""

    def done(*given: Any) -> Any:
        clock = Clock()
        try:
            return work(*given)
        finally:
            spent.append(clock.lap())

    return done


def written() -> int:
    """Return the bytes that this process has handed to the system to write (Linux)."""
    lines = Path("/proc/self/io").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("wchar:"))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--load"]:
        print(json.dumps(load_only(Path(sys.argv[2]), sys.argv[3])))
    elif sys.argv[1:2] == ["--publish"]:
        print(json.dumps(publish(Path(sys.argv[2]), sys.argv[3])))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else ARTICLES)
