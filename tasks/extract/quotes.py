"""Find the quotations of an article and who speaks them."""

from collections.abc import Sequence

from schemas.entity import ArticleEntity, Mention
from schemas.quote import Quote


def find_quotes(
    text: str, entities: Sequence[ArticleEntity], mentions: Sequence[Mention]
) -> list[Quote]:
    """Return the quotations of at least four words, in order, with their speakers."""
    return []
