"""Near-duplicates on graded edits of open news: Dateline beside MinHash LSH of two libraries.

Run as `python -m benchmarks.dedup_quality [FILE]`; FILE is the open labelled set, by default
`dedup/synth_wire_gum.jsonl` in DATELINE_SHARED. datasketch and rensa stand in the extra `bench`.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from datasketch import MinHash, MinHashLSH
from rensa import RMinHash, RMinHashLSH
from sklearn.metrics import adjusted_rand_score

from benchmarks._copies import grams, opened_texts, unite
from schemas.duplicate import DeduplicateSettings
from tasks.deduplicate import deduplicate

RESULTS = Path(__file__).parent / "results" / "dedup_quality.json"
CLUSTERED = frozenset({"base", "L0", "L1", "L2"})
Pairs = set[tuple[str, str]]


def main(file: Path) -> None:
    """Print and write the scores of every method."""
    records = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    methods: dict[str, Callable[[list[Any]], Pairs]] = {
        "dateline": pair_dateline,
        "datasketch, 5-grams, threshold .7": lambda found: pair_datasketch(found, 5, 0.7),
        "datasketch, 3-grams, threshold .5": lambda found: pair_datasketch(found, 3, 0.5),
        "datasketch, 3-grams, threshold .3": lambda found: pair_datasketch(found, 3, 0.3),
        "rensa, words, threshold .8": lambda found: pair_rensa(found, 1, 0.8),
        "rensa, 3-grams, threshold .5": lambda found: pair_rensa(found, 3, 0.5),
    }
    scores = {name: measure(records, method) for name, method in methods.items()}
    for name, row in scores.items():
        print(f"{name:36} ARI {row['ari']:.3f}  L2 {row['l2_found']}/{row['l2']}")
    RESULTS.write_text(json.dumps({"documents": len(records), "methods": scores}, indent=2) + "\n")


def measure(records: list[Any], method: Callable[[list[Any]], Pairs]) -> dict[str, float]:
    """Score the clusters that a method's pairs make, and count the L2 joined to their source."""
    started = time.perf_counter()
    pairs = method(records)
    seconds = time.perf_counter() - started
    clusters = unite((record["id"] for record in records), pairs)
    truth = [
        str(record["c"]) if record["level"] in CLUSTERED else record["id"] for record in records
    ]
    base = {record["c"]: record["id"] for record in records if record["level"] == "base"}
    hard = [record for record in records if record["level"] == "L2"]
    return {
        "ari": round(adjusted_rand_score(truth, [clusters[r["id"]] for r in records]), 4),
        "l2": len(hard),
        "l2_found": sum(clusters[r["id"]] == clusters[base[r["c"]]] for r in hard),
        "seconds": round(seconds, 3),
    }


def pair_dateline(records: list[Any]) -> Pairs:
    """Run the stage itself on a new home."""
    with opened_texts({record["id"]: record["text"] for record in records}) as connection:
        deduplicate(connection, DeduplicateSettings(), "benchmark")
        found = connection.execute(
            "SELECT a.path, b.path FROM duplicate_pairs JOIN articles a ON a.article_key = key_a"
            " JOIN articles b ON b.article_key = key_b WHERE kind <> 'reuse'"
        ).fetchall()
    return set(found)


def pair_datasketch(records: list[Any], size: int, threshold: float) -> Pairs:
    """MinHash LSH with 128 permutations, candidates taken as they come."""
    index = MinHashLSH(threshold=threshold, num_perm=128)
    pairs: Pairs = set()
    for record in records:
        sketch = MinHash(num_perm=128)
        sketch.update_batch([gram.encode() for gram in grams(record["text"], size)])
        pairs |= {(record["id"], other) for other in index.query(sketch)}
        index.insert(record["id"], sketch)
    return pairs


def pair_rensa(records: list[Any], size: int, threshold: float) -> Pairs:
    """R-MinHash with 128 permutations, 16 bands, candidates checked by estimated Jaccard."""
    index = RMinHashLSH(threshold=threshold, num_perm=128, num_bands=16)
    sketches: list[Any] = []
    pairs: Pairs = set()
    for place, record in enumerate(records):
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update(sorted(grams(record["text"], size)))
        for other in index.query(sketch):
            if sketch.jaccard(sketches[other]) >= threshold:
                pairs.add((record["id"], records[other]["id"]))
        index.insert(place, sketch)
        sketches.append(sketch)
    return pairs


if __name__ == "__main__":
    shared = Path(os.environ.get("DATELINE_SHARED", Path(__file__).parents[2] / "shared"))
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else shared / "dedup" / "synth_wire_gum.jsonl")
