"""Each format in its real shape, and a damaged twin of it."""

import io
import json
from pathlib import Path

import pytest

from tests.ingest.press import fixture, read_bytes, read_fixture, warc_of

# Fixture, then (item, title, outlet, author, first words, last words) of each of its articles.
SOUND = {
    "story.txt": [(None, None, None, None, "Rain fell", "said.\n")],
    "page.html": [
        (None, "Ferry talks resume after quay closure", "The Harbour Times",
         "Ines Calder, Tom Abara", "Ferry talks resume after quay closure\n\nNegotiators",
         "before the weekend."),
    ],
    "plain-page.html": [
        (None, "Museum reopens its east wing", "Lisbon Review", "Rui Serra", "The museum of",
         "department of culture."),
    ],
    "rss.xml": [
        ("oe-2025-0711", "Tram line 7 to run at night", "Observer East", "Dana Hollis",
         "Tram line 7 will run", "cost of €1.1 million a year."),
        ("https://observer-east.example/quarry", "Court delays ruling on quarry", "Observer East",
         None, "The district court put off", "water board."),
    ],
    "atom.xml": [
        ("tag:capital-wire.example,2025:bridge-loan", "Bank & fund agree on bridge loan",
         "Capital Wire", "Petra Lind", "The development bank", "the ministry said."),
    ],
    "ninjs-1.json": [
        ("urn:newsml:coast-agency.example:20250312:5501", "Crane collapse halts container terminal",
         "Coast Agency", "Noor Falk", "A crane collapsed", "the port authority said."),
    ],
    "ninjs-2.json": [
        ("urn:newsml:coast-agency.example:20250313:5610",
         "Inspectors blame maker for crane collapse", "Coast Agency", "Noor Falk",
         "Inspectors said", "declined to comment."),
    ],
    "ninjs-3.json": [
        ("https://coast-agency.example/items/5702", "Terminal reopens with two cranes",
         "Coast Agency", "Noor Falk, Sam Idris", "The container terminal", "within a month."),
    ],
    "newsml.xml": [
        ("urn:newsml:coast-agency.example:20250315:5801", "Lighthouse sold to village",
         "Coast Agency", "Ida Roth", "The lighthouse of Cape Ansel", "sign on Saturday."),
        ("urn:newsml:coast-agency.example:20250315:5802", "Mussel season opens early",
         "Coast Agency", None, "Mussel boats may sail", "biologists said."),
    ],
    "nitf.xml": [
        (None, "Frost costs growers half the apricots", "Valley Courier", "Lena Okafor",
         "Growers in the upper valley", "Institute's own plots."),
    ],
    "articles.csv": [
        ("a-1", "River gauge passes flood mark", "Lakeside Mail", None, "The gauge at Oldbridge",
         '"old" fire station.'),
        ("5", "Choir to sing in tunnel", "Lakeside Mail", None, "A choir of 60", "conductor said."),
    ],
    "records.json": [
        ("r1", "Library lends tools", "norham-post.example", None, "The library", "as books."),
        ("2", "Bus shelter gets a roof", None, "Ann Vale, Joe Pike", "After nine years", "a roof."),
    ],
    "records.jsonl": [
        ("j1", "Bridge toll to end", "Harbour Times", None, "The toll", "in June."),
        ("3", None, None, None, "A seal", "on Monday."),
    ],
    "mail.eml": [
        (None, "Café owners win terrace case", "Coast Agency", None, "Café owners in the old town",
         "gone by summer."),
    ],
}  # fmt: skip

# Fixture, articles that are read all the same, kind of reason, what the reason names.
DAMAGED = [
    ("story-broken.txt", 0, "binary", "NUL bytes"),
    ("page-broken.html", 0, "html", "line 258"),
    ("rss-broken.xml", 2, "xml", "line 24"),
    ("ninjs-broken.json", 0, "ninjs", "`versioncreated`"),
    ("newsml-broken.xml", 1, "no text", "newsItem 2 (line 42)"),
    ("nitf-broken.xml", 0, "xml", "line 26"),
    ("articles-broken.csv", 2, "csv", "line 3 has 3 cells"),
    ("records-broken.json", 1, "json", "line 3 column 42"),
    ("records-broken.jsonl", 1, "json", "line 2 is not JSON (Expecting value, column 22)"),
    ("mail-broken.eml", 0, "no text", "the message's body"),
]


