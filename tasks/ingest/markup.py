"""Parse XML and HTML without letting them reach out, and read their text by paragraphs."""

import contextlib
import re
from typing import Any, TypeAlias

from lxml import etree, html

from tasks.ingest.source import Source

Element: TypeAlias = Any  # lxml's elements: the library has no types of its own

# Elements that stand on lines of their own, in HTML, NITF and the bodies of NewsML-G2.
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "bq", "br", "caption", "center", "dd",
     "div", "dl", "dt", "fieldset", "fn", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
     "header", "hl1", "hl2", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
     "table", "td", "tfoot", "th", "thead", "tr", "ul", "block", "body", "body.content")
)  # fmt: skip
# Elements whose content is not the article's text.
_SKIPPED = frozenset(
    ("script", "style", "template", "noscript", "iframe", "svg", "math", "object", "video",
     "audio", "form", "button", "select", "figure", "figcaption", "media", "head", "title")
)  # fmt: skip
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_ENTITY = re.compile(rb"<\s*!\s*ENTITY", re.IGNORECASE)


class MarkupError(ValueError):
    """Says why markup cannot be parsed, and where."""


def local_name(element: Element) -> str:
    """Return an element's name without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def refuse_entities(data: bytes) -> None:
    """Raise MarkupError for XML that declares entities, whatever they are for.

    News formats need none beyond XML's own, and they are how XML reads files and fills memories.
    """
    plain = data.replace(b"\x00", b"")  # so that UTF-16 hides nothing
    declared = _ENTITY.search(plain)
    if declared:
        line = plain.count(b"\n", 0, declared.start()) + 1
        raise MarkupError(f"it declares entities, in line {line}, which are not read")


def parse_xml(data: bytes) -> Element:
    """Parse an XML document, without DTD, entities or network. Raises MarkupError."""
    refuse_entities(data)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise MarkupError(f"it is not well-formed XML ({_first_fault(error)})") from error
    except ValueError as error:  # an encoding that libxml2 does not know
        raise MarkupError(f"it is not well-formed XML ({error})") from error


def refuse_depth(data: bytes) -> None:
    """Raise MarkupError for XML nested deeper than libxml2 goes, well-formed or not."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    with contextlib.suppress(etree.XMLSyntaxError, ValueError):
        etree.fromstring(data, parser)
    _refuse_depth(parser)


def parse_html(data: bytes | str) -> Element:
    """Parse an HTML page or fragment as browsers would. Raises MarkupError for one nested too deep.

    libxml2 stops at 256 levels and would drop the rest of the page.
    """
    encoding = "utf-8" if isinstance(data, str) else None
    parser = html.HTMLParser(
        encoding=encoding, huge_tree=False, remove_comments=True, remove_pis=True, no_network=True
    )
    content = data.encode("utf-8", "replace") if isinstance(data, str) else data
    try:
        root = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise MarkupError(f"it is not HTML ({error})") from error
    _refuse_depth(parser)
    return root


def read_paragraphs(element: Element, skipped: frozenset[str] = _SKIPPED) -> str:
    """Return the text of an element, its blocks apart by blank lines."""
    pieces: list[str] = []
    hidden: Element | None = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        name = local_name(node)
        if event == "start" and hidden is None:
            if name in skipped or not name:
                hidden = node
            else:
                pieces.append("\n" if name in _BLOCKS else "")
                pieces.append(_BLANKS.sub(" ", node.text or ""))
        elif event == "end" and hidden in (None, node):
            hidden = None
            pieces.append("\n" if name in _BLOCKS else "")
            if node is not element:
                pieces.append(_BLANKS.sub(" ", node.tail or ""))
    lines = (" ".join(line.split(" ")).strip() for line in "".join(pieces).split("\n"))
    return "\n\n".join(re.sub(" {2,}", " ", line) for line in lines if line)


def strip_markup(fragment: str) -> str:
    """Return the text of an HTML fragment by paragraphs. Raises MarkupError."""
    return read_paragraphs(parse_html(fragment)) if fragment.strip() else ""


def read_line(element: Element | None) -> str | None:
    """Return the text of an element in one line, or None where there is none."""
    if element is None:
        return None
    return " ".join("".join(element.itertext()).split()) or None


def root_of(source: Source, data: bytes) -> Element:
    """Parse a source's XML. Raises UnreadableError."""
    try:
        return parse_xml(data)
    except MarkupError as error:
        raise source.unreadable("xml", str(error)) from error


def _refuse_depth(parser: Element) -> None:
    for entry in parser.error_log:
        if "depth" in entry.message.lower():
            raise MarkupError(f"its elements are nested too deep, in line {entry.line}")


def _first_fault(error: etree.XMLSyntaxError) -> str:
    return str(error.msg or error).splitlines()[0][:200]
