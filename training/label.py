"""Label plain news by the votes of pipelines: `python -m training.label MODEL... --data F --out F`.

The labels that came with the text have one vote, each pipeline another. What a majority sees is
taught; what a minority sees is marked UNSURE, so that it is neither taught nor punished.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language

import tasks.extract.gazetteer  # noqa: F401  registers the lexical features
from training import convert, corpus
from training.corpus import Sentence, Span

SEPARATOR = "\n"


def vote(ballots: list[set[Span]]) -> list[Span]:
    """Return the spans of the majority, and as UNSURE what only a minority sees."""
    counts = Counter(span for ballot in ballots for span in ballot)
    chosen = [span for span, number in counts.items() if 2 * number > len(ballots)]
    kept = list(corpus.drop_overlaps(sorted(chosen)))
    for start, end, _ in sorted(set(counts) - set(chosen)):
        if not any(s < end and start < e for s, e, _ in kept):
            kept.append((start, end, convert.UNSURE))
    return sorted(kept)


def label_document(document: list[Sentence], models: list[Language]) -> list[list[set[Span]]]:
    """Return each sentence's ballots: its own labels and those of each model on the whole text."""
    ballots: list[list[set[Span]]] = [[set(s.spans)] for s in document]
    text = SEPARATOR.join(s.text for s in document)
    for model in models:
        entities = list(model(text).ents)
        at = 0
        for sentence, cast in zip(document, ballots, strict=True):
            end = at + len(sentence.text)
            cast.append(
                {
                    (e.start_char - at, e.end_char - at, e.label_)
                    for e in entities
                    if at <= e.start_char and e.end_char <= end
                }
            )
            at = end + len(SEPARATOR)
    return ballots


def label(documents: list[list[Sentence]], models: list[Language]) -> Iterator[str]:
    """Yield the labelled sentences as JSON lines."""
    for document in documents:
        for sentence, ballots in zip(document, label_document(document, models), strict=True):
            item = {"doc": sentence.doc, "text": sentence.text, "spans": vote(ballots)}
            yield json.dumps(item, ensure_ascii=False)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    models = [spacy.load(path) for path in options.models]
    sentences = corpus.read_source(options.data / f"{corpus.SILVER}.jsonl")
    voiced = [s._replace(spans=convert.join_institutions(s).spans) for s in sentences]
    with options.out.open("w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in label(corpus.group_documents(voiced), models))


if __name__ == "__main__":
    main()
