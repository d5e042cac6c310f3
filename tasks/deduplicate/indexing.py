"""Take articles in, and sketch the texts that are new."""

import numpy as np
import pyarrow as pa

from schemas.duplicate import DeduplicateSettings
from tasks.deduplicate.fingerprints import make_sketch
from tasks.deduplicate.shelf import Shelf
from tasks.warehouse.connect import Connection, insert_arrow, run_sql

_PACKAGE = "tasks.deduplicate"
# Texts whose sketches are written at once.
_STEP = 500


def take_articles(connection: Connection, articles: int) -> bool:
    """Move the next articles from `pending` into taken_articles; False if none is waiting."""
    run_sql(connection, _PACKAGE, "take_chunk", {"articles": articles})
    row = connection.execute("SELECT count(*) FROM chunk").fetchone()
    if row is None or not row[0]:
        return False
    run_sql(connection, _PACKAGE, "take_articles")
    return True


def index_texts(connection: Connection, shelf: Shelf, settings: DeduplicateSettings) -> None:
    """Drop the texts that went from the index, and add the sketches of the new ones."""
    run_sql(connection, _PACKAGE, "drop_texts")
    keys = [key for (key,) in connection.execute("FROM texts_new ORDER BY article_key").fetchall()]
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE met_hashes AS SELECT DISTINCT hash FROM leaving_prints"
    )
    for start in range(0, len(keys), _STEP):
        _sketch_texts(connection, shelf, keys[start : start + _STEP], settings)
    run_sql(connection, _PACKAGE, "pair_copies")


def _sketch_texts(
    connection: Connection, shelf: Shelf, keys: list[int], settings: DeduplicateSettings
) -> None:
    """Insert the fingerprints and sizes of some texts."""
    shelf.load(keys)
    sketches = [
        make_sketch(shelf[key].grams, settings.scale, settings.short_scale, settings.short_grams)
        for key in keys
    ]
    lengths = [len(sketch.hashes) for sketch in sketches]
    prints = pa.table(
        {
            "hash": np.concatenate([sketch.hashes for sketch in sketches]),
            "article_key": np.repeat(np.array(keys, dtype=np.int64), lengths),
            "in_quote": np.concatenate([sketch.quoted for sketch in sketches]),
        }
    )
    insert_arrow(connection, "fingerprints", prints)
    insert_arrow(connection, "met_hashes", pa.table({"hash": np.unique(prints["hash"].to_numpy())}))
    sizes = [len(shelf[key].gram_set) for key in keys]
    places: list[int | None] = [None] * len(keys)
    rows = {"article_key": keys, "grams": sizes, "leader_key": places, "home_key": places}
    types = pa.schema([(name, pa.int64()) for name in rows])
    insert_arrow(connection, "texts", pa.table(rows, schema=types))
