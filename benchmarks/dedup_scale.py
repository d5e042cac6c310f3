"""Time and memory of adding 100 articles to an index of 10,000 to 1,000,000.

Run as `python -m benchmarks.dedup_scale [SIZE ...]`. Each size runs in a process of its own, on all
cores, with DuckDB held to 640 MB. The index is filled with the fingerprints and story vectors of
made-up articles, 1,000 a day; the articles added are texts that go through the whole stage.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa

from schemas.article import stable_id
from schemas.duplicate import DeduplicateSettings
from tasks.deduplicate import deduplicate
from tasks.deduplicate.indexing import index_texts, take_articles
from tasks.deduplicate.pairing import find_targets
from tasks.deduplicate.shelf import Shelf, read_text
from tasks.warehouse.connect import Connection, connect, insert, insert_arrow
from tasks.warehouse.migrate import migrate
from tests.deduplicate.prose import make_text, make_topic

RESULTS = Path(__file__).parent / "results" / "dedup_scale.json"
PLOT = Path(__file__).parent / "results" / "dedup_scale.svg"
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
HASHES, TEMPLATES, ADDED, ROUNDS, MEMORY_MB = 50, 2000, 100, 6, 640
FIRST_DAY = date(2023, 1, 1)


def measure(size: int) -> dict[str, float]:
    """Fill an index of this size, then add 100 articles several times; the first time is cold."""
    with TemporaryDirectory() as home:
        call("--fill", str(size), home)
        return {"articles": size, **json.loads(call("--add", str(size), home))}


def call(*arguments: str) -> str:
    """Run this module in a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "benchmarks.dedup_scale", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def fill_home(size: int, home: Path) -> None:
    """Make a home with an index of this size."""
    migrate(home)
    connection = connect(home, 2 * MEMORY_MB)
    fill(connection, size)
    connection.execute("CHECKPOINT")
    connection.close()


