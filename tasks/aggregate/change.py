"""Bring the published tables up to date: only rows that hang on articles which changed.

The statements are those that make the tables whole (`build`), read over views that hold no more
than what is touched; the two counts that would have to read everything are added to.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from tasks.aggregate.build import fill
from tasks.warehouse import days
from tasks.warehouse.connect import Connection, run_sql, statement
from tasks.warehouse.pieces import split_condition

_PACKAGE = "tasks.aggregate.changes"
_OF_ARTICLES = (
    "articles", "cleaning_log", "mentions", "quotes", "amounts", "dates", "story_articles",
)  # fmt: skip
_OF_PAIRS = ("duplicate_pairs", "reused_passages", "story_links")
# History and ledger: small rows that tell of runs and files, held against what stands.
_ACCOUNTS = ("runs", "seed_files", "quarantine", "story_lineage", "article_changes")
_SCRATCH = (
    "dirty_ids", "dirty_keys", "old_articles", "touched_stories", "old_members", "old_uses",
    "new_members", "new_uses", "use_changes", "touched_entities", "touched_days",
    "touched_outlets", "entity_counts", "changed_pairs", "touched_texts",
)  # fmt: skip

_DIRTY = "article_key IN (SELECT article_key FROM dirty_keys)"
_TOUCHED_PAIR = "key_{} IN (SELECT article_key FROM touched_texts)"

# What a story's headline is chosen from, without the texts of articles that have one.
_OF_HEADLINES = (
    "article_key, article_id, outlet, published_date, title,"
    " CASE WHEN title IS NULL THEN text END AS text"
)


def change(connection: Connection) -> dict[str, int]:
    """Bring `news`, a copy of what was published, up to date; returns the rows written.

    `changed_articles` and `retold_entities` say what is to be done.
    """
    run_sql(connection, _PACKAGE, "before")
    counts = {table: _synchronise(connection, table) for table in _ACCOUNTS}
    counts |= _change_articles(connection)
    counts |= _change_pairs(connection)
    run_sql(connection, _PACKAGE, "after")
    counts |= _change_stories(connection)
    counts |= _change_entities(connection)
    counts["entity_pairs"] = _change_entity_pairs(connection)
    for table in _SCRATCH:
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
    return counts


def _synchronise(connection: Connection, table: str) -> int:
    """Make an account in `news` what the warehouse says, row by row.

    Of rows that are alike, nearly all of a large ledger, only hashes are compared.
    """
    # The empty part gives the published columns their order and types, on which the hashes hang.
    wanted = (
        f"(SELECT * FROM news.{table} LIMIT 0)"
        f" UNION ALL BY NAME ({statement('tasks.aggregate', table)})"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE unlike_rows AS"
        f" SELECT place, wanted_hash FROM (SELECT rowid AS place, hash(standing) AS standing_hash"
        f" FROM news.{table} AS standing) FULL JOIN (SELECT hash(wanted) AS wanted_hash FROM"
        f" ({wanted}) AS wanted) ON standing_hash = wanted_hash"
        " WHERE standing_hash IS NULL OR wanted_hash IS NULL"
    )
    connection.execute(f"DELETE FROM news.{table} WHERE rowid IN (SELECT place FROM unlike_rows)")
    count = _rows(connection.execute(
        f"INSERT INTO news.{table} SELECT * FROM ({wanted}) AS wanted"
        " WHERE hash(wanted) IN (SELECT wanted_hash FROM unlike_rows)"
    ))  # fmt: skip
    connection.execute("DROP TABLE unlike_rows")
    return count


def _change_articles(connection: Connection) -> dict[str, int]:
    """Write all rows of the changed articles anew."""
    for table in _OF_ARTICLES:
        connection.execute(
            f"DELETE FROM {days.place(connection, table)}"
            " WHERE article_id IN (SELECT article_id FROM dirty_ids)"
        )
    dirty = split_condition(connection, "warehouse.articles", _DIRTY)
    with _hiding(connection, {"articles": dirty}):
        return {table: fill(connection, table) for table in _OF_ARTICLES}


def _change_pairs(connection: Connection) -> dict[str, int]:
    """Write anew the pairs at whose ends a changed article stands, and pairs of their texts."""
    either = "{} article_a IN (FROM dirty_ids) OR article_b IN (FROM dirty_ids)"
    for table in _OF_PAIRS:
        connection.execute(f"DELETE FROM news.{table} {either.format('WHERE')}")
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE touched_texts AS FROM dirty_keys"
        " UNION SELECT text_key FROM taken_articles SEMI JOIN dirty_keys USING (article_key)"
    )
    touched = f"{_TOUCHED_PAIR.format('a')} OR {_TOUCHED_PAIR.format('b')}"
    with _hiding(connection, {table: [touched] for table in _OF_PAIRS}):
        return {table: fill(connection, table, either.format("WHERE")) for table in _OF_PAIRS}


def _change_stories(connection: Connection) -> dict[str, int]:
    """Write anew the touched stories, and the days of outlets."""
    stories = "story_id IN (SELECT story_id FROM touched_stories)"
    connection.execute(f"DELETE FROM news.stories WHERE {stories}")
    with _hiding(connection, {"story_members": [stories]}):
        told = "article_key IN (SELECT article_key FROM story_members)"
        articles = split_condition(connection, "warehouse.articles", told)
        with _hiding(connection, {"articles": articles}, _OF_HEADLINES):
            counts = {"stories": fill(connection, "stories")}
    on_days = (
        "WHERE EXISTS (FROM touched_outlets WHERE touched_outlets.outlet IS NOT DISTINCT FROM"
        " {0}.outlet AND touched_outlets.published_date IS NOT DISTINCT FROM {0}.day)"
    )
    connection.execute(f"DELETE FROM news.outlet_daily {on_days.format('outlet_daily')}")
    return counts | {"outlet_daily": fill(connection, "outlet_daily", on_days.format("made"))}


def _change_entities(connection: Connection) -> dict[str, int]:
    """Write anew the touched entities, their forms, and their touched days."""
    touched_days = "WHERE (day, entity_id) IN (SELECT (day, entity_id) FROM touched_days)"
    connection.execute(f"DELETE FROM news.entity_daily {touched_days}")
    on_days = (
        "article_id IN (SELECT article_id FROM news.articles AS published WHERE"
        " published.published_date IN (SELECT day FROM touched_days))"
    )
    # Their texts are of no account here, and those of a whole archive fill the memory.
    with _hiding(connection, {"articles": [on_days]}, columns="article_key, article_id"):
        counts = {"entity_daily": fill(connection, "entity_daily", touched_days)}
    run_sql(connection, _PACKAGE, "entity_counts")
    touched = "entity_id IN (SELECT entity_id FROM touched_entities)"
    of_touched = "(article_key, entity) IN (SELECT (article_key, entity) FROM resolved_entities)"
    with (
        _hiding(connection, {"resolved_entities": [touched]}),
        # Read twice for the entities: for their names, and for their places.
        _hiding(connection, {"article_entities": [of_touched]}),
    ):
        for table in ("entities", "entity_aliases"):
            connection.execute(f"DELETE FROM news.{table} WHERE {touched}")
            counts[table] = fill(connection, table)
    return counts


def _change_entity_pairs(connection: Connection) -> int:
    run_sql(connection, "tasks.aggregate", "paired_entities")
    run_sql(connection, _PACKAGE, "entity_pairs")
    if _rows(connection.execute("SELECT count(*) FROM changed_pairs WHERE unsure")):
        run_sql(connection, _PACKAGE, "unsure_pairs")
    return _rows(connection.execute(
        "INSERT INTO news.entity_pairs BY NAME SELECT * EXCLUDE (place, unsure) FROM changed_pairs"
    ))  # fmt: skip


@contextmanager
def _hiding(
    connection: Connection, scopes: Mapping[str, Sequence[str]], columns: str = "*"
) -> Iterator[None]:
    """Let the tables' names mean only those of their rows that fulfil one of some conditions."""
    for table, conditions in scopes.items():
        rows = [f"SELECT {columns} FROM warehouse.{table} WHERE {one}" for one in conditions]
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS {' UNION ALL '.join(rows)}")
    try:
        yield
    finally:
        for table in scopes:
            connection.execute(f"DROP TABLE IF EXISTS temp.{table}")


def _rows(cursor: Connection) -> int:
    row = cursor.fetchone()
    return 0 if row is None else int(row[0])
