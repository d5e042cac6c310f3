"""The DAG that a tutorial would write, beside Dateline: `python -m benchmarks.naive [ARTICLES]`.

`run_naive` is that DAG: a task run for each article and stage, one row an INSERT, in a row.
It uses this project's functions for reading, cleaning and extraction, and spares itself duplicates,
stories and marts. Both load the same pipeline once. `recognition` is the extract stage alone in one
process; what a DAG takes beyond its share of it (all of it, or one part a worker) is overhead.
"""

import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks._measure import Clock, call, keep
from benchmarks._news import await_server, clean_articles, make_inbox, run_dag

ARTICLES = 1_000
WORKERS = os.cpu_count() or 1


def main(articles: int) -> None:
    """Measure, print, and write the results."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        make_inbox(place, articles)
        runs = {
            way: call("naive", f"--{way}", place, watch=None)
            for way in ("recognition", "naive", "dag")
        }
    seconds = {way: run["seconds"] for way, run in runs.items()}
    naive = seconds["naive"] - seconds["recognition"]
    ours = seconds["dag"] - seconds["recognition"] / WORKERS
    found = {"faster": seconds["naive"] / seconds["dag"], "overhead_smaller": naive / ours}
    found = {name: round(value, 2) for name, value in found.items()}
    print(seconds, {"overhead naive": round(naive, 1), "overhead": round(ours, 1)}, found)
    keep("naive", {"articles": articles, "workers": WORKERS, **found, "runs": runs})


def run_recognition(place: Path) -> dict[str, Any]:
    """Time the extract stage alone, the pipeline being loaded."""
    from tasks.extract.batch import extract_articles
    from tasks.extract.model import EMBEDDED, load_pipeline

    articles = clean_articles(place / "inbox", place / "none")
    load_pipeline(EMBEDDED)
    clock = Clock()
    for start in range(0, len(articles), 150):
        extract_articles(articles[start : start + 150], EMBEDDED)
    return {"seconds": round(clock.lap(), 3)}


def run_naive(place: Path) -> dict[str, Any]:
    """Time the tutorial's DAG, the server being ready; the pipeline is loaded once, as in ours."""
    from flows.environment import prepare

    prepare(place / "naive")
    import duckdb
    from prefect import flow, task

    from schemas.article import Article, Document
    from schemas.extraction import Extraction
    from tasks.clean import clean_document
    from tasks.extract.batch import extract_articles
    from tasks.extract.model import EMBEDDED, load_pipeline

    connection = duckdb.connect(str(place / "naive.duckdb"))

    @task
    def read(path: Path) -> Document:
        title, _, text = path.read_text("utf-8").partition("\n\n")
        return Document(path=str(path.relative_to(place / "inbox")), title=title, text=text)

    @task
    def clean(document: Document) -> Article:
        return clean_document(document)  # type: ignore[return-value]

    @task
    def extract(article: Article) -> Extraction:
        return extract_articles([article], EMBEDDED)[0]  # type: ignore[return-value]

    @task
    def load(article: Article, extraction: Extraction) -> None:
        insert("articles", article.model_dump(include={"article_id", "title", "text", "words"}))
        for table in ("entities", "mentions", "quotes", "amounts", "dates"):
            for row in getattr(extraction, table):
                insert(table, {"article_id": article.article_id, **row.model_dump()})

    def insert(table: str, row: dict[str, Any]) -> None:
        columns = ", ".join(f'"{name}" VARCHAR' for name in row)
        connection.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns})")
        marks = ", ".join("?" for _ in row)
        connection.execute(f"INSERT INTO {table} VALUES ({marks})", [*row.values()])

    @flow
    def tutorial(inbox: Path) -> None:
        for path in sorted(inbox.rglob("*.txt")):
            article = clean(read(path))
            load(article, extract(article))

    await_server()
    clock = Clock()
    load_pipeline(EMBEDDED)
    tutorial(place / "inbox")
    return {"seconds": round(clock.lap(), 3)}


if __name__ == "__main__":
    ways = {"--recognition": run_recognition, "--naive": run_naive,
            "--dag": lambda place: run_dag(place / "inbox", place / "home",
                                           workers=WORKERS)}  # fmt: skip
    if sys.argv[1:2] and sys.argv[1] in ways:
        print(json.dumps(ways[sys.argv[1]](Path(sys.argv[2]))))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else ARTICLES)
