"""The unit that cleaning works on: a paragraph and the line of the original where it starts."""

from typing import NamedTuple

from schemas.article import Removal


class Paragraph(NamedTuple):
    """A paragraph on one line, single-spaced, and the 1-based line of the original it began on."""

    line: int
    text: str

    def removed(self, rule: str, text: str | None = None) -> Removal:
        """Return the record of this paragraph, or of a part of it, being taken out by a rule."""
        return Removal(rule=rule, removed_text=self.text if text is None else text, line=self.line)
