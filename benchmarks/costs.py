"""What one article costs: `python -m benchmarks.costs [ARTICLES]`.

Processor seconds of each stage, bytes of each database and published table, and what a run leaves
on Prefect's server; the reckoning in docs/scale.md starts from these.
"""

import json
import sys
import time
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from benchmarks._measure import call, keep
from benchmarks._news import make_inbox, run_dag
from tasks import stages
from tasks.warehouse.connect import WAREHOUSE
from tasks.warehouse.publish import PUBLISHED

ARTICLES = 1_000


def main(articles: int) -> None:
    """Measure, print, and write the results."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        make_inbox(place, articles)
        found = call("costs", "--dag", place)["spent"]
        per: dict[str, float] = {f"{stage}: processor ms": 1000 * seconds / articles
                                 for stage, seconds in found.items()}  # fmt: skip
        for name in (WAREHOUSE, PUBLISHED):
            per[f"{name}: bytes"] = (place / "home" / name).stat().st_size / articles
        per |= {f"{table}: bytes": size / articles
                for table, size in sizes(place / "home" / PUBLISHED).items()}  # fmt: skip
        server = place / "home" / "prefect" / "prefect.db"
        per["Prefect's database: bytes"] = server.stat().st_size / articles
    per = {name: round(value, 2) for name, value in per.items()}
    for name, value in per.items():
        print(f"{name:32} {value:12,.1f}")
    keep("costs", {"articles": articles, "per_article": per})


def measure(place: Path) -> dict[str, Any]:
    """Run the flow in one process and count the processor time of each stage."""
    spent: dict[str, float] = {}
    for name in ("clean", "extract", "load_batch", "deduplicate", "deduplicate_ahead", "resolve",
                 "aggregate"):  # fmt: skip
        stage = name.removesuffix("_ahead")
        setattr(stages, name, counted(stage, getattr(stages, name), spent))
    started = time.process_time()
    run_dag(place / "inbox", place / "home", pool_words=10**9, batch_seconds=0)
    spent["Prefect and the rest"] = time.process_time() - started - sum(spent.values())
    return {"spent": spent}


def counted(name: str, work: Any, spent: dict[str, float]) -> Any:
    """Return the work, adding up its processor time."""

    @wraps(work)  # a task names its runs after the arguments of what it calls
    def timed(*given: Any, **named: Any) -> Any:
        started = time.process_time()
        try:
            return work(*given, **named)
        finally:
            spent[name] = spent.get(name, 0.0) + time.process_time() - started

    return timed


def sizes(path: Path) -> dict[str, int]:
    """Return the bytes of the larger published tables, by the blocks that they take."""
    with duckdb.connect(str(path), read_only=True) as connection:
        row = connection.execute("SELECT block_size FROM pragma_database_size()").fetchone()
        block = row[0] if row else 262_144
        names = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        found = {}
        for (name,) in names:
            blocks = connection.execute(
                f"SELECT count(DISTINCT block_id) FROM pragma_storage_info('{name}')"
                " WHERE block_id >= 0"
            ).fetchone()
            found[name] = block * (blocks[0] if blocks else 0)
    return {name: size for name, size in sorted(found.items()) if size > block}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--dag"]:
        print(json.dumps(measure(Path(sys.argv[2]))))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else ARTICLES)
