"""Cut stories anew where their links changed, and write members, links and copy groups."""

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from schemas.article import stable_id
from schemas.duplicate import DeduplicateSettings
from tasks.deduplicate.pairs import meet
from tasks.deduplicate.shelf import Reading, Shelf
from tasks.deduplicate.similarity import read_similarities
from tasks.deduplicate.stories import Link, cut_stories
from tasks.deduplicate.vectors import weigh
from tasks.warehouse.connect import Connection, insert, insert_arrow, run_sql

_PACKAGE = "tasks.deduplicate"
# Words named as evidence of a link, those that weigh most in both texts.
_EVIDENCE_WORDS = 5


def regroup(connection: Connection, settings: DeduplicateSettings) -> int:
    """Cut the touched components into stories and write their members; returns the stories."""
    run_sql(connection, _PACKAGE, "reach_stories", {"threshold": settings.story_threshold})
    nodes = connection.execute("SELECT rank, article_key FROM story_component").fetchall()
    links = run_sql(connection, _PACKAGE, "component_links").fetchall()
    similarities = read_similarities(connection, settings) if links else _nothing
    stories = cut_stories(
        [rank for rank, _ in nodes],
        [Link(*link) for link in links],
        similarities,
        settings.story_threshold,
        settings.story_average,
    )
    keys = dict(nodes)
    numbered = [(keys[rank], number) for number, ranks in enumerate(stories) for rank in ranks]
    connection.execute("CREATE OR REPLACE TEMP TABLE cut (article_key BIGINT, story BIGINT)")
    table = pa.table(
        {"article_key": pa.array([key for key, _ in numbered], pa.int64()),
         "story": pa.array([number for _, number in numbered], pa.int64())}
    )  # fmt: skip
    insert_arrow(connection, "cut", table)
    _write_members(connection)
    return len(stories)


def _nothing(members: list[int]) -> NDArray[np.float64]:
    return np.zeros((len(members), len(members)))


def _write_members(connection: Connection) -> None:
    """Name the stories by their first articles and write who belongs to them."""
    run_sql(connection, _PACKAGE, "gather_members")
    firsts = connection.execute("SELECT DISTINCT first_id FROM gathered ORDER BY 1").fetchall()
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE story_names (first_id VARCHAR, story_id VARCHAR)"
    )
    insert(
        connection,
        "story_names",
        [{"first_id": first, "story_id": stable_id("story", first)} for (first,) in firsts],
    )
    run_sql(connection, _PACKAGE, "replace_members")
    run_sql(connection, _PACKAGE, "note_origins")


def write_links(connection: Connection, shelf: Shelf) -> None:
    """Write why the members of the touched stories belong together."""
    run_sql(connection, _PACKAGE, "wanted_links")
    rows = run_sql(connection, _PACKAGE, "new_links").fetchall()
    links = []
    for start in range(0, len(rows), 500):
        part = rows[start : start + 500]
        shelf.load(key for row in part for key in row[:2])
        links += [_describe(shelf, row) for row in part]
    insert(connection, "story_links", links)
    run_sql(connection, _PACKAGE, "write_similarities")


def _describe(shelf: Shelf, row: tuple[Any, ...]) -> dict[str, Any]:
    key_a, key_b, score, method, days = row
    if method == "TF-IDF cosine x time":
        apart = "undated" if days is None else f"{days} day{'' if days == 1 else 's'} apart"
        evidence = f"{', '.join(_shared_words(shelf[key_a], shelf[key_b]))}; {apart}"
    else:
        evidence = f"{score:.0%} of the shorter text"
    return {"key_a": key_a, "key_b": key_b, "score": score, "method": method, "evidence": evidence}


def _shared_words(a: Reading, b: Reading) -> list[str]:
    """Name the words that weigh most in both texts, as the first spells them."""
    shared = meet(a.lexicon.hashes, b.lexicon.hashes)
    weights_a, weights_b = weigh(a.lexicon, a.lexicon.members), weigh(b.lexicon, b.lexicon.members)
    products = weights_a[shared.in_a] * weights_b[shared.in_b]
    best = np.lexsort((a.lexicon.hashes[shared.in_a], -np.round(products, 6)))[:_EVIDENCE_WORDS]
    places = [int(np.argmax(a.lexicon.members == word)) for word in shared.in_a[best]]
    return [a.text[a.words.starts[place] : a.words.ends[place]].lower() for place in places]
