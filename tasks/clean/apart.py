"""The clean stage as another process calls it: a batch at a time, its tables loaded before."""

from collections.abc import Sequence
from functools import cache

from schemas.article import Article, Document
from schemas.run import Rejection
from tasks.clean.article import clean_document

_WORD_CHARACTERS = 6
# Has something of all that cleaning knows, so that one article loads every table.
_SAMPLE = (
    "Quay reopens\n\nBy Jane Doe\n\nMANILA, March 12 (Reuters) - The quay reopened on Monday, and "
    "the first ferry left at noon with forty people who had waited since the day before.\n\n"
    "Photo: Ana Cruz\n\nRead more: the ferries"
)


def prepare(_documents: Sequence[Document]) -> None:
    """Load what cleaning needs, once a process: a second that no article is to blame for."""
    _warm_up()


def clean_documents(documents: Sequence[Document]) -> list[Article | Rejection]:
    """Return one article or rejection for each document, in their order."""
    return [clean_document(document) for document in documents]


def reckon_words(document: Document) -> int:
    """Return about how many words a document has, also where it has no blanks."""
    return len(document.text) // _WORD_CHARACTERS + 1


@cache
def _warm_up() -> None:
    clean_document(Document(path="a.txt", text=_SAMPLE))
