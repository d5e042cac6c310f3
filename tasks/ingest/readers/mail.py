"""Mail, as agencies send their service: a message is an article."""

from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from schemas.article import Document
from schemas.run import Rejection
from tasks.ingest.markup import MarkupError, strip_markup
from tasks.ingest.source import Source

# The library takes time and memory by the square of a header's length, and no honest one is longer.
_HEADER_CHARACTERS = 2_000


def read(source: Source) -> Iterator[Document | Rejection]:
    """Give the message: its subject is the title, its sender the outlet; attachments are left."""
    data = source.read_whole()
    try:
        message = message_from_bytes(data)
        text = _read_body(source, message)
    except MarkupError as error:
        raise source.unreadable("mail", f"its HTML body cannot be read, {error}") from error
    except RecursionError as error:
        raise source.unreadable("mail", "its parts are nested too deep") from error
    yield source.document("the message's body", None, text, **_read_headers(message))


def _read_body(source: Source, message: Message) -> str:
    """Return the text of the first plain part, else of the first HTML part, that is shown."""
    found: dict[str, Message] = {}
    for part in message.walk():
        if part.get_content_disposition() != "attachment":
            found.setdefault(part.get_content_type(), part)
    if "text/plain" in found:
        return _decode(source, found["text/plain"])
    return strip_markup(_decode(source, found["text/html"])) if "text/html" in found else ""


def _decode(source: Source, part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    charset = part.get_content_charset("")
    try:
        return content.decode(charset or "utf-8")
    except (LookupError, ValueError):
        return source.decode(content)[0]


def _read_headers(message: Message) -> dict[str, str | None]:
    # Encoded words apart from the address: a name may hold a comma once it is decoded.
    name, address = parseaddr(_raw(message, "from"))
    return {
        "title": _words(_raw(message, "subject")),
        "outlet": _words(name) or address.rpartition("@")[2] or None,
        "published_at": _words(_raw(message, "date")),
        "language": _words(_raw(message, "content-language")),
        "guid": _raw(message, "message-id").strip(" <>\t\r\n") or None,
    }


def _raw(message: Message, name: str) -> str:
    return str(message.get(name, ""))[:_HEADER_CHARACTERS]


def _words(value: str) -> str | None:
    """Return a header with its encoded words decoded, in one line."""
    try:
        decoded = str(make_header(decode_header(value)))
    except (MessageError, LookupError, ValueError):
        decoded = value
    plain = decoded.encode("utf-8", "replace").decode("utf-8")
    return " ".join(plain.split()) or None
