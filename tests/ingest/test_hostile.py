"""Files that are meant to do harm end as rejections, in bounded time and memory."""

import gzip
import os
import socket
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from tests.ingest.press import read_bytes, warc_of
from tests.ingest.test_formats import zip_of

ENTITIES = (
    '<?xml version="1.0"?>\n<!DOCTYPE nitf [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + "]>\n"
)
OUTSIDE = '<?xml version="1.0"?>\n<!DOCTYPE nitf [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>\n'
NITF = "<nitf><body><body.content><p>&a9;</p></body.content></body></nitf>"
FEED = "<rss><channel><item><title>&a9;</title></item></channel></rss>"
ITEM = b'{"text": "The bell rang."}\n'


def _overlapping() -> bytes:
    """Return an archive whose two members are one stretch of bytes."""
    data = bytearray(zip_of({"a.txt": b"The bell rang. " * 5000, "b.txt": b"x"}))
    directory = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", directory + 4)
    data[second + 20 : second + 24] = (10_000).to_bytes(4, "little")
    return bytes(data)


# Name, data, kind of the first reason.
HOSTILE: list[tuple[str, Callable[[], bytes], str]] = [
    ("entities.xml", lambda: (ENTITIES + NITF).encode(), "xml"),
    ("entities.rss", lambda: (ENTITIES + FEED).encode(), "xml"),
    ("outside.xml", lambda: (OUTSIDE + NITF).encode(), "xml"),
    ("outside.rss", lambda: (OUTSIDE + FEED).encode(), "xml"),
    ("outside16.xml",
     lambda: (OUTSIDE.replace('"?>', '" encoding="utf-16"?>') + NITF).encode("utf-16"), "xml"),
    ("nested.xml", lambda: b"<?xml version='1.0'?><nitf>" + b"<p>" * 2_000_000, "xml"),
    ("nested.rss", lambda: b"<?xml version='1.0'?><rss>" + b"<a>" * 3_000_000, "xml"),
    ("nested10.html", lambda: b"<html><body>" + b"<div>" * 2_000_000, "too large"),
    ("nested7.html", lambda: b"<html><body>" + b"<div>" * 1_400_000, "html"),
    ("long.html", lambda: b"<html><body>" + b"<p>The bell rang.</p>" * 100_000, "html"),
    ("deep.json", lambda: b"[" * 100_000, "json"),
    ("deep.jsonl", lambda: b'{"text":' + b"[" * 100_000 + b"\n", "json"),
    ("digits.json", lambda: b'[{"text": "Rain.", "version": ' + b"9" * 10_000 + b"}]", "json"),
    ("bomb.txt.gz", lambda: gzip.compress(b"a" * 100_000_000, 1), "too large"),
    ("bomb.jsonl.gz", lambda: gzip.compress(b'{"text": "' + b"a" * 100_000_000, 1), "bomb"),
    ("bomb.jsonl.zst", lambda: zstandard.compress(b'{"text": "' + b"a" * 100_000_000), "bomb"),
    ("zeros.gz", lambda: gzip.compress(bytes(100_000_000), 1), "format"),
    ("bomb.zip", lambda: zip_of({"a.jsonl": b'{"text": "' + b"a" * 100_000_000}), "bomb"),
    ("overlap.zip", _overlapping, "bomb"),
    ("packed.gz", lambda: gzip.compress(gzip.compress(gzip.compress(gzip.compress(ITEM)))), "bomb"),
    ("empty.zip", lambda: zip_of({}), "empty"),
    ("line.txt", lambda: b"word " * 10_000_000, "too large"),
    ("line.jsonl", lambda: b'{"text": "' + b"word " * 10_000_000 + b'"}\n', "too large"),
    ("line.csv", lambda: b"id,text\n1," + b"word " * 10_000_000 + b"\n", "too large"),
    ("quote.csv", lambda: b'id,text\n1,"' + b"word word\n" * 900_000, "csv"),
    ("nul.txt", lambda: b"The bell\x00rang.", "binary"),
    ("nul.jsonl", lambda: b'{"text": "The bell\x00rang."}\n', "encoding"),
    ("nul.csv", lambda: b"id,text\n1,The bell\x00rang.\n", "encoding"),
    ("escape.jsonl", lambda: b'{"text": "The bell\\u0000rang."}\n', "record"),
    ("surrogate.jsonl", lambda: b'{"text": "\\ud800 rang."}\n', "record"),
    ("utf16.txt", lambda: "The bell rang.".encode("utf-16-le"), "binary"),
    ("bytes.txt", lambda: bytes(range(128, 256)) * 9 + b"\x00", "encoding"),
    ("bad.parquet", lambda: b"PAR1" + b"\xff" * 100 + b"PAR1", "parquet"),
    ("header.warc", lambda: b"WARC/1.0\r\nX: " + b"a" * 20_000_000, "warc"),
    ("headers.warc", lambda: b"WARC/1.0\r\n" + b"X: a\r\n" * 3_000_000, "warc"),
    ("parts.eml",
     lambda: b"From: a@b.example\nMessage-ID: <1@b>\n" + b"".join(
         b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(5000)),
     "mail"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "kind"), HOSTILE, ids=[name for name, *_ in HOSTILE])
