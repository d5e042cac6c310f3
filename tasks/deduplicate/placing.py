"""Bring leaders and homes of texts up to date in the components that changed."""

import pyarrow as pa

from schemas.duplicate import DeduplicateSettings
from tasks.deduplicate.leaders import NearPair, Text, place_texts
from tasks.warehouse.connect import Connection, insert_arrow, run_sql

_PACKAGE = "tasks.deduplicate"


def place(connection: Connection, settings: DeduplicateSettings) -> None:
    """Choose leader and home of every text that the chunk's near-duplicates reach."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE near_seeds AS SELECT article_key FROM pairing"
        " UNION SELECT key_a FROM dropped WHERE kind = 'near'"
        " UNION SELECT key_b FROM dropped WHERE kind = 'near'"
    )
    run_sql(connection, _PACKAGE, "reach_near")
    texts = connection.execute("SELECT article_key, precedence, day FROM near_component").fetchall()
    pairs = run_sql(connection, _PACKAGE, "near_pairs").fetchall()
    places = place_texts(
        [Text(*row) for row in texts], [NearPair(*row) for row in pairs], settings.story_window_days
    )
    rows = {
        "article_key": list(places),
        "leader_key": [place.leader for place in places.values()],
        "home_key": [place.home for place in places.values()],
    }
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE places"
        " (article_key BIGINT, leader_key BIGINT, home_key BIGINT)"
    )
    insert_arrow(connection, "places", pa.table(rows, schema=pa.schema(
        [(name, pa.int64()) for name in rows])))  # fmt: skip
    run_sql(connection, _PACKAGE, "move_texts")
