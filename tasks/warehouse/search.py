"""Search the published articles: BM25 over stems, best passage, copies collapsed.

The index is `search.duckdb` beside the published database. Each search first takes in what was
published since the last one, so that a run pays nothing and a search only for what is new. The
stemmer and the stopwords are those of DuckDB's fts extension; its own index cannot be added to.
"""

import re
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb

from schemas.contract import Contract
from schemas.errors import NotPublishedError, OutdatedError, QueryError
from tasks.warehouse import days
from tasks.warehouse.ask import ask
from tasks.warehouse.connect import Connection, run_sql, statement, transaction
from tasks.warehouse.passages import Passage, best_passage, folded_words
from tasks.warehouse.publish import PUBLISHED

INDEX = "search.duckdb"

_SQL = "tasks.warehouse.searching"
_PHRASE = re.compile(r'["“”«»]([^"“”«»]+)["“”«»]')
_WAIT_SECONDS = 20.0
_POLL_SECONDS = 0.2
# What DuckDB says of a file that another process has, and raises for pages that are not its own.
_HELD = "set lock on file"
_DAMAGE = (duckdb.IOException, duckdb.InternalException, duckdb.FatalException)


class Request(Contract):
    """What is searched for; words in double quotes must stand together."""

    words: str
    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    person: str | None = None
    limit: int = 10


class Hit(Contract):
    """An article that was found, and the passage that shows why."""

    score: float
    article_id: str
    path: str
    item: str | None
    outlet: str | None
    published_date: date | None
    title: str | None
    copies: int
    passage: Passage


@cache
def fts_extension() -> Path:
    """Return the file of DuckDB's fts extension. Raises QueryError where it is not installed."""
    found = _extension_files()
    if not found:
        raise QueryError("The search needs the package duckdb-extension-fts; install it.")
    return found[0]


def search(home: Path, request: Request) -> list[Hit]:
    """Return the best articles for a request, after taking new articles into the index.

    An index that turns out to be damaged is made anew. Raises NotPublishedError where there is no
    database, QueryError where the index cannot be made.
    """
    try:
        return _search(home, request)
    except QueryError as error:
        if not isinstance(error.__cause__, _DAMAGE) or not _drop(home / INDEX):
            raise
    return _search(home, request)


def _search(home: Path, request: Request) -> list[Hit]:
    entities = _entities(home, request.person)
    with _index(home) as connection:
        renew(connection)
        sought = frozenset(_stems(connection, folded_words(request.words)).values())
        values = request.model_dump(include={"since", "until", "outlet", "limit"}) | {
            "terms": sorted(sought),
            "only": _with_phrases(connection, request.words),
            "entities": entities,
        }
        cursor = run_sql(connection, _SQL, "rank", values)
        names = [column[0] for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        texts = _texts(connection, [row["article_id"] for row in rows])
        words = {word for text in texts.values() for word in folded_words(text)}
        stems = _stems(connection, words)
    return [_hit(row, texts[row["article_id"]], stems, sought) for row in rows]


def renew(connection: Connection) -> None:
    """Bring the index of an open search database in line with the attached `news`."""
    connection.execute(statement(_SQL, "tables"))
    _keep_stopwords(connection)
    with transaction(connection):
        run_sql(connection, _SQL, "drop_stale")
        run_sql(connection, _SQL, "add_new")


@contextmanager
def _index(home: Path) -> Iterator[Connection]:
    """Open the index with `news` attached; in memory where the home cannot be written."""
    if not (home / PUBLISHED).exists():
        raise NotPublishedError(home)
    connection = _connect(home / INDEX)
    try:
        connection.load_extension(str(fts_extension()))
        published = str(home / PUBLISHED).replace("'", "''")
        connection.execute(f"ATTACH '{published}' AS news (READ_ONLY)")
        days.admit(connection, home)
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise OutdatedError(home / PUBLISHED) from error
    except duckdb.Error as error:
        raise QueryError(
            f"The search failed ({str(error).splitlines()[0]}); if it does so again, delete "
            f"{home / INDEX}, which is made anew."
        ) from error
    finally:
        connection.close()


def _connect(path: Path) -> Connection:
    """Open the index file, waiting for another search that has it; else work in memory."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    deadline = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            return duckdb.connect(str(path), config=config)
        except duckdb.Error as error:
            held = _HELD in str(error)
            if held and time.monotonic() < deadline:
                time.sleep(_POLL_SECONDS)
            elif held or not _drop(path):
                return duckdb.connect(":memory:", config=config)


def _drop(path: Path) -> bool:
    """Delete an index that is damaged, which is but a copy; tell whether there was one to go."""
    try:
        path.unlink()
        path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _keep_stopwords(connection: Connection) -> None:
    """Keep the extension's English stopwords, which it shows only in an index of its own."""
    if connection.execute("SELECT count(*) FROM stopwords").fetchall() != [(0,)]:
        return
    connection.execute("CREATE OR REPLACE TABLE probe AS SELECT 1 AS id, 'x' AS body")
    connection.execute("PRAGMA create_fts_index('probe', 'id', 'body', overwrite = 1)")
    connection.execute("INSERT INTO stopwords SELECT sw FROM fts_main_probe.stopwords")
    connection.execute("PRAGMA drop_fts_index('probe')")
    connection.execute("DROP TABLE probe")


def _words(connection: Connection, text: str) -> list[str]:
    row = connection.execute("SELECT words_of(?)", [text]).fetchone()
    return list(row[0]) if row else []


def _stems(connection: Connection, words: Iterable[str]) -> dict[str, str]:
    """Return the stem of each word that is no stopword."""
    rows = connection.execute(
        "SELECT word, stem(word, 'english') FROM (SELECT unnest(?::VARCHAR[]) AS word)"
        " WHERE word NOT IN (FROM stopwords)",
        [sorted(words)],
    ).fetchall()
    return dict(rows)


def _entities(home: Path, person: str | None) -> list[str] | None:
    if person is None:
        return None
    return [row[0] for row in ask(home, "FROM entities_named($name)", {"name": person}).rows]


def _with_phrases(connection: Connection, words: str) -> list[str] | None:
    """Return the articles that have the phrases in quotes; None where there are none."""
    phrases = [_words(connection, phrase) for phrase in _PHRASE.findall(words)]
    phrases = [phrase for phrase in phrases if phrase]
    if not phrases:
        return None
    rows = run_sql(connection, _SQL, "with_phrases", {"phrases": phrases}).fetchall()
    return [row[0] for row in rows]


def _texts(connection: Connection, keys: list[str]) -> dict[str, str]:
    rows = connection.execute(
        "SELECT article_id, text FROM news.articles WHERE article_id IN (SELECT unnest(?))", [keys]
    ).fetchall()
    return dict(rows)


def _hit(row: dict[str, Any], text: str, stems: dict[str, str], sought: frozenset[str]) -> Hit:
    title = row["title"]
    behind = len(title) if title and text.startswith(title) else 0
    return Hit(**row, passage=best_passage(text, stems, sought, behind))


def _extension_files() -> list[Path]:
    """List the extension's files, of which one is for this version and platform."""
    try:
        folder = resources.files("duckdb_extension_fts").joinpath("extensions")
    except ModuleNotFoundError:
        return []
    version = Path(str(folder)) / f"v{duckdb.__version__}"
    return sorted(version.glob("fts.duckdb_extension"))
