"""Kill runs at random moments and see that the next one heals.

A run is a process of its own, forked from one that has the pipeline loaded and did nothing else,
and its death is a real SIGKILL: nothing of the program's own clean-up runs.
"""

import json
import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flows.account import Account
from schemas.settings import Settings, read_settings
from tasks import stages, twins, upkeep
from tasks.warehouse import dayfiles, standing
from tasks.warehouse.compare import compare
from tasks.warehouse.connect import opened
from tasks.warehouse.publish import PUBLISHED
from tests.reliability.pieces import compose
from tests.stem import in_stem

STAGES = (
    "discover", "begin", "ingest", "clean", "extract", "load", "deduplicate", "resolve",
    "aggregate", "publish",
)  # fmt: skip
# Nothing that is out of use is kept, so that no file may be left over.
BY_DAY = "publish_partition_mb = 0.000001\nretain_publish_hours = 0\n"
BATCH_STAGES = ("ingest", "clean", "extract", "load")
# What a home holds after a run that ended by itself, and that no crash may add to.
QUARANTINED = "SELECT path, item, stage, error_type FROM quarantine ORDER BY ALL"


def settings_of(home: Path) -> Settings:
    """Return settings of many batches, and of no other process than the one that is killed."""
    return read_settings(
        home, settle_seconds=0, batch_words=300, batch_seconds=0, memory_limit_mb=512
    )


def run_marked(inbox: Path, home: Path, mark: Callable[[str], None]) -> None:
    """Run all stages, and say before each which one it is."""
    settings = settings_of(home)
    mark("discover")
    changes = stages.discover(inbox, settings)
    if changes.nothing:
        return
    account = Account(changes, "manual", None, stages.model_version(settings))
    mark("begin")
    stages.begin(account.row("running"), inbox, changes, settings)
    with stages.kept_open(settings):
        with stages.beside_workers(settings):
            batches = stages.ingest(changes, account.started_at, settings)
            mark("ingest")
            while (batch := next(batches, None)) is not None:
                mark("clean")
                batch = stages.clean(batch, settings)
                mark("extract")
                batch = stages.extract(twins.take_over(batch, settings), settings)
                mark("load")
                account.loaded(batch, stages.load_batch(batch, account.run_id, settings))
                mark("ingest")
        mark("deduplicate")
        account.done(stages.deduplicate(account.run_id, settings))
        mark("resolve")
        account.done(stages.resolve(account.run_id, settings))
        mark("aggregate")
        account.done(stages.aggregate(account.row("completed"), settings))
        mark("publish")
        stages.put_in_place(settings)
    mark("end")


def run_forked(inbox: Path, home: Path, stage: str = "", delay: float = 0, time_: int = 1) -> str:
    """Run in a process that is killed `delay` seconds into a stage; returns how it ended.

    Of the stages of a batch, it is the `time_`-th time.
    """
    return in_stem(_fork_run, inbox, home, stage, delay, time_, standing.REBUILD_SHARE)


def _fork_run(
    inbox: Path, home: Path, stage: str, delay: float, time_: int, rebuild_share: float
) -> str:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        code = 1
        try:
            standing.REBUILD_SHARE = rebuild_share
            run_marked(inbox, home, lambda name: os.write(writing, f"{name}\n".encode()) and None)
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading) as marks:
        for line in marks:
            time_ -= line.strip() == stage
            if line.strip() == stage and time_ == 0:
                time.sleep(delay)
                os.kill(child, signal.SIGKILL)
                break
    _, status = os.waitpid(child, 0)
    return "killed" if os.WIFSIGNALED(status) else f"exit {os.WEXITSTATUS(status)}"


def measure(inbox: Path, home: Path) -> dict[str, float]:
    """Return the seconds that each stage takes, the longest time of each."""
    times: dict[str, float] = {}
    last, since = "", time.perf_counter()

    def mark(name: str) -> None:
        nonlocal last, since
        now = time.perf_counter()
        times[last] = max(times.get(last, 0.0), now - since)
        last, since = name, now

    run_marked(inbox, home, mark)
    return times


def write_first(inbox: Path) -> None:
    """Write an inbox."""
    for number in range(12):
        text = compose(
            number, (number, number + 1, number % 3 + 2), number % 2 == 0, number % 4 == 0
        )
        day = f"2025-05-{number % 9 + 1:02}-" if number % 3 else ""
        outlet = ("herald", "gazette", "tribune")[number % 3]
        _write(inbox / outlet / f"{day}{number}.txt", text)
    _write(inbox / "herald/empty.txt", "")
    _write(inbox / "wire/feed.jsonl", _feed(4) + "{no json\n")


