"""Count what is an article's own: copy groups within stories, and original shares."""

import numpy as np
import pyarrow as pa

from tasks.deduplicate.pairs import meet, spread
from tasks.deduplicate.shelf import Shelf
from tasks.warehouse.connect import Connection, insert_arrow, run_sql

_PACKAGE = "tasks.deduplicate"
# Texts whose shares are reckoned between two looks for texts that are not at hand.
_STEP = 200


def write_shares(connection: Connection, shelf: Shelf) -> None:
    """Bring original_share up to date for the texts whose pairs changed."""
    run_sql(connection, _PACKAGE, "repaired")
    keys = connection.execute("SELECT article_key FROM repaired ORDER BY 1").fetchall()
    sources: dict[int, list[int]] = {key: [] for (key,) in keys}
    for key, source in run_sql(connection, _PACKAGE, "share_sources").fetchall():
        sources[key].append(source)
    shares: dict[int, float] = {}
    rows = list(sources.items())
    for start in range(0, len(rows), _STEP):
        part = rows[start : start + _STEP]
        shelf.load(key for own, others in part for key in (own, *others))
        shares |= {key: _original_share(shelf, key, others) for key, others in part}
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE shares (article_key BIGINT, original_share DOUBLE)"
    )
    table = pa.table({"article_key": pa.array(shares, pa.int64()),
                      "original_share": pa.array(shares.values(), pa.float64())})  # fmt: skip
    insert_arrow(connection, "shares", table)
    run_sql(connection, _PACKAGE, "write_shares")


def write_copy_groups(connection: Connection) -> None:
    """Group the articles of each touched story that are copies or reuse of each other."""
    run_sql(connection, _PACKAGE, "touch_stories")
    texts = connection.execute(
        "SELECT story_id, article_key FROM texts_touched ORDER BY precedence"
    ).fetchall()
    pairs = run_sql(connection, _PACKAGE, "copy_pairs").fetchall()
    groups = group_copies(texts, pairs)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE copy_groups (article_key BIGINT, copy_group BIGINT)"
    )
    table = pa.table({"article_key": pa.array(groups, pa.int64()),
                      "copy_group": pa.array(groups.values(), pa.int64())})  # fmt: skip
    insert_arrow(connection, "copy_groups", table)
    run_sql(connection, _PACKAGE, "write_groups")


def group_copies(texts: list[tuple[str, int]], pairs: list[tuple[str, int, int]]) -> dict[int, int]:
    """Map each text to the first text of its story that pairs connect it with.

    `texts` are (story, key) in order of precedence; a pair (story, key, key) may reach one step
    out of the story.
    """
    order = {text: place for place, text in enumerate(texts)}
    parents = {text: text for text in texts}

    def root(text: tuple[str, int]) -> tuple[str, int]:
        while parents.setdefault(text, text) != text:
            parents[text] = parents[parents[text]]
            text = parents[text]
        return text

    for story, one, other in pairs:
        ends = root((story, one)), root((story, other))
        first, second = sorted(ends, key=lambda text: (order.get(text, len(order)), text[1]))
        parents[second] = first
    return {text[1]: root(text)[1] for text in texts}


def _original_share(shelf: Shelf, key: int, sources: list[int]) -> float:
    """Return the part of a text's words that none of its sources has."""
    if not sources:
        return 1.0
    reading = shelf[key]
    own = reading.gram_set
    shared = [meet(own.hashes, shelf[source].gram_set.hashes).in_a for source in sources]
    covered = spread(own, np.concatenate(shared), len(reading.words))
    return round(1 - np.count_nonzero(covered) / max(len(reading.words), 1), 4)