@pytest.mark.parametrize("name", SOUND)
def test_fixture_is_read(name: str, tmp_path: Path) -> None:
    """A file in its format's real shape gives its articles with what they state, and no fault."""
    reading = read_fixture(tmp_path, name)
    assert reading.rejections == []
    assert [(d.item, d.title, d.outlet, d.author) for d in reading.documents] == [
        expected[:4] for expected in SOUND[name]
    ]
    for document, expected in zip(reading.documents, SOUND[name], strict=True):
        assert document.text.startswith(expected[4])
        assert document.text.endswith(expected[5])


@pytest.mark.parametrize(("name", "articles", "kind", "named"), DAMAGED)
def test_damaged_twin_is_rejected(
    name: str, articles: int, kind: str, named: str, tmp_path: Path
) -> None:
    """A damaged file is rejected with a reason that names the line or the element."""
    reading = read_fixture(tmp_path, name)
    assert len(reading.documents) == articles
    assert [rejection.error_type for rejection in reading.rejections] == [kind]
    assert named in reading.rejections[0].error


def test_page_loses_its_furniture(tmp_path: Path) -> None:
    """Of a page only the article is left; its canonical address and dates are kept."""
    page = read_fixture(tmp_path, "page.html").documents[0]
    assert not any(word in page.text for word in ("cookie", "Weather", "Most read", "Copyright"))
    assert page.url == "https://www.harbour-times.example/2025/03/18/ferry-talks"
    assert page.published_at == "2025-03-18T06:30:00+00:00"
    assert page.versioned_at == "2025-03-18T09:15:00+00:00"


def test_page_in_an_old_encoding(tmp_path: Path) -> None:
    """A page is decoded as it declares."""
    page = read_fixture(tmp_path, "plain-page.html").documents[0]
    assert "a café on the roof" in page.text
    assert page.published_at == "2025-03-16T11:00:00+01:00"


def test_article_body_comes_first(tmp_path: Path) -> None:
    """An articleBody in JSON-LD is the text, since the page may show less of it."""
    body = "The whole article stands here.\\nIt has two paragraphs."
    data = fixture("page.html").replace(
        b'"inLanguage"', f'"articleBody": "{body}", "inLanguage"'.encode()
    )
    assert read_bytes(tmp_path, "p.html", data).documents[0].text.startswith("The whole article")


def test_summary_is_marked(tmp_path: Path) -> None:
    """A feed's full content is taken where it has it, else the summary, marked as one."""
    full, summary = read_fixture(tmp_path, "rss.xml").documents
    assert (full.summary, summary.summary) == (False, True)
    assert "A tram at dusk" not in full.text


def test_versions_are_read(tmp_path: Path) -> None:
    """Formats that number or time their versions give them."""
    found = {
        name: next((d.version, d.versioned_at) for d in read_fixture(tmp_path, name).documents)
        for name in ("ninjs-3.json", "newsml.xml", "nitf.xml", "atom.xml")
    }
    assert found == {
        "ninjs-3.json": (4, "2025-03-14T12:00:00+00:00"),
        "newsml.xml": (3, "2025-03-15T12:00:00+00:00"),
        "nitf.xml": (2, "2025-03-17T06:30:00+00:00"),
        "atom.xml": (None, "2025-03-14T15:40:00+00:00"),
    }


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("ninjs-1.json", b'"pubstatus": "usable"', b'"embargoed": "2025-07-01T06:00:00+02:00"'),
        ("ninjs-3.json", b'"pubStatus": "usable"', b'"Embargoed": "2025-07-01T04:00:00Z"'),
        ("nitf.xml", b'"usable">', b'"embargoed"><date.release norm="20250701T040000Z"/>'),
        ("newsml.xml", b"<pubStatus", b"<embargoed>2025-07-01T04:00:00Z</embargoed><pubStatus"),
    ],
)
def test_embargo_holds(name: str, before: bytes, after: bytes, tmp_path: Path) -> None:
    """An item under an embargo is held until it ends, and is no article before."""
    reading = read_bytes(tmp_path, name, fixture(name).replace(before, after))
    assert reading.documents == []
    assert {held.until.isoformat() for held in reading.held} == {"2025-07-01T04:00:00+00:00"}
    assert reading.finished[0].held


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("ninjs-1.json", b'"usable"', b'"canceled"'),
        ("ninjs-3.json", b'"usable"', b'"withdrawn"'),
        ("nitf.xml", b'"usable">', b'"canceled">'),
        ("newsml.xml", b"stat:usable", b"stat:canceled"),
    ],
)
def test_withdrawal_is_no_article(name: str, before: bytes, after: bytes, tmp_path: Path) -> None:
    """An item that its agency withdrew is a withdrawal, not an article and not a fault."""
    reading = read_bytes(tmp_path, name, fixture(name).replace(before, after))
    assert (reading.documents, reading.rejections) == ([], [])
    assert all(withdrawal.document.guid for withdrawal in reading.withdrawals)
    assert not reading.finished[0].rejected


