"""Ask the published database what the briefing shows."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from schemas.contract import Contract
from tasks.warehouse.ask import ask

_PARAMETER = re.compile(r"\$(\w+)")
_STORIES = ("timelines", "facts")


class Asked(Contract):
    """A query with the values it was given, and its rows by column name."""

    name: str
    question: str
    sql: str
    parameters: Mapping[str, Any]
    rows: tuple[dict[str, Any], ...]


def gather(home: Path, days: int, as_of: date | None) -> dict[str, Asked]:
    """Return the answers of all queries, by name, over the `days` up to `as_of`.

    Raises NotPublishedError where there is no database.
    """
    given: dict[str, object] = {"days": days, "as_of": as_of}
    found = {name: _ask(home, name, given) for name in query_names() if name not in _STORIES}
    given["stories"] = [row["story_id"] for row in found["top_stories"].rows]
    return found | {name: _ask(home, name, given) for name in _STORIES}


@cache
def query_names() -> tuple[str, ...]:
    """Return the names of the briefing's queries."""
    files = resources.files(f"{__package__}.queries").iterdir()
    names = (file.name for file in files)
    return tuple(sorted(name.removesuffix(".sql") for name in names if name.endswith(".sql")))


def _ask(home: Path, name: str, given: Mapping[str, object]) -> Asked:
    source = resources.files(f"{__package__}.queries").joinpath(f"{name}.sql")
    question, _, sql = source.read_text(encoding="utf-8").partition("\n")
    wanted = set(_PARAMETER.findall(sql))
    parameters = {key: value for key, value in given.items() if key in wanted}
    answer = ask(home, sql, parameters)
    return Asked(
        name=name,
        question=question.removeprefix("-- "),
        sql=sql.strip(),
        parameters=parameters,
        rows=tuple(answer.records()),
    )
