"""Queries that ship with the program, each with typed parameters that are bound, never pasted."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Literal, TypeAlias

from schemas.contract import Contract
from schemas.errors import UsageError

Kind = Literal["integer", "date", "text"]
Value: TypeAlias = int | date | str | None

_QUERIES = "tasks.warehouse.queries"
_PARAMETER = re.compile(
    r"-- (?P<name>\w+) (?P<kind>integer|date|text)(?P<required> required)?"
    r"(?: = (?P<default>\S+))?: (?P<meaning>.+)"
)


class Parameter(Contract):
    """A parameter of a named query; one that is neither given nor has a default is NULL."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    default: str | None = None


class NamedQuery(Contract):
    """A query with a name: its comment lines say what it answers and what it can be told."""

    name: str
    question: str
    sql: str
    parameters: tuple[Parameter, ...] = ()


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """Return the queries that have a name, by name."""
    files = sorted(resources.files(_QUERIES).iterdir(), key=lambda file: file.name)
    found = (
        _parse(file.name.removesuffix(".sql"), file.read_text(encoding="utf-8"))
        for file in files
        if file.name.endswith(".sql")
    )
    return {query.name: query for query in found}


def bind(query: NamedQuery, given: Mapping[str, object]) -> dict[str, Value]:
    """Return a value for every parameter of a query.

    Raises UsageError for a name that the query does not have, a value that is none of its kind,
    and a missing parameter that is required.
    """
    known = {parameter.name for parameter in query.parameters}
    strange = sorted(set(given) - known)
    if strange:
        names = ", ".join(f"--{parameter.name}" for parameter in query.parameters) or "none"
        raise UsageError(
            f"The query {query.name!r} has no parameter --{strange[0]}; it has: {names}."
        )
    return {
        parameter.name: _read(query.name, parameter, given.get(parameter.name, parameter.default))
        for parameter in query.parameters
    }


def _parse(name: str, sql: str) -> NamedQuery:
    question, *rest = sql.splitlines()
    return NamedQuery(
        name=name,
        question=question.removeprefix("-- "),
        sql=sql,
        parameters=tuple(_parameters(rest)),
    )


def _parameters(lines: list[str]) -> Iterator[Parameter]:
    for line in lines:
        if not line.startswith("--"):
            return
        match = _PARAMETER.fullmatch(line)
        if match:
            fields = match.groupdict()
            yield Parameter.model_validate({**fields, "required": bool(fields["required"])})


def _read(query: str, parameter: Parameter, value: object) -> Value:
    """Return a value as its parameter's kind has it."""
    if value is None or value == "":
        if parameter.required:
            raise UsageError(f"The query {query!r} needs --{parameter.name}: {parameter.meaning}.")
        return None
    text = str(value)
    try:
        if parameter.kind == "integer":
            return int(text)
        return date.fromisoformat(text) if parameter.kind == "date" else text
    except ValueError:
        wanted = "a whole number" if parameter.kind == "integer" else "a day like 2025-03-19"
        raise UsageError(f"--{parameter.name} must be {wanted}, not {text!r}.") from None