def test_picture_is_no_article(tmp_path: Path) -> None:
    """An item that is a picture is rejected as one, though it has a description."""
    data = fixture("ninjs-1.json").replace(b'"type": "text"', b'"type": "picture"', 1)
    assert "of type picture" in read_bytes(tmp_path, "p.json", data).rejections[0].error


@pytest.mark.parametrize("compressed", [False, True])
def test_warc_gives_its_pages(compressed: bool, tmp_path: Path) -> None:
    """Each HTML response of a crawl is an article, dated by the page and versioned by the crawl."""
    pages = [("https://www.harbour-times.example/a", fixture("page.html")),
             ("https://lisbon-review.example/b", fixture("plain-page.html"))]  # fmt: skip
    reading = read_bytes(tmp_path, "crawl.warc", warc_of(pages, compressed, kind="text/html"))
    assert reading.rejections == []
    assert [document.title for document in reading.documents] == [
        "Ferry talks resume after quay closure",
        "Museum reopens its east wing",
    ]
    assert reading.documents[1].url == "https://lisbon-review.example/b"
    assert reading.documents[1].versioned_at == "2025-03-02T12:00:00+00:00"
    assert (reading.documents[1].item or "").startswith("urn:uuid:")


def test_reprint_keeps_its_own_address(tmp_path: Path) -> None:
    """A crawled page that names another site's address as canonical keeps the one it has."""
    pages = [("https://portal.example/news/7", fixture("page.html"))]
    page = read_bytes(tmp_path, "c.warc", warc_of(pages)).documents[0]
    assert page.url == "https://portal.example/news/7"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_warc_undoes_content_encodings(coding: str, tmp_path: Path) -> None:
    """A response is read as browsers would, whatever its content encoding."""
    import gzip
    import zlib

    import brotli

    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}[coding]
    pages = [("https://www.harbour-times.example/a", pack(fixture("page.html")))]
    reading = read_bytes(tmp_path, "c.warc", warc_of(pages, **{"Content-Encoding": coding}))
    assert [document.outlet for document in reading.documents] == ["The Harbour Times"]


def test_warc_passes_over_what_is_no_page(tmp_path: Path) -> None:
    """Pictures and error pages of a crawl are passed over; a crawl of nothing else is rejected."""
    pages = [("https://harbour-times.example/a.png", b"\x89PNG")]
    for headers in ({"kind": "image/png"}, {"status": "404 Not Found"}):
        reading = read_bytes(tmp_path, "c.warc", warc_of(pages, **headers))
        assert reading.documents == []
        assert [r.error for r in reading.rejections] == ["its 2 records hold no HTML page"]


def test_warc_cut_short_keeps_what_came_before(tmp_path: Path) -> None:
    """The whole records of a crawl that was cut short are read, and the cut is told."""
    pages = [(f"https://harbour-times.example/{n}", fixture("page.html")) for n in range(3)]
    for compressed in (False, True):
        data = warc_of(pages, compressed)[:-300]
        reading = read_bytes(tmp_path, "c.warc", data)
        assert len(reading.documents) == 2
        assert len(reading.rejections) == 1


