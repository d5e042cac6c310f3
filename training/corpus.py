"""Labelled sentences: reading the open sources, and the split that keeps whole sources apart."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

Span = tuple[int, int, str]

LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "MISC")
SINKS = {"PRODUCT": "MISC", "WORK_OF_ART": "MISC"}
SILVER = "voa_silver"
HELD_OUT = ("re3d_open", "wikigold", "gum_news", "uner_ewt")
TENTH = 10


class Sentence(NamedTuple):
    """A sentence with its entities: character offsets into `text`, in order, not overlapping."""

    source: str
    doc: str
    text: str
    spans: tuple[Span, ...]


def read_source(path: Path) -> Iterator[Sentence]:
    """Read one source, a JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            spans = sorted((s, e, SINKS.get(label, label)) for s, e, label in item["spans"])
            source = "gum_news" if item["doc"].startswith("GUM_news") else path.stem
            yield Sentence(source, item["doc"], item["text"], drop_overlaps(spans))


def drop_overlaps(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Keep the earlier span of any two that overlap."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return tuple(kept)


def read_all(folder: Path) -> list[Sentence]:
    """Read every labelled source in the folder, by name."""
    paths = sorted(folder.glob("*.jsonl"))
    return [sentence for path in paths for sentence in read_source(path)]


def is_held_out(sentence: Sentence) -> bool:
    """Tell whether the sentence belongs to the proxy: whole sources and a tenth of UNER-EWT."""
    if sentence.source.startswith("uner_ewt"):
        return sum(sentence.doc.encode()) % TENTH == 0
    return sentence.source in HELD_OUT


def group_documents(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """Group sentences that follow each other in one document."""
    documents: list[list[Sentence]] = []
    for sentence in sentences:
        last = documents[-1][-1] if documents else None
        if last and (last.source, last.doc) == (sentence.source, sentence.doc):
            documents[-1].append(sentence)
        else:
            documents.append([sentence])
    return documents
