"""Compare the vectors of texts within a window of days."""

from datetime import timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from schemas.duplicate import DeduplicateSettings
from tasks.deduplicate.shelf import Shelf
from tasks.deduplicate.stories import Similarities
from tasks.warehouse.connect import Connection, insert_arrow, listed, run_sql

_PACKAGE = "tasks.deduplicate"
_UNDATED = np.iinfo(np.int32).min
_ROUNDING = 1e-6  # of the scores
# Vectors of the window read at once: most texts share a word, so that each of the rows compared has
# a product with nearly each of them, a million of 12 bytes.
_WINDOW_ROWS = 2_048
_COMPARED_ROWS = 500
_FILTER_SIZE = 1 << 20


def compare_stories(connection: Connection, shelf: Shelf, settings: DeduplicateSettings) -> None:
    """Bring the lists of most alike texts up to date for the nodes that came or went."""
    longest = {"neighbours": settings.story_neighbours}
    chosen = {**longest, "heads": settings.story_heads}
    run_sql(connection, _PACKAGE, "seed_stories")
    run_sql(connection, _PACKAGE, "choose_compared", longest)
    run_sql(connection, _PACKAGE, "drop_neighbours")
    _add_vectors(connection, shelf)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE likenesses"
        " (article_key BIGINT, other_key BIGINT, score DOUBLE)"
    )
    _find_likenesses(connection, settings)
    run_sql(connection, _PACKAGE, "list_rivals")
    run_sql(connection, _PACKAGE, "choose_neighbours", chosen)
    run_sql(connection, _PACKAGE, "add_neighbours")


def _add_vectors(connection: Connection, shelf: Shelf) -> None:
    """Store the vectors of the new nodes."""
    rows = connection.execute(
        "SELECT article_key, day FROM nodes_new JOIN taken_articles USING (article_key)"
        " ORDER BY article_key"
    ).fetchall()
    for start in range(0, len(rows), _COMPARED_ROWS):
        part = rows[start : start + _COMPARED_ROWS]
        shelf.load(key for key, _ in part)
        vectors = [shelf[key].vector for key, _ in part]
        table = pa.table(
            {
                "article_key": pa.array([key for key, _ in part], pa.int64()),
                "day": pa.array([day for _, day in part], pa.date32()),
                "terms": pa.array([v.terms for v in vectors], pa.list_(pa.int32())),
                "weights": pa.array([v.weights for v in vectors], pa.list_(pa.float32())),
            }
        )
        insert_arrow(connection, "story_vectors", table)


def _find_likenesses(connection: Connection, settings: DeduplicateSettings) -> None:
    """Score every text to be compared against its window, a part at a time."""
    rows = connection.execute(
        "SELECT article_key FROM comparing JOIN story_vectors USING (article_key)"
        " ORDER BY day NULLS LAST, article_key"
    ).fetchall()
    for start in range(0, len(rows), _COMPARED_ROWS):
        keys = [key for (key,) in rows[start : start + _COMPARED_ROWS]]
        with listed(connection, keys=keys):
            compared = connection.execute(
                "SELECT article_key, day, terms, weights FROM story_vectors"
                " WHERE article_key IN (FROM keys) ORDER BY article_key"
            ).to_arrow_table()
        found = _score_window(connection, compared, settings)
        for table in found:
            insert_arrow(connection, "likenesses", table)


def _score_window(
    connection: Connection, compared: pa.Table, settings: DeduplicateSettings
) -> list[pa.Table]:
    """Return (article_key, other_key, score) of all pairs that reach the threshold."""
    days = [day for day in compared["day"].to_pylist() if day is not None]
    reach = timedelta(days=settings.story_window_days)
    bounded = len(days) == len(compared)
    window = {"first": min(days) - reach if bounded else None,
              "last": max(days) + reach if bounded else None}  # fmt: skip
    terms = np.unique(_values(compared["terms"]))
    left = _matrix(compared, terms)
    reader = run_sql(connection, _PACKAGE, "window_vectors", window).to_arrow_reader(_WINDOW_ROWS)
    parts = (pa.Table.from_batches([batch]) for batch in reader)
    return [_score(compared, left, others, _matrix(others, terms), settings) for others in parts]


