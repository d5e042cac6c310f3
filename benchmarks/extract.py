"""Words a second of the extract stage, one core: `python -m benchmarks.extract [FILE]`.

FILE holds one sentence a line (by default `ner/voa_text.txt` in DATELINE_SHARED; without it,
articles made from templates). The pipeline alone, then each part of what stands above it, then the
whole stage, and any other spaCy pipeline that is installed; all in one run and in processor time,
so that the shares hold on a busy machine.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import spacy
import spacy.util

from schemas.article import Article, Document
from schemas.extraction import Extraction
from tasks.bounds.memory import keep_memory
from tasks.clean.language import identify_language
from tasks.clean.text import repair_lines
from tasks.extract.batch import extract_articles
from tasks.extract.casing import recase
from tasks.extract.entities import find_entities
from tasks.extract.model import EMBEDDED, Pipeline, find_model, load_pipeline
from tasks.extract.names import name_entities
from tasks.extract.quotes import find_quotes
from tasks.extract.values import find_amounts, find_dates

ARTICLES = 300
SENTENCES = 20
PARAGRAPH = 3
ROUNDS = 3
BATCH = 100
TEMPLATE = (
    "Mayor {a} {b} of {c} told reporters on Monday that the {b} Harbour Authority would spend "
    '$40 million on the port. "We have waited for {c} long enough," {b} said. Ministers from '
    "Kenya, Norway and Chile met in {c} earlier this month. "
)
NAMES = ("Anna", "Tendai", "Rui", "Mei", "Olena", "Kofi", "Lindqvist", "Moyo", "Lopes", "Hrynko")
CITIES = ("Oslo", "Nairobi", "Santiago", "Lviv", "Accra", "Manila", "Perth")


def main(file: Path | None) -> None:
    """Print the table; freed memory is kept, as where a run extracts."""
    keep_memory()
    texts = read_texts(file) if file and file.is_file() else make_texts()
    words = sum(len(text.split()) for text in texts)
    pipeline = load_pipeline(EMBEDDED)
    spans = pipeline.read(texts)
    found = [find_entities(text, each) for text, each in zip(texts, spans, strict=True)]
    named = [name_entities(text, each) for text, each in zip(texts, found, strict=True)]
    articles = [make_article(text, number) for number, text in enumerate(texts)]
    alone = measure(lambda: read_all(pipeline, texts))
    print(f"{words:,} words in {len(texts)} articles; best of {ROUNDS}, processor time")
    show("pipeline alone", alone, words, alone)
    parts: dict[str, Callable[[], object]] = {
        "repair of characters": lambda: [repair_lines(text) for text in texts],
        "language": lambda: [identify_language(text) for text in texts],
        "capitals": lambda: [recase(text) for text in texts],
        "entities": lambda: [find_entities(*pair) for pair in zip(texts, spans, strict=True)],
        "names and places": lambda: [name_entities(*p) for p in zip(texts, found, strict=True)],
        "quotes": lambda: [find_quotes(t, *n) for t, n in zip(texts, named, strict=True)],
        "amounts and dates": lambda: [(find_amounts(t), find_dates(t)) for t in texts],
    }
    beyond = 0.0
    for name, work in parts.items():
        seconds = measure(work)
        beyond += seconds
        show(name, seconds, words, alone)
    show("all beyond the pipeline", beyond, words, alone)
    show("whole extract stage", measure(lambda: extract_all(articles)), words, alone)
    for name in spacy.util.get_installed_models():
        other = load_pipeline(name)
        show(name, measure(partial(read_all, other, texts)), words, alone)
    bare = spacy.load(find_model(EMBEDDED) or EMBEDDED)
    show("pipeline as spaCy loads it", measure(lambda: list(bare.pipe(texts))), words, alone)


def read_all(pipeline: Pipeline, texts: Sequence[str]) -> None:
    """Read in batches, as a run does."""
    for start in range(0, len(texts), BATCH):
        pipeline.read(texts[start : start + BATCH])


def extract_all(articles: Sequence[Article]) -> list[Extraction]:
    """Extract in batches, as a run does."""
    return [
        result
        for start in range(0, len(articles), BATCH)
        for result in extract_articles(articles[start : start + BATCH], EMBEDDED)
        if isinstance(result, Extraction)
    ]


def read_texts(file: Path) -> list[str]:
    """Return articles joined from the file's sentences."""
    lines = file.read_text("utf-8").splitlines()[: ARTICLES * SENTENCES]
    return [join(lines[start : start + SENTENCES]) for start in range(0, len(lines), SENTENCES)]


def make_texts() -> list[str]:
    """Return articles made from a template, all different."""
    return [
        join(
            [
                TEMPLATE.format(
                    a=NAMES[(number + line) % 6],
                    b=NAMES[6 + (number * line) % 4],
                    c=CITIES[(number + 3 * line) % 7],
                )
                for line in range(SENTENCES // PARAGRAPH)
            ]
        )
        for number in range(ARTICLES)
    ]


def join(sentences: Sequence[str]) -> str:
    """Return the sentences as paragraphs."""
    starts = range(0, len(sentences), PARAGRAPH)
    return "\n\n".join(" ".join(sentences[start : start + PARAGRAPH]) for start in starts)


def make_article(text: str, number: int) -> Article:
    """Return an English article with nothing but its text."""
    document = Document(path=f"bench/{number}.txt", text=text)
    return Article(
        **dict.fromkeys(("item", "outlet", "agency", "agency_basis", "author", "title"), None),
        **dict.fromkeys(("dateline", "published_at", "published_date", "date_basis", "url"), None),
        article_id=document.article_id,
        path=document.path,
        language="en",
        text=text,
        words=len(text.split()),
        content_hash=str(number),
    )


def measure(work: Callable[[], object]) -> float:
    """Return the processor seconds of the fastest of some rounds."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


def show(name: str, seconds: float, words: int, alone: float) -> None:
    """Print one line: words a second, and the time as a share of the pipeline's."""
    print(f"{name:24}{words / seconds:12,.0f} words/s{seconds / alone:8.1%}")


if __name__ == "__main__":
    shared = os.environ.get("DATELINE_SHARED", "../shared")
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(shared) / "ner" / "voa_text.txt")
