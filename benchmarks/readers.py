"""Throughput of each reader on one core: `python -m benchmarks.readers [--seconds S]`.

The articles are made of the words of a fixed random generator, about 400 a piece. Prints articles
and megabytes a second of CPU time, and the memory that a crawl of 1 GB takes when it is streamed;
writes results/readers.json.
"""

import argparse
import gzip
import io
import json
import random
import resource
import tempfile
import time
import zipfile
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from schemas.article import Document
from schemas.settings import Settings
from tasks.ingest.discover import list_inbox
from tasks.ingest.read import read_file

RESULTS = Path(__file__).parent / "results" / "readers.json"
NOW = datetime(2025, 1, 1, tzinfo=UTC)
ARTICLES = 200
CRAWL_PAGES = 20_000


def make_text(number: int) -> list[str]:
    """Return the paragraphs of an article."""
    chance = random.Random(number)
    words = ["".join(chance.choices("aeinorst", k=chance.randint(2, 9))) for _ in range(400)]
    return [" ".join(words[start : start + 50]).capitalize() + "." for start in range(0, 400, 50)]


def make_page(number: int) -> bytes:
    """Return a page with menus, teasers and statements about itself, as newspapers have them."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in make_text(number))
    menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(60))
    stated = json.dumps(
        {"@type": "NewsArticle", "headline": f"Headline {number}", "author": {"name": "A. Writer"}}
    )
    script = (
        f'<script type="application/ld+json">{stated}</script><script>{"var a=1;" * 800}</script>'
    )
    return (
        f"<!DOCTYPE html><html><head><title>Headline {number}</title>{script}</head><body>"
        f"<nav><ul>{menu}</ul></nav><article><h1>Headline {number}</h1>{body}</article>"
        f"<footer><ul>{menu}</ul></footer></body></html>"
    ).encode()


def make_files() -> dict[str, bytes]:
    """Return a file of each format, of ARTICLES articles where it holds several."""
    texts = ["\n\n".join(make_text(number)) for number in range(ARTICLES)]
    records = [{"id": n, "title": f"Headline {n}", "text": text} for n, text in enumerate(texts)]
    lines = "".join(json.dumps(record) + "\n" for record in records).encode()
    return {
        "text.txt": texts[0].encode(),
        "records.jsonl": lines,
        "records.jsonl.gz": gzip.compress(lines),
        "records.json": json.dumps(records).encode(),
        "table.csv": (
            "id,text\n" + "".join(f'{n},"{text}"\n' for n, text in enumerate(texts))
        ).encode(),
        "table.parquet": _parquet(texts),
        "items.json": json.dumps([_ninjs(n, text) for n, text in enumerate(texts)]).encode(),
        "message.xml": _newsml(texts),
        "feed.rss": _feed(texts),
        "story.nitf": _nitf(texts[0]),
        "mail.eml": b"From: a@b.example\nMessage-ID: <1@b>\nSubject: Headline\n\n"
        + texts[0].encode(),
        "page.html": make_page(0),
        "crawl.warc": _crawl(range(ARTICLES)),
        "archive.zip": _archive(texts),
    }


def measure(folder: Path, name: str, data: bytes, seconds: float) -> dict[str, float]:
    """Read a file again and again for that long; return what a second of CPU reads."""
    (folder / name).write_bytes(data)
    file = next(file for file in list_inbox(folder) if file.path == name)
    settings, articles, rounds = Settings(home=folder), 0, 0
    list(read_file(file, settings, NOW))  # the libraries are loaded
    started = time.process_time()
    while (spent := time.process_time() - started) < seconds or not rounds:
        articles += sum(isinstance(o, Document) for o in read_file(file, settings, NOW))
        rounds += 1
    spent = time.process_time() - started
    return {
        "articles_a_second": round(articles / spent, 1),
        "megabytes_a_second": round(rounds * len(data) / spent / 1e6, 2),
    }


def measure_memory(folder: Path) -> dict[str, float]:
    """Read a crawl larger than any memory it may take; return its size and the growth, in MB."""
    place = folder / "large.warc"
    with place.open("wb") as file:
        file.write(_crawl(range(ARTICLES)))
        page = b"x" * 50_000
        for number in range(CRAWL_PAGES):
            file.write(_record(f"https://a.example/{number}", page, "image/png", number))
    seed = next(file for file in list_inbox(folder) if file.path == "large.warc")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    articles = sum(isinstance(o, Document) for o in read_file(seed, Settings(home=folder), NOW))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1e3
    return {
        "file_megabytes": round(seed.bytes / 1e6),
        "articles": articles,
        "seconds": round(time.process_time() - started, 1),
        "memory_growth_megabytes": round(grown, 1),
    }


def main() -> None:
    """Measure all and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=2.0, help="CPU seconds a format")
    seconds = parser.parse_args().seconds
    results: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        for file, data in make_files().items():
            results[file] = measure(Path(name), file, data, seconds)
            print(f"{file:18}", *(f"{value:>10,.1f} {key}" for key, value in results[file].items()))
        results["large.warc"] = measure_memory(Path(name))
        print("large.warc", results["large.warc"])
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n")


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n"))


def _ninjs(number: int, text: str) -> dict[str, str]:
    return {"uri": f"urn:x:{number}", "type": "text", "version": "1", "pubstatus": "usable",
            "headline": f"Headline {number}", "body_html": _paragraphs(text)}  # fmt: skip


def _nitf(text: str) -> bytes:
    body = f"<body><body.content>{_paragraphs(text)}</body.content></body>"
    return f"<nitf>{body}</nitf>".encode()


def _newsml(texts: list[str]) -> bytes:
    items = "".join(
        f'<newsItem guid="urn:x:{number}" version="1"><itemMeta><provider literal="A"/></itemMeta>'
        f"<contentSet><inlineXML><html><body>{_paragraphs(text)}</body></html></inlineXML>"
        "</contentSet></newsItem>"
        for number, text in enumerate(texts)
    )
    message = f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet>'
    return f"{message}</newsMessage>".encode()


def _feed(texts: list[str]) -> bytes:
    entries = "".join(
        f"<item><title>Headline {number}</title><guid>{number}</guid>"
        f"<description>{escape(_paragraphs(text))}</description></item>"
        for number, text in enumerate(texts)
    )
    return f'<rss version="2.0"><channel><title>A</title>{entries}</channel></rss>'.encode()


def _parquet(texts: list[str]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    output = io.BytesIO()
    parquet.write_table(pa.table({"id": list(range(len(texts))), "text": texts}), output)
    return output.getvalue()


def _archive(texts: list[str]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, text in enumerate(texts):
            archive.writestr(f"{number}.txt", text)
    return output.getvalue()


def _crawl(numbers: range) -> bytes:
    pages = (_record(f"https://a.example/{n}", make_page(n), "text/html", n) for n in numbers)
    return b"".join(pages)


def _record(url: str, page: bytes, kind: str, number: int) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2025-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{kind}-{number}>\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


if __name__ == "__main__":
    main()