def write_second(inbox: Path) -> None:
    """Change the inbox: files are new, changed, renamed and gone, and the feed has grown."""
    for number in range(12, 18):
        _write(inbox / f"gazette/{number}.txt", compose(number, (0, 1, number % 5), True, False))
    files = sorted(inbox.glob("herald/*.txt"))
    files[0].write_text(files[0].read_text() + "\n\n" + compose(1, (2, 3), False, True))
    files[1].rename(inbox / "tribune/renamed.txt")
    sorted(inbox.glob("gazette/*.txt"))[0].unlink()
    _write(inbox / "wire/feed.jsonl", _feed(9))


def _feed(items: int) -> str:
    lines = [{"id": str(n), "text": compose(n, (n, n + 2), True, False)} for n in range(items)]
    return "".join(json.dumps(line) + "\n" for line in lines)


def _write(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


class Victim:
    """A home with a history, and the clean home that it has to end like."""

    def __init__(self, folder: Path, by_day: bool = False) -> None:
        """Run twice in `living`, and once in `clean`; keep the living one as it was between.

        The living home is published `by_day`, the clean one in one piece.
        """
        self.inbox, self.home, self.kept = folder / "inbox", folder / "living", folder / "kept"
        self.clean = folder / "clean"
        write_first(self.inbox)
        self.home.mkdir()
        self.clean.mkdir()
        run_marked(self.inbox, self.home, lambda _: None)
        if by_day:
            (self.home / "dateline.toml").write_text(BY_DAY)
            upkeep.redo("aggregate", settings_of(self.home))
            run_marked(self.inbox, self.home, lambda _: None)
            assert (self.home / dayfiles.FOLDER).is_dir()
        shutil.copytree(self.home, self.kept)
        write_second(self.inbox)
        self.times = measure(self.inbox, self.home)
        self.files = self._files()
        run_marked(self.inbox, self.clean, lambda _: None)

    def kill(self, stage: str, chance: random.Random) -> tuple[str, str]:
        """Kill one run in a stage, now and then the next one too, and let the last go through.

        Returns the stage that was killed and what is wrong afterwards, nothing if all is well.
        """
        shutil.rmtree(self.home)
        shutil.copytree(self.kept, self.home)
        ended = self._kill(stage, chance)
        if chance.random() < 0.3:
            self._kill(chance.choice(STAGES), chance)
        healed = run_forked(self.inbox, self.home)
        return (stage if ended == "killed" else "none"), self._wrong(healed)

    def _kill(self, stage: str, chance: random.Random) -> str:
        delay = chance.random() * self.times.get(stage, 0)
        time_ = chance.randint(1, 4) if stage in BATCH_STAGES else 1
        return run_forked(self.inbox, self.home, stage, delay, time_)

    def _wrong(self, healed: str) -> str:
        if healed != "exit 0":
            return f"the next run ended with {healed}"
        differences = compare(self.home / PUBLISHED, self.clean / PUBLISHED)
        if differences:
            return "; ".join(str(difference) for difference in differences)
        if (one := self._quarantine(self.home)) != (other := self._quarantine(self.clean)):
            return f"quarantine {one}, not {other}"
        left = self._files() ^ self.files
        return f"files left or missing: {sorted(left)}" if left else ""

    def _files(self) -> set[str]:
        return {str(path.relative_to(self.home)) for path in self.home.rglob("*")}

    def _quarantine(self, home: Path) -> list[tuple[Any, ...]]:
        with opened(home, read_only=True) as connection:
            return connection.execute(QUARANTINED).fetchall()


def kill_often(
    folder: Path, times: int, seed: int, by_day: bool = False
) -> tuple[Counter[str], list[str]]:
    """Kill so many runs; returns how often each stage was hit, and what was wrong."""
    victim, chance = Victim(folder, by_day), random.Random(seed)
    hits, wrong = Counter[str](), []
    for number in range(times):
        stage, fault = victim.kill(STAGES[number % len(STAGES)], chance)
        hits[stage] += 1
        if fault:
            wrong.append(f"killed in {stage}: {fault}")
    return hits, wrong
