"""The table of word vectors that the embedded pipeline reads, and its weights of 16 bits."""

from pathlib import Path

import numpy
import pytest
import spacy
from spacy.strings import hash_string

import tasks.extract
from tasks.extract.vectors import create_static, find_rows, hide_rare, make_keys, read_table
from tasks.extract.weights import STORED, USED, widen_weights

FOLDER = Path(tasks.extract.__file__).parent / "en_news"
WORDS = ("nairobi", "minister", "said")


def hash_words(*words: str) -> numpy.ndarray:
    """Return the hashes that spaCy gives the words, one attribute a word."""
    return numpy.array([[hash_string(word), hash_string(word)] for word in words], dtype="uint64")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A table of three words, of which the last alone is common."""
    keys, order = numpy.unique(make_keys(hash_words(*WORDS)[:, 0]), return_index=True)
    rows = numpy.array([[1, 2], [3, 4], [5, 6]], dtype="int8")[order]
    common = numpy.array([False, False, True])[order]
    scale = numpy.array([0.5, 2], dtype="float32")
    numpy.savez(tmp_path / "v.npz", keys=keys, rows=rows, scale=scale, common=common)
    return tmp_path / "v.npz"


def test_a_word_has_its_vector_and_an_unknown_one_zeros(path: Path) -> None:
    """Bytes are scaled by column; a word that the table does not have stands at the origin."""
    layer = create_static(path, column=1)
    vectors = layer.predict(hash_words("minister", "zyx", "nairobi"))
    assert vectors.tolist() == [[1.5, 8], [0, 0], [0.5, 4]]


def test_rare_words_share_an_attribute(path: Path) -> None:
    """What is not among the commonest words loses its first attribute and no other."""
    rows = hash_words("said", "nairobi", "zyx")
    hidden = hide_rare(path, column=1).predict(rows)
    assert hidden[0].tolist() == rows[0].tolist()
    assert hidden[1:, 0].tolist() == [0, 0]
    assert hidden[:, 1].tolist() == rows[:, 1].tolist()


def test_every_key_is_found_at_its_place(path: Path) -> None:
    """The keys stand in order, and the last row belongs to none of them."""
    table = read_table(path)
    assert find_rows(table, hash_words("zyx")[:, 0]).tolist() == [len(table.keys)]
    places = find_rows(table, hash_words(*WORDS)[:, 0])
    assert sorted(places.tolist()) == [0, 1, 2]


def test_weights_of_16_bits_are_computed_with_32() -> None:
    """The packaged weights are widened when they are read."""
    network = spacy.load(FOLDER).get_pipe("tok2vec").model
    names = [(node, name) for node in network.walk() for name in node.param_names]
    weights = [node.get_param(name) for node, name in names if node.has_param(name)]
    assert weights
    assert {str(each.dtype) for each in weights} == {USED}


def test_widening_keeps_the_numbers() -> None:
    """A weight that was stored with 16 bits is the same number with 32."""
    network = spacy.load(FOLDER).get_pipe("tok2vec").model
    node = next(each for each in network.walk() if each.has_param("E"))
    stored = node.get_param("E").astype(STORED)
    node.set_param("E", stored)
    widen_weights(network)
    assert numpy.array_equal(node.get_param("E"), stored.astype(USED))
