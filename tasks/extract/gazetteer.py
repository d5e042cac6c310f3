"""The lexical features that the embedded pipeline reads beside a word's own letters.

A word brings along what lists know about it (first name, surname, city, country, company ...), how
often it stands in lower case in ordinary text, and its Brown cluster (Brown et al. 1992). They are
lexical attributes: spaCy computes them once for each word form, so they cost nothing per token.
SHAPE carries the classes; LANG and ID, which an English-only pipeline without spaCy's vectors has
no other use for, carry the cluster and the coarse cluster above it; LOWER, by which the table of
word vectors is asked, has no marks. Registered as a callback, named
in the pipeline's config: `spacy.load` brings them along, and with this module the layer and the
component that the config names too.
"""

import gzip
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import spacy
from spacy.attrs import ID, LANG, LOWER, PREFIX, SHAPE, SUFFIX
from spacy.lang.lex_attrs import word_shape
from spacy.language import Language

from tasks.extract import decoding, embedding, weights  # noqa: F401  registers what configs name

CALLBACK = "dateline.lexical_features.v1"
UNKNOWN = "?"
# Letters that no decomposition takes apart, and signs of print that a table of plain text has not.
UNFOLDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "’": "'"})
COARSE_MASK = 0b111111  # clusters are bit strings, first branch lowest: six branches from the root
LANGUAGE_PROBE = "_"  # spaCy asks the LANG getter about this to learn a vocabulary's language


class Entry(NamedTuple):
    """What the lexicon knows of a word form: its classes and its cluster, each possibly empty."""

    classes: str
    cluster: str


Lexicon = dict[str, str]


@cache
def read_lexicon(path: Path) -> Lexicon:
    """Read a lexicon: gzipped lines `word TAB classes TAB cluster`.

    The two last columns stay one string until a word is looked up, which spares every process
    300,000 objects. Raises FileNotFoundError when the pipeline's data was not installed with it.
    """
    text = gzip.decompress(path.read_bytes()).decode("utf-8")
    return dict(line.split("\t", 1) for line in text.splitlines())


def find_entry(lexicon: Lexicon, word: str) -> Entry | None:
    """Look a word up as written, else without its capitals if it is written in nothing else.

    `ZELENSKY` in a headline or a dateline is the same name as `Zelensky`.
    """
    row = lexicon.get(word)
    if row is None and word.isupper() and len(word) > 1:
        row = lexicon.get(word.title()) or lexicon.get(word.lower())
    if row is None and "-" in word:
        row = lexicon.get(word.split("-", 1)[0])
    return None if row is None else Entry(*row.split("\t"))


def describe_shape(lexicon: Lexicon, word: str) -> str:
    """Return spaCy's shape of the word followed by the classes the lexicon gives it."""
    shape: str = word_shape(word)
    if not word[:1].isupper():
        return shape
    entry = find_entry(lexicon, word)
    return f"{shape}|{entry.classes if entry else UNKNOWN}"


def describe_cluster(lexicon: Lexicon, word: str) -> str:
    """Return the word's Brown cluster, or a mark for a word that has none."""
    if word == LANGUAGE_PROBE:
        return "en"
    entry = find_entry(lexicon, word)
    return entry.cluster if entry and entry.cluster else UNKNOWN


def find_coarse_cluster(lexicon: Lexicon, word: str) -> int:
    """Return the sixty-fourth of the vocabulary that a word's cluster belongs to; 0 for none."""
    entry = find_entry(lexicon, word)
    return 1 + (int(entry.cluster, 16) & COARSE_MASK) if entry and entry.cluster else 0


def fold_word(word: str) -> str:
    """Return a word in small letters without marks: `Limón` has the vector of `limon`."""
    lower = word.lower()
    if lower.isascii():
        return lower
    plain = unicodedata.normalize("NFKD", lower.translate(UNFOLDED))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def locate(lexicon: str) -> Path:
    """Return the lexicon's path: absolute as given, else beside this module."""
    return Path(__file__).parent / lexicon


def make_getters(path: Path, letters: int) -> dict[int, Callable[[str], Any]]:
    """Return the functions that compute the features of a word."""
    lexicon = read_lexicon(path)
    getters: dict[int, Callable[[str], Any]] = {
        SHAPE: lambda word: describe_shape(lexicon, word),
        LANG: lambda word: describe_cluster(lexicon, word),
        ID: lambda word: find_coarse_cluster(lexicon, word),
        LOWER: fold_word,
    }
    if letters:
        getters[PREFIX] = lambda word: word[:letters].lower()
        getters[SUFFIX] = lambda word: word[-letters:].lower()
    return getters


def add_features(nlp: Language, getters: dict[int, Callable[[str], Any]]) -> None:
    """Give a pipeline's vocabulary the features.

    The tokenizer's exceptions (`Gen.`, `U.S.`) are in the vocabulary already, so they are told too.
    """
    nlp.vocab.lex_attr_getters = {**nlp.vocab.lex_attr_getters, **getters}
    for lexeme in nlp.vocab:
        values = {attribute: getter(lexeme.text) for attribute, getter in getters.items()}
        lexeme.shape_, lexeme.lang_ = values[SHAPE], values[LANG]
        lexeme.rank = values[ID]
        lexeme.lower_ = values[LOWER]
        lexeme.prefix_ = values.get(PREFIX, lexeme.prefix_)
        lexeme.suffix_ = values.get(SUFFIX, lexeme.suffix_)


@spacy.registry.callbacks(CALLBACK)  # type: ignore[untyped-decorator]
def create_lexical_features(lexicon: str, letters: int = 0) -> Callable[[Language], Language]:
    """Make the `after_creation` callback that adds the features to a pipeline.

    `lexicon`: path of the lexicon, relative to this module's folder. `letters`: length of the
    affixes, in lower case; 0 leaves spaCy's own. The callback raises FileNotFoundError when the
    lexicon was not installed with the pipeline.
    """
    path = locate(lexicon)

    def add_lexical_features(nlp: Language) -> Language:
        add_features(nlp, make_getters(path, letters))
        return nlp

    return add_lexical_features
