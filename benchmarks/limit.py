"""The DAG beside bare spaCy on the same texts: `python -m benchmarks.limit [ARTICLES [WORKERS]]`.

Four processes, one after another, each with the same number of workers (as many as cores, unless
told; with fewer, the process that loads and pairs has a core of its own): `nlp.pipe` with
`n_process` over texts in memory, of the pipeline as `spacy.load` gives it (`pipe`) and as this
project tunes it (`tuned pipe`: products by numpy, a larger cache of words, memory that is kept);
the extract stage alone (pipeline, names, quotations, dates), tuned likewise, in a pool of processes
over articles in memory; the flow, from files to published tables. The start of the worker processes
is within each, the server's and the pipeline's in the main process are not.
"""

import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks._measure import Clock, call, keep
from benchmarks._news import clean_articles, make_inbox, run_dag
from schemas.article import Article

ARTICLES = 5_000
CORES = os.cpu_count() or 1
BATCH = 150


def main(articles: int = ARTICLES, workers: int = CORES) -> None:
    """Measure, print, and write the results."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        make_inbox(place, articles)
        runs = {way: call("limit", f"--{way}", place, workers, watch=None) for way in WAYS}
    seconds = {way: run["seconds"] for way, run in runs.items()}
    ratios = {f"of_{way}": round(seconds[way] / seconds["dag"], 3) for way in WAYS if way != "dag"}
    for way, run in runs.items():
        print(f"{way:10} {run['seconds']:8.1f} s", flush=True)
    print(f"stages, summed over workers: {runs['dag']['stages']}")
    print(f"speed of the DAG as a share of theirs: {ratios}")
    name = "limit" if workers == CORES else f"limit_{workers}"
    keep(name, {"articles": articles, "workers": workers, **ratios, "runs": runs})


def run_pipe(place: Path, workers: int) -> dict[str, Any]:
    """Time `nlp.pipe` over the texts, with the pipeline as spaCy loads it."""
    import spacy

    from tasks.extract import gazetteer  # noqa: F401  # registers what the pipeline names
    from tasks.extract.model import EMBEDDED, find_model

    return time_pipe(place, workers, spacy.load(find_model(EMBEDDED) or EMBEDDED))


def run_tuned(place: Path, workers: int) -> dict[str, Any]:
    """Time `nlp.pipe` over the texts, with the pipeline as this project loads it."""
    from tasks.bounds.memory import keep_memory
    from tasks.extract.model import EMBEDDED, load_pipeline

    keep_memory()  # its processes are forks of this one
    return time_pipe(place, workers, load_pipeline(EMBEDDED).nlp)


def time_pipe(place: Path, workers: int, nlp: Any) -> dict[str, Any]:
    """Time `nlp.pipe` over the texts."""
    texts = [article.text for article in clean_articles(place / "inbox", place / "none")]
    clock = Clock()
    entities = sum(len(doc.ents) for doc in nlp.pipe(texts, n_process=workers, batch_size=32))
    return {"seconds": round(clock.lap(), 3), "entities": entities}


def run_extract(place: Path, workers: int) -> dict[str, Any]:
    """Time the extract stage over the articles."""
    from tasks.bounds.memory import keep_memory

    articles = clean_articles(place / "inbox", place / "none")
    batches = [articles[start : start + BATCH] for start in range(0, len(articles), BATCH)]
    clock = Clock()
    spawn = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawn, initializer=keep_memory) as pool:
        done = sum(pool.map(extract, batches))
    return {"seconds": round(clock.lap(), 3), "articles": done}


def extract(batch: list[Article]) -> int:
    """Extract a batch in a worker; returns how many articles."""
    from tasks.extract.batch import extract_articles
    from tasks.extract.model import EMBEDDED

    return len(extract_articles(batch, EMBEDDED))


def run_flow(place: Path, workers: int) -> dict[str, Any]:
    """Time the whole DAG over the files."""
    return run_dag(place / "inbox", place / "home", workers=workers, pool_words=0)


WAYS = {"pipe": run_pipe, "tuned_pipe": run_tuned, "extract": run_extract, "dag": run_flow}

if __name__ == "__main__":
    if sys.argv[1:2] and (way := sys.argv[1].removeprefix("--")) in WAYS:
        print(json.dumps(WAYS[way](Path(sys.argv[2]), int(sys.argv[3]))))
    else:
        main(*map(int, sys.argv[1:]))