def _score(
    compared: pa.Table, left: Any, others: pa.Table, right: Any, settings: DeduplicateSettings
) -> pa.Table:
    """Multiply two sets of vectors and weigh the cosines by the days between."""
    product = left @ right.T
    # Days apart only take away, so that smaller cosines, which nearly all are, need no weighing.
    high = np.flatnonzero(product.data >= settings.story_threshold - _ROUNDING)
    rows = np.searchsorted(product.indptr, high, side="right") - 1
    columns = product.indices[high]
    weights = _time_weights(_days(compared)[rows], _days(others)[columns], settings)
    scores = np.round(product.data[high] * weights, 6)
    keys = compared["article_key"].to_numpy()[rows]
    other_keys = others["article_key"].to_numpy()[columns]
    kept = (scores >= settings.story_threshold) & (keys != other_keys)
    return pa.table(
        {"article_key": keys[kept], "other_key": other_keys[kept], "score": scores[kept]}
    )


def read_similarities(connection: Connection, settings: DeduplicateSettings) -> Similarities:
    """Return a function from ranks within the component to the similarities of all their pairs."""
    nodes = run_sql(connection, _PACKAGE, "component_vectors").to_arrow_table().combine_chunks()
    places = {rank: place for place, rank in enumerate(nodes["rank"].to_pylist())}

    def similarities(members: list[int]) -> NDArray[np.float64]:
        some = nodes.take([places[member] for member in members])
        matrix, days = _whole_matrix(some), _days(some)
        cosines = (matrix @ matrix.T).toarray()
        weights = _time_weights(days[:, None], days[None, :], settings)
        return np.asarray(np.round(cosines * weights, 6))

    return similarities


def _time_weights(days: Any, others: Any, settings: DeduplicateSettings) -> Any:
    """exp(-days^2 / 2 sigma^2) inside the window, 0 beyond, 1 where a day is unknown."""
    apart = np.abs(days.astype(np.float64) - others)
    weights = np.exp(-(apart**2) / (2 * settings.story_sigma_days**2))
    weights = np.where(apart <= settings.story_window_days, weights, 0.0)
    return np.where((days == _UNDATED) | (others == _UNDATED), 1.0, weights)


def _whole_matrix(vectors: pa.Table) -> Any:
    """Make a sparse matrix over all terms of the vectors."""
    from scipy.sparse import csr_matrix

    terms, places = np.unique(_values(vectors["terms"]), return_inverse=True)
    ends = np.cumsum(pc.list_value_length(vectors["terms"]).to_numpy())
    weights = _values(vectors["weights"]).astype(np.float64)
    shape = (len(vectors), max(len(terms), 1))
    return csr_matrix((weights, places, np.concatenate(([0], ends))), shape=shape)


def _matrix(vectors: pa.Table, terms: Any) -> Any:
    """Make a sparse matrix over the given terms (ascending); other terms are left out."""
    from scipy.sparse import csr_matrix

    found, weights = _values(vectors["terms"]), _values(vectors["weights"])
    rows = np.repeat(np.arange(len(vectors)), pc.list_value_length(vectors["terms"]).to_numpy())
    shape = (len(vectors), max(len(terms), 1))
    if not len(terms):
        return csr_matrix(shape)
    # Most terms of a window are none of the wanted: their last bits tell so without a search.
    wanted = np.zeros(_FILTER_SIZE, dtype=np.bool_)
    wanted[terms % _FILTER_SIZE] = True
    likely = np.flatnonzero(wanted[found % _FILTER_SIZE])
    places = np.minimum(np.searchsorted(terms, found[likely]), len(terms) - 1)
    known = terms[places] == found[likely]
    kept, places = likely[known], places[known]
    return csr_matrix((weights[kept].astype(np.float64), (rows[kept], places)), shape=shape)


def _values(column: Any) -> Any:
    return column.combine_chunks().flatten().to_numpy(zero_copy_only=False)


def _days(vectors: pa.Table) -> Any:
    column: Any = vectors["day"].cast(pa.int32())
    days: Any = pc.fill_null(column, _UNDATED)
    return days.to_numpy().astype(np.int64)
