"""How long a file takes from the inbox to readable rows, with a warm `dateline serve`.

`python -m benchmarks.latency [FILES]` drops so many files, one after another, and prints the median
and where the time goes. The goal is 15 s. Processor load of others goes straight into the figures.
"""

import json
import os
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from statistics import median

from tests.flows.serving import Serving, serving, until

_GOAL_SECONDS = 15.0
_PAUSE_SECONDS = 3.0
_ARTICLE = """Ferry line {number} reopens

ACCRA - Ferry line {number} opened again on Tuesday after {number} weeks of repairs.

"The boats of line {number} are safe," said Ama Mensah, who heads the harbour office in Accra.
"""


def main() -> int:
    """Measure; returns 1 where the median misses the goal."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as folder:
        inbox = Path(folder) / "inbox"
        inbox.mkdir()
        drop(inbox, 0)
        # The settle time of a user, not that of the tests.
        with serving(inbox, Path(folder) / "home", DATELINE_SETTLE_SECONDS="2") as served:
            until(lambda: served.articles(), 180)
            time.sleep(2 * _PAUSE_SECONDS)
            drops = [measure(served, number) for number in range(1, count + 1)]
    report(drops)
    return int(median(one["in all"] for one in drops) > _GOAL_SECONDS)


def drop(inbox: Path, number: int) -> str:
    """Put a file into the inbox; returns its path there."""
    path = f"file-{number}.txt"
    (inbox / path).write_text(_ARTICLE.format(number=number + 2), encoding="utf-8")
    return path


def measure(served: Serving, number: int) -> dict[str, float]:
    """Return the seconds of one file's way, by part."""
    dropped = time.time()
    path = drop(served.inbox, number)
    until(lambda: path in served.articles(), 180)
    readable = time.time()
    until(lambda: not served.runs("RUNNING", "PENDING"), 60)
    (run, *_) = served.runs("COMPLETED")
    asked, started = (_seconds(run[name]) for name in ("created", "start_time"))
    time.sleep(_PAUSE_SECONDS)
    return {
        "notice and settle": asked - dropped,
        "start the run": started - asked,
        "do the work and publish": readable - started,
        "in all": readable - dropped,
    }


def report(drops: list[dict[str, float]]) -> None:
    """Print the medians and the range."""
    load = os.getloadavg()[0]
    print(f"{len(drops)} files, one after another; load {load:.1f} on {os.cpu_count()} cores")
    for part in drops[0]:
        values = sorted(one[part] for one in drops)
        print(f"{part:26} {median(values):6.1f} s   ({values[0]:.1f} to {values[-1]:.1f})")
    medians = {part: round(median(one[part] for one in drops), 2) for part in drops[0]}
    path = Path(__file__).parent / "results" / "latency.json"
    path.write_text(json.dumps({**medians, "files": len(drops), "load": load}, indent=2) + "\n")


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment.replace("Z", "+00:00")).timestamp()


if __name__ == "__main__":
    sys.exit(main())
