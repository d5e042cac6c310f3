"""Write batches into the warehouse: one transaction a batch, whole or not at all."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from schemas.article import Article, Document, stable_id
from schemas.extraction import ExtractionRows
from schemas.fingerprint import Fingerprints
from schemas.run import Batch, FileState, FinishedFile
from tasks.warehouse import rejections, settling, twins, versions
from tasks.warehouse.connect import Connection, insert, listed, run_sql, transaction
from tasks.warehouse.extractions import write as write_extractions

Row = dict[str, Any]


def load_batch(
    connection: Connection, batch: Batch, run_id: str, fingerprints: Fingerprints
) -> dict[FileState, int]:
    """Replace the rows of the batch's documents and settle the ledger of the files it finishes.

    Returns how many of these are in which state now.
    Everything is one transaction. Articles whose text or extraction is new are put into `pending`
    for the set-wise stages, and so are the keys of rows that went away. Of the versions of an
    article the newest stands in `articles`.
    """
    with transaction(connection):
        versions.begin(connection)
        known = _known_paths(connection, batch)
        _make_room(connection, batch, known, run_id)
        _insert_documents(connection, batch.documents, fingerprints)
        _insert_articles(connection, batch.articles, batch.extractions)
        versions.register(connection, batch)
        rejections.replace(connection, batch, run_id)
        rejections.hold(connection, batch, run_id)
        # After the rejections, which count on from what stood of the same files.
        _drop_vanished(connection, [f for f in batch.finished if f.file.path in known], run_id)
        versions.settle(connection, run_id)
        if batch.stored:
            settling.refresh_files(connection, [document.path for document in batch.documents])
        return settling.settle_files(connection, batch.finished, run_id, fingerprints.ingest)


def remove_files(
    connection: Connection, paths: Sequence[str], run_id: str, keep_articles: bool
) -> None:
    """Take the articles of files that are gone out of the warehouse, in one transaction."""
    if not paths:
        return
    with transaction(connection):
        versions.begin(connection)
        if not keep_articles:
            _drop_articles_of(connection, paths, ())
        versions.settle(connection, run_id)
        with listed(connection, paths=paths):
            for table in ("quarantine", "held_items"):
                connection.execute(f"DELETE FROM {table} WHERE path IN (FROM paths)")
            connection.execute(
                "UPDATE seed_files SET state = 'removed', last_run_id = $run,"
                " articles = CASE WHEN $keep THEN articles ELSE 0 END"
                " WHERE path IN (FROM paths)",
                {"run": run_id, "keep": keep_articles},
            )


def current_documents(
    connection: Connection, documents: Sequence[Document], fingerprints: Fingerprints
) -> set[str]:
    """Return the ids of the documents whose stored twin is the same and not stale."""
    hashes = {document.article_id: document_hash(document) for document in documents}
    with listed(connection, ids=hashes):
        rows = connection.execute(
            "SELECT article_id, document_hash FROM documents WHERE article_id IN (FROM ids)"
            " AND clean_fingerprint = $clean AND extract_fingerprint = $extract",
            {"clean": fingerprints.clean, "extract": fingerprints.extract},
        ).fetchall()
    return {identity for identity, stored in rows if hashes[identity] == stored}


def document_hash(document: Document) -> str:
    """Return a hash of all that a document states."""
    return stable_id(document.model_dump_json())


def _known_paths(connection: Connection, batch: Batch) -> set[str]:
    """Return those of the batch's files of which anything stands."""
    paths = {document.path for document in batch.documents}
    paths |= {withdrawal.document.path for withdrawal in batch.withdrawals}
    paths |= {entry.file.path for entry in batch.finished}
    with listed(connection, paths=paths):
        return {row[0] for row in run_sql(connection, __package__, "known_paths").fetchall()}


def _make_room(connection: Connection, batch: Batch, known: set[str], run_id: str) -> None:
    """Take out what stands of the batch's documents; of new files, which most are, nothing does."""
    replaced = [one.article_id for one in batch.documents if one.path in known]
    withdrawn = [one.document.article_id for one in batch.withdrawals if one.document.path in known]
    if replaced or withdrawn:
        versions.forget(connection, replaced + withdrawn)
        _withdraw(connection, withdrawn, run_id)
        _note_changes(connection, _old_articles(connection, replaced), batch.articles, run_id)
        drop_articles(connection, replaced)
        _drop_documents(connection, replaced)


def _withdraw(connection: Connection, identities: Sequence[str], run_id: str) -> None:
    """Take away articles whose own item is now a withdrawal, and note it."""
    rows = [
        {
            "article_id": identity,
            "run_id": run_id,
            "at": datetime.now(UTC),
            "kind": "withdrawn",
            "old_hash": old["hash"],
            "words_added": 0,
            "words_removed": len(old["text"].split()),
            "headline_before": old["title"],
        }
        for identity, old in _old_articles(connection, identities).items()
    ]
    insert(connection, "article_changes", rows)
    drop_articles(connection, identities)
    _drop_documents(connection, identities)


def _drop_documents(connection: Connection, identities: Sequence[str]) -> None:
    with listed(connection, ids=identities):
        connection.execute("DELETE FROM documents WHERE article_id IN (FROM ids)")


