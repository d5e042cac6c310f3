"""The extract stage: articles in, what they name, say and state out."""

from collections.abc import Sequence

from schemas.article import Article
from schemas.errors import DatelineError, InstallationError
from schemas.extraction import Extraction
from schemas.run import Rejection
from tasks.extract.chunks import read_chunked
from tasks.extract.entities import find_entities
from tasks.extract.model import Pipeline, load_pipeline
from tasks.extract.names import name_entities
from tasks.extract.quotes import find_quotes
from tasks.extract.spans import Span
from tasks.extract.values import find_amounts, find_dates


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
    except (ImportError, OSError) as error:
        raise _broken(error) from error
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
    except (ImportError, OSError) as error:
        raise _broken(error) from error
    except Exception as error:
        return error


def _broken(error: Exception) -> InstallationError:
    """Tell a fault of the program's own files from one of an article, which would be rejected."""
    return InstallationError(
        f"A file of the program itself cannot be read ({error}); install dateline again, then run "
        "again."
    )


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
