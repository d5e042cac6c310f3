"""Write what was extracted from articles into its tables, and read it back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from schemas.article import stable_id
from schemas.extraction import PARTS, ExtractionRows, Row
from tasks.warehouse.connect import Connection, insert_arrow, listed

_TABLES = {
    "entities": "article_entities",
    "mentions": "mentions",
    "quotes": "quotes",
    "amounts": "amounts",
    "dates": "date_expressions",
}


def write(
    connection: Connection, extractions: Iterable[ExtractionRows], keys: Mapping[str, int]
) -> None:
    """Append the rows of some extractions, under the keys of their articles by id."""
    found = list(extractions)
    for part, table in _TABLES.items():
        rows = [row for one in found for row in getattr(one, part)]
        if not rows:
            continue
        columns: dict[str, Sequence[Any]] = {
            "article_key": [keys[one.article_id] for one in found for _ in getattr(one, part)]
        }
        columns |= zip(PARTS[part].model_fields, zip(*rows, strict=True), strict=True)
        if part == "entities":
            columns["entity"] = [number for one in found for number in range(len(one.entities))]
        elif part == "quotes":
            columns["quote_id"] = [_quote_id(one, row) for one in found for row in one.quotes]
        insert_arrow(connection, table, pa.table(columns))


def _quote_id(extraction: ExtractionRows, quote: Row) -> str:
    start_char, _, text, *_ = quote
    return stable_id(extraction.article_id, str(start_char), text)


def read(connection: Connection, keys: Sequence[int]) -> dict[int, dict[str, tuple[Row, ...]]]:
    """Return the parts of the extractions of some articles, by their keys."""
    found: dict[int, dict[str, list[Row]]] = {key: {part: [] for part in PARTS} for key in keys}
    with listed(connection, wanted=keys):
        for part, shape in PARTS.items():
            order = "entity" if part == "entities" else "rowid"
            cursor = connection.execute(
                f"SELECT article_key, {', '.join(shape.model_fields)} FROM {_TABLES[part]}"
                f" WHERE article_key IN (FROM wanted) ORDER BY article_key, {order}"
            )
            for key, *row in cursor.fetchall():
                found[key][part].append(tuple(row))
    return {key: {part: tuple(rows) for part, rows in of.items()} for key, of in found.items()}
