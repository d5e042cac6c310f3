"""Make training examples of sentences: joined, with names exchanged, with other capitals."""

import random
from collections.abc import Callable

from training import pools, templates
from training.corpus import Sentence, Span

SWAP_SHARE = 0.25
CASE_SHARE = 0.1
JOIN_LIMIT = 5
SEPARATORS = (" ", " ", " ", "\n", "\n\n")

Piece = tuple[str, tuple[Span, ...]]


def join(sentences: list[Sentence], rng: random.Random) -> Piece:
    """Join sentences of one document into one text."""
    separator = rng.choice(SEPARATORS)
    text, spans = "", []
    for sentence in sentences:
        text += separator if text else ""
        spans += [(s + len(text), e + len(text), label) for s, e, label in sentence.spans]
        text += sentence.text
    return text, tuple(spans)


def replace_spans(piece: Piece, rename: Callable[[str, str], str]) -> Piece:
    """Write other names into the spans of a text."""
    text, spans = piece
    out, moved, at = "", [], 0
    for start, end, label in spans:
        out += text[at:start]
        name = rename(text[start:end], label)
        moved.append((len(out), len(out) + len(name), label))
        out += name
        at = end
    return out + text[at:], tuple(moved)


def swap_names(piece: Piece, rng: random.Random) -> Piece:
    """Exchange names for others of their kind, each name for the same one throughout the text."""
    chosen: dict[tuple[str, str], str] = {}

    def rename(name: str, label: str) -> str:
        key = (name, label)
        if key not in chosen:
            chosen[key] = pick_other(name, label, rng)
        return chosen[key]

    return replace_spans(piece, rename)


def pick_other(name: str, label: str, rng: random.Random) -> str:
    """Return another name of the same kind and about the same form, or the name itself."""
    words = name.split()
    if not name[:1].isupper() or rng.random() < 0.2:
        return name
    if label == "PERSON":
        return templates.make_person(rng) if len(words) > 1 else templates.make_surname(rng)
    if label == "GPE":
        if name in pools.countries():
            return rng.choice(pools.countries())
        return templates.make_city(rng)
    if label == "NORP" and name in pools.demonyms():
        return rng.choice(pools.demonyms())
    if label == "ORG":
        return pick_organisation(name, words, rng)
    return name


def pick_organisation(name: str, words: list[str], rng: random.Random) -> str:
    """Return an organisation of the same form: an acronym, a company, one of several words."""
    if name.isupper() and len(words) == 1:
        return templates.expand("ACR", rng)
    if len(words) == 1:
        return templates.expand(rng.choice(("corp", "paper", "CLUB")), rng)
    return templates.expand("ORG", rng)


def change_case(piece: Piece, rng: random.Random) -> Piece:
    """Set a text in capitals, or every word with a capital as in a headline."""
    text, spans = piece
    changed = text.upper() if rng.random() < 0.6 else capitalise_words(text)
    return (changed, spans) if len(changed) == len(text) else piece


def capitalise_words(text: str) -> str:
    """Give every word of more than three letters a capital."""
    words = text.split(" ")
    return " ".join(w[:1].upper() + w[1:] if len(w) > 3 else w for w in words)


def make_examples(
    document: list[Sentence], rng: random.Random, swap: float = SWAP_SHARE
) -> list[Piece]:
    """Cut a document into texts of one to five sentences and alter some of them."""
    pieces, at = [], 0
    while at < len(document):
        size = rng.randint(1, JOIN_LIMIT)
        piece = join(document[at : at + size], rng)
        at += size
        if rng.random() < swap:
            piece = swap_names(piece, rng)
        if rng.random() < CASE_SHARE:
            piece = change_case(piece, rng)
        pieces.append(piece)
    return pieces
