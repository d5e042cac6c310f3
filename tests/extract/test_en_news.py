"""The embedded pipeline: what it finds, that loading brings all it needs, how fast it is."""

import re
from functools import cache
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import tasks.extract
import tasks.extract.gazetteer
from tests.growth import assert_linear, clock

FOLDER = Path(tasks.extract.__file__).parent / "en_news"
LIMIT_BYTES = 20_000_000
MARKED = re.compile(r"\[([^\]|]+)\|(\w+)\]")

SENTENCES = """
[Adaeze Okonjo|PERSON] of the [Ministry of Water Resources and Sanitation|ORG] spoke in [Enugu|GPE].
The [Kenyan|NORP] runner [Eliud Barasa|PERSON] trains near [Eldoret|GPE].
[Le Thi Hoa|PERSON] told reporters in [Hanoi|GPE] that prices would fall.
President [Andrzej Kowal|PERSON] will visit [Latvia|GPE] on Friday.
[Ingrid Solheim|PERSON] leads the [Centre Party|ORG] in [Norway|GPE].
A spokesman for the [European Commission|ORG], [Luca Ferrante|PERSON], declined to comment.
The [World Health Organization|ORG] sent a team to [Freetown|GPE].
[Nokia|ORG] and [Ericsson|ORG] both lost ground in [Stockholm|GPE].
Gen. [Somsak Rattanakul|PERSON] denied that troops had crossed into [Cambodia|GPE].
[Rosa Quispe|PERSON], a farmer from [Cusco|GPE], walked for three days.
The [Afghan Interior Ministry|ORG] said two policemen were hurt in [Herat|GPE].
[Toyota|ORG] will build a plant in [Chennai|GPE], [India|GPE].
Mr. [Haddad|PERSON] flew from [Beirut|GPE] to [Amman|GPE] on Sunday.
[UNICEF|ORG] said children in [Yemen|GPE] were at risk.
The [Supreme Court|ORG] of the country ruled against [Dmitri Volkov|PERSON].
[Park Ji-won|PERSON] and [Kim Sung-min|PERSON] signed for [Seoul|GPE].
Farmers in [Punjab|GPE] blamed the [Ministry of Agriculture|ORG].
[Nilufar Karimova|PERSON] was born in [Tashkent|GPE] and lives in [Istanbul|GPE].
[Tariq Mahmood|PERSON] joined the [Pakistan Muslim League|ORG] in [Lahore|GPE].
The [Bank of Ghana|ORG] cut its rate, said [Kwame Mensah|PERSON].
[Sinead Gallagher|PERSON], a lawyer in [Cork|GPE], welcomed the ruling.
[Siemens|ORG] named [Birgit Lange|PERSON] as its new chairwoman.
Police in [Manila|GPE] arrested [Ramon Dizon|PERSON], 41.
The [Times of India|ORG] reported that [Arjun Nair|PERSON] had resigned.
[Moses Phiri|PERSON] was elected governor of [Lusaka|GPE] province.
[Shanghai|GPE] officials met [Chen Guoliang|PERSON] of [Fudan University|ORG].
[Tesfaye Alemu|PERSON] fled from [Ethiopia|GPE] to [Sudan|GPE].
[Boeing|ORG] said its jets would fly to [Auckland|GPE].
Senator [Marcus Whitfield|PERSON] of [Ohio|GPE] opposed the treaty.
[Leila Ben Youssef|PERSON] runs a clinic in [Sfax|GPE], [Tunisia|GPE].
""".strip().splitlines()

Entity = tuple[int, int, str]


@cache
def load() -> Language:
    """Load the pipeline as the program does."""
    return spacy.load(FOLDER)


def read_marked(line: str) -> tuple[str, set[Entity]]:
    """Read a line with its marked names: the text and the entities."""
    text, entities, at = "", set(), 0
    for match in MARKED.finditer(line):
        text += line[at : match.start()]
        entities.add((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        at = match.end()
    return text + line[at:], entities


def measure_f1(nlp: Language) -> float:
    """Return F1 in per cent on the sentences above, exact spans and labels."""
    right = found = gold = 0
    for line in SENTENCES:
        text, entities = read_marked(line)
        seen = {(e.start_char, e.end_char, e.label_) for e in nlp(text).ents}
        right, found, gold = right + len(seen & entities), found + len(seen), gold + len(entities)
    return 200 * right / (found + gold)


def strip_features(nlp: Language) -> Language:
    """Give a pipeline the vocabulary of plain English: its weights without its features."""
    plain = spacy.blank("en")
    for name in nlp.pipe_names:
        plain.add_pipe(name, source=nlp)
    return plain


def test_it_finds_names_from_every_continent() -> None:
    """On plain news sentences of this project it names nearly everything rightly."""
    assert measure_f1(load()) >= 90


def test_loading_brings_the_lexical_features_along() -> None:
    """Without its lexical features the same weights fall by fifteen points at least.

    The word vectors, which need no more than the word, stay with the weights.
    """
    stripped = strip_features(spacy.load(FOLDER))
    assert measure_f1(load()) - measure_f1(stripped) >= 15


def test_offsets_name_the_surface() -> None:
    """Every entity's offsets cut its surface out of the text, line breaks and emoji included."""
    text = "Rain 🌧️ in Nairobi.\n\nNGOZI ADEYEMI — of the World Bank — left\tOsaka."
    doc = load()(text)
    assert doc.ents
    assert all(text[e.start_char : e.end_char] == e.text for e in doc.ents)


@pytest.mark.parametrize("text", ["", " ", "Word", "1 2 3", "!!!", "東京の天気", "\n\n\n"])
def test_poor_input_is_no_error(text: str) -> None:
    """Empty, one-word, numeric or foreign text gives a document with its text."""
    doc = load()(text)
    assert isinstance(doc, Doc)
    assert doc.text == text


def test_it_is_small() -> None:
    """The folder stays below the size that the package allows it."""
    assert sum(p.stat().st_size for p in FOLDER.rglob("*") if p.is_file()) <= LIMIT_BYTES


def test_the_same_text_gives_the_same_entities() -> None:
    """Two loads of the pipeline agree, whatever each has read before."""
    other = spacy.load(FOLDER)
    other("Something else entirely, read in Vienna by Otto Wagner.")
    for line in SENTENCES[:10]:
        text, _ = read_marked(line)
        assert [(e.text, e.label_) for e in load()(text).ents] == [
            (e.text, e.label_) for e in other(text).ents
        ]


def test_it_works_in_a_memory_zone() -> None:
    """Words forgotten with a memory zone bring the same features when they come again."""
    nlp = load()
    texts = [read_marked(line)[0] for line in SENTENCES]
    rounds = []
    for _ in range(2):
        with nlp.memory_zone():
            rounds.append([[(e.text, e.label_) for e in doc.ents] for doc in nlp.pipe(texts)])
    assert rounds[0] == rounds[1] == [[(e.text, e.label_) for e in nlp(t).ents] for t in texts]


def test_its_time_grows_with_the_words() -> None:
    """Four times a long text takes about four times as long."""
    text = " ".join(read_marked(line)[0] for line in SENTENCES)
    nlp = load()
    nlp(text)
    assert_linear(lambda copies: clock(lambda: nlp("\n".join([text] * copies))), 15)
