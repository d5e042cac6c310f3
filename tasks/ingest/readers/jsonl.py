"""JSON Lines: one record a line, `text` required."""

import json
from collections.abc import Iterator

from schemas.article import Document
from schemas.run import Rejection, SeedFile
from tasks.ingest.content import reject

_FIELDS = ("title", "published_at", "outlet", "author", "url", "agency", "dateline", "language")


def read(file: SeedFile, text: str, encoding: str) -> Iterator[Document | Rejection]:
    """Give one document a line; a line that is no good record is rejected by its number.

    The item is the record's `id`, else the line's number. Blank lines are passed over.
    """
    seen: set[str] = set()
    # str.splitlines would also cut at U+2028 and form feeds, which may stand inside a JSON string.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        outcome = _record(file, line, number, encoding)
        if isinstance(outcome, Document) and outcome.item in seen:
            reason = f"line {number}: an earlier line has the same id"
            outcome = reject(file, "duplicate id", reason, item=f"{outcome.item} (line {number})")
        elif isinstance(outcome, Document) and outcome.item is not None:
            seen.add(outcome.item)
        yield outcome


def _record(file: SeedFile, line: str, number: int, encoding: str) -> Document | Rejection:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = f"line {number} is not JSON ({str(error) or 'nested too deep'})"
        return reject(file, "json", reason, item=str(number))
    if not isinstance(record, dict):
        return reject(file, "record", f"line {number} is not a JSON object", item=str(number))
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        return reject(file, "record", f"line {number} has no `text`", item=str(number))
    identity = record.get("id")
    item = str(number) if identity is None or identity == "" else str(identity)
    fields = {name: _plain(record.get(name)) for name in _FIELDS}
    try:
        return Document(path=file.path, item=item, text=text, encoding=encoding, **fields)
    except ValueError:  # lone surrogates, written as escapes, are not text
        reason = f"line {number} holds characters that are not Unicode text"
        return reject(file, "record", reason, item=str(number))


def _plain(value: object) -> str | None:
    """Return a field as text; lists of names are joined, other structures are left out."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(value) or None
    return str(value).strip() or None if isinstance(value, str | int | float) else None