def add_all(size: int, home: Path) -> dict[str, float]:
    """Add 100 articles several times and return the best times and the peak of memory."""
    connection = connect(home, MEMORY_MB)
    rounds = [add(connection, size, turn) for turn in range(ROUNDS)]
    connection.close()
    names = ("index_seconds", "index_processor_seconds", "seconds", "processor_seconds")
    cold = {f"cold_{name}": round(value, 3) for name, value in zip(names, rounds[0], strict=True)}
    best = [min(column) for column in zip(*rounds[1:], strict=True)]
    warm = {f"warm_{name}": round(value, 3) for name, value in zip(names, best, strict=True)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {**cold, **warm, "peak_mb": round(peak)}


def fill(connection: Connection, size: int) -> None:
    """Write the tables that the stage would have written, with hashes at random."""
    connection.execute(
        f"INSERT INTO fingerprints SELECT hash(i) >> 3, i // {HASHES}, false"
        f" FROM range({size * HASHES}) r(i)"
    )
    connection.execute(
        "INSERT INTO taken_articles SELECT i, 'old' || i, 'words' || i, DATE '2023-01-01' +"
        f" CAST(i * {max(size // 1000, 1)} // {size} AS INTEGER), NULL, 2400, NULL, false, i"
        f" FROM range({size}) r(i)"
    )
    connection.execute(f"INSERT INTO texts SELECT i, 400, NULL, i FROM range({size}) r(i)")
    connection.execute(
        "INSERT INTO story_members"
        f" SELECT i, 'story' || i, NULL, NULL, 1, i FROM range({size}) r(i)"
    )
    random = Random(1)
    vectors = [
        read_text(make_text(random, make_topic(random), 22)).vector for _ in range(TEMPLATES)
    ]
    connection.execute("CREATE TEMP TABLE templates (n BIGINT, terms INTEGER[], weights FLOAT[])")
    table = {
        "n": pa.array(range(TEMPLATES), pa.int64()),
        "terms": pa.array([vector.terms for vector in vectors], pa.list_(pa.int32())),
        "weights": pa.array([vector.weights for vector in vectors], pa.list_(pa.float32())),
    }
    insert_arrow(connection, "templates", pa.table(table))
    connection.execute(
        "INSERT INTO story_vectors SELECT article_key, day, terms, weights FROM taken_articles"
        f" JOIN templates ON n = article_key % {TEMPLATES} ORDER BY article_key"
    )


def add(connection: Connection, size: int, turn: int) -> tuple[float, ...]:
    """Take in 100 articles of the last day, a fifth of them one event, and return the seconds.

    First of the index alone (sketches, insertion, candidates), then of the whole stage.
    """
    random = Random(100 + turn)
    day = FIRST_DAY + timedelta(days=max(size // 1000, 1) - 1)
    event = make_topic(random)
    rows: list[dict[str, Any]] = []
    for number in range(ADDED):
        text = make_text(random, make_topic(random) if number % 5 else event, 22)
        name = f"new{turn}-{number}"
        rows.append(
            {
                "article_key": size + turn * ADDED + number, "article_id": stable_id(name),
                "path": name, "published_date": day, "language": "en", "text": text,
                "words": len(text.split()), "content_hash": stable_id(text),
            }
        )  # fmt: skip
    insert(connection, "articles", rows)
    insert(
        connection,
        "pending",
        [{"article_key": row["article_key"], "stage": "deduplicate"} for row in rows],
    )
    index = clock(lambda: search(connection))
    return *index, *clock(lambda: deduplicate(connection, DeduplicateSettings(), f"run-{turn}"))


def clock(act: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds of an act by the clock, and of the processor, all threads together."""
    started = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - started[0], time.process_time() - started[1]


def search(connection: Connection) -> None:
    """Add the waiting articles to the index and find their candidates, then undo it."""
    settings = DeduplicateSettings()
    connection.execute("BEGIN TRANSACTION")
    take_articles(connection, settings.chunk_articles)
    index_texts(connection, Shelf(connection, settings), settings)
    find_targets(connection, settings)
    connection.execute("ROLLBACK")


def draw(rows: list[dict[str, float]]) -> str:
    """Draw seconds over articles, both on logarithmic scales."""
    from math import log10

    def place(row: dict[str, float], name: str) -> str:
        across = 60 + 420 * (log10(row["articles"]) - 4) / 2
        up = 250 - 200 * (log10(max(row[name], 0.01)) + 2) / 3
        return f"{across:.0f},{up:.0f}"

    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 540 300" font-family="sans-serif"'
        ' font-size="12">',
        '<rect width="540" height="300" fill="white"/>',
        '<text x="60" y="20">Seconds to add 100 articles (log), by articles in the index</text>',
    ]
    for value in (0.01, 0.1, 1, 10):
        up = 250 - 200 * (log10(value) + 2) / 3
        lines.append(f'<path d="M60 {up:.0f}H480" stroke="#ddd"/>')
        lines.append(f'<text x="50" y="{up + 4:.0f}" text-anchor="end">{value:g}</text>')
    for row in rows:
        across = place(row, "warm_seconds").split(",")[0]
        lines.append(f'<text x="{across}" y="270" text-anchor="middle">'
                     f'{row["articles"]:,.0f}</text>')  # fmt: skip
    labels = {"warm_seconds": "stage", "warm_index_seconds": "index"}
    for name, colour in (("warm_seconds", "#06c"), ("warm_index_seconds", "#c60")):
        points = " ".join(place(row, name) for row in rows)
        lines.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
        )
        last = place(rows[-1], name).split(",")
        lines.append(f'<text x="485" y="{int(last[1]) + 4}" fill="{colour}">{labels[name]}</text>')
    return "\n".join([*lines, "</svg>", ""])


def main(sizes: list[int]) -> None:
    """Measure every size in a process of its own, print, and write table and plot."""
    rows = []
    for size in sizes:
        rows.append(measure(size))
        print(rows[-1], flush=True)
    RESULTS.write_text(
        json.dumps({"added": ADDED, "cores": os.cpu_count(), "sizes": rows}, indent=2) + "\n"
    )
    PLOT.write_text(draw(rows))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--fill"]:
        fill_home(int(sys.argv[2]), Path(sys.argv[3]))
    elif sys.argv[1:2] == ["--add"]:
        print(json.dumps(add_all(int(sys.argv[2]), Path(sys.argv[3]))))
    else:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))
