"""Run parts of a benchmark in processes of their own, watch their memory, and keep the results."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"


def call(module: str, *arguments: object, watch: float | None = 0.1) -> dict[str, Any]:
    """Run `python -m benchmarks.<module> arguments`; returns what it prints last, read as JSON.

    `peak_mb` is added: the highest sum over the process and all its children, looked at each
    `watch` seconds. The kernel walks all their pages for a look, 40 ms a gigabyte: where the time
    of many processes is measured, there is none (None), or it would take half a core.
    """
    command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    watching = Watch(process.pid, watch) if watch else None
    output = process.communicate()[0]
    peak = {"peak_mb": watching.stop()} if watching else {}
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return json.loads(output.splitlines()[-1]) | peak


class Watch:
    """Watches the memory of a process and its children."""

    def __init__(self, pid: int, seconds: float) -> None:
        """Start to watch, each so many seconds."""
        self._pid, self._seconds, self._peak, self._done = pid, seconds, 0, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        """Stop; returns the peak in MB."""
        self._done.set()
        self._thread.join()
        return round(self._peak / 1e6)

    def _watch(self) -> None:
        while not self._done.wait(self._seconds):
            self._peak = max(self._peak, sum(memory_of(pid) for pid in family(self._pid)))


def family(pid: int) -> list[int]:
    """Return a process and all that descend from it."""
    try:
        children = Path(f"/proc/{pid}/task").glob("*/children")
        below = [int(child) for file in children for child in file.read_text().split()]
    except OSError:
        return [pid]
    return [pid, *(member for child in below for member in family(child))]


def memory_of(pid: int) -> int:
    """Return the bytes that a process holds, its share of what several hold (Linux PSS)."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def keep(name: str, results: dict[str, Any]) -> None:
    """Write the results of a benchmark, with the machine they were taken on."""
    machine = {"cores": os.cpu_count(), "load_before": round(LOAD_BEFORE, 2)}
    text = json.dumps({"machine": machine, **results}, indent=2)
    RESULTS.joinpath(f"{name}.json").write_text(text + "\n")


class Clock:
    """Seconds since it was made, or since it was asked last, by the wall or by another clock."""

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        """Start."""
        self._now = now
        self._since = now()

    def lap(self) -> float:
        """Return the seconds since the last time."""
        now = self._now()
        seconds, self._since = now - self._since, now
        return seconds


LOAD_BEFORE = os.getloadavg()[0]
