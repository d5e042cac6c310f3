"""The extract stage: articles in, what they name, say and state out."""

from collections.abc import Iterator, Sequence
from typing import Final

from schemas.article import Article
from schemas.errors import DatelineError
from schemas.extraction import Extraction
from schemas.run import Rejection
from tasks.extract.casing import recase
from tasks.extract.entities import find_entities
from tasks.extract.model import Pipeline, load_pipeline
from tasks.extract.names import name_entities
from tasks.extract.quotes import find_quotes
from tasks.extract.spans import Span
from tasks.extract.values import find_amounts, find_dates

# Far below spaCy's limit of 1,000,000 characters: the memory of a pass grows with the text.
CHUNK_CHARACTERS: Final = 100_000


def extract_articles(articles: Sequence[Article], model: str) -> list[Extraction | Rejection]:
    """Return one extraction or rejection for each article, in their order.

    An article in another language than English has an empty extraction; equal texts are read once.
    An error in one article rejects that article alone. Raises ModelError for a bad `model`.
    """
    texts = list(dict.fromkeys(article.text for article in articles if is_readable(article)))
    results: dict[str, Extraction | Exception] = {}
    if texts:
        results = read_texts(texts, load_pipeline(model))
    return [make_result(article, results) for article in articles]


def is_readable(article: Article) -> bool:
    """Say whether the pipeline reads the article: English, or too short to tell."""
    if article.language is None:
        return article.words > 0
    return article.language.split("-")[0].casefold() == "en"


def make_result(
    article: Article, results: dict[str, Extraction | Exception]
) -> Extraction | Rejection:
    """Return the article's share of the results by text."""
    if not is_readable(article):
        return Extraction(article_id=article.article_id)
    result = results[article.text]
    if isinstance(result, Extraction):
        return result.model_copy(update={"article_id": article.article_id})
    return Rejection(
        path=article.path,
        item=article.item,
        stage="extract",
        error_type=type(result).__name__,
        error=str(result) or type(result).__name__,
    )


def read_texts(texts: Sequence[str], pipeline: Pipeline) -> dict[str, Extraction | Exception]:
    """Return what each text holds, or the error that it met; a failed batch is read one by one."""
    try:
        spans = read_chunked(texts, pipeline)
    except DatelineError:
        raise
    except Exception as error:
        if len(texts) == 1:
            return {texts[0]: error}
        parts = [read_texts([text], pipeline) for text in texts]
        return {text: result for part in parts for text, result in part.items()}
    return {text: read_safely(text, found) for text, found in zip(texts, spans, strict=True)}


def read_safely(text: str, spans: Sequence[Span]) -> Extraction | Exception:
    """Return what the rules make of a text's spans, or the error that they met."""
    try:
        return read_text(text, spans)
    except Exception as error:
        return error


def read_text(text: str, spans: Sequence[Span]) -> Extraction:
    """Return the entities, mentions, quotes, amounts and dates of a text."""
    entities, mentions = name_entities(text, find_entities(text, spans))
    return Extraction(
        article_id="",
        entities=entities,
        mentions=mentions,
        quotes=tuple(find_quotes(text, entities, mentions)),
        amounts=tuple(find_amounts(text)),
        dates=tuple(find_dates(text)),
    )


def read_chunked(texts: Sequence[str], pipeline: Pipeline) -> list[list[Span]]:
    """Return the pipeline's spans of each text, long texts cut and their offsets restored."""
    chunks = [
        (number, *chunk) for number, text in enumerate(texts) for chunk in cut_text(recase(text))
    ]
    read = pipeline.read([chunk for _, _, chunk in chunks])
    spans: list[list[Span]] = [[] for _ in texts]
    for (number, offset, _), found in zip(chunks, read, strict=True):
        spans[number] += [
            span._replace(start=span.start + offset, end=span.end + offset) for span in found
        ]
    return spans


def cut_text(text: str) -> Iterator[tuple[int, str]]:
    """Yield offset and text of the parts of a text, cut at the end of a paragraph, line or word."""
    start = 0
    while len(text) - start > CHUNK_CHARACTERS:
        end = find_cut(text, start, start + CHUNK_CHARACTERS)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def find_cut(text: str, start: int, limit: int) -> int:
    """Return the last good place to cut before the limit."""
    for mark in ("\n\n", "\n", ". ", " "):
        place = text.rfind(mark, start + 1, limit)
        if place > start:
            return place + len(mark)
    return limit
