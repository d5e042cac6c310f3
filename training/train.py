"""Train the pipeline: `python -m training.train --data FOLDER --out FOLDER --minutes 40`.

The examples are made anew in every round over the data. A checkpoint (weights, optimiser, clock)
is written every few minutes; the same command takes an interrupted training up again.
"""

import argparse
import json
import pickle
import random
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from thinc.api import Adam

from training import augment, convert, corpus, lexicon, pipeline, templates
from training.corpus import Sentence

BATCH_WORDS = 1000
LEARN_RATE, LEARN_RATE_END = 0.001, 0.0001
CHECKPOINT_SECONDS = 300.0
TEMPLATES = 8000


def read_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=40.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hold-out", action="store_true", help="leave the proxy's sources out")
    parser.add_argument("--silver", type=float, default=0.4, help="share of the silver documents")
    parser.add_argument("--silver-file", type=Path, help="silver labels made by training.label")
    parser.add_argument("--templates", type=int, default=TEMPLATES, help="sentences a round")
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--depth", type=int, default=4)
    parser.add_argument("--hidden", type=int, default=64)
    parser.add_argument("--dropout", type=float, default=0.15)
    parser.add_argument("--no-clusters", action="store_true")
    parser.add_argument("--lexicon", type=Path, help="made anew if not given")
    return parser.parse_args()


def read_documents(options: argparse.Namespace) -> tuple[list[list[Sentence]], ...]:
    """Return the documents that people labelled and those that models labelled."""
    sentences = corpus.read_all(options.data)
    if options.hold_out:
        sentences = [s for s in sentences if not corpus.is_held_out(s)]
    sentences = convert.convert(sentences)
    gold = [s for s in sentences if s.source != corpus.SILVER]
    silver = [s for s in sentences if s.source == corpus.SILVER]
    if options.silver_file:
        silver = convert.convert(corpus.read_source(options.silver_file))
    return corpus.group_documents(gold), corpus.group_documents(silver)


def make_round(
    gold: list[list[Sentence]], silver: list[list[Sentence]], options: Any, rng: random.Random
) -> list[augment.Piece]:
    """Return the texts of one round over the data, shuffled."""
    sample = rng.sample(silver, int(len(silver) * options.silver)) if silver else []
    made = [[s] for s in templates.generate(options.templates, rng.randrange(2**31))]
    documents = gold + sample + made
    pieces = [p for document in documents for p in augment.make_examples(document, rng)]
    rng.shuffle(pieces)
    return pieces


def make_example(nlp: Language, piece: augment.Piece) -> Example:
    """Return the example of a text; what is unsure in it, or cuts a token, is not taught."""
    text, spans = piece
    predicted = nlp.make_doc(text)
    reference = Doc(
        nlp.vocab,
        words=[t.text for t in predicted],
        spaces=[bool(t.whitespace_) for t in predicted],
    )
    kept: list[Span] = []
    unsure: list[Span] = []
    for start, end, label in spans:
        span = reference.char_span(start, end, label=label)
        if span is None or label == convert.UNSURE:
            wide = reference.char_span(start, end, alignment_mode="expand")
            unsure += [wide] if wide else []
        elif not kept or span.start >= kept[-1].end:
            kept.append(span)
    taken = {token.i for span in kept for token in span}
    doubted = sorted({token.i for span in unsure for token in span} - taken)
    missing = [reference[i : i + 1] for i in doubted]
    reference.set_ents(kept, missing=missing, default="outside")
    return Example(predicted, reference)


def make_batches(nlp: Language, pieces: list[augment.Piece]) -> Iterator[list[Example]]:
    """Yield batches of about BATCH_WORDS words."""
    batch: list[Example] = []
    words = 0
    for piece in pieces:
        example = make_example(nlp, piece)
        batch.append(example)
        words += len(example.reference)
        if words >= BATCH_WORDS:
            yield batch
            batch, words = [], 0


def save_checkpoint(nlp: Language, optimiser: Adam, elapsed: float, folder: Path) -> None:
    """Write what a training needs to be taken up again."""
    nlp.to_disk(folder)
    (folder / "optimiser.pickle").write_bytes(pickle.dumps(optimiser))
    (folder / "clock.json").write_text(json.dumps({"seconds": elapsed}))


def load_checkpoint(nlp: Language, folder: Path) -> tuple[Adam, float]:
    """Read a checkpoint into the pipeline, or begin anew where there is none."""
    if not (folder / "clock.json").exists():
        return Adam(LEARN_RATE, use_averages=True, L2=0.01, grad_clip=1.0), 0.0
    nlp.from_disk(folder)
    optimiser = pickle.loads((folder / "optimiser.pickle").read_bytes())
    return optimiser, float(json.loads((folder / "clock.json").read_text())["seconds"])


def train(options: argparse.Namespace) -> None:
    """Train for the minutes given and write the pipeline with its averaged weights."""
    path = options.lexicon or options.out.with_name(options.out.name + ".lexicon.txt.gz")
    if not path.exists():
        lexicon.write_lexicon(path)
    shape = pipeline.Shape(
        options.width, options.depth, options.hidden, not options.no_clusters,
        options.dropout, str(path.absolute()),
    )  # fmt: skip
    nlp = pipeline.create_pipeline(shape, options.seed)
    gold, silver = read_documents(options)
    checkpoint = options.out.with_name(options.out.name + ".checkpoint")
    optimiser, before = load_checkpoint(nlp, checkpoint)
    limit = options.minutes * 60
    started = saved = time.monotonic()
    words = 0
    losses: dict[str, float] = {}
    for number in count(int(before)):
        rng = random.Random(f"{options.seed}/{number}")
        for batch in make_batches(nlp, make_round(gold, silver, options, rng)):
            now = time.monotonic()
            elapsed = before + now - started
            if elapsed > limit:
                break
            optimiser.learn_rate = LEARN_RATE + (LEARN_RATE_END - LEARN_RATE) * elapsed / limit
            nlp.update(batch, sgd=optimiser, drop=shape.dropout, losses=losses)
            words += sum(len(example.reference) for example in batch)
            if now - saved > CHECKPOINT_SECONDS:
                save_checkpoint(nlp, optimiser, elapsed, checkpoint)
                saved = now
        print(f"round {number}: {words:,} words, {elapsed:.0f} s, {losses}", flush=True)
        losses = {}
        if elapsed > limit:
            break
    with nlp.use_params(optimiser.averages):
        nlp.to_disk(options.out)


if __name__ == "__main__":
    train(read_arguments())
