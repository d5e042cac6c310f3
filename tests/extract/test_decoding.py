"""The namer of the embedded pipeline against spaCy's own, on the same weights."""

import json
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

import tasks.extract
from tasks.extract import decoding, products
from tasks.extract.model import load_pipeline
from tasks.extract.products import Products

FOLDER = Path(tasks.extract.__file__).parent / "en_news"
CASES = Path(__file__).parents[1] / "quality" / "data" / "entities.jsonl"
POOR = ["", " ", "Oslo", "\n\nOslo\n\n", "Kofi Annan", "Kofi", "  Kofi  Annan  of\tGhana ", "🌧️"]


@cache
def load() -> Language:
    """Load the pipeline from its folder, as any program would."""
    return spacy.load(FOLDER)


def read_texts() -> list[str]:
    """Return the labelled texts, all of them once more as one, and poor ones between them."""
    texts = [json.loads(line)["text"] for line in CASES.read_text("utf-8").splitlines()]
    return [*texts[:40], *POOR, "\n".join(texts), *texts[40:]]


def name_with(texts: list[str], *, plain: bool) -> list[list[tuple[int, int, str]]]:
    """Return the entities of each text, found by spaCy's transitions or all at once."""
    nlp = load()
    namer = nlp.get_pipe("ner")
    docs = [nlp.make_doc(text) for text in texts]
    nlp.get_pipe("tok2vec").set_annotations(docs, nlp.get_pipe("tok2vec").predict(docs))
    found = EntityRecognizer.predict(namer, docs) if plain else namer.predict(docs)
    namer.set_annotations(docs, found)
    return [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in docs]


def test_the_entities_are_those_of_spacys_own_transitions() -> None:
    """Names found for all words at once are the names that one transition at a time finds."""
    texts = read_texts()
    wanted = name_with(texts, plain=True)
    assert name_with(texts, plain=False) == wanted
    assert sum(map(len, wanted)) > 1000


def test_a_text_has_the_same_entities_alone_and_among_others() -> None:
    """What stands before or behind a text in a batch changes nothing in it."""
    texts = read_texts()[:60]
    together = name_with(texts, plain=False)
    assert [name_with([text], plain=False)[0] for text in texts] == together


def test_what_is_preset_stays() -> None:
    """An entity that was set before is left alone, as spaCy leaves it."""
    nlp = load()
    doc = nlp.make_doc("The Nairobi Star reported from Kisumu on Monday.")
    doc.set_ents([Span(doc, 1, 3, label="ORG")], default="missing")
    for name in nlp.pipe_names:
        doc = nlp.get_pipe(name)(doc)
    assert next((e.text, e.label_) for e in doc.ents) == ("Nairobi Star", "ORG")


@pytest.mark.parametrize("text", POOR)
def test_poor_texts_are_no_error(text: str) -> None:
    """A text of one word, of white space, or of none passes."""
    doc = load()(text)
    assert isinstance(doc, Doc)
    assert doc.text == text


def test_a_text_has_the_same_entities_by_fast_products_alone_and_among_others() -> None:
    """Products that round by the company of a text change nothing in what the stage reads."""
    pipeline = load_pipeline("en_news")
    texts = read_texts()[:60]
    together = pipeline.read(texts)
    assert type(pipeline.nlp.get_pipe("ner").model.ops) is Products
    assert [pipeline.read([text])[0] for text in texts] == together


def test_a_close_choice_is_made_with_exact_products(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every choice counts as close, every text is read again, as BLIS would read it."""
    monkeypatch.setattr(decoding, "MARGIN", float("inf"))
    exact, seen = products.exact_products, []

    def counted() -> AbstractContextManager[None]:
        seen.append(products.PRODUCTS.exact)
        return exact()

    monkeypatch.setattr(products, "exact_products", counted)
    load_pipeline("en_news").read(["Kofi Annan of Ghana spoke in Oslo.", "Nobody came."])
    assert seen == [False, False]
    assert not products.PRODUCTS.exact