def _old_articles(connection: Connection, identities: Sequence[str]) -> dict[str, Row]:
    # By rowid, since DuckDB would read all texts of the archive to join them on another column.
    with listed(connection, ids=identities):
        places = connection.execute(
            "SELECT rowid FROM articles WHERE article_id IN (FROM ids)"
        ).fetchall()
    if not places:
        return {}
    with listed(connection, old_rows=[row[0] for row in places]):
        rows = connection.execute(
            "SELECT article_id, content_hash, title, text FROM articles"
            " WHERE rowid IN (FROM old_rows)"
        ).fetchall()
    return {row[0]: {"hash": row[1], "title": row[2], "text": row[3]} for row in rows}


def _note_changes(
    connection: Connection, old: Mapping[str, Row], articles: Iterable[Article], run_id: str
) -> None:
    rows = []
    for article in articles:
        before = old.get(article.article_id)
        if before is None or before["text"] == article.text:
            continue
        words_before, words_after = Counter(before["text"].split()), Counter(article.text.split())
        rows.append(
            {
                "article_id": article.article_id,
                "run_id": run_id,
                "at": datetime.now(UTC),
                "kind": "changed",
                "old_hash": before["hash"],
                "new_hash": article.content_hash,
                "words_added": (words_after - words_before).total(),
                "words_removed": (words_before - words_after).total(),
                "headline_before": before["title"],
                "headline_after": article.title,
            }
        )
    insert(connection, "article_changes", rows)


def drop_articles(connection: Connection, identities: Sequence[str]) -> None:
    """Delete all article-local rows of these articles; their keys become pending."""
    if not identities:
        return
    with listed(connection, ids=identities):
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE leaving AS SELECT article_key FROM articles"
            " WHERE article_id IN (FROM ids)"
        )
    for stage in ("deduplicate", "resolve"):
        connection.execute(
            "INSERT INTO pending SELECT article_key, $stage FROM leaving", {"stage": stage}
        )
    for table in versions.ARTICLE_TABLES:
        connection.execute(
            f"DELETE FROM {table} WHERE article_key IN (SELECT article_key FROM leaving)"
        )
    connection.execute("DROP TABLE leaving")


def _drop_vanished(connection: Connection, finished: Sequence[FinishedFile], run_id: str) -> None:
    """Delete what the warehouse holds of files beyond what they still have.

    A file that was read from its middle still has all that came before.
    """
    if not finished:
        return
    kept = [identity for file in finished for identity in file.article_ids]
    _drop_articles_of(connection, [file.file.path for file in finished], kept)
    whole = [file.file.path for file in finished if not file.resumed]
    with listed(connection, paths=whole):
        for table in ("quarantine", "held_items"):
            stage = " AND stage = 'ingest'" if table == "quarantine" else ""
            connection.execute(
                f"DELETE FROM {table} WHERE path IN (FROM paths) AND run_id <> $run{stage}",
                {"run": run_id},
            )


def _drop_articles_of(connection: Connection, paths: Sequence[str], kept: Sequence[str]) -> None:
    """Delete the documents and articles of some paths that are not among those kept."""
    with listed(connection, paths=paths, staying=kept):
        rows = connection.execute(
            "SELECT article_id FROM documents WHERE path IN (FROM paths)"
            " AND NOT article_id IN (FROM staying)"
        ).fetchall()
    gone = [row[0] for row in rows]
    drop_articles(connection, gone)
    versions.forget_vanished(connection, paths, kept)
    if not gone:
        return
    with listed(connection, ids=gone):
        for table in ("documents", "quarantine"):
            connection.execute(f"DELETE FROM {table} WHERE article_id IN (FROM ids)")


def _insert_documents(
    connection: Connection, documents: Sequence[Document], fingerprints: Fingerprints
) -> None:
    rows = [
        {
            "article_id": document.article_id,
            "path": document.path,
            "document": document.model_dump_json(),
            "document_hash": document_hash(document),
            "source_hash": twins.source_hash(document),
            "clean_fingerprint": fingerprints.clean,
            "extract_fingerprint": fingerprints.extract,
        }
        for document in documents
    ]
    insert(connection, "documents", rows)


def _insert_articles(
    connection: Connection, articles: Sequence[Article], extractions: Sequence[ExtractionRows]
) -> None:
    if not articles:
        return
    keys = _new_keys(connection, [article.article_id for article in articles])
    insert(
        connection,
        "articles",
        [
            {"article_key": keys[article.article_id], **article.model_dump(exclude={"removals"})}
            for article in articles
        ],
    )
    insert(
        connection,
        "cleaning_log",
        [
            {"article_key": keys[article.article_id], **removal.model_dump()}
            for article in articles
            for removal in article.removals
        ],
    )
    write_extractions(connection, extractions, keys)
    pending = [
        {"article_key": key, "stage": stage}
        for key in keys.values()
        for stage in ("deduplicate", "resolve")
    ]
    insert(connection, "pending", pending)


def _new_keys(connection: Connection, identities: Sequence[str]) -> dict[str, int]:
    keys = connection.execute(
        "SELECT nextval('article_keys') FROM range($count)", {"count": len(identities)}
    ).fetchall()
    return dict(zip(identities, (row[0] for row in keys), strict=True))
