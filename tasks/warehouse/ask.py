"""Questions to the published database, over a connection that can neither write nor reach out."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import duckdb

from schemas.contract import Contract
from schemas.errors import NotPublishedError, QueryError
from tasks.warehouse.connect import Connection
from tasks.warehouse.publish import PUBLISHED

Format = Literal["table", "csv", "json", "parquet"]

_QUERIES = "tasks.warehouse.queries"


class Answer(Contract):
    """The rows of a query and the names of their columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class NamedQuery(Contract):
    """A query that ships with the program; its first comment line says what it answers."""

    name: str
    question: str
    sql: str


def named_queries() -> dict[str, NamedQuery]:
    """Return the queries that have a name, by name."""
    found = {}
    for file in sorted(resources.files(_QUERIES).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".sql"):
            sql = file.read_text(encoding="utf-8")
            name = file.name.removesuffix(".sql")
            question = sql.splitlines()[0].removeprefix("-- ")
            found[name] = NamedQuery(name=name, question=question, sql=sql)
    return found


@contextmanager
def reading(home: Path) -> Iterator[Connection]:
    """Open the published database so that no query can write or leave the file.

    Raises NotPublishedError when there is none, QueryError when it cannot be opened.
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
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()


def ask(home: Path, question: str, parameters: Mapping[str, object] | None = None) -> Answer:
    """Answer a query, given as SQL or by name. Raises QueryError for one that fails."""
    named = named_queries().get(question)
    with reading(home) as connection:
        try:
            cursor = connection.execute(named.sql if named else question, parameters or {})
            columns = tuple(column[0] for column in cursor.description or ())
            return Answer(columns=columns, rows=tuple(cursor.fetchall()))
        except duckdb.Error as error:
            raise QueryError(_advise(question, error)) from error


def write_parquet(home: Path, question: str, target: Path) -> None:
    """Write the answer to a query as a Parquet file."""
    import pyarrow.parquet as pq

    named = named_queries().get(question)
    with reading(home) as connection:
        try:
            table = connection.execute(named.sql if named else question).to_arrow_table()
        except duckdb.Error as error:
            raise QueryError(_advise(question, error)) from error
    pq.write_table(table, target)


def as_csv(answer: Answer) -> str:
    """Write an answer as CSV with a header (RFC 4180 quoting)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(answer.rows)
    return out.getvalue()


def as_json(answer: Answer) -> str:
    """Write an answer as a JSON array of objects; days and times as ISO 8601."""
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    return json.dumps(rows, ensure_ascii=False, indent=2, default=str) + "\n"


def _advise(question: str, error: duckdb.Error) -> str:
    if " " not in question.strip():
        names = ", ".join(named_queries())
        return f"There is no query named {question!r}; the names are: {names}."
    return f"The query failed: {_first_line(error)}"


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
