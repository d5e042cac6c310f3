"""The whole extract stage with the embedded pipeline, on good and on strange input."""

import re
from collections.abc import Sequence

import pytest

from schemas.article import Article
from schemas.extraction import PARTS, Extraction
from schemas.run import Rejection
from tasks.extract import batch, chunks
from tasks.extract.batch import extract_articles
from tests.growth import assert_linear, clock

SENTENCE = "Mayor Anna Lindqvist met President Macron in Oslo, said the United Nations. "


def make_article(text: str, name: str = "a", language: str | None = "en") -> Article:
    """Return an article with nothing but a text."""
    empty = "item outlet agency agency_basis author title dateline published_at published_date"
    fields: dict[str, object] = dict.fromkeys([*empty.split(), "date_basis", "url"])
    words = len(text.split())
    rest = {"article_id": name, "path": f"{name}.txt", "content_hash": "", "words": words}
    return Article.model_validate(fields | rest | {"text": text, "language": language})


def extract(text: str, language: str | None = "en") -> Extraction:
    """Return the extraction of one text, its offsets proved."""
    result = extract_articles([make_article(text, language=language)], "en_news")[0]
    assert isinstance(result, Extraction)
    end = 0
    for mention in result.mentions:
        assert text[mention.start_char : mention.end_char] == mention.surface
        assert mention.start_char >= end
        end = mention.end_char
        assert 0 <= mention.entity < len(result.entities)
    return result


def test_names_are_found() -> None:
    """People, places and organisations of a plain sentence come out with their labels."""
    found = {(each.name, each.label) for each in extract(SENTENCE * 2).entities}
    assert {("Anna Lindqvist", "PERSON"), ("Oslo", "GPE"), ("United Nations", "ORG")} <= found


def test_one_word_is_an_article() -> None:
    """A single word gives rows or none, and no error."""
    extract("Oslo")
    assert extract("hello").mentions == ()


def test_nothing_but_space_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty text has an empty extraction and asks for no pipeline."""
    monkeypatch.setattr(batch, "load_pipeline", None)
    assert extract("", language=None) == Extraction(article_id="a")


def test_other_languages_are_kept_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article in another language has an empty extraction and asks for no pipeline."""
    monkeypatch.setattr(batch, "load_pipeline", None)
    assert extract("Der Bürgermeister sprach in Oslo.", language="de").mentions == ()


def test_another_script_gives_no_names_of_letters() -> None:
    """A text in another script that nobody could tell the language of does no harm."""
    extract("東京で会議が開かれた。" * 50, language=None)
    extract("Президент встретился с мэром. " * 50, language=None)


def test_capitals_are_read() -> None:
    """A shouted article still names its people and places."""
    found = {each.name for each in extract(SENTENCE.upper() + SENTENCE.upper()).entities}
    assert {"Oslo", "United Nations"} <= found


def test_no_punctuation_and_emoji() -> None:
    """Neither a missing full stop nor an emoji moves an offset."""
    extract("anna lindqvist 🎉🎉 met Emmanuel Macron 👩🏽‍🚀 in Oslo " * 30)


def test_a_table_of_results() -> None:
    """Teams of results are organisations, each on its own line."""
    text = "RESULTS\n\nLeeds 2 Hull 0\n\nDerby 1 Crewe 1\n\nBurnley 0-3 Fulham"
    labels = {each.surface: each.label for each in extract(text).mentions}
    assert labels["Hull"] == labels["Crewe"] == labels["Fulham"] == "ORG"


def test_long_texts_are_cut_at_paragraphs() -> None:
    """Every part ends with its paragraph, and together they are the text."""
    text = "\n\n".join([SENTENCE * 40] * 60)
    parts = list(chunks.cut_text(text))
    assert "".join(part for _, part in parts) == text
    assert all(text[start : start + len(part)] == part for start, part in parts)
    assert all(part.endswith("\n\n") for _, part in parts[:-1])
    assert max(len(part) for _, part in parts) <= chunks.CHUNK_CHARACTERS


@pytest.mark.slow
def test_an_article_of_200_000_words_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond spaCy's limit it is cut at paragraph ends, and every offset is true."""
    paragraph = SENTENCE * 10
    text = "\n\n".join([paragraph] * (200_000 // len(paragraph.split()) + 1))
    assert len(text.split()) >= 200_000
    assert len(text) > 1_000_000
    seen: list[str] = []
    read = chunks.Pipeline.read

    def record(pipeline: chunks.Pipeline, texts: Sequence[str]) -> list[list[batch.Span]]:
        seen.extend(texts)
        return read(pipeline, texts)

    monkeypatch.setattr(chunks.Pipeline, "read", record)
    found = extract(text)
    assert "".join(seen) == text
    assert all(len(part) < 1_000_000 for part in seen)
    assert all(part.endswith("\n\n") for part in seen[:-1])
    places = [(each.start_char, each.end_char) for each in found.mentions]
    assert places == sorted(places)
    assert all(text[each.start_char : each.end_char] == each.surface for each in found.mentions)
    persons = [each.start_char for each in found.mentions if each.surface == "Anna Lindqvist"]
    assert persons == [match.start() for match in re.finditer("Anna Lindqvist", text)]


def test_a_text_without_any_break_is_cut() -> None:
    """One endless word does not reach the pipeline whole."""
    assert len(list(chunks.cut_text("x" * 250_000))) == 5


def test_long_texts_take_linear_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules on a text four times as long take about four times as long."""

    def measure(count: int) -> float:
        text = "\n\n".join([SENTENCE * 10] * count)
        spans = [
            batch.Span(place, place + 14, "PERSON", "pipeline")
            for place in range(6, len(text), len(SENTENCE))
            if text[place : place + 14] == "Anna Lindqvist"
        ]
        return clock(lambda: batch.read_text(text, spans))

    assert_linear(measure, 100)


def test_equal_texts_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies share one reading, and each has it under its own id."""
    seen: list[str] = []
    read_text = batch.read_text
    monkeypatch.setattr(
        batch, "read_text", lambda text, spans: (seen.append(text), read_text(text, spans))[1]
    )
    copies = [make_article(SENTENCE, name) for name in "ab"]
    results = extract_articles(copies, "en_news")
    assert len(seen) == 1
    assert [each.article_id for each in results if isinstance(each, Extraction)] == ["a", "b"]


def test_one_bad_article_is_rejected_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in one article is its rejection; its neighbours keep their rows."""
    read = chunks.read_chunked

    def fail(texts: list[str], pipeline: object) -> object:
        if "bad" in texts:
            raise ValueError("cannot read this")
        return read(texts, pipeline)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "read_chunked", fail)
    good, bad = extract_articles([make_article(SENTENCE), make_article("bad", "b")], "en_news")
    assert isinstance(good, Extraction)
    assert good.mentions
    assert isinstance(bad, Rejection)
    assert (bad.path, bad.stage, bad.error_type) == ("b.txt", "extract", "ValueError")


def test_rows_say_what_the_records_say() -> None:
    """What goes from process to process is each record's fields, in their order."""
    text = f'{SENTENCE}"We paid 5 million euros for all of this," Lindqvist said on Monday.'
    found = extract(text)
    rows = found.as_rows()
    assert rows.article_id == "a"
    for part, shape in PARTS.items():
        records = getattr(found, part)
        assert records
        names = tuple(shape.model_fields)
        assert [dict(zip(names, row, strict=True)) for row in getattr(rows, part)] == [
            record.model_dump() for record in records
        ]
