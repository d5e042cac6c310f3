"""The whole DAG beside bare spaCy on the same texts: `python -m benchmarks.limit [ARTICLES]`.

Three processes, one after another, each with the same number of workers: `nlp.pipe` with
`n_process` over texts in memory; the extract stage alone (pipeline, names, quotations, dates) in a
pool of processes over articles in memory; the flow, from files to published tables. The start of
the worker processes is within each, the server's and the pipeline's in the main process are not.
"""

import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks._measure import Clock, call, keep
from benchmarks._news import clean_articles, make_inbox, run_dag
from schemas.article import Article

ARTICLES = 5_000
WORKERS = os.cpu_count() or 1
BATCH = 150


def main(articles: int) -> None:
    """Measure, print, and write the results."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        make_inbox(place, articles)
        runs = {way: call("limit", f"--{way}", place) for way in ("pipe", "extract", "dag")}
    seconds = {way: run["seconds"] for way, run in runs.items()}
    ratios = {f"of_{way}": round(seconds[way] / seconds["dag"], 3) for way in ("pipe", "extract")}
    for way, run in runs.items():
        print(f"{way:8} {run['seconds']:8.1f} s   {run['peak_mb']:6} MB", flush=True)
    print(f"stages, summed over workers: {runs['dag']['stages']}")
    print(f"of the bare extract stage: {ratios['of_extract']}, of nlp.pipe: {ratios['of_pipe']}")
    keep("limit", {"articles": articles, "workers": WORKERS, **ratios, "runs": runs})


def run_pipe(place: Path) -> dict[str, Any]:
    """Time `nlp.pipe` over the texts."""
    from tasks.extract.model import EMBEDDED, load_pipeline

    texts = [article.text for article in clean_articles(place / "inbox", place / "none")]
    nlp = load_pipeline(EMBEDDED).nlp
    clock = Clock()
    entities = sum(len(doc.ents) for doc in nlp.pipe(texts, n_process=WORKERS, batch_size=32))
    return {"seconds": round(clock.lap(), 3), "entities": entities}


def run_extract(place: Path) -> dict[str, Any]:
    """Time the extract stage over the articles."""
    articles = clean_articles(place / "inbox", place / "none")
    batches = [articles[start : start + BATCH] for start in range(0, len(articles), BATCH)]
    clock = Clock()
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        done = sum(pool.map(extract, batches))
    return {"seconds": round(clock.lap(), 3), "articles": done}


def extract(batch: list[Article]) -> int:
    """Extract a batch in a worker; returns how many articles."""
    from tasks.extract.batch import extract_articles
    from tasks.extract.model import EMBEDDED

    return len(extract_articles(batch, EMBEDDED))


if __name__ == "__main__":
    ways = {"--pipe": run_pipe, "--extract": run_extract,
            "--dag": lambda place: run_dag(place / "inbox", place / "home", workers=WORKERS,
                                           pool_words=0)}  # fmt: skip
    if sys.argv[1:2] and sys.argv[1] in ways:
        print(json.dumps(partial(ways[sys.argv[1]], Path(sys.argv[2]))()))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else ARTICLES)
