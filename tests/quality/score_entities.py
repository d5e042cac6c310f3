"""Scores of the extracted names against `entities.jsonl`.

`python -m tests.quality.score_entities` prints the scores and every answer that differs; `--rules`
gives the rules the labels instead of the pipeline's spans, so that all that differs is their harm.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tasks.extract.chunks import read_chunked
from tasks.extract.entities import find_entities
from tasks.extract.model import EMBEDDED, load_pipeline
from tasks.extract.spans import Span

DATA = Path(__file__).parent / "data"
GROUPS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
Answer = tuple[int, int, str]


class Case(NamedTuple):
    """A labelled text: what it should give and what it gives, as offsets and label."""

    name: str
    text: str
    wanted: frozenset[Answer]
    found: frozenset[Answer]


def score() -> dict[str, float]:
    """Return exact-span F1 over all labels, over PER/ORG/LOC together, and for each label."""
    return summarise(list(read_cases()))


def read_cases(*, labels_given: bool = False) -> Iterator[Case]:
    """Yield every case with the spans that the pipeline (or the labels) and the rules give."""
    lines = (DATA / "entities.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.strip()]
    gold = [[Span(*entity, "label") for entity in record["entities"]] for record in records]
    texts = [record["text"] for record in records]
    given = gold if labels_given else read_chunked(texts, load_pipeline(EMBEDDED))
    for record, wanted, spans in zip(records, gold, given, strict=True):
        found = find_entities(record["text"], spans)
        yield Case(record["id"], record["text"], freeze(wanted), freeze(found))


def freeze(spans: list[Span]) -> frozenset[Answer]:
    """Return the spans without their methods."""
    return frozenset((span.start, span.end, span.label) for span in spans)


def summarise(cases: list[Case]) -> dict[str, float]:
    """Return the F1 of each label, of all, and of people, organisations and places as groups."""
    labels = sorted({label for case in cases for _, _, label in case.wanted})
    scores = {f"entities_{label.lower()}": f1(cases, {label: label}) for label in labels}
    scores["entities_all"] = f1(cases, {label: label for label in labels})
    return scores | {"entities_per_org_loc": f1(cases, GROUPS)}


def f1(cases: list[Case], groups: dict[str, str]) -> float:
    """Return the F1 of the labels that the groups name, under the groups' names."""
    counts: Counter[str] = Counter()
    for case in cases:
        wanted, found = group(case.wanted, groups), group(case.found, groups)
        counts.update(right=len(wanted & found), wrong=len(wanted ^ found))
    return 2 * counts["right"] / (2 * counts["right"] + counts["wrong"] or 1)


def group(answers: frozenset[Answer], groups: dict[str, str]) -> set[Answer]:
    """Return the answers whose labels have a group, under its name."""
    return {(start, end, groups[label]) for start, end, label in answers if label in groups}


def main() -> None:
    """Print what differs, then the scores."""
    cases = list(read_cases(labels_given="--rules" in sys.argv))
    for case in cases:
        for sign, answers in (("-", case.wanted - case.found), ("+", case.found - case.wanted)):
            for start, end, label in sorted(answers):
                context = f"{case.text[max(0, start - 30) : start]}[{case.text[start:end]}]"
                print(f"{case.name:14} {sign} {label:7} {context}{case.text[end : end + 25]}")
    for name, value in summarise(cases).items():
        print(f"{name:24} {value:.3f}")


if __name__ == "__main__":
    main()
