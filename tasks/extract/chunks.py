"""Texts through the pipeline, whatever their length and case, with true offsets."""

from collections.abc import Iterator, Sequence
from typing import Final

from tasks.extract.casing import recase
from tasks.extract.model import Pipeline
from tasks.extract.spans import Span

# Far below spaCy's limit of 1,000,000 characters: the memory of a pass grows with the text.
CHUNK_CHARACTERS: Final = 50_000


def read_chunked(texts: Sequence[str], pipeline: Pipeline) -> list[list[Span]]:
    """Return the pipeline's spans of each text, long texts cut and their offsets restored."""
    chunks = [
        (number, *chunk) for number, text in enumerate(texts) for chunk in cut_text(recase(text))
    ]
    read = pipeline.read([chunk for _, _, chunk in chunks])
    spans: list[list[Span]] = [[] for _ in texts]
    for (number, offset, _), found in zip(chunks, read, strict=True):
        spans[number] += [
            span._replace(start=span.start + offset, end=span.end + offset) for span in found
        ]
    return spans


def cut_text(text: str) -> Iterator[tuple[int, str]]:
    """Yield offset and text of the parts of a text, cut at the end of a paragraph, line or word."""
    start = 0
    while len(text) - start > CHUNK_CHARACTERS:
        end = find_cut(text, start, start + CHUNK_CHARACTERS)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def find_cut(text: str, start: int, limit: int) -> int:
    """Return the last good place to cut before the limit."""
    for mark in ("\n\n", "\n", ". ", " "):
        place = text.rfind(mark, start + 1, limit)
        if place > start:
            return place + len(mark)
    return limit
