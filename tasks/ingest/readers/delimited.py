"""CSV and its kin (tab, semicolon, bar): a row is an article."""

import csv
from collections.abc import Iterator

from schemas.article import Document
from schemas.run import Rejection
from tasks.ingest.lines import Line, read_lines, reject_line
from tasks.ingest.records import build_document, find_columns
from tasks.ingest.source import Source

_DELIMITERS = ",;\t|"


def read(source: Source) -> Iterator[Document | Rejection]:
    """Give one document a row below the line of column names.

    The item is the row's id, else the number of the line on which it begins. The rows are refused
    together where no column is known to hold the text.
    """
    csv.field_size_limit(source.most_item_bytes)
    faulty: list[Line] = []
    lines = _feed(source, faulty)
    first = source.head.decode("utf-8", "replace").lstrip("\ufeff") or next(lines, "")
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        names = next(csv.reader([first], delimiter=delimiter), [])
    except csv.Error as error:
        raise source.unreadable("csv", f"line 1 is no row of a table ({error})") from error
    if "text" not in find_columns(names, source.settings.columns):
        listed = ", ".join(names)[:200]
        reason = f"no column is known to hold the text (there are: {listed}); name it in [columns]"
        yield source.reject("columns", reason)
        return
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    before = source.lines_before or 1
    while True:
        start = before + rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            where = f"line {start}" if rows.line_num <= 1 else f"the row from line {start}"
            yield source.reject("csv", f"{where} is no row of a table ({error})", str(start))
            continue
        yield from (reject_line(source, line) for line in faulty)
        faulty.clear()
        if row is None:
            return
        if row:
            yield _read_row(source, names, row, start)


def _read_row(source: Source, names: list[str], row: list[str], start: int) -> Document | Rejection:
    if len(row) != len(names):
        reason = f"line {start} has {len(row)} cells, where the first line names {len(names)}"
        return source.reject("csv", reason, str(start))
    record = dict(zip(names, row, strict=True))
    return build_document(source, record, f"line {start}", str(start))


def _feed(source: Source, faulty: list[Line]) -> Iterator[str]:
    """Give the lines that are text with their ends; put the others aside, blank in their place."""
    for line in read_lines(source):
        if line.fault:
            faulty.append(line)
        yield line.text + "\n"
