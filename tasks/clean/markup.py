"""HTML left in a text: tags go, paragraphs stay apart."""

import re
from collections.abc import Sequence
from functools import cache

from schemas.article import Removal
from tasks.clean.text import Line

BLOCKS = (
    "p|br|div|h[1-6]|ul|ol|li|blockquote|figure|figcaption|table|tr|hr|section|article|header|"
    "footer|aside|main|body|html|head|title"
)
INLINE = "a|abbr|b|cite|code|em|font|i|img|mark|s|small|span|strong|sub|sup|td|th|u|time|iframe"
LONGEST_TAG = 1000


def take_markup(lines: Sequence[Line]) -> tuple[list[Line], list[Removal]]:
    """Return lines without HTML tags, comments, scripts and styles, and these as removals.

    A tag that opens or closes a block begins a new paragraph; a tag within a word leaves it whole.
    Only the names of HTML are tags, so that `a < b` and `<name@example.org>` stay.
    """
    kept: list[Line] = []
    removals: list[Removal] = []
    for line in lines:
        tags = [found.group(0) for found in _tags().finditer(line.text)] if "<" in line.text else []
        if not tags:
            kept.append(line)
            continue
        removals.append(Removal(rule="markup", removed_text=" ".join(tags), line=line.number))
        plain = _tags().sub(lambda found: "\n" if found["block"] else "", line.text)
        for part in plain.split("\n"):
            kept.append(Line(line.number, " ".join(part.split()), 0))
            kept.append(Line(line.number, "", 0))
    return kept, removals


@cache
def _tags() -> re.Pattern[str]:
    attributes = rf"(?:\s[^<>]{{0,{LONGEST_TAG}}})?/?"
    return re.compile(
        r"<(?P<silent>script|style)\b[^<>]*>[^<]*</(?P=silent)>|<!--[^<>]*-->"
        rf"|(?P<block></?(?:{BLOCKS}){attributes}>)|</?(?:{INLINE}){attributes}>",
        re.IGNORECASE,
    )
