"""Document -> Article: the clean stage as one function."""

import re

from schemas.article import Article, Document, Removal
from schemas.run import Rejection
from tasks.clean.dates import infer_published
from tasks.clean.language import identify_language
from tasks.clean.layout import join_lines
from tasks.clean.markup import take_markup
from tasks.clean.structure import Structure, find_structure
from tasks.clean.text import repair_lines, repair_text
from tasks.clean.words import count_words, has_words, hash_words


def clean_document(document: Document) -> Article | Rejection:
    """Return the cleaned article, or a rejection where no word of a body is left."""
    stated = _repair_fields(document)
    lines, markup = take_markup(repair_lines(document.text))
    structure = find_structure(join_lines(lines), stated, markup)
    body = "\n\n".join(paragraph.text for paragraph in structure.paragraphs)
    if not has_words(body):
        return Rejection(
            path=document.path,
            item=document.item,
            stage="clean",
            error_type="empty",
            error="no words are left once captions, credits and page furniture are taken out",
        )
    text = f"{structure.title}\n\n{body}" if structure.title else body
    return _build_article(stated, structure, text, body)


def _build_article(document: Document, structure: Structure, text: str, body: str) -> Article:
    """Return the article that a document with this structure and text is."""
    published = infer_published(document, structure.dates)
    return Article(
        article_id=document.article_id,
        path=document.path,
        item=document.item,
        outlet=document.outlet or read_outlet(document.path),
        agency=structure.agency,
        agency_basis=structure.agency_basis,
        author=structure.author,
        title=structure.title,
        dateline=structure.dateline,
        published_at=published.at,
        published_date=published.day,
        date_basis=published.basis,
        language=read_language(document.language) or identify_language(body),
        text=text,
        words=count_words(text),
        url=document.url,
        content_hash=hash_words(text),
        removals=(*_mark_summary(document), *structure.removals),
    )


def _mark_summary(document: Document) -> tuple[Removal, ...]:
    """Return the note that the source gave no more than a summary; nothing was taken out."""
    return (Removal(rule="summary only", removed_text="", line=1),) if document.summary else ()


def read_outlet(path: str) -> str | None:
    """Return the first folder of a path that is not a number or a date, as it is written."""
    return next((folder for folder in path.split("/")[:-1] if re.search(r"[^\W\d_]", folder)), None)


def read_language(stated: str | None) -> str | None:
    """Return the ISO 639-1 code that a record states (`en`, `en-GB`, `pt_BR`), or None."""
    found = re.fullmatch(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9-]+)?", (stated or "").strip())
    return found.group(1).lower() if found else None


def _repair_fields(document: Document) -> Document:
    """Return a document whose own statements are repaired, and None where they are blank."""
    names = ("title", "outlet", "author", "agency", "dateline")
    stated = {name: getattr(document, name) for name in names}
    repaired = {
        name: " ".join(repair_text(value).split()) or None
        for name, value in stated.items()
        if value is not None
    }
    if repaired.get("author"):
        repaired["author"] = re.sub(r"^by:?\s", "", repaired["author"] or "", flags=re.IGNORECASE)
    return document.model_copy(update=repaired)
