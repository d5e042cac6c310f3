"""A sound file or more of each format, to be damaged."""

import gzip
import io
from functools import cache

import zstandard

from tests.ingest.press import fixture, warc_of
from tests.ingest.test_formats import zip_of


@cache
def samples() -> dict[str, dict[str, bytes]]:
    """Return sound files by name, by the reader that they are for."""
    crawl = warc_of([("https://a.example/1", fixture("plain-page.html"))])
    packed = {"a.jsonl": fixture("records.jsonl"), "b.txt": fixture("story.txt")}
    return {
        "text": _fixtures("story.txt"),
        "jsonl": _fixtures("records.jsonl"),
        "json": _fixtures("records.json"),
        "ninjs": _fixtures("ninjs-1.json", "ninjs-2.json", "ninjs-3.json"),
        "csv": _fixtures("articles.csv"),
        "parquet": {"t.parquet": _parquet()},
        "html": _fixtures("page.html", "plain-page.html"),
        "feed": _fixtures("rss.xml", "atom.xml"),
        "newsml": _fixtures("newsml.xml"),
        "nitf": _fixtures("nitf.xml"),
        "mail": _fixtures("mail.eml"),
        "warc": {"c.warc": crawl, "c.warc.gz": gzip.compress(crawl)},
        "gzip": {"r.jsonl.gz": gzip.compress(fixture("records.jsonl"))},
        "zstandard": {"r.jsonl.zst": zstandard.compress(fixture("records.jsonl"))},
        "zip": {"a.zip": zip_of(packed)},
    }


def _fixtures(*names: str) -> dict[str, bytes]:
    return {name: fixture(name) for name in names}


def _parquet() -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    output = io.BytesIO()
    parquet.write_table(pa.table({"text": ["The bell rang."] * 9, "id": list(range(9))}), output)
    return output.getvalue()
