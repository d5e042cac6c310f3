"""Train the pipeline: `python -m training.train --data FOLDER --out FOLDER`.

The length is counted in words, not minutes, so that a busy machine trains the same pipeline; some
350,000 words take a minute on one core. The examples are made anew in every round over the data.
A checkpoint (weights, optimiser, words) is written every few minutes; the same command takes an
interrupted training up again.
"""

import argparse
import json
import pickle
import random
import time
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from thinc.api import Adam, set_current_ops

from tasks.extract.products import PRODUCTS
from training import augment, convert, corpus, lexicon, pipeline, templates
from training.corpus import Sentence

BATCH_WORDS = 600  # docs/decisions/0104
LEARN_RATE = 0.001
FALL = 0.9  # of the rate, in a line over the whole training
CHECKPOINT_SECONDS = 300.0
TEMPLATES = 10_000
WORDS = 2_200_000

Batches = Iterator[list[Example]]


def read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the arguments given, or the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--words", type=int, default=WORDS, help="words to train on")
    parser.add_argument("--start-from", type=Path, help="pipeline whose weights to begin with")
    parser.add_argument("--rate", type=float, default=LEARN_RATE, help="at which learning begins")
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
    parser.add_argument("--no-coarse", action="store_true", help="without coarse clusters")
    parser.add_argument("--letters", type=int, default=3, help="length of affixes; 0: spaCy's own")
    parser.add_argument("--swap", type=float, default=augment.SWAP_SHARE)
    parser.add_argument("--lexicon", type=Path, help="made anew if not given")
    parser.add_argument("--vectors", type=Path, help="table of word vectors")
    return parser.parse_args(arguments)


def read_documents(options: argparse.Namespace) -> tuple[list[list[Sentence]], ...]:
    """Return the documents that people labelled and those that models labelled."""
    sentences = corpus.read_all(options.data)
    if options.hold_out:
        sentences = [s for s in sentences if not corpus.is_held_out(s)]
    sentences = convert.convert(sentences)
    gold = [s for s in sentences if s.source != corpus.SILVER]
    silver = [s for s in sentences if s.source == corpus.SILVER]
    if options.silver_file:
        made = corpus.read_source(options.silver_file)
        silver = convert.convert(s._replace(source=corpus.SILVER) for s in made)
    return corpus.group_documents(gold), corpus.group_documents(silver)


def make_round(
    gold: list[list[Sentence]], silver: list[list[Sentence]], options: Any, rng: random.Random
) -> list[augment.Piece]:
    """Return the texts of one round over the data, shuffled."""
    sample = rng.sample(silver, int(len(silver) * options.silver)) if silver else []
    made = [[s] for s in templates.generate(options.templates, rng.randrange(2**31))]
    documents = gold + sample + made
    pieces = [
        p for document in documents for p in augment.make_examples(document, rng, options.swap)
    ]
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


def make_batches(nlp: Language, pieces: list[augment.Piece]) -> Batches:
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


def save_checkpoint(nlp: Language, optimiser: Adam, words: int, folder: Path) -> None:
    """Write what a training needs to be taken up again."""
    nlp.to_disk(folder)
    (folder / "optimiser.pickle").write_bytes(pickle.dumps(optimiser))
    (folder / "progress.json").write_text(json.dumps({"words": words}))


def load_checkpoint(nlp: Language, folder: Path) -> tuple[Adam, int]:
    """Read a checkpoint into the pipeline, or begin anew where there is none."""
    if not (folder / "progress.json").exists():
        return Adam(LEARN_RATE, use_averages=True, L2=0.01, grad_clip=1.0), 0
    nlp.from_disk(folder)
    optimiser = pickle.loads((folder / "optimiser.pickle").read_bytes())
    return optimiser, int(json.loads((folder / "progress.json").read_text())["words"])


def create_shape(options: argparse.Namespace) -> pipeline.Shape:
    """Return the pipeline's shape, its lexicon made anew where none is given."""
    path = options.lexicon or options.out.with_name(options.out.name + ".lexicon.txt.gz")
    if not path.exists():
        lexicon.write_lexicon(path)
    return pipeline.Shape(
        width=options.width,
        depth=options.depth,
        hidden=options.hidden,
        clusters=not options.no_clusters,
        coarse=not options.no_coarse,
        letters=options.letters,
        lexicon=str(path.absolute()),
        vectors=str(options.vectors.absolute()) if options.vectors else None,
    )


def stream_batches(nlp: Language, options: argparse.Namespace, first: int) -> Batches:
    """Yield batches, round after round over the data, without end."""
    gold, silver = read_documents(options)
    for number in count(first):
        rng = random.Random(f"{options.seed}/{number}")
        yield from make_batches(nlp, make_round(gold, silver, options, rng))


def train(options: argparse.Namespace) -> None:
    """Train on the number of words given and write the pipeline with its averaged weights."""
    set_current_ops(PRODUCTS)
    nlp = pipeline.create_pipeline(create_shape(options), options.seed)
    if options.start_from:
        nlp.from_disk(options.start_from)
    checkpoint = options.out.with_name(options.out.name + ".checkpoint")
    optimiser, words = load_checkpoint(nlp, checkpoint)
    saved, losses = time.monotonic(), dict[str, float]()
    for batch in stream_batches(nlp, options, first=words):
        done = words / options.words
        optimiser.learn_rate = options.rate * (1 - FALL * done)
        nlp.update(batch, sgd=optimiser, drop=options.dropout, losses=losses)
        words += sum(len(example.reference) for example in batch)
        if words >= options.words:
            break
        if time.monotonic() - saved > CHECKPOINT_SECONDS:
            print(f"{words:,} words, loss of names {losses.pop('ner'):,.0f}", flush=True)
            save_checkpoint(nlp, optimiser, words, checkpoint)
            saved = time.monotonic()
    with nlp.use_params(optimiser.averages):
        nlp.to_disk(options.out)


def run(arguments: Sequence[str] | None = None) -> None:
    """Train as the arguments, or the command line, say."""
    train(read_arguments(arguments))


if __name__ == "__main__":
    run()
