"""JSON Lines: one record a line."""

import json
from collections.abc import Iterator

from schemas.article import Document
from schemas.run import Rejection
from tasks.ingest.lines import Line, read_lines, reject_line
from tasks.ingest.readers.json_items import read_record
from tasks.ingest.source import Source


def read(source: Source) -> Iterator[Document | Rejection]:
    """Give one document a line; a line that is no good record is rejected by its number.

    The item is the record's `id`, else the line's number. Blank lines are passed over.
    """
    for line in read_lines(source):
        if line.fault:
            yield reject_line(source, line)
        elif line.text.strip():
            yield _read(source, line)


def _read(source: Source, line: Line) -> Document | Rejection:
    number = str(line.number)
    try:
        record = json.loads(line.text)
    except (ValueError, RecursionError) as error:
        fault = _describe(error)
        return source.reject("json", f"line {number} is not JSON ({fault})", number)
    if not isinstance(record, dict):
        return source.reject("record", f"line {number} is not a JSON object", number)
    return read_record(source, record, f"line {number}", number)


def _describe(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}, column {error.colno}"
    return "nested too deep" if isinstance(error, RecursionError) else str(error)
