"""The embedded pipeline's namer: spaCy's greedy transitions, found for all words at once.

spaCy takes one transition of each text at a time, which costs more than the network itself. But a
word's scores depend on two things alone, the word and where the name that is open began; so the
transitions of all words outside of names are scored together, then the names that may begin
anywhere are followed together, word by word, and at last each text is read from left to right. The
entities are the same (`tests/extract/test_decoding.py`). Registered as a component factory.
"""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, NamedTuple

import numpy
from spacy.language import Language
from spacy.pipeline.ner import DEFAULT_NER_MODEL, EntityRecognizer
from spacy.tokens import Doc, Span

FACTORY = "dateline_names"
# Noted on a text where a choice was closer than MARGIN. Products that round differently moved no
# score by more than .00002 (scores reach 40); a closer choice is rare (docs/decisions/0111).
CLOSE = "dateline_close"
MARGIN = 0.001
PRESET = ("ENT_IOB", "SENT_START")
Array = Any
Ranges = list[tuple[int, int, str]]


class Moves(NamedTuple):
    """The columns of the scores: out, and for each label begin, in, last and unit."""

    outside: int
    labels: tuple[str, ...]
    begin: Array
    inside: Array
    last: Array
    unit: Array


class Hidden(NamedTuple):
    """What each word adds to the hidden layer as the next, the first or the last word read.

    `parts`: words + 1, 3, hidden, pieces; row 0 is the padding for what there is none of.
    """

    parts: Array
    bias: Array
    upper: Any

    def score(self, words: Array, first: Array | None = None) -> Array:
        """Return the scores of all moves at the words, within names that began at `first`."""
        total = self.parts[words + 1, 0]
        total = total + (self.parts[0, 1] if first is None else self.parts[first + 1, 1])
        total = total + (self.parts[0, 2] if first is None else self.parts[words, 2])
        return self.upper.predict(find_greatest(total + self.bias))


def find_greatest(pieces: Array) -> Array:
    """Return the greatest along the last axis, which is too short for numpy's own way to pay."""
    return reduce(numpy.maximum, numpy.moveaxis(pieces, -1, 0))


def read_moves(names: Sequence[str]) -> Moves:
    """Sort the moves of a transition system by kind."""
    places = {name: place for place, name in enumerate(names)}
    labels = tuple(name[2:] for name in names if name.startswith("B-"))
    columns = [numpy.array([places[f"{kind}-{label}"] for label in labels]) for kind in "BILU"]
    return Moves(places["O"], labels, *columns)


def choose_outside(
    scores: Array, moves: Moves, last: Array, space: Array
) -> tuple[Array, Array, Array]:
    """Return for each word outside of names whether a name begins (1) or is (2) there, and which.

    Also by how much that was better than anything else. White space begins no name, and a text's
    last word none of several words.
    """
    begin = numpy.where((last | space)[:, None], -numpy.inf, scores[:, moves.begin])
    unit = numpy.where(space[:, None], -numpy.inf, scores[:, moves.unit])
    best = numpy.stack([scores[:, moves.outside], begin.max(axis=1), unit.max(axis=1)])
    kind = best.argmax(axis=0)
    label = numpy.where(kind == 1, begin.argmax(axis=1), unit.argmax(axis=1))
    options = numpy.concatenate([scores[:, moves.outside, None], begin, unit], axis=1)
    second, first = numpy.partition(options, (-2, -1), axis=1)[:, -2:].T
    return kind, label, first - second


def follow_names(
    hidden: Hidden, moves: Moves, first: Array, label: Array, last: Array, margins: Array
) -> Array:
    """Return where the names end that begin at `first`: the index behind their last word.

    Lowers each word's margin to that of the choices made there.
    """
    end = first + 1
    active = numpy.arange(len(first))
    while len(active):
        words, kinds = end[active], label[active]
        scores = hidden.score(words, first[active])
        rows = numpy.arange(len(active))
        lead = scores[rows, moves.inside[kinds]] - scores[rows, moves.last[kinds]]
        numpy.minimum.at(margins, words, abs(lead))
        goes_on = lead >= 0
        end[active] += 1
        active = active[goes_on & ~last[words]]
    return end


