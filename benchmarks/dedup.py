"""Sketch texts and join them, beside MinHash of three libraries: `python -m benchmarks.dedup`.

The same made-up articles for all, on one core, in processor time. `sketch` is the way from a text
to its sketch; `join` from all sketches to the pairs that may be copies, of which none is verified
yet. `copies found` is the share of the articles that print another one, whole or with words of
their own, which the pairs put beside it. datatrove works over files, which it sorts with the
sketches; it hashes with SHA-1 here, since its default needs an older xxhash.
"""

import struct
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from datasketch import MinHash, MinHashLSH
from rensa import RMinHash, RMinHashLSH

from benchmarks._copies import grams, opened_texts, unite
from benchmarks._measure import Clock, keep
from benchmarks._press import write_press
from schemas.duplicate import DeduplicateSettings
from tasks.deduplicate.fingerprints import sketch_text
from tasks.deduplicate.indexing import index_texts, take_articles
from tasks.deduplicate.pairing import find_targets
from tasks.deduplicate.shelf import Shelf

# As many as lie on the shelf at once, so that nothing is read again while texts are joined.
ARTICLES = 2_000
THRESHOLD, PERMUTATIONS, GRAM = 0.5, 128, 5
Pairs = Iterable[tuple[int, int]]


def main() -> None:
    """Measure every method, print, and write the results."""
    pieces = list(write_press(ARTICLES))
    texts = [piece.text for piece in pieces]
    copies = find_copies([(piece.event, piece.text) for piece in pieces])
    methods: dict[str, Callable[[list[str]], tuple[float, float, Pairs]]] = {
        "dateline": run_dateline,
        "rensa": run_rensa,
        "datasketch": run_datasketch,
        "datatrove": run_datatrove,
    }
    found: dict[str, Any] = {}
    for name, method in methods.items():
        sketching, joining, pairs = method(texts)
        clusters = unite(range(ARTICLES), pairs)
        met = sum(clusters[one] == clusters[other] for one, other in copies)
        found[name] = {
            "sketch": round(ARTICLES / sketching, 1),
            "join": round(ARTICLES / joining, 1),
            "both": round(ARTICLES / (sketching + joining), 1),
            "copies_found": round(met / len(copies), 4),
        }
        print(f"{name:12} {found[name]}", flush=True)
    keep("dedup", {"articles": ARTICLES, "copies": len(copies), "articles_a_second": found})


def find_copies(pieces: list[tuple[int, str]]) -> list[tuple[int, int]]:
    """Return the pieces that begin with the whole text of an earlier one, each with the first."""
    firsts: dict[int, list[int]] = {}
    copies = []
    for place, (event, text) in enumerate(pieces):
        before = firsts.setdefault(event, [])
        source = next((one for one in before if text.startswith(pieces[one][1])), None)
        if source is None:
            before.append(place)
        else:
            copies.append((source, place))
    return copies


def run_dateline(texts: list[str]) -> tuple[float, float, Pairs]:
    """Sketch the texts; then join them as the stage does, which lists the sketches on its own."""
    settings = DeduplicateSettings()
    sizes = settings.scale, settings.short_scale, settings.short_grams
    clock = Clock(time.process_time)
    for text in texts:
        sketch_text(text, *sizes)
    sketching = clock.lap()
    with opened_texts({f"{key}.txt": text for key, text in enumerate(texts)}) as connection:
        connection.execute("SET threads = 1")
        assert take_articles(connection, len(texts))
        shelf = Shelf(connection, settings)
        shelf.load(range(len(texts)))
        clock.lap()
        index_texts(connection, shelf, settings)
        find_targets(connection, settings)
        joining = clock.lap()
        pairs = connection.execute(
            "SELECT key_a, key_b FROM candidates WHERE maybe_near"
            " UNION ALL SELECT article_key, text_key FROM taken_articles"
        ).fetchall()
    return sketching, joining, pairs


def run_rensa(texts: list[str]) -> tuple[float, float, Pairs]:
    """R-MinHash and its LSH of 16 bands."""
    clock = Clock(time.process_time)
    sketches = []
    for text in texts:
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=42)
        sketch.update(grams(text, GRAM))
        sketches.append(sketch)
    sketching = clock.lap()
    index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=16)
    pairs = []
    for place, sketch in enumerate(sketches):
        pairs += [(place, other) for other in index.query(sketch)]
        index.insert(place, sketch)
    return sketching, clock.lap(), pairs


def run_datasketch(texts: list[str]) -> tuple[float, float, Pairs]:
    """MinHash and its LSH."""
    clock = Clock(time.process_time)
    sketches = []
    for text in texts:
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([gram.encode() for gram in grams(text, GRAM)])
        sketches.append(sketch)
    sketching = clock.lap()
    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    pairs = []
    for place, sketch in enumerate(sketches):
        pairs += [(place, int(other)) for other in index.query(sketch)]
        index.insert(place, sketch)
    return sketching, clock.lap(), pairs


def run_datatrove(texts: list[str]) -> tuple[float, float, Pairs]:
    """The first two steps of its MinHash, in 16 buckets of 8."""
    from datatrove.data import Document
    from datatrove.pipeline.dedup.minhash import (
        MinhashConfig,
        MinhashDedupBuckets,
        MinhashDedupSignature,
    )
    from datatrove.utils.hashing import HashConfig
    from datatrove.utils.logging import logger

    logger.remove()
    config = MinhashConfig(
        n_grams=GRAM, num_buckets=16, hashes_per_bucket=8, hash_config=HashConfig(hash_fc="sha1")
    )
    with TemporaryDirectory() as folder:
        signatures, doubles = f"{folder}/signatures", f"{folder}/doubles"
        documents = (Document(text=text, id=str(key)) for key, text in enumerate(texts))
        step = MinhashDedupSignature(signatures, config=config)
        clock = Clock(time.process_time)
        step.run(documents)
        sketching = clock.lap()
        for bucket in range(config.num_buckets):
            joiner = MinhashDedupBuckets(signatures, doubles, config=config)
            joiner.run(rank=bucket, world_size=config.num_buckets)
        joining = clock.lap()
        rows = (
            row
            for file in Path(doubles).glob("*.dups")
            for row in struct.iter_unpack("<4I", file.read_bytes())
        )
        pairs = [(one, other) for _, one, _, other in rows]
    return sketching, joining, pairs


if __name__ == "__main__":
    main()
