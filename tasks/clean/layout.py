"""Lines become paragraphs: blank lines, a paragraph a line, or lines wrapped at a width."""

import re
from collections.abc import Sequence
from itertools import pairwise

from tasks.clean.paragraph import Paragraph
from tasks.clean.text import Line

# Mail and wire printers wrap between 50 and 100 columns; wider lines are paragraphs of their own.
NARROWEST_WRAP = 40
WIDEST_WRAP = 100
# Share of neighbouring lines where the next word would not have fitted any more. Lines broken by
# a machine reach nearly 1 inside paragraphs; paragraphs that happen to be short stay under .3.
WRAPPED_SHARE = 0.6
LIST_ITEM = re.compile(r"(?:[-*•▪‣●·–—+]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
ENDS_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]]*$")


def join_lines(lines: Sequence[Line]) -> list[Paragraph]:
    """Return the paragraphs of a text, each single-spaced on one line.

    A text counts as wrapped when most of its lines end where the next word would not have fitted;
    only then are lines joined, and only at such places. Otherwise every line is a paragraph.
    """
    width = _wrap_width(lines)
    paragraphs: list[list[Line]] = []
    previous: Line | None = None
    for line in lines:
        if line.text and previous and previous.text and _continues(previous, line, width):
            paragraphs[-1].append(line)
        elif line.text:
            paragraphs.append([line])
        previous = line
    return [Paragraph(group[0].number, _join(group)) for group in paragraphs]


def _wrap_width(lines: Sequence[Line]) -> int:
    """Return the column at which a text is wrapped, or 0 where it is not."""
    lengths = sorted(_length(line) for line in lines if line.text)
    if len(lengths) < 3 or not NARROWEST_WRAP <= lengths[-1] <= WIDEST_WRAP:
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    pairs = [(a, b) for a, b in pairwise(lines) if a.text and b.text]
    full = sum(_is_full(a, b, width) for a, b in pairs)
    return width if pairs and full >= WRAPPED_SHARE * len(pairs) else 0


def _length(line: Line) -> int:
    return line.indent + len(line.text)


def _is_full(line: Line, following: Line, width: int) -> bool:
    """Return whether the first word of the following line would not have fitted on this one."""
    return _length(line) + 1 + len(following.text.split(" ", 1)[0]) > width


def _continues(previous: Line, line: Line, width: int) -> bool:
    """Return whether a line goes on with the paragraph of the line before it."""
    if not width or LIST_ITEM.match(line.text) or not _is_full(previous, line, width):
        return False
    return line.indent <= previous.indent or not ENDS_SENTENCE.search(previous.text[-4:])


def _join(group: Sequence[Line]) -> str:
    """Return lines as one; a hyphen at a line's end stays, without a space after it."""
    if len(group) == 1:
        return group[0].text
    parts = [line.text if re.search(r"\w-$", line.text[-2:]) else line.text + " " for line in group]
    return "".join(parts).strip()
