"""What must hold whatever comes: articles or rejections, true offsets, no exception."""

import re
import tempfile
import time
import unicodedata
from pathlib import Path

from schemas.article import Article, Document
from schemas.extraction import Extraction
from schemas.run import Rejection
from tasks.clean import clean_document
from tasks.clean.text import INVISIBLE
from tests.ingest.press import read_bytes

# A damaged file of some kilobytes takes milliseconds; far more is a step that does not scale.
_MOST_SECONDS = 20.0


def check_reader(name: str, data: bytes) -> None:
    """Read data as a file: it is finished, what it gives is text, and all of it can be cleaned."""
    started = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        reading = read_bytes(Path(folder), name, data)
    assert len(reading.finished) == 1
    assert [r.error for r in reading.rejections if r.error_type == "reader"] == []
    assert all(rejection.error for rejection in reading.rejections)
    identities = [document.article_id for document in reading.documents]
    assert len(identities) == len(set(identities))
    for document in reading.documents:
        check_clean(document)
    assert time.process_time() - started < _MOST_SECONDS


def check_clean(document: Document) -> Article | None:
    """Clean a document: its text is repaired whole, its removals name lines that exist."""
    outcome = clean_document(document)
    if isinstance(outcome, Rejection):
        assert (outcome.path, outcome.item) == (document.path, document.item)
        return None
    text = outcome.text
    assert text.encode()
    assert unicodedata.is_normalized("NFC", text)
    assert not INVISIBLE.search(text)
    assert text == text.strip()
    assert not re.search(r"  |\n\n\n|[^\n]\n[^\n]", text)
    assert outcome.title is None or text.startswith(f"{outcome.title}\n\n")
    assert outcome.words > 0
    lines = len(re.split(r"\r\n|\n|\r", document.text))
    assert all(1 <= removal.line <= lines for removal in outcome.removals)
    empty = {removal.rule for removal in outcome.removals if not removal.removed_text.encode()}
    assert empty <= {"summary only"}
    return outcome


def check_extract(document: Document) -> None:
    """Extract what cleaning gives: every offset is true."""
    from tasks.extract.batch import extract_articles

    article = check_clean(document)
    if article is None:
        return
    (found,) = extract_articles([article.model_copy(update={"language": "en"})], "en_news")
    assert isinstance(found, Extraction), found
    for row in (*found.mentions, *found.amounts, *found.dates):
        assert article.text[row.start_char : row.end_char] == row.surface
    for quote in found.quotes:
        assert article.text[quote.start_char : quote.end_char] == quote.text
    assert all(0 <= mention.entity < len(found.entities) for mention in found.mentions)
