"""All that the extract stage says about one article."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from schemas.contract import Contract
from schemas.entity import ArticleEntity, Mention
from schemas.quote import Quote
from schemas.value import Amount, DateExpression

Row: TypeAlias = tuple[Any, ...]

# The parts of an extraction, and what each row of them states.
PARTS: Mapping[str, type[Contract]] = {
    "entities": ArticleEntity,
    "mentions": Mention,
    "quotes": Quote,
    "amounts": Amount,
    "dates": DateExpression,
}
_FIELDS = {part: attrgetter(*shape.model_fields) for part, shape in PARTS.items()}


class ExtractionRows(NamedTuple):
    """An extraction as it goes from process to process and into the warehouse: plain rows.

    Each is a tuple in the order of its contract's fields. Some sixty records an article, pickled
    and made again on each way, took as long as cleaning its text.
    """

    article_id: str
    entities: tuple[Row, ...] = ()
    mentions: tuple[Row, ...] = ()
    quotes: tuple[Row, ...] = ()
    amounts: tuple[Row, ...] = ()
    dates: tuple[Row, ...] = ()


class Extraction(Contract):
    """Entities, mentions, quotes, amounts and date expressions of one article."""

    article_id: str
    entities: tuple[ArticleEntity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    amounts: tuple[Amount, ...] = ()
    dates: tuple[DateExpression, ...] = ()

    def as_rows(self) -> ExtractionRows:
        """Return the same as plain rows."""
        parts = (tuple(map(_FIELDS[part], getattr(self, part))) for part in PARTS)
        return ExtractionRows(self.article_id, *parts)
