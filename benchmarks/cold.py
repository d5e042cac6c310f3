"""Where a short run spends its time: `python -m benchmarks.cold`.

`dateline run` on two files and on `seeds/` (what `make run` does once it is set up), each in a
process of its own with a home of its own, without a server, and with one that is up. Split into
the command's imports, Prefect's start (until the flow's first stage begins; its imports and the
loading of the pipeline go on meanwhile), work, and the rest (the interpreter, and Prefect's end).
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks._measure import keep

ROUNDS = 3
SEEDS = Path(__file__).parent.parent / "seeds"


def main(rounds: int) -> None:
    """Measure, print, and write the results."""
    rows = []
    with TemporaryDirectory() as folder:
        two = Path(folder) / "two"
        two.mkdir()
        for file in sorted(SEEDS.rglob("*.txt"))[:2]:
            shutil.copy(file, two / file.name)
        for inbox in (two, SEEDS):
            rows.append(measure(inbox, Path(folder), rounds, {}))
            with served(Path(folder) / "server") as address:
                rows.append(measure(inbox, Path(folder), rounds, {"PREFECT_API_URL": address}))
    keep("cold", {"runs": rows})


def measure(inbox: Path, folder: Path, rounds: int, more: dict[str, str]) -> dict[str, Any]:
    """Run several times, each in a new home; returns the middle of each part."""
    found = [run_once(inbox, folder / f"home-{time.monotonic_ns()}", more) for _ in range(rounds)]
    parts = {name: round(median(one[name] for one in found), 2) for name in found[0]}
    files = sum(1 for path in inbox.rglob("*") if path.is_file())
    row = {"files": files, "server": "up" if more else "none", **parts}
    print(row, flush=True)
    return row


def run_once(inbox: Path, home: Path, more: dict[str, str]) -> dict[str, float]:
    """Run in a process of its own; returns the seconds of each part, and all of them."""
    started = time.time()
    command = [sys.executable, "-m", "benchmarks.cold", "--run", str(inbox), str(home)]
    done = subprocess.run(command, check=True, capture_output=True, text=True,
                          env=os.environ | more)  # fmt: skip
    total = time.time() - started
    parts: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {**parts, "rest": total - sum(parts.values()), "seconds": total}


def run(inbox: Path, home: Path) -> dict[str, float]:
    """Do what `dateline run` does, and look at the clock on the way."""
    started = time.perf_counter()
    from tasks import stages

    looks: list[float] = []
    discover = stages.discover

    def noted(*given: Any, **named: Any) -> Any:
        looks.append(time.perf_counter())
        return discover(*given, **named)

    stages.discover = noted
    from flows.once import run_once

    imported = time.perf_counter()
    run_once(inbox, home, {"settle_seconds": 0}, False)
    ended = time.perf_counter()
    # The last look is the flow's own; one before it decides whether a server is wanted at all.
    began = looks[-1]
    return {"imports": imported - started, "prefect": began - imported, "work": ended - began}


@contextmanager
def served(home: Path) -> Iterator[str]:
    """Have a Prefect server up within the block; gives its address."""
    from flows.environment import prepare

    prepare(home)
    from prefect.server.api.server import SubprocessASGIServer

    server = SubprocessASGIServer()
    server.start(timeout=180)
    try:
        yield server.api_url
    finally:
        server.stop()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        print(json.dumps(run(Path(sys.argv[2]), Path(sys.argv[3]))))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
