"""What an idle look at the inbox leaves on the server: `python -m benchmarks.idle [RUNS]`.

Serves an inbox in which nothing changes, asks for so many runs, and prints the bytes of a run.
"""

import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.latency import drop
from tests.flows.serving import Serving, serving, until

_DAY = 24 * 60 * 60


def main() -> int:
    """Measure."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as folder:
        inbox = Path(folder) / "inbox"
        inbox.mkdir()
        drop(inbox, 0)
        with serving(inbox, Path(folder) / "home") as served:
            until(lambda: served.articles() and served.runs("COMPLETED"), 180)
            look(served)
            time.sleep(10)  # events are written with a delay
            before, began = used(served), time.monotonic()
            for _ in range(count):
                look(served)
            seconds = (time.monotonic() - began) / count
            time.sleep(10)
            each = (used(served) - before) / count
    a_year = each * _DAY * 365 / 300 / 1e6
    print(f"{count} idle runs: {each / 1000:.1f} kB and {seconds:.1f} s each")
    print(f"Every 300 s: {each * _DAY / 300 / 1e6:.1f} MB a day, {a_year:,.0f} MB a year if kept,")
    print(f"{a_year * 30 / 365:,.0f} MB with retain_days = 30")
    return 0


def look(served: Serving) -> None:
    """Have one idle run done."""
    wanted = {"name": {"any_": ["scheduled"]}}
    (deployment,) = served.api("deployments/filter", deployments=wanted)
    path = f"deployments/{deployment['id']}/create_flow_run"
    run = served.api(path, state={"type": "SCHEDULED"}, parameters={"trigger": "schedule"})
    until(lambda: run["id"] in {one["id"] for one in served.runs("COMPLETED")}, 120)


def used(served: Serving) -> int:
    """Return the bytes of the database that are in use."""
    with sqlite3.connect(served.home / "prefect" / "prefect.db") as connection:
        counts = ("page_count", "freelist_count", "page_size")
        pages, free, size = (connection.execute(f"PRAGMA {one}").fetchone()[0] for one in counts)
    return int((pages - free) * size)


if __name__ == "__main__":
    sys.exit(main())
