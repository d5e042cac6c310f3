"""spaCy's levers, one at a time: `python -m benchmarks.levers [ARTICLES]`.

Each runs in a process of its own over the same articles, pipeline loaded, processor time; the
first is the stage as it is. `threads` lets the matrix library use all cores: by the clock, since
what it wins in time it spends in processors.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks._measure import keep
from benchmarks._press import write_press

ARTICLES = 300
LEVERS = ("as it is", "group of 15,000 characters", "group of 240,000 characters", "one text",
          "every word forgotten", "products by BLIS", "freed memory given back", "all components",
          "collector unfrozen", "threads")  # fmt: skip


def main(articles: int) -> None:
    """Measure each lever, print, and write the results."""
    rows: list[dict[str, Any]] = []
    for lever in LEVERS:
        environment = dict(os.environ)
        if lever == "threads":
            environment["OMP_NUM_THREADS"] = str(os.cpu_count())
        command = [sys.executable, "-m", "benchmarks.levers", "--lever", lever, str(articles)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
        rows.append({"lever": lever, "seconds": json.loads(done.stdout.splitlines()[-1])})
        rows[-1]["ratio"] = round(rows[-1]["seconds"] / rows[0]["seconds"], 3)
        print(rows[-1], flush=True)
    keep("levers", {"articles": articles, "rows": rows})


def measure(lever: str, articles: int) -> float:
    """Return the seconds of the pipeline over the texts, the best of three rounds."""
    import gc

    from tasks.bounds.memory import keep_memory
    from tasks.extract import model, products

    if lever != "freed memory given back":
        keep_memory()
    if lever == "every word forgotten":
        model.KEPT_WORDS = 0  # type: ignore[misc]
    if lever == "products by BLIS":
        products.Products.gemm = products.NumpyOps.gemm
    if lever.startswith("group of"):
        model.GROUP_CHARACTERS = int(lever.split()[2].replace(",", ""))  # type: ignore[misc]
    pipeline = model.load_pipeline(model.EMBEDDED)
    if lever == "collector unfrozen":
        gc.unfreeze()
    if lever == "all components":
        import spacy

        with products.fast_products():
            nlp = spacy.load(model.find_model(model.EMBEDDED) or model.EMBEDDED)
        nlp.tokenizer.max_cache_size = model.KEPT_TOKENS
        pipeline = model.Pipeline(nlp)
    texts = [piece.text for piece in write_press(articles)]
    clock = time.perf_counter if lever == "threads" else time.process_time
    best = []
    for _ in range(3):
        started = clock()
        read(pipeline, texts, lever)
        best.append(clock() - started)
    return round(min(best), 3)


def read(pipeline: Any, texts: list[str], lever: str) -> None:
    """Read the texts in batches, as a run does."""
    for start in range(0, len(texts), 150):
        part = texts[start : start + 150]
        if lever == "one text":
            for text in part:
                pipeline.read([text])
        else:
            pipeline.read(part)


if __name__ == "__main__":
    sys.path.insert(0, str(Path.cwd()))
    if sys.argv[1:2] == ["--lever"]:
        print(json.dumps(measure(sys.argv[2], int(sys.argv[3]))))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else ARTICLES)
