"""Find articles of the same text, byte by byte, and read what was extracted from them."""

from collections.abc import Iterable, Sequence
from typing import Any

from schemas.article import Article, Document, stable_id
from schemas.extraction import ExtractionRows
from schemas.fingerprint import Fingerprints
from tasks.warehouse import extractions
from tasks.warehouse.connect import Connection, listed, run_sql


def source_hash(document: Document) -> str:
    """Return a hash of a document's words, headline and language, whoever prints it.

    Documents of one hash have nearly always one text once they are cleaned; to be sure, ask
    `read_extractions` for the cleaned article.
    """
    return stable_id(document.text, document.title, document.language)


def known_sources(
    connection: Connection, sources: Iterable[str], fingerprints: Fingerprints
) -> set[str]:
    """Return those of the source hashes of which an article stands that is not stale."""
    made_by = _extracted_by(fingerprints)
    with listed(connection, sources=list(sources)):
        rows = run_sql(connection, __package__, "known_sources", made_by).fetchall()
    return {row[0] for row in rows}


def read_extractions(
    connection: Connection, articles: Sequence[Article], fingerprints: Fingerprints
) -> dict[str, ExtractionRows]:
    """Return, by article id, what stands of the same text in the same language.

    Rows that another code or model made are left out. The language says whether a text is read at
    all; nothing else of an article goes into its extraction.
    """
    made_by = _extracted_by(fingerprints)
    with listed(connection, hashes=[article.content_hash for article in articles]):
        places = run_sql(connection, __package__, "find_twins", made_by).fetchall()
    if not places:
        return {}
    keys = _keys_by_text(connection, [row[0] for row in places])
    twins = {
        article.article_id: keys[article.text, article.language]
        for article in articles
        if (article.text, article.language) in keys
    }
    found = extractions.read(connection, sorted(set(twins.values())))
    return {identity: ExtractionRows(identity, **found[key]) for identity, key in twins.items()}


def _keys_by_text(
    connection: Connection, places: Sequence[int]
) -> dict[tuple[str, str | None], int]:
    # By rowid, since DuckDB would read all texts of the archive to join them on another column.
    with listed(connection, twin_rows=places):
        rows = connection.execute(
            "SELECT text, language, min(article_key) FROM articles"
            " WHERE rowid IN (FROM twin_rows) GROUP BY ALL"
        ).fetchall()
    return {(text, language): key for text, language, key in rows}


def _extracted_by(fingerprints: Fingerprints) -> dict[str, Any]:
    return fingerprints.model_dump(include={"clean", "extract"})
