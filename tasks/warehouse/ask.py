"""Questions to the published database, over a connection that can neither write nor reach out."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import duckdb

from schemas.contract import Contract
from schemas.errors import NotPublishedError, OutdatedError, QueryError
from tasks.warehouse import dayfiles, days
from tasks.warehouse.connect import Connection, run_sql
from tasks.warehouse.named import bind, named_queries
from tasks.warehouse.publish import PUBLISHED

# PIVOT is a CREATE and a SELECT.
_READING = (
    duckdb.StatementType.SELECT,
    duckdb.StatementType.CREATE,
    duckdb.StatementType.SET,
    duckdb.StatementType.CALL,
)
_EXPLAIN = re.compile(r"^\s*EXPLAIN\s+(ANALYZE\s+)?(\([^)]*\)\s*)?", re.IGNORECASE)

Format = Literal["table", "csv", "json", "parquet"]


class Answer(Contract):
    """The rows of a query and the names of their columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def records(self) -> list[dict[str, Any]]:
        """Return the rows by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@contextmanager
def reading(home: Path, extension: Path | None = None) -> Iterator[Connection]:
    """Open the published database so that no query can write or leave the file.

    An `extension` is loaded first, since afterwards nothing can be. Python's own variables are out
    of a query's reach, too. Raises NotPublishedError when there is no database, QueryError when it
    cannot be opened.
    """
    path = home / PUBLISHED
    if not path.exists():
        raise NotPublishedError(home)
    try:
        connection = duckdb.connect(
            str(path), read_only=True, config={"autoinstall_known_extensions": "false"}
        )
    except duckdb.Error as error:
        raise QueryError(f"{path} cannot be opened ({_first_line(error)}).") from error
    try:
        if extension is not None:
            connection.load_extension(str(extension))
        days.admit(connection, home)
        _lock(connection)
        yield connection
    finally:
        connection.close()


def ask(home: Path, question: str, parameters: Mapping[str, object] | None = None) -> Answer:
    """Answer a query, given as SQL or by name, with its parameters bound.

    Raises QueryError for one that fails, UsageError for parameters that a named query has not.
    """
    with reading(home) as connection:
        cursor = _execute(connection, home, question, parameters or {})
        columns = tuple(column[0] for column in cursor.description or ())
        try:
            return Answer(columns=columns, rows=tuple(cursor.fetchall()))
        except duckdb.Error as error:
            raise QueryError(_advise(question, error)) from error


def write_parquet(
    home: Path, question: str, target: Path, parameters: Mapping[str, object] | None = None
) -> None:
    """Write the answer to a query as a Parquet file. Raises QueryError where that fails."""
    import pyarrow.parquet as pq

    with reading(home) as connection:
        cursor = _execute(connection, home, question, parameters or {})
        try:
            pq.write_table(cursor.to_arrow_table(), target)
        except duckdb.Error as error:
            raise QueryError(_advise(question, error)) from error
        except OSError as error:
            raise QueryError(f"{target} cannot be written ({error.strerror or error}).") from error


def as_csv(answer: Answer) -> str:
    """Write an answer as CSV with a header (RFC 4180 quoting)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(answer.rows)
    return out.getvalue()


def as_json(answer: Answer) -> str:
    """Write an answer as a JSON array of objects; days and times as ISO 8601."""
    return json.dumps(answer.records(), ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: object) -> str:
    isoformat = getattr(value, "isoformat", None)
    return str(isoformat()) if isoformat else str(value)


def _lock(connection: Connection) -> None:
    """Close every way out of the database file, then the way back."""
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET python_enable_replacements = false")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _execute(
    connection: Connection, home: Path, question: str, parameters: Mapping[str, object]
) -> Connection:
    named = named_queries().get(question)
    values = bind(named, parameters) if named else dict(parameters)
    try:
        if named is None:
            _refuse_files(connection, question)
        return connection.execute(named.sql if named else question, values)
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        if named or lacks_tables(connection):
            raise OutdatedError(home / PUBLISHED) from error
        raise QueryError(_advise(question, error)) from error
    except duckdb.Error as error:
        raise QueryError(_advise(question, error)) from error


def _refuse_files(connection: Connection, question: str) -> None:
    """Refuse what may write a file: a database by day lets files of days be opened.

    Raises QueryError. What a database that is opened to read refuses by itself passes.
    """
    for statement in connection.extract_statements(question):
        kind, asked = statement.type, statement.query
        if kind == duckdb.StatementType.EXPLAIN:
            inner = connection.extract_statements(_EXPLAIN.sub("", asked, count=1))
            kind = inner[0].type if inner else kind
        if kind not in _READING:
            raise QueryError(f"A query can only read; {kind.name} is refused.")


def lacks_tables(connection: Connection, database: str = "news") -> bool:
    """Tell whether a published database lacks a table, view or macro of this program."""
    rows = run_sql(connection, __package__, "published_names", {"database": database}).fetchall()
    return not _published_names() <= {row[0] for row in rows}


@cache
def _published_names() -> frozenset[str]:
    files = [
        file.name
        for package in ("schemas.published", "schemas.published.views")
        for file in resources.files(package).iterdir()
    ]
    return frozenset(name.removesuffix(".sql") for name in files if name.endswith(".sql"))


def _advise(question: str, error: duckdb.Error) -> str:
    if " " not in question.strip() and question not in named_queries():
        names = ", ".join(named_queries())
        return f"There is no query named {question!r}; the names are: {names}."
    if f"/{dayfiles.FOLDER}/" in str(error):
        return (
            f"The query failed ({_first_line(error)}); see that {dayfiles.FOLDER} lies whole beside"
            " the database, or make it anew with `dateline rebuild --stage aggregate`."
        )
    return f"The query failed: {_first_line(error)}"


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
