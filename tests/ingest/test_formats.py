"""How formats are recognised, and what is packed in what."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest
import zstandard

from tasks.ingest.formats import FORMATS, recognise
from tests.ingest.press import FIXTURES, fixture, read_bytes, warc_of

OF_FIXTURES = {
    "story.txt": "plain text",
    "page.html": "HTML",
    "plain-page.html": "HTML",
    "rss.xml": "RSS and Atom",
    "atom.xml": "RSS and Atom",
    "ninjs-1.json": "JSON and ninjs",
    "newsml.xml": "NewsML-G2",
    "nitf.xml": "NITF",
    "articles.csv": "CSV",
    "records.json": "JSON and ninjs",
    "records.jsonl": "JSON Lines",
    "mail.eml": "mail",
}


@pytest.mark.parametrize("name", OF_FIXTURES)
def test_recognised_under_any_name(name: str) -> None:
    """A format is recognised by its content; a missing or wrong extension is no error."""
    for given in (name, "item", "item.dat", "item.txt"):
        found = recognise(fixture(name), given)
        expected = OF_FIXTURES[name]
        if expected == "plain text" and not given.endswith(".txt"):
            assert found is None
        else:
            assert found is not None
            assert found.name == expected, given


def test_every_fixture_is_of_a_format() -> None:
    """Damaged files are recognised too, so that the reason tells what is wrong with them."""
    for place in sorted(FIXTURES.iterdir()):
        assert recognise(place.read_bytes(), place.name), place.name


@pytest.mark.parametrize(
    "text",
    [
        "[Updated] The ferry left at noon, its owner said.",
        "{sic} stood on the poster, the mayor said.",
        "<p>A paragraph in a text file.</p>",
        "From: the editor\n\nThe ferry left at noon.",
        "Paris, Texas, saw rain, hail, and wind on Monday.",
    ],
)
def test_text_stays_text(text: str) -> None:
    """A text that only begins like another format is a text."""
    found = recognise(text.encode(), "story.txt")
    assert found is not None
    assert found.name == "plain text"


def test_every_format_is_described() -> None:
    """Each format says how it is recognised, and no extension belongs to two."""
    extensions = [extension for format_ in FORMATS for extension in format_.extensions]
    assert len(extensions) == len(set(extensions))
    assert all(format_.sign for format_ in FORMATS)


def test_unknown_element_is_named(tmp_path: Path) -> None:
    """XML of no known format is rejected by the name of its element."""
    reading = read_bytes(tmp_path, "a.xml", b"<?xml version='1.0'?><invoice><p>7</p></invoice>")
    assert "<invoice>" in reading.rejections[0].error


def zip_of(members: dict[str, bytes]) -> bytes:
    """Return a ZIP archive."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return output.getvalue()


@pytest.mark.parametrize("name", ["rss.xml", "records.jsonl", "articles.csv", "newsml.xml"])
def test_packed_file_is_read_as_what_it_is(name: str, tmp_path: Path) -> None:
    """A compressed file gives what the plain one gives, with the same items."""
    plain = [(d.item, d.text) for d in read_bytes(tmp_path, name, fixture(name)).documents]
    packed = {
        ".gz": gzip.compress(fixture(name)),
        ".zst": zstandard.ZstdCompressor().compress(fixture(name)),
    }
    for extension, data in packed.items():
        reading = read_bytes(tmp_path, name + extension, data)
        assert [(d.item, d.text) for d in reading.documents] == plain


def test_members_have_addresses(tmp_path: Path) -> None:
    """Items of an archive are addressed by member and item; a bad member stops no other."""
    members = {
        "2025/records.jsonl": fixture("records.jsonl"),
        "2025/story.txt": fixture("story.txt"),
        "2025/bad.txt": b"\x00",
        "2025/feed.xml.gz": gzip.compress(fixture("atom.xml")),
        "inner.zip": zip_of({"a.txt": b"The bell rang."}),
        "__MACOSX/._story.txt": b"\x00\x05",
    }
    reading = read_bytes(tmp_path, "a.zip", zip_of(members))
    assert [document.item for document in reading.documents] == [
        "2025/records.jsonl#j1",
        "2025/records.jsonl#3",
        "2025/story.txt",
        "2025/feed.xml.gz#tag:capital-wire.example,2025:bridge-loan",
        "inner.zip!a.txt",
    ]
    assert [(r.item, r.error_type) for r in reading.rejections] == [("2025/bad.txt", "binary")]


def test_packed_crawl(tmp_path: Path) -> None:
    """A crawl in an archive is read like any other member."""
    crawl = warc_of([("https://www.harbour-times.example/a", fixture("page.html"))], True)
    reading = read_bytes(tmp_path, "a.zip", zip_of({"crawl.warc.gz": crawl}))
    assert (reading.documents[0].item or "").startswith("crawl.warc.gz#urn:uuid:")


def test_packed_file_cut_short(tmp_path: Path) -> None:
    """What stands before the cut is read, and the cut is told."""
    lines = b"".join(
        b'{"id": %d, "text": "The bell rang %d times."}\n' % (n, n) for n in range(9000)
    )
    for data in (gzip.compress(lines), zstandard.ZstdCompressor().compress(lines)):
        reading = read_bytes(tmp_path, "a.jsonl.gz", data[: len(data) * 2 // 3])
        assert reading.rejections[0].error == "its packed content ends too early"
    assert read_bytes(tmp_path, "b.jsonl.gz", gzip.compress(lines)[:-4000]).documents
