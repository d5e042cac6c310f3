"""JSON: an array of records, or a single one; ninjs items and plain records alike."""

import json
import re
from collections.abc import Iterator
from typing import Any

from schemas.article import Document
from schemas.run import Rejection
from tasks.ingest.readers import ninjs
from tasks.ingest.records import build_document, find_columns
from tasks.ingest.source import Source

# Where the answers of news services and JSON Feed keep their articles.
_LISTS = ("articles", "items", "results", "entries", "stories", "news", "docs", "data")
_ENVELOPES = ("response", "data", "feed")
_BLANK = re.compile(r"[ \t\r\n]*")


def read(source: Source) -> Iterator[Document | Rejection]:
    """Give one document an element; where the JSON breaks off, the rest is rejected by its line.

    The list may be wrapped in an object, as news services send it (`{"articles": [...]}`).

    The item is the record's `id`, else its position from 1; a single record needs none.
    """
    text, _ = source.decode(source.read_whole())
    start = _after_blank(text, 0)
    if text[start : start + 1] != "[":
        yield from _read_single(source, text, start)
        return
    position, number = _after_blank(text, start + 1), 0
    while text[position : position + 1] != "]":
        number += 1
        try:
            record, position = _decode(text, position)
        except (ValueError, RecursionError) as error:
            yield source.reject("json", f"element {number}: {_describe(error, text)}", str(number))
            return
        yield read_record(source, record, f"element {number}", str(number))
        position = _after_blank(text, position)
        if text[position : position + 1] == ",":
            position = _after_blank(text, position + 1)
        elif text[position : position + 1] != "]":
            line = text.count("\n", 0, position) + 1
            reason = f"the array breaks off after element {number}, in line {line}"
            yield source.reject("json", reason)
            return


def read_record(source: Source, record: Any, where: str, item: str | None) -> Document | Rejection:
    """Return the document of one record, as ninjs if it has its fields; `item`: see records."""
    if not isinstance(record, dict):
        return source.reject("record", f"{where} is not a JSON object", item)
    if ninjs.is_ninjs(record):
        return ninjs.build_document(source, record, where)
    return build_document(source, record, where, item)


def _read_single(source: Source, text: str, start: int) -> Iterator[Document | Rejection]:
    try:
        record, end = _decode(text, start)
    except (ValueError, RecursionError) as error:
        yield source.reject("json", _describe(error, text))
        return
    if _after_blank(text, end) < len(text):
        line = text.count("\n", 0, end) + 1
        yield source.reject("json", f"something follows the JSON object, in line {line}")
        return
    wrapped = _find_list(source, record)
    if wrapped is None:
        yield read_record(source, record, "the record", None)
        return
    for number, element in enumerate(wrapped, start=1):
        yield read_record(source, element, f"element {number}", str(number))


def _find_list(source: Source, record: Any) -> list[Any] | None:
    """Return the articles that an object wraps in a list, unless it is an article itself."""
    if not isinstance(record, dict) or ninjs.is_ninjs(record):
        return None
    if "text" in find_columns(list(record), source.settings.columns):
        return None
    inner: dict[str, Any] = next(
        (record[name] for name in _ENVELOPES if isinstance(record.get(name), dict)), {}
    )
    for holder in (record, inner):
        for name in _LISTS:
            value = holder.get(name)
            if isinstance(value, list) and value and isinstance(value[0], dict):
                return value
    return None


def _decode(text: str, position: int) -> tuple[Any, int]:
    return json.JSONDecoder().raw_decode(text, position)


def _after_blank(text: str, position: int) -> int:
    found = _BLANK.match(text, position)
    return found.end() if found else position


def _describe(error: Exception, text: str) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"it is not JSON ({error.msg}, line {error.lineno} column {error.colno})"
    return "it is not JSON (nested too deep)" if isinstance(error, RecursionError) else str(error)
