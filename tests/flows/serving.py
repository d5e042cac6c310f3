"""A real `dateline serve` in a process of its own, and what the API of its server says."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from tests.plain import rows


class Serving:
    """A home that is being served: its processes and its server."""

    def __init__(self, inbox: Path, home: Path, *words: str, **environment: str) -> None:
        """Start `dateline serve`."""
        self.inbox, self.home = inbox, home
        self.log = home.with_name(f"{home.name}.log")
        environment = {"DATELINE_SETTLE_SECONDS": "0.5", **environment}
        command = [sys.executable, "-m", "flows.cli", "serve", str(inbox), "--home", str(home)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--port", "0", *words],
                stdout=log,
                stderr=log,
                env={**without_server(), **environment},
                start_new_session=True,
            )

    def wait_until_up(self) -> None:
        """Wait for the line that says where the page is."""
        until(lambda: "Ctrl-C" in self.said(), 180)

    def said(self) -> str:
        """Return what the command printed."""
        return self.log.read_text(encoding="utf-8")

    def stop(self) -> int:
        """Stop it as Ctrl-C does; returns the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(90)

    @property
    def note(self) -> dict[str, str]:
        """Return the addresses that it left in the home."""
        found: dict[str, str] = json.loads((self.home / "serve.json").read_text())
        return found

    def api(self, path: str, **body: Any) -> Any:
        """Ask the server."""
        request = Request(
            f"{self.note['api']}/{path}",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def runs(self, *states: str) -> list[dict[str, Any]]:
        """Return the flow runs in the given types of state, the newest first."""
        wanted = {"state": {"type": {"any_": list(states)}}}
        found: list[dict[str, Any]] = self.api("flow_runs/filter", flow_runs=wanted)
        return sorted(found, key=lambda run: str(run["created"]), reverse=True)

    def articles(self) -> set[str]:
        """Return the paths of the published articles."""
        if not (self.home / "news.duckdb").exists():
            return set()
        return {row[0] for row in rows(self.home, "SELECT path FROM articles")}

    def children(self, module: str) -> list[int]:
        """Return the processes of this serve that run a module."""
        return [
            pid
            for pid in descendants(self.process.pid)
            if module in Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
        ]


@contextmanager
def serving(inbox: Path, home: Path, *words: str, **environment: str) -> Iterator[Serving]:
    """Serve a home for the length of a block."""
    one = Serving(inbox, home, *words, **environment)
    try:
        one.wait_until_up()
        yield one
    finally:
        one.stop()


def until(true: Callable[[], Any], seconds: float) -> float:
    """Wait until something is true; returns how long it took, in seconds."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if true():
            return time.monotonic() - began
        time.sleep(0.2)
    raise AssertionError(f"it did not happen within {seconds} s")


def descendants(pid: int) -> list[int]:
    """Return the processes that a process started, and those that these started."""
    found: list[int] = []
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for child in map(int, children):
        found += [child, *descendants(child)]
    return found


def without_server() -> dict[str, str]:
    """Return the environment without the server of the tests."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
