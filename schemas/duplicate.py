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
    # A text of fewer grams is sampled at 1 in `short_scale`, or a brief would hardly be indexed.
    short_grams: int = 128
    short_scale: int = 2
    # Below this estimated containment a pair cannot turn out near: .2 lies four standard errors
    # under .5 for a text of 400 words.
    candidate_containment: float = 0.2
    # Of a gram that more texts hold, only the earliest so many are paired with all the others.
    posting_heads: int = 32
    # A gram in this many stories recurs across events: it is boilerplate, not work.
    boilerplate_stories: int = 5
    # exp(-days^2 / 2 sigma^2): B-cubed .96 with sigma 2 to 3, .88 without time.
    story_sigma_days: float = 3.0
    # Joined from .15 to .25 up: two reports of one event score .27 and more, two reports of one
    # subject below .18.
    story_threshold: float = 0.2
    # Weaker links count in the average that a story must keep, but join nothing by themselves.
    story_floor: float = 0.1
    # Two clusters become one story while the mean of the links between them reaches this.
    story_average: float = 0.16
    # Links kept of each article, the strongest.
    story_neighbours: int = 32
    # Articles further apart are never compared: beyond 1.8 sigma no similarity can reach .2.
    story_window_days: int = 7
    # Articles taken in one transaction.
    chunk_articles: int = 1000


class DeduplicateReport(Contract):
    """What one call of the stage did; counts of rows written or removed in this run."""

    taken: int = 0
    gone: int = 0
    exact_pairs: int = 0
    near_pairs: int = 0
    reuse_pairs: int = 0
    stories_touched: int = 0
    seconds: float = 0.0
