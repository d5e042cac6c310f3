"""Score a pipeline on the proxy: `python -m training.evaluate PIPELINE --data FOLDER`.

Exact spans, PER/ORG/LOC, LOC being GPE, LOC and FAC together; per source and over all (micro).
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language

import tasks.extract.gazetteer  # noqa: F401  registers the lexical features
from training import corpus
from training.corpus import Sentence, Span

GROUPS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
SEPARATOR = "\n"

Score = Counter[tuple[str, str]]
Predict = Callable[[str], set[Span]]


def join_document(document: list[Sentence]) -> tuple[str, set[Span]]:
    """Join a document's sentences into one text, as an article would stand."""
    text, spans = "", set()
    for sentence in document:
        text += SEPARATOR if text else ""
        at = len(text)
        spans |= {(s + at, e + at, label) for s, e, label in sentence.spans}
        text += sentence.text
    return text, spans


def group_labels(spans: Iterable[Span]) -> set[Span]:
    """Return the spans of people, organisations and places, under their group's name."""
    return {(s, e, GROUPS[label]) for s, e, label in spans if label in GROUPS}


def predict_with(nlp: Language) -> Predict:
    """Return a function from a text to the pipeline's entities."""

    def predict(text: str) -> set[Span]:
        return {(e.start_char, e.end_char, e.label_) for e in nlp(text).ents}

    return predict


def predict_with_rules(nlp: Language) -> Predict:
    """Return a function from a text to the entities after the rules on the whole text."""
    from tasks.extract.entities import find_entities
    from tasks.extract.model import read_spans

    def predict(text: str) -> set[Span]:
        return {(s.start, s.end, s.label) for s in find_entities(text, read_spans(nlp(text)))}

    return predict


def compare(gold: set[Span], found: set[Span]) -> Score:
    """Count what is right, spurious and missed, by group."""
    score: Score = Counter()
    for _, _, label in gold & found:
        score[label, "right"] += 1
    for _, _, label in found - gold:
        score[label, "spurious"] += 1
    for _, _, label in gold - found:
        score[label, "missed"] += 1
    return score


def score_source(documents: Iterable[list[Sentence]], predict: Predict) -> Score:
    """Score the documents of one source."""
    total: Score = Counter()
    for document in documents:
        text, gold = join_document(document)
        total.update(compare(group_labels(gold), group_labels(predict(text))))
    return total


def measure(score: Score, group: str | None = None) -> tuple[float, float, float]:
    """Return precision, recall and F1 in per cent, of one group or of all."""
    sums = Counter[str]()
    for (label, kind), number in score.items():
        sums[kind] += number if group in (None, label) else 0
    precision = 100 * sums["right"] / max(1, sums["right"] + sums["spurious"])
    recall = 100 * sums["right"] / max(1, sums["right"] + sums["missed"])
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def format_row(name: str, score: Score) -> str:
    """Format a line: the source, then precision, recall and F1, then F1 by group."""
    precision, recall, f1 = measure(score)
    groups = "  ".join(f"{g} {measure(score, g)[2]:5.1f}" for g in ("PER", "ORG", "LOC"))
    return f"{name:12s} P {precision:5.1f}  R {recall:5.1f}  F {f1:5.1f}   {groups}"


def proxy(folder: Path) -> dict[str, list[list[Sentence]]]:
    """Return the held-out documents by source."""
    sources: dict[str, list[list[Sentence]]] = {}
    for document in corpus.group_documents(corpus.read_all(folder)):
        if corpus.is_held_out(document[0]):
            name = document[0].source.replace("_train", "").replace("_dev", "")
            sources.setdefault(name, []).append(document)
    return sources


def report(folder: Path, predict: Predict) -> Iterator[str]:
    """Yield the lines of the report."""
    total: Score = Counter()
    words, started = 0, time.monotonic()
    for name, documents in sorted(proxy(folder).items()):
        score = score_source(documents, predict)
        total.update(score)
        words += sum(len(s.text.split()) for d in documents for s in d)
        yield format_row(name, score)
    yield format_row("all", total)
    yield f"{words / (time.monotonic() - started):,.0f} words a second"


def score_pipeline(pipeline: Path, data: Path, *, rules: bool = False) -> Iterator[str]:
    """Return the lines of the report on the pipeline in a folder."""
    nlp = spacy.load(pipeline)
    return report(data, predict_with_rules(nlp) if rules else predict_with(nlp))


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--rules", action="store_true", help="with the rules on the whole text")
    options = parser.parse_args()
    for line in score_pipeline(options.pipeline, options.data, rules=options.rules):
        print(line)


if __name__ == "__main__":
    main()
