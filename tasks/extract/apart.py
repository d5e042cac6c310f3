"""The extract stage as another process calls it; nothing heavy is imported before that."""

from collections.abc import Sequence
from functools import cache

from schemas.article import Article
from schemas.extraction import Extraction, ExtractionRows
from schemas.run import Rejection

# Has something of all that the rules know, so that one text loads every table.
_SAMPLE = (
    'Peter Falk, the mayor of Paris, said on Monday: "We have paid 5 million euros for this." He '
    "spoke of the French, the United Nations and 12 tonnes of rice, 3 percent more than in 2024."
)


def prepare(articles: Sequence[Article], model: str) -> None:
    """Load the pipeline, and all that the rules need, where there is something to read.

    Raises ModelError.
    """
    from tasks.extract.batch import is_readable

    if any(is_readable(article) for article in articles):
        warm(model)


def warm(model: str) -> None:
    """Load the pipeline, and all that the rules need. Raises ModelError."""
    from tasks.extract.model import load_pipeline

    load_pipeline(model)
    _warm_up(model)


def extract(articles: Sequence[Article], model: str) -> list[ExtractionRows | Rejection]:
    """Return one extraction or rejection for each article, see batch.extract_articles."""
    from tasks.extract.batch import extract_articles

    found = extract_articles(articles, model)
    return [one.as_rows() if isinstance(one, Extraction) else one for one in found]


@cache
def _warm_up(model: str) -> None:
    from tasks.extract.batch import read_texts
    from tasks.extract.model import load_pipeline

    read_texts([_SAMPLE], load_pipeline(model))