def decode(hidden: Hidden, moves: Moves, last: Array, space: Array) -> tuple[Ranges, Array]:
    """Return the names among the words of all texts together, in order, not overlapping.

    Also of each word by how much the closest choice there was won.
    """
    scores = hidden.score(numpy.arange(len(last)))
    kind, label, margins = choose_outside(scores, moves, last, space)
    starts = numpy.flatnonzero(kind)
    ends = starts + 1
    several = numpy.flatnonzero(kind[starts] == 1)
    first = starts[several]
    ends[several] = follow_names(hidden, moves, first, label[first], last, margins)
    found: Ranges = []
    free = 0
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if start >= free:
            found.append((start, end, moves.labels[label[start]]))
            free = end
    return found, margins


class NameRecognizer(EntityRecognizer):  # type: ignore[misc]
    """spaCy's entity recognizer, with its entities found for all words at once."""

    def predict(self, docs: Sequence[Doc]) -> Any:
        """Return the entities of each text, or spaCy's own states where something is preset."""
        docs = [docs] if isinstance(docs, Doc) else list(docs)
        if not any(len(doc) for doc in docs) or not self.is_plain(docs):
            return super().predict(docs)
        layers = self.model
        words = layers.get_ref("tok2vec").predict(docs)
        lower = layers.get_ref("lower")
        hidden = Hidden(lower.predict(words), lower.get_param("b"), layers.get_ref("upper"))
        last = numpy.zeros(len(words), dtype=bool)
        lengths = numpy.array([len(doc) for doc in docs if len(doc)])
        last[lengths.cumsum() - 1] = True
        space = numpy.concatenate([doc.to_array("IS_SPACE") for doc in docs]).astype(bool)
        ranges, margins = decode(hidden, self.read_moves(), last, space)
        return split_ranges(ranges, margins < MARGIN, docs)

    def read_moves(self) -> Moves:
        """Return the columns of the transitions; spaCy's list of their names leaves one out."""
        system = self.moves
        return read_moves([system.get_class_name(move) for move in range(system.n_moves)])

    def is_plain(self, docs: Sequence[Doc]) -> bool:
        """Say whether nothing is set that forbids or demands a transition."""
        lower = self.model.get_ref("lower")
        shaped = lower.get_dim("nF") == 3 and lower.get_dim("nP") > 1
        usual = shaped and self.model.attrs["has_upper"] and self.cfg["beam_width"] == 1
        if not usual or self.model.attrs["unseen_classes"]:
            return False
        return not any(doc.has_annotation(name) for doc in docs for name in PRESET)

    def set_annotations(self, docs: Sequence[Doc], found: Any) -> None:
        """Write the entities into the texts."""
        if not isinstance(found, list) or not all(isinstance(each, Found) for each in found):
            super().set_annotations(docs, found)
            return
        for doc, ranges in zip(docs, found, strict=True):
            spans = [Span(doc, start, end, label=label) for start, end, label in ranges.ranges]
            doc.set_ents(spans, default="outside")
            if ranges.close:
                doc.user_data[CLOSE] = True


class Found(NamedTuple):
    """The entities of one text, and whether a choice among them was `close`."""

    ranges: Ranges
    close: bool


def split_ranges(found: Ranges, close: Array, docs: Sequence[Doc]) -> list[Found]:
    """Return the entities of each text, counted from its own first word."""
    shares: list[Found] = []
    place = begin = 0
    for doc in docs:
        ranges: Ranges = []
        while place < len(found) and found[place][0] < begin + len(doc):
            start, end, label = found[place]
            ranges.append((start - begin, end - begin, label))
            place += 1
        shares.append(Found(ranges, bool(close[begin : begin + len(doc)].any())))
        begin += len(doc)
    return shares


@Language.factory(  # type: ignore[untyped-decorator]
    FACTORY,
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={
        "moves": None,
        "update_with_oracle_cut_size": 100,
        "model": DEFAULT_NER_MODEL,
        "incorrect_spans_key": None,
        "scorer": {"@scorers": "spacy.ner_scorer.v1"},
    },
    default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def create_names(
    nlp: Language,
    name: str,
    model: Any,
    moves: Any,
    update_with_oracle_cut_size: int,
    incorrect_spans_key: str | None,
    scorer: Callable[..., Any] | None,
) -> NameRecognizer:
    """Make the component, as spaCy's factory `ner` does."""
    return NameRecognizer(
        nlp.vocab,
        model,
        name,
        moves=moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        incorrect_spans_key=incorrect_spans_key,
        scorer=scorer,
    )
