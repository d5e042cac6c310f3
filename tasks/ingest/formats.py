"""The formats that are read, and how each is recognised: by content first, by extension second."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from schemas.article import Document
from schemas.run import Rejection
from tasks.ingest.content import BOMS
from tasks.ingest.readers import (
    archive,
    compressed,
    delimited,
    feed,
    json_items,
    jsonl,
    mail,
    newsml,
    nitf,
    page,
    parquet,
    text,
    warc,
)  # fmt: skip
from tasks.ingest.records import find_columns
from tasks.ingest.source import Source

Reader = Callable[[Source], Iterator[Document | Rejection]]

# So much of a file's beginning is looked at.
HEAD_BYTES = 1 << 16


class Head(NamedTuple):
    """The beginning of a file: bytes, the same as text, the name of its first element."""

    data: bytes
    text: str
    root: str
    extension: str


class Format(NamedTuple):
    """A format: its reader, what its content begins with, its extensions.

    `grows` tells that items may be appended to a file, so that its head need not be read again.
    """

    name: str
    read: Reader
    sign: str
    matches: Callable[[Head], bool]
    extensions: tuple[str, ...]
    grows: bool = False


def recognise(data: bytes, name: str) -> Format | None:
    """Return the format of a file by its first bytes, else by its name; None for neither."""
    text_ = _decode(data)
    head = Head(data, text_, _root(text_), PurePosixPath(name).suffix.lower())
    by_content = next((format_ for format_ in FORMATS if format_.matches(head)), None)
    if by_content is not None:
        return by_content
    return next((format_ for format_ in FORMATS if head.extension in format_.extensions), None)


def describe_formats() -> str:
    """Return a table of the formats: what they are recognised by, first and second."""
    head = ("format", "recognised by its content", "else by its name", "")
    rows = [head] + [
        (
            format_.name,
            format_.sign,
            " ".join(format_.extensions) or "-",
            "appended items are read alone" if format_.grows else "",
        )
        for format_ in FORMATS
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _decode(data: bytes) -> str:
    encoding = next((name for mark, name in BOMS if data.startswith(mark)), "utf-8")
    return data.decode(encoding, "replace").lstrip("\ufeff \t\r\n")


def _root(text: str) -> str:
    """Return the name of the first element, in lower case and without prefix; empty for none."""
    position = 0
    while text.startswith("<", position):
        if text.startswith("<!--", position):
            end = text.find("-->", position) + 3
        elif text.startswith("<?", position):
            end = text.find("?>", position) + 2
        elif text.startswith("<!", position):
            if re.match(r"<!doctype\s+html", text[position : position + 100], re.IGNORECASE):
                return "html"
            closing, subset = text.find(">", position), text.find("[", position)
            end = (text.find("]", position) if 0 <= subset < closing else closing) + 1
            end = text.find(">", end - 1) + 1
        else:
            found = re.match(r"<(?:[\w.-]+:)?([\w.-]+)", text[position : position + 200])
            return found.group(1).lower() if found else ""
        if end <= position:
            return ""
        position = end + len(text[end:]) - len(text[end:].lstrip())
    return ""


def _is_jsonl(head: Head) -> bool:
    first, _, rest = head.text.partition("\n")
    if not first.startswith("{") or first.strip() == "{":
        return False
    if head.extension in (".jsonl", ".ndjson"):
        return True
    whole = _is_object(first)
    if head.extension == ".json":
        return whole and rest.lstrip().startswith("{")
    return whole


def _is_json(head: Head) -> bool:
    if head.text.startswith("["):
        return bool(re.match(r"\[\s*[{\]]", head.text)) or head.extension == ".json"
    if not head.text.startswith("{") or head.extension in (".txt", ".text"):
        return bool(re.match(r'\{\s*\n\s*"', head.text))
    return bool(re.match(r'\{\s*["}]', head.text))


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_mail(head: Head) -> bool:
    """Tell a message by a block of headers that only mail has."""
    headers = re.split(r"\r?\n\r?\n", head.text, maxsplit=1)[0]
    if not re.match(r"[A-Za-z][A-Za-z0-9-]*:", headers):
        return False
    names = set(re.findall(r"^([A-Za-z][A-Za-z0-9-]*):", headers, re.MULTILINE))
    names = {name.lower() for name in names}
    return "from" in names and bool(
        names & {"mime-version", "message-id", "received", "return-path", "content-type"}
    )


def _is_table(head: Head) -> bool:
    """Tell a table by a first line of column names, the text's among them."""
    if head.extension in (".csv", ".tsv"):
        return True
    first = head.text.partition("\n")[0].strip()
    for mark in ("\t", ",", ";", "|"):
        names = [name.strip().strip('"') for name in first.split(mark)]
        if len(names) > 1 and all(re.fullmatch(r"[A-Za-z_][\w -]{0,40}", name) for name in names):
            found = find_columns(names, {})
            return "text" in found and len(found) > 1
    return False


FORMATS: tuple[Format, ...] = (
    Format("gzip", compressed.read_gzip, "the bytes 1F 8B",
           lambda head: head.data.startswith(b"\x1f\x8b"), (".gz",)),
    Format("Zstandard", compressed.read_zstandard, "the bytes 28 B5 2F FD",
           lambda head: head.data.startswith(b"\x28\xb5\x2f\xfd"), (".zst",)),
    Format("ZIP", archive.read, "PK and the bytes 03 04 or 05 06",
           lambda head: head.data.startswith((b"PK\x03\x04", b"PK\x05\x06")), (".zip",)),
    Format("Parquet", parquet.read, "PAR1",
           lambda head: head.data.startswith(b"PAR1"), (".parquet",)),
    Format("WARC", warc.read, "WARC/",
           lambda head: head.data.startswith(b"WARC/"), (".warc",), grows=True),
    Format("HTML", page.read, "<!DOCTYPE html> or an element html",
           lambda head: head.root in ("html", "head", "body"), (".html", ".htm", ".xhtml")),
    Format("RSS and Atom", feed.read, "an element rss, feed or RDF",
           lambda head: head.root in ("rss", "feed", "rdf"), (".rss", ".atom")),
    Format("NewsML-G2", newsml.read, "an element newsMessage, newsItem or packageItem",
           lambda head: head.root in ("newsmessage", "newsitem", "packageitem"), ()),
    Format("NITF", nitf.read, "an element nitf",
           lambda head: head.root == "nitf", (".nitf", ".xml")),
    Format("JSON Lines", jsonl.read, "a JSON object on the first line",
           _is_jsonl, (".jsonl", ".ndjson"), grows=True),
    Format("JSON and ninjs", json_items.read, "a JSON array or a single object",
           _is_json, (".json",)),
    Format("mail", mail.read, "headers From and Message-ID, MIME-Version, Received or Content-Type",
           _is_mail, (".eml",)),
    Format("CSV", delimited.read, "a line of column names with a text column",
           _is_table, (".csv", ".tsv"), grows=True),
    Format("plain text", text.read, "nothing of the above", lambda head: False, (".txt", ".text")),
)  # fmt: skip
