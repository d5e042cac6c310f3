"""The embedding layer of the embedded pipeline, computed once for each word form of a batch.

The network's first layer sees nothing but a word's lexical attributes, so equal words have equal
rows; some three in four words of a batch occurred before. Registered as an architecture, named in
the pipeline's config: `spacy.load` brings it along.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy
from spacy.ml.featureextractor import FeatureExtractor
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)

from tasks.extract.vectors import create_static, hide_rare

ARCHITECTURE = "dateline.UniqueHashEmbed.v1"
SIDE_BY_SIDE = "dateline.SideBySide.v1"
FIRST_SEED = 8  # as spaCy's MultiHashEmbed: weights of one fit the other
MIXING_FACTOR = 0x9E3779B97F4A7C15  # odd, so that a product loses no bit


def find_unique(rows: Any, xp: Any) -> tuple[Any, Any]:
    """Return the index of one row of each kind, and for each row the number of its kind.

    `rows`: unsigned 64-bit attributes, a word a row; two kinds share a key once in 2**64 pairs.
    """
    keys = xp.zeros(rows.shape[0], dtype="uint64")
    for column in range(rows.shape[1]):
        keys = (keys ^ rows[:, column]) * xp.uint64(MIXING_FACTOR)
        keys ^= keys >> xp.uint64(29)
    _, first, kind = xp.unique(keys, return_index=True, return_inverse=True)
    return first, kind.reshape(-1)


def embed_unique(layer: Model[Any, Any]) -> Model[Any, Any]:
    """Let a layer compute one row of each kind and copy it to its likes.

    In training every word has its own row, since what is dropped out of it is its own.
    """

    def forward(
        model: Model[Any, Any], rows: Any, is_train: bool
    ) -> tuple[Any, Callable[[Any], Any]]:
        if is_train or not len(rows):
            whole: tuple[Any, Callable[[Any], Any]] = layer(rows, is_train)
            return whole
        first, kind = find_unique(rows, model.ops.xp)
        output, backward = layer(rows[first], is_train)
        return output[kind], backward

    return Model("unique", forward, init=initialise, layers=[layer])


def initialise(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:  # noqa: N803
    """Give the layer within its weights."""
    model.layers[0].initialize(X=X, Y=Y)


@spacy.registry.architectures(ARCHITECTURE)  # type: ignore[untyped-decorator]
def create_unique_embedding(
    width: int, attrs: list[str], rows: list[int], vectors: str | None = None
) -> Model[Any, Any]:
    """Make hash embeddings of lexical attributes, mixed by one layer (Serrà & Karatzoglou 2017).

    `width`: of the tables and the output; `rows`: of each attribute's table; `vectors`: path of a
    table of static vectors, relative to this module's folder. Raises ValueError when there is not
    one table for each attribute.
    """
    tables = [
        HashEmbed(width, size, column=column, seed=FIRST_SEED + column, dropout=0.0)
        for column, size in enumerate(rows)
        if len(rows) == len(attrs)
    ]
    if not tables:
        raise ValueError(f"Mismatched lengths: {len(rows)} vs {len(attrs)}")
    inputs, columns = width * len(tables), attrs
    if vectors:
        path = Path(__file__).parent / vectors
        tables.append(create_static(path, column=len(attrs)))
        inputs, columns = inputs + tables[-1].get_dim("nO"), [*attrs, "LOWER"]
    mix = Maxout(width, inputs, nP=3, dropout=0.0, normalize=True)
    network = chain(concatenate(*tables), mix)
    words = embed_unique(chain(hide_rare(path, len(attrs)), network) if vectors else network)
    return chain(FeatureExtractor(columns), list2ragged(), with_array(words), ragged2list())


@spacy.registry.architectures(SIDE_BY_SIDE)  # type: ignore[untyped-decorator]
def create_side_by_side(*members: Model[Any, Any]) -> Model[Any, Any]:
    """Let several networks read the same words: their vectors stand side by side."""
    model = concatenate(*members)
    model.set_dim("nO", sum(member.get_dim("nO") for member in members))
    return model
