"""Scores of cleaning against what a reader says of `seeds/` and of the cases in `clean.jsonl`.

`python -m tests.quality.score_clean` prints the scores and every answer that differs.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from schemas.article import Article, Document
from schemas.settings import Settings
from tasks.clean import clean_document
from tasks.ingest.discover import list_inbox
from tasks.ingest.read import read_file

DATA = Path(__file__).parent / "data"
SEEDS = Path(__file__).parents[2] / "seeds"
FIELDS = (
    "title",
    "dateline",
    "agency",
    "agency_basis",
    "author",
    "outlet",
    "published_date",
    "date_basis",
    "language",
)
Difference = tuple[str, str, object, object]


def score() -> dict[str, float]:
    """Return the share of right answers for each field, and precision and recall of removals."""
    seeds = list(compare_seeds())
    cases = list(compare_cases())
    scores = {f"clean_seeds_{field}": _share(seeds, field) for field in FIELDS}
    known = [field for field in (*FIELDS, "kept") if any(key == field for key, *_ in cases)]
    scores |= {f"clean_cases_{field}": _share(cases, field) for field in known}
    removals = [row for row in cases if row[0] == "removals"]
    found = sum(len(got) for _, _, _, got in removals)
    wanted = sum(len(expected) for _, _, expected, _ in removals)
    right = sum(len(expected & got) for _, _, expected, got in removals)
    return scores | {
        "clean_cases_removal_precision": right / found if found else 0.0,
        "clean_cases_removal_recall": right / wanted if wanted else 0.0,
    }


def compare_seeds() -> Iterator[tuple[str, str, Any, Any]]:
    """Give field, article, expected and found for every labelled field of every seed."""
    labels = json.loads((DATA / "seeds_expected.json").read_text(encoding="utf-8"))["articles"]
    articles = {(article.path, article.item): article for article in clean_seeds()}
    for label in labels:
        article = articles.get((label["path"], label["item"]))
        for field in FIELDS:
            got = None if article is None else _plain(getattr(article, field))
            yield field, f"{label['path']} {label['item'] or ''}", label[field], got


def clean_seeds() -> Iterator[Article]:
    """Give every article of the example inbox as ingest reads it and cleaning leaves it."""
    for file in list_inbox(SEEDS):
        for document in read_file(file, Settings(), datetime.now(UTC)):
            if isinstance(document, Document):
                article = clean_document(document)
                if isinstance(article, Article):
                    yield article


def compare_cases() -> Iterator[tuple[str, str, Any, Any]]:
    """Give field, case, expected and found for what each case of `clean.jsonl` states.

    `removals` are compared as sets of (rule, text), `kept` as the paragraphs of the body.
    """
    for line in (DATA / "clean.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        article = clean_document(Document(**{"path": "inbox.txt", **case["document"]}))
        assert isinstance(article, Article), case["id"]
        body = article.text.split("\n\n")[1 if article.title else 0 :]
        for field, expected in case["expected"].items():
            if field == "removals":
                got: Any = {(r.rule, r.removed_text) for r in article.removals}
                expected = {(rule, text) for rule, text in expected}
            else:
                got = body if field == "kept" else _plain(getattr(article, field))
            yield field, case["id"], expected, got


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _share(rows: list[tuple[str, str, Any, Any]], field: str) -> float:
    answers = [expected == got for key, _, expected, got in rows if key == field]
    return sum(answers) / len(answers) if answers else 0.0


if __name__ == "__main__":
    for field, name, expected, got in (*compare_seeds(), *compare_cases()):
        if expected != got:
            print(f"{name}: {field}\n  expected {expected!r}\n  found    {got!r}")
    for key, value in score().items():
        print(f"{key:40} {value:.3f}")
