"""All that the extract stage says about one article."""

from schemas.contract import Contract
from schemas.entity import ArticleEntity, Mention
from schemas.quote import Quote
from schemas.value import Amount, DateExpression


class Extraction(Contract):
    """Entities, mentions, quotes, amounts and date expressions of one article."""

    article_id: str
    entities: tuple[ArticleEntity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    amounts: tuple[Amount, ...] = ()
    dates: tuple[DateExpression, ...] = ()
