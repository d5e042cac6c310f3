"""Label plain news with a trained pipeline: `python -m training.label PIPELINE OUT --data FOLDER`.

The pipeline and the rules on the whole text read `voa_text.txt` in pieces of ten sentences. Where
they and the earlier labels (`voa_silver.jsonl`) differ, both are doubted: a span is marked UNSURE,
which training neither teaches nor punishes. OUT is a source as any other, for
`training.train --silver-file`.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy

from training import corpus, evaluate
from training.convert import UNSURE
from training.corpus import Sentence, Span

TEXT = "voa_text.txt"
PIECE = 10  # sentences; the sources' own documents begin at every tenth


def read_pieces(folder: Path) -> Iterator[list[Sentence]]:
    """Yield the sentences in pieces, without labels, under the ids that the earlier labels have."""
    lines = (folder / TEXT).read_text("utf-8").splitlines()
    for start in range(0, len(lines), PIECE):
        doc = f"gmb-{start // PIECE}"
        yield [
            Sentence(corpus.SILVER, doc, line.strip(), ()) for line in lines[start : start + PIECE]
        ]


def label_piece(piece: Sequence[Sentence], predict: evaluate.Predict) -> Iterator[Sentence]:
    """Yield the sentences with the names that the pipeline finds in them together."""
    text, _ = evaluate.join_document(list(piece))
    found = sorted(predict(text))
    start = 0
    for sentence in piece:
        end = start + len(sentence.text)
        spans = [(s - start, e - start, label) for s, e, label in found if start <= s and e <= end]
        yield sentence._replace(spans=corpus.drop_overlaps(spans))
        start = end + len(evaluate.SEPARATOR)


def compare(found: Sequence[Span], earlier: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans that both have, and the rest of both as unsure."""
    agreed = set(found) & set(earlier)
    doubted = sorted((set(found) | set(earlier)) - agreed)
    kept = sorted(agreed)
    for start, end, _ in doubted:
        if not any(s < end and start < e for s, e, _ in kept):
            kept = sorted([*kept, (start, end, UNSURE)])
    return tuple(kept)


def label_text(folder: Path, predict: evaluate.Predict) -> Iterator[Sentence]:
    """Yield every sentence of the plain news with its labels."""
    earlier = {
        (sentence.doc, sentence.text): sentence.spans
        for sentence in corpus.read_source(folder / f"{corpus.SILVER}.jsonl")
    }
    for piece in read_pieces(folder):
        for sentence in label_piece(piece, predict):
            known = earlier.get((sentence.doc, sentence.text))
            if known is not None:
                yield sentence._replace(spans=compare(sentence.spans, known))
            else:
                yield sentence


def write_labels(pipeline: Path, data: Path, out: Path) -> int:
    """Write the labelled sentences; return their number."""
    predict = evaluate.predict_with_rules(spacy.load(pipeline))
    count = 0
    with out.open("w", encoding="utf-8") as file:
        for count, sentence in enumerate(label_text(data, predict), start=1):  # noqa: B007
            item = {"doc": sentence.doc, "text": sentence.text, "spans": sentence.spans}
            file.write(json.dumps(item, ensure_ascii=False) + "\n")
    return count


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    print(f"{write_labels(options.pipeline, options.data, options.out):,} sentences")


if __name__ == "__main__":
    main()
