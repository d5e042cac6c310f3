"""Settings and account of the deduplicate stage."""

from typing import Literal

from schemas.contract import Contract

PairKind = Literal["exact", "near", "reuse"]


class DeduplicateSettings(Contract):
    """Every threshold of duplicates, reuse and stories, with its evidence.

    Lengths are counted in word 5-grams unless the name says otherwise.
    """

    # Exact containment of the shorter text in the longer: F1 .97 on graded edits of newswire.
    near_containment: float = 0.5
    # Containment outside quotation marks: average precision .95 on 93 labelled pairs of articles.
    reuse_containment: float = 0.15
    # Fewer shared grams are names, titles and set phrases.
    reuse_shared: int = 10
    # One gram in `scale` is indexed; two shared ones find every near-duplicate and .96 of reuse.
    scale: int = 8
    candidate_shared: int = 2
    # A text of fewer grams is sampled at 1 in `short_scale` and found by one shared gram: of 26
    # common grams 1 in 8 finds two or more in four cases of five, 1 in 3 one or more always.
    short_grams: int = 256
    short_scale: int = 3
    # Below this estimated containment a pair cannot turn out near: .2 lies four standard errors
    # under .5 for a text of 400 words.
    candidate_containment: float = 0.2
    # Of a gram that more texts hold, only the earliest so many are paired with all the others.
    posting_heads: int = 32
    # A gram in this many stories recurs across events: it is boilerplate, not work.
    boilerplate_stories: int = 5
    # A gram in this many texts is no sign of reuse where the rest of the two texts is less alike
    # than `residual_similarity`: with a cap of 10 texts precision was .91, of 20 .87, of none .13.
    boilerplate_texts: int = 5
    # Two subjects score below .12, two reports of one event .27 and more.
    residual_similarity: float = 0.12
    # ... unless so many outlets print it within the story window: that is what a wire story does.
    wire_outlets: int = 3
    # exp(-days^2 / 2 sigma^2): B-cubed .96 with sigma 2 to 3, .88 without time.
    story_sigma_days: float = 3.0
    # Joined from .15 to .25 up: two reports of one event score .27 and more, two reports of one
    # subject below .18.
    story_threshold: float = 0.2
    # Two groups become one story while the mean of all pairs between them reaches this: two of
    # three reports of an event at .35, the third at .2 from one and .12 from the other.
    story_average: float = 0.16
    # Links kept of each text, the strongest, and those to the earliest texts.
    story_neighbours: int = 24
    story_heads: int = 8
    # Articles further apart are never compared: beyond 1.8 sigma no similarity can reach .2.
    story_window_days: int = 7
    # Articles taken in one transaction.
    chunk_articles: int = 1000


class DeduplicateReport(Contract):
    """What one call of the stage did, and the pairs that stand after it.

    `taken` and `gone` count articles, `stories_touched` stories cut anew, chunk by chunk.
    """

    taken: int = 0
    gone: int = 0
    exact_pairs: int = 0
    near_pairs: int = 0
    reuse_pairs: int = 0
    stories_touched: int = 0
    seconds: float = 0.0