def test_parquet_rows(tmp_path: Path) -> None:
    """A row of a Parquet file is an article; its columns are found by their usual names."""
    import pyarrow as pa
    from pyarrow import parquet

    rows = pa.table({"headline": ["Tide", "Gale"], "body": ["The tide is high.", " "], "n": [1, 2]})
    output = io.BytesIO()
    parquet.write_table(rows, output)
    reading = read_bytes(tmp_path, "t.parquet", output.getvalue())
    assert [(d.item, d.title, d.text) for d in reading.documents] == [
        ("1", "Tide", "The tide is high.")
    ]
    assert [(r.item, r.error) for r in reading.rejections] == [("2", "row 2 has no `text`")]
    assert read_bytes(tmp_path, "t.parquet", output.getvalue()[:-20]).rejections


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_tables_of_any_separator(separator: str, tmp_path: Path) -> None:
    """A table is read whatever separates its cells."""
    rows = [["id", "text"], ["7", "The bell rang."]]
    data = "\n".join(separator.join(row) for row in rows).encode()
    assert read_bytes(tmp_path, "t.csv", data).documents[0].text == "The bell rang."


def test_table_without_text_is_refused(tmp_path: Path) -> None:
    """A table whose text column is unknown is refused by name, and read once a setting names it."""
    data = b"nr,wording\n1,The bell rang.\n"
    refused = read_bytes(tmp_path, "t.csv", data)
    assert "there are: nr, wording" in refused.rejections[0].error
    read = read_bytes(tmp_path, "t.csv", data, columns={"text": "wording", "id": "nr"})
    assert [(d.item, d.text) for d in read.documents] == [("1", "The bell rang.")]


def test_outlet_is_the_host_where_none_is_stated(tmp_path: Path) -> None:
    """An article that states an address and no outlet has its host for one."""
    data = b'{"text": "The bell rang.", "url": "https://www.evening-post.example/bell"}\n'
    assert read_bytes(tmp_path, "a.jsonl", data).documents[0].outlet == "evening-post.example"


def test_same_id_twice(tmp_path: Path) -> None:
    """Of two items of a file with one id the second is rejected by its line."""
    data = b'{"id": 1, "text": "The bell rang."}\n{"id": 1, "text": "It rang again."}\n'
    reading = read_bytes(tmp_path, "a.jsonl", data)
    assert len(reading.documents) == 1
    assert reading.rejections[0].error == "line 2: an earlier item has the same id"


WRAPPED = {
    "articles": {"status": "ok", "articles": [
        {"source": {"id": None, "name": "Harbour Times"}, "author": "Ann Lee", "title": "Bell",
         "publishedAt": "2025-03-01T10:00:00Z", "url": "https://a.example/1",
         "content": "The bell rang."}, {"title": "No text"}]},
    "feed": {"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Times", "items": [
        {"id": "7", "title": "Bell", "content_text": "The bell rang.",
         "date_published": "2025-03-01T10:00:00Z", "authors": [{"name": "Ann Lee"}]}, {"id": "8"}]},
    "response": {"response": {"results": [
        {"title": "Bell", "bodyText": "The bell rang.", "author": ["Ann Lee"],
         "webPublicationDate": "2025-03-01T10:00:00Z"}, {}]}},
}  # fmt: skip


@pytest.mark.parametrize("name", WRAPPED)
def test_lists_in_an_object_are_read(name: str, tmp_path: Path) -> None:
    """What news services answer, and JSON Feed, is read item by item, bad ones by their number."""
    reading = read_bytes(tmp_path, f"{name}.json", json.dumps(WRAPPED[name]).encode())
    assert [(d.title, d.text, d.author, d.published_at) for d in reading.documents] == [
        ("Bell", "The bell rang.", "Ann Lee", "2025-03-01T10:00:00Z")
    ]
    assert [rejection.error for rejection in reading.rejections] == ["element 2 has no `text`"]


def test_article_with_a_list_stays_one(tmp_path: Path) -> None:
    """A single article that holds a list of other things is read as the article it is."""
    record = {"text": "The bell rang.", "items": [{"text": "Another."}]}
    reading = read_bytes(tmp_path, "a.json", json.dumps(record).encode())
    assert [document.text for document in reading.documents] == ["The bell rang."]
