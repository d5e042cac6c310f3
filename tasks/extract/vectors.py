"""Word vectors counted on running text, which the embedded pipeline reads beside its own tables.

A word that no labelled text holds still stands near words that some do. The table is kept small:
one byte a number, four bytes of a word's hash instead of its letters; a word that is not in it
shares its key with one that is about once in thirty thousand, and else has the vector of zeros.
"""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy
from thinc.api import Model

Array = Any


class Table(NamedTuple):
    """Vectors by key: `keys` ascending (uint32), `rows` one behind another (int8), their scale.

    `common`: whether a word is among the commonest. The last row and the last of `common` belong to
    no key: they are for words that the table does not have.
    """

    keys: Array
    rows: Array
    scale: Array
    common: Array


def make_keys(hashes: Array) -> Array:
    """Return the keys of words by spaCy's 64-bit hashes of their lower-case forms."""
    return (hashes >> numpy.uint64(32)).astype("uint32")


@cache
def read_table(path: Path) -> Table:
    """Read a table. Raises FileNotFoundError when it was not installed with the pipeline."""
    with numpy.load(path, allow_pickle=False) as stored:
        rows = stored["rows"]
        return Table(
            keys=stored["keys"],
            rows=numpy.concatenate([rows, numpy.zeros((1, rows.shape[1]), dtype="int8")]),
            scale=stored["scale"],
            common=numpy.concatenate([stored["common"], [False]]),
        )


def find_rows(table: Table, hashes: Array) -> Array:
    """Return the place in the table of each word, by the hashes of the lower-case forms."""
    keys = make_keys(hashes)
    places = numpy.searchsorted(table.keys, keys)
    known = table.keys[numpy.minimum(places, len(table.keys) - 1)] == keys
    return numpy.where(known, places, len(table.keys))


def create_static(path: Path, column: int) -> Model[Any, Any]:
    """Make a layer that looks up what training does not change.

    `column`: of the attributes, where the hash of the lower-case form stands.
    """
    table = read_table(path)

    def forward(model: Model[Any, Any], rows: Array, is_train: bool) -> Any:
        vectors = table.rows[find_rows(table, rows[:, column])] * table.scale
        return vectors, lambda gradient: numpy.zeros_like(rows)

    return Model("static", forward, dims={"nO": table.rows.shape[1]})


def hide_rare(path: Path, column: int) -> Model[Any, Any]:
    """Make a layer that gives all rare words the same first attribute.

    The hash table of word forms would give a word that training never showed what it learned of
    others; so it holds only words that are common enough to have been learned.
    """
    table = read_table(path)

    def forward(model: Model[Any, Any], rows: Array, is_train: bool) -> Any:
        rows = rows.copy()
        rows[~table.common[find_rows(table, rows[:, column])], 0] = 0
        return rows, lambda gradient: gradient

    return Model("hide_rare", forward)
