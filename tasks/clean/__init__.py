"""Document -> Article: repaired text, news structure, date and language."""

from tasks.clean.article import clean_document

CODE_VERSION = "3"

__all__ = ["CODE_VERSION", "clean_document"]
