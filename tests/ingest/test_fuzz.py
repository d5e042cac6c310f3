"""Every reader under damaged input: whatever comes, articles or rejections, never an exception."""

import gzip
import io
import random
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ingest.press import FIXTURES, fixture, read_bytes, warc_of

# What turns up in damaged or malicious files; one is put in here and there.
SCRAPS = [
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"<", b"</p>", b"<![CDATA[", b"]]>", b"&#0;", b"&lt;",
    b'"', b"\\ud800", b"{", b"[", b"\r\n\r\n", b"\n", b"999999999999999999999", b"-1",
    b"=?utf-8?q?",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"null", b"true", b"1e999", b"\xe2\x80\xae", b"boundary=",
]  # fmt: skip


@cache
def _samples() -> dict[str, bytes]:
    """Return a sound file of each format."""
    import pyarrow as pa
    from pyarrow import parquet

    found = {
        place.name: place.read_bytes()
        for place in sorted(FIXTURES.iterdir())
        if "broken" not in place.name
    }
    table = io.BytesIO()
    parquet.write_table(pa.table({"text": ["The bell rang."] * 9, "id": list(range(9))}), table)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.jsonl", fixture("records.jsonl"))
        packed.writestr("b.txt", fixture("story.txt"))
    crawl = warc_of([("https://a.example/1", fixture("plain-page.html"))])
    return found | {
        "t.parquet": table.getvalue(),
        "a.zip": archive.getvalue(),
        "c.warc": crawl,
        "c.warc.gz": gzip.compress(crawl),
        "r.jsonl.gz": gzip.compress(fixture("records.jsonl")),
        "r.jsonl.zst": zstandard.compress(fixture("records.jsonl")),
    }


NAMES = [*sorted(place.name for place in FIXTURES.iterdir() if "broken" not in place.name),
         "t.parquet", "a.zip", "c.warc", "c.warc.gz", "r.jsonl.gz", "r.jsonl.zst"]  # fmt: skip


def damage(data: bytes, chance: random.Random) -> bytes:
    """Return data with some stretches cut, doubled, overwritten or filled in."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(changed) + 1)
        stretch = slice(start, start + chance.choice([1, 2, 8, 64, 512]))
        match chance.randrange(4):
            case 0:
                changed[stretch] = b""
            case 1:
                changed[stretch] = changed[stretch] * 2
            case 2:
                changed[stretch] = chance.randbytes(16)
            case _:
                changed[stretch] = chance.choice(SCRAPS)
    return bytes(changed)


def check(name: str, data: bytes) -> None:
    """Read data as a file; what it gives is text, and its file is finished."""
    with tempfile.TemporaryDirectory() as folder:
        reading = read_bytes(Path(folder), name, data)
    assert len(reading.finished) == 1
    assert all(document.text.encode() for document in reading.documents)
    assert [r.error for r in reading.rejections if r.error_type == "reader"] == []


def _settings(examples: int) -> settings:
    return settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", NAMES)
def test_damaged(name: str) -> None:
    """A damaged file gives articles and rejections, and no reader stumbles over it."""

    @_settings(25)
    @given(st.integers(0, 2**32))
    def run(seed: int) -> None:
        check(name, damage(_samples()[name], random.Random(seed)))

    run()


@_settings(100)
@given(st.binary(max_size=2000), st.sampled_from(NAMES))
def test_random(data: bytes, name: str) -> None:
    """Bytes at random under any name give no exception."""
    check(name, data)


@pytest.mark.soak
@pytest.mark.parametrize("name", NAMES)
def test_damaged_for_a_minute(name: str) -> None:
    """A minute of damage to each format ends without an exception."""
    import time

    end, seed = time.monotonic() + 60, 0
    while time.monotonic() < end:
        seed += 1
        check(name, damage(_samples()[name], random.Random(f"{name} {seed}")))