def test_hostile_file_is_rejected(
    name: str, make: Callable[[], bytes], kind: str, tmp_path: Path
) -> None:
    """A hostile file ends as a rejection with its reason, within a minute, and gives no article."""
    started = time.process_time()
    reading = read_bytes(tmp_path, name, make())
    assert time.process_time() - started < 60
    assert reading.documents == []
    assert reading.rejections[0].error_type == kind


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("bomb.jsonl.gz", lambda: gzip.compress(b'{"text": "' + b"a" * 300_000_000, 1)),
        ("crawl.warc",
         lambda: warc_of([(f"https://a.example/{n}", b"x" * 500_000) for n in range(100)])),
        ("lines.jsonl", lambda: b"".join(b'{"id": %d, "text": "%s"}\n' % (n, b"Rain fell. " * 500)
                                         for n in range(10_000))),
    ],
)  # fmt: skip
def test_memory_is_bounded(name: str, make: Callable[[], bytes], tmp_path: Path) -> None:
    """Reading a large file takes far less memory than it has bytes, unpacked or not."""
    from datetime import UTC, datetime

    from schemas.settings import Settings
    from tasks.ingest.read import read_file
    from tests.ingest.press import seed_file

    file = seed_file(tmp_path, name, make())
    settings = Settings(home=tmp_path, max_file_mb=0.1)  # streamed, not held
    tracemalloc.start()
    for _ in read_file(file, settings, datetime(2025, 1, 1, tzinfo=UTC)):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30_000_000


def test_names_that_lead_out(tmp_path: Path) -> None:
    """Members whose names lead out of the archive are rejected; their neighbours are read."""
    names = ("../../etc/a.txt", "/etc/a.txt", "C:\\a.txt", "b/../../a.txt", "good/a.txt")
    reading = read_bytes(tmp_path, "a.zip", zip_of(dict.fromkeys(names, b"The bell rang.")))
    assert [document.item for document in reading.documents] == ["good/a.txt"]
    assert {rejection.error_type for rejection in reading.rejections} == {"member name"}
    assert sorted(place.name for place in tmp_path.rglob("*")) == ["a.zip"]


def test_encrypted_member(tmp_path: Path) -> None:
    """An encrypted member is rejected as such."""
    data = bytearray(zip_of({"a.txt": b"The bell rang."}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    assert read_bytes(tmp_path, "a.zip", bytes(data)).rejections[0].error_type == "encrypted"


def test_external_dtd_is_not_fetched(tmp_path: Path) -> None:
    """A document type that names a DTD elsewhere is read without it."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.setblocking(False)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/nitf.dtd"
        data = f'<!DOCTYPE nitf SYSTEM "{address}"><nitf><body><body.content><p>The bell rang.</p>'
        data += "</body.content></body></nitf>"
        assert read_bytes(tmp_path, "a.xml", data.encode()).documents[0].text == "The bell rang."
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_rejections_are_summed_up(tmp_path: Path) -> None:
    """A file of nothing but bad lines has a thousand told one by one, the rest in one."""
    reading = read_bytes(tmp_path, "a.jsonl", b'{"id": 1}\n' * 5000)
    assert len(reading.rejections) == 1001
    assert reading.rejections[-1].error.startswith(
        "4000 more items are refused; the last: line 5000"
    )


def test_what_is_no_file(tmp_path: Path) -> None:
    """A pipe and a link are rejected, not waited for and not followed."""
    from datetime import UTC, datetime

    from schemas.settings import Settings
    from tasks.ingest.discover import list_inbox
    from tasks.ingest.read import read_file

    (tmp_path / "inbox").mkdir()
    os.mkfifo(tmp_path / "inbox" / "pipe.txt")
    (tmp_path / "inbox" / "link.txt").symlink_to("/etc/hostname")
    (tmp_path / "inbox" / "loop.txt").symlink_to("loop.txt")
    kinds = {}
    for file in list_inbox(tmp_path / "inbox"):
        first = next(read_file(file, Settings(home=tmp_path), datetime(2025, 1, 1, tzinfo=UTC)))
        kinds[file.path] = getattr(first, "error_type", None)
    assert kinds == {"link.txt": "symlink", "loop.txt": "symlink", "pipe.txt": "not a file"}
