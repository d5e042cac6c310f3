"""Mail, as agencies send their service: a message is an article."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from schemas.article import Document
from schemas.run import Rejection
from tasks.ingest.markup import MarkupError, strip_markup
from tasks.ingest.source import Source


def read(source: Source) -> Iterator[Document | Rejection]:
    """Give the message: its subject is the title, its sender the outlet; attachments are left."""
    data = source.read_whole()
    try:
        message = message_from_bytes(data, policy=policy.default)
        text = _read_body(message)
        stated = _read_headers(message)
    except MarkupError as error:
        raise source.unreadable("mail", f"its HTML body cannot be read, {error}") from error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        # The library promises no error of its own; these are what damaged messages lead it to.
        reason = f"it is no message that can be read ({type(error).__name__}: {error})"
        raise source.unreadable("mail", reason[:300]) from error
    yield source.document("the message's body", None, text, **stated)


def _read_body(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    content = part.get_content()
    if not isinstance(content, str):
        return ""
    return strip_markup(content) if part.get_content_subtype() == "html" else content


def _read_headers(message: EmailMessage) -> dict[str, str | None]:
    name, address = parseaddr(str(message.get("from", "")))
    return {
        "title": str(message.get("subject", "")).strip() or None,
        "outlet": name.strip() or address.rpartition("@")[2] or None,
        "published_at": str(message.get("date", "")).strip() or None,
        "language": str(message.get("content-language", "")).strip() or None,
        "guid": str(message.get("message-id", "")).strip(" <>\t\r\n") or None,
    }
