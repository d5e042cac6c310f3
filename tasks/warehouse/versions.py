"""Let the newest version of an article stand for the others, which are kept on a shelf.

Which one stands is decided by what the documents state, never by the order in which they came.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from schemas.article import Document
from schemas.run import Batch
from tasks.warehouse.connect import Connection, insert, listed, run_sql

# Every table that holds rows of one article and nothing else; each has a shelf.
ARTICLE_TABLES = (
    "articles",
    "cleaning_log",
    "article_entities",
    "mentions",
    "quotes",
    "amounts",
    "date_expressions",
)


def begin(connection: Connection) -> None:
    """Start to collect the keys whose versions change in this transaction."""
    connection.execute("CREATE OR REPLACE TEMP TABLE touched_keys (key VARCHAR)")


def forget(connection: Connection, identities: Sequence[str]) -> None:
    """Take documents out of the versions and off the shelf."""
    found = "WHERE article_id IN (FROM ids)"
    keys = f"(SELECT article_key FROM shelved_articles {found})"
    with listed(connection, ids=identities):
        connection.execute(f"INSERT INTO touched_keys SELECT key FROM versions {found}")
        connection.execute(f"DELETE FROM versions {found}")
        for table in reversed(ARTICLE_TABLES):
            connection.execute(f"DELETE FROM shelved_{table} WHERE article_key IN {keys}")


def forget_vanished(connection: Connection, paths: Sequence[str], kept: Sequence[str]) -> None:
    """Forget what some files gave, beyond the items they still have."""
    with listed(connection, paths=paths, staying=kept):
        rows = connection.execute(
            "SELECT article_id FROM versions WHERE path IN (FROM paths)"
            " AND NOT article_id IN (FROM staying)"
        ).fetchall()
    if rows:
        forget(connection, [row[0] for row in rows])


def register(connection: Connection, batch: Batch) -> None:
    """Note the versions of the batch's articles and withdrawals."""
    accepted = {article.article_id for article in batch.articles}
    documents = [document for document in batch.documents if document.article_id in accepted]
    documents += [withdrawal.document for withdrawal in batch.withdrawals]
    rows = [row for document in documents if (row := _row(document))]
    insert(connection, "versions", rows)
    insert(connection, "touched_keys", [{"key": row["key"]} for row in rows])


def settle(connection: Connection, run_id: str) -> None:
    """Shelve the articles that a newer version stands for now, and bring back those that stand."""
    touched = connection.execute("SELECT count(*) FROM touched_keys").fetchone()
    if not touched or not touched[0]:
        return
    run_sql(connection, __package__, "rank_versions")
    _move(connection, "shelved_articles", "standing", "shelved_", "")
    _note_replaced(connection, run_id)
    _move(connection, "articles", "NOT standing", "", "shelved_")
    connection.execute(
        "UPDATE seed_files SET articles = (SELECT count(*) FROM articles"
        " WHERE articles.path = seed_files.path) WHERE path IN"
        " (SELECT path FROM versions WHERE key IN (SELECT key FROM touched_keys))"
    )
    connection.execute("DROP TABLE ranked_versions")


def _row(document: Document) -> dict[str, object] | None:
    # A reprint may name the original's address as its own, and is an article of its own outlet.
    key = document.guid or (document.url and f"{document.url} {document.outlet or ''}")
    if key is None:
        return None
    at = document.versioned_at
    return {
        "article_id": document.article_id,
        "path": document.path,
        "item": document.item,
        "key": key,
        "version": document.version,
        "versioned_at": None if at is None else datetime.fromisoformat(at),
        "withdrawn": document.withdrawn,
    }


def _move(connection: Connection, owner: str, which: str, source: str, target: str) -> None:
    """Move articles to the shelf or back, under new keys; the old and the new become pending."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE moving AS"
        " SELECT article_key AS old_key, nextval('article_keys') AS new_key"
        f" FROM {owner} WHERE article_id IN (SELECT article_id FROM ranked_versions WHERE {which})"
    )
    for table in ARTICLE_TABLES:
        connection.execute(
            f"INSERT INTO {target}{table} BY NAME"
            f" SELECT kept.* REPLACE (new_key AS article_key) FROM {source}{table} AS kept"
            " JOIN moving ON kept.article_key = moving.old_key"
        )
        connection.execute(
            f"DELETE FROM {source}{table} WHERE article_key IN (SELECT old_key FROM moving)"
        )
    key = "new_key" if target == "" else "old_key"
    for stage in ("deduplicate", "resolve"):
        connection.execute(
            f"INSERT INTO pending SELECT {key}, $stage FROM moving", {"stage": stage}
        )
    connection.execute("DROP TABLE moving")


def _note_replaced(connection: Connection, run_id: str) -> None:
    """Leave a row for each article that another version takes the place of, once."""
    rows = connection.execute(
        "SELECT CASE WHEN gone THEN old.article_id ELSE winner_id END, gone,"
        " old.content_hash, new.content_hash, old.title, new.title, old.text, new.text"
        " FROM ranked_versions JOIN articles AS old USING (article_id)"
        " LEFT JOIN articles AS new ON new.article_id = winner_id"
        " WHERE NOT standing ORDER BY old.article_id"
    ).fetchall()
    noted = set(
        connection.execute("SELECT article_id, old_hash, new_hash FROM article_changes").fetchall()
        if rows
        else ()
    )
    insert(
        connection,
        "article_changes",
        [_change(run_id, *row) for row in rows if (row[0], row[2], row[3]) not in noted],
    )


def _change(
    run_id: str,
    article_id: str,
    gone: bool,
    old_hash: str,
    new_hash: str | None,
    headline_before: str | None,
    headline_after: str | None,
    text_before: str,
    text_after: str | None,
) -> dict[str, object]:
    before, after = Counter(text_before.split()), Counter((text_after or "").split())
    return {
        "article_id": article_id,
        "run_id": run_id,
        "at": datetime.now(UTC),
        "kind": "withdrawn" if gone else "version",
        "old_hash": old_hash,
        "new_hash": new_hash,
        "words_added": (after - before).total(),
        "words_removed": (before - after).total(),
        "headline_before": headline_before,
        "headline_after": headline_after,
    }
