"""Quotations with their speakers."""

from schemas.contract import Contract


class Quote(Contract):
    """A quotation of at least four words; the offsets span what stands inside the marks.

    `speaker` is the name as the article best knows it, `entity` the index of the speaker among
    the article's entities, `cue` the verb that gave the speaker, `method` the rule's name. All are
    None where no speaker is certain: a wrong speaker is worse than none.
    """

    start_char: int
    end_char: int
    text: str
    speaker: str | None = None
    entity: int | None = None
    cue: str | None = None
    method: str | None = None


class QuoteRow(Contract):
    """What joining utterances needs to know of a quotation; `story_id` None: no story."""

    quote_id: str
    article_id: str
    story_id: str | None
    text: str
    speaker: str | None
