"""What each rule of entities is worth: `python -m benchmarks.rules --data FOLDER [--model MODEL]`.

Exact spans on the open sources that the training leaves out, sentences joined to whole documents.
PER, ORG and LOC (countries, places and buildings together), micro-averaged. Prints the pipeline
alone, all rules, and all rules but one; `--gold` puts the labels in the pipeline's place, so that
whatever falls below 100 is harm done by a rule.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tasks.extract.entities import RULES, Rule, find_entities
from tasks.extract.model import LABELS, load_pipeline
from tasks.extract.spans import Span

GROUPS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
SOURCES = ("re3d_open", "wikigold", "gum_open", "uner_ewt_dev", "uner_ewt_train")
# Sentences to a paragraph: the sources keep no paragraphs.
PARAGRAPH = 3
TENTH = 10


class Labelled(NamedTuple):
    """A document with its labels."""

    source: str
    doc: str
    text: str
    spans: list[Span]


def read_documents(folder: Path) -> Iterator[Labelled]:
    """Yield the held-out documents, sentences joined by spaces and paragraphs by blank lines."""
    for source in SOURCES:
        documents: dict[str, list[dict[str, object]]] = {}
        for line in (folder / f"{source}.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            documents.setdefault(record["doc"], []).append(record)
        for doc, records in documents.items():
            if is_held_out(source, doc):
                yield Labelled(source, doc, *join_sentences(records))


def is_held_out(source: str, doc: str) -> bool:
    """Say whether the proxy holds a document, as the training's split has it."""
    if source == "gum_open":
        return doc.startswith("GUM_news")
    return not source.startswith("uner") or sum(doc.encode()) % TENTH == 0


def join_sentences(records: Sequence[dict[str, object]]) -> tuple[str, list[Span]]:
    """Return one text and its spans."""
    text, spans = "", []
    for number, record in enumerate(records):
        if number:
            text += " " if number % PARAGRAPH else "\n\n"
        for start, end, label in record["spans"]:  # type: ignore[attr-defined]
            if label in LABELS:
                spans.append(Span(start + len(text), end + len(text), LABELS[label], "gold"))
        text += str(record["text"])
    return text, spans


def count(gold: Sequence[Span], found: Sequence[Span]) -> Counter[tuple[str, str]]:
    """Count right, spurious and missed spans by group."""
    wanted = {(span.start, span.end, GROUPS[span.label]) for span in gold if span.label in GROUPS}
    given = {(span.start, span.end, GROUPS[span.label]) for span in found if span.label in GROUPS}
    counts: Counter[tuple[str, str]] = Counter()
    for kind, spans in (
        ("right", wanted & given),
        ("spurious", given - wanted),
        ("missed", wanted - given),
    ):
        for _, _, label in spans:
            counts[label, kind] += 1
            counts["all", kind] += 1
    return counts


def f1(counts: Counter[tuple[str, str]], group: str) -> float:
    """Return the F1 of a group, in per cent."""
    right = counts[group, "right"]
    wrong = counts[group, "spurious"] + counts[group, "missed"]
    return 200 * right / (2 * right + wrong) if right else 0.0


def score(
    documents: Sequence[Labelled], spans: Sequence[Sequence[Span]], rules: Sequence[Rule]
) -> dict[str, Counter[tuple[str, str]]]:
    """Return the counts by source, and over all."""
    totals: dict[str, Counter[tuple[str, str]]] = {"all": Counter()}
    for document, found in zip(documents, spans, strict=True):
        result = count(document.spans, find_entities(document.text, found, rules))
        for name in ("all", document.source.removesuffix("_dev").removesuffix("_train")):
            totals.setdefault(name, Counter()).update(result)
    return totals


def show(name: str, totals: dict[str, Counter[tuple[str, str]]], base: float) -> None:
    """Print one line: the micro F1, its distance from the base, groups and sources."""
    every = totals["all"]
    groups = " ".join(f"{group} {f1(every, group):.1f}" for group in ("PER", "ORG", "LOC"))
    sources = " ".join(f"{name} {f1(part, 'all'):.1f}" for name, part in totals.items())
    print(f"{name:28}{f1(every, 'all'):6.2f} {f1(every, 'all') - base:+6.2f}  {groups} | {sources}")


def main() -> None:
    """Parse the command and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", default="en_news")
    parser.add_argument("--gold", action="store_true")
    arguments = parser.parse_args()
    documents = list(read_documents(arguments.data))
    if arguments.gold:
        spans = [document.spans for document in documents]
    else:
        spans = load_pipeline(arguments.model).read([document.text for document in documents])
    alone = score(documents, spans, ())
    show("alone", alone, f1(alone["all"], "all"))
    whole = score(documents, spans, RULES)
    show("all rules", whole, f1(alone["all"], "all"))
    for rule in RULES:
        rest = [other for other in RULES if other is not rule]
        show(f"without {rule.__name__}", score(documents, spans, rest), f1(whole["all"], "all"))


if __name__ == "__main__":
    main()
