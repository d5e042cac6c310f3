"""Put files into an inbox and read them, as a run does."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from schemas.article import Document
from schemas.run import FinishedFile, Held, Rejection, SeedFile, Withdrawal
from schemas.settings import Settings
from tasks.ingest.discover import list_inbox
from tasks.ingest.read import read_file

FIXTURES = Path(__file__).parent / "fixtures"
NOW = datetime(2025, 6, 1, tzinfo=UTC)


class Reading:
    """What reading a file gave, by kind."""

    def __init__(self, outcomes: list[Any]) -> None:
        """Sort them."""
        self.documents = [o for o in outcomes if isinstance(o, Document)]
        self.rejections = [o for o in outcomes if isinstance(o, Rejection)]
        self.held = [o for o in outcomes if isinstance(o, Held)]
        self.withdrawals = [o for o in outcomes if isinstance(o, Withdrawal)]
        self.finished = [o for o in outcomes if isinstance(o, FinishedFile)]


def seed_file(inbox: Path, name: str, data: bytes) -> SeedFile:
    """Write a file into an inbox and return it as discovery lists it."""
    place = inbox / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    return next(file for file in list_inbox(inbox) if file.path == name)


def read_bytes(inbox: Path, name: str, data: bytes, **settings: Any) -> Reading:
    """Read data as a file of that name."""
    file = seed_file(inbox, name, data)
    return Reading(list(read_file(file, Settings(home=inbox, **settings), NOW)))


def read_fixture(inbox: Path, name: str, **settings: Any) -> Reading:
    """Read a fixture under its own name."""
    return read_bytes(inbox, name, (FIXTURES / name).read_bytes(), **settings)


def fixture(name: str) -> bytes:
    """Return the bytes of a fixture."""
    return (FIXTURES / name).read_bytes()


def warc_of(pages: list[tuple[str, bytes]], compressed: bool = False, **headers: str) -> bytes:
    """Return a WARC file with a record of information and one response a page."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    output = io.BytesIO()
    writer = WARCWriter(output, gzip=compressed)
    writer.write_record(writer.create_warcinfo_record("crawl.warc", {"software": "tests"}))
    for number, (url, page) in enumerate(pages):
        lines = [("Content-Type", headers.get("kind", "text/html; charset=utf-8"))]
        lines += [(name, value) for name, value in headers.items() if name[0].isupper()]
        http = StatusAndHeaders(headers.get("status", "200 OK"), lines, protocol="HTTP/1.1")
        stated = {
            "WARC-Date": f"2025-03-{number % 28 + 1:02}T12:00:00Z",
            "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012}>",
        }
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(page), http_headers=http, warc_headers_dict=stated
        )
        writer.write_record(record)
    return output.getvalue()
