"""Find what stands inside quotation marks: straight, curly, low, angled and British single ones.

One pass over the marks of each paragraph with a stack, so the time is linear in the text, also on
a page of nothing but marks.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

# A quotation whose mark is never closed ends with its paragraph, or, in a text without
# paragraphs, at the last sentence end within this many characters.
UNCLOSED_CHARACTERS = 1000

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*")
# Marks inside a word are apostrophes and never looked at.
_MARK = re.compile(
    r"[\"“”„‟«»「」『』'‘’‚‹›`](?:(?<=')'|(?<=`)`|(?<=[\"“”„‟«»「」『』])"
    r"|(?<=['‘’‚‹›])(?:(?<!\w.)|(?!\w)))"
)
_ELISION = re.compile(r"['‘](?:\d\ds?\b|(?:em|til|cause|tis|twas|n|bout|round|cos|im|er)\b)", re.I)
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
_ANGLED = {"«": "angle", "»": "angle"} | dict.fromkeys("「」『』", "corner")
_SINGLE = "'‘’‚"
_BEFORE_OPENING = " \t\n\r\xa0\u2009\u202f([{<—–-/|*…"
_AFTER_CLOSING = ".,;:!?)]}…—–-/|*"


class Marked(NamedTuple):
    """A passage between marks: `text[start:end]` stands inside, `text[outer:after]` holds all."""

    outer: int
    start: int
    end: int
    after: int
    closed: bool  # False: the text goes on to the end of the paragraph without a closing mark


class _Mark(NamedTuple):
    at: int
    to: int
    family: str
    opens: bool
    closes: bool


class _Paragraph(NamedTuple):
    start: int
    end: int
    pairs: list[Marked]
    dangling: _Mark | None  # an opening mark without its closing one
    stray: _Mark | None  # a closing mark before any opening one
    first: _Mark | None  # the mark the paragraph begins with


def find_marked(text: str) -> list[Marked]:
    """Return the outermost marked passages of a text in order, whatever their length.

    A passage that is open at the end of a paragraph goes on where the next paragraph begins with
    an opening mark, or holds a closing mark that nothing opened; else it ends with its paragraph.
    """
    paragraphs = [_read_paragraph(text, *match.span()) for match in _PARAGRAPH.finditer(text)]
    found: list[Marked] = []
    pending: Marked | None = None
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        pairs, dangling = paragraph.pairs, paragraph.dangling
        if pending is not None:
            pending, pairs, dangling = _take_up(pending, paragraph)
            if pending.closed:
                found.append(pending)
                pending = None
        if dangling is not None and _goes_on(paragraph, dangling, following):
            found.extend(pair for pair in pairs if pair.after <= dangling.at)
            opened = pending or Marked(dangling.at, dangling.to, 0, 0, closed=False)
            pending = opened._replace(end=paragraph.end, after=paragraph.end)
            continue
        found.extend(pairs)
        if dangling is not None and dangling.family != "single":
            opened = pending or Marked(dangling.at, dangling.to, 0, 0, closed=False)
            pending = opened._replace(end=paragraph.end, after=paragraph.end)
        if pending is not None:
            found.extend(_end_open(text, pending, pairs))
            pending = None
    return sorted(trimmed for marked in found if (trimmed := _trim(text, marked)) is not None)


def _take_up(pending: Marked, paragraph: _Paragraph) -> tuple[Marked, list[Marked], _Mark | None]:
    """Continue an open passage in the paragraph that reopens or closes it."""
    first, pairs, dangling = paragraph.first, paragraph.pairs, paragraph.dangling
    if first is not None and dangling is not None and dangling.at == first.at:
        return pending, pairs, dangling
    if first is not None and pairs and pairs[0].outer == first.at:
        head = pairs[0]
        return pending._replace(end=head.end, after=head.after, closed=True), pairs[1:], dangling
    if paragraph.stray is not None:
        stray = paragraph.stray
        return pending._replace(end=stray.at, after=stray.to, closed=True), pairs, dangling
    return pending, pairs, dangling


def _goes_on(paragraph: _Paragraph, dangling: _Mark, following: _Paragraph | None) -> bool:
    """Say whether the next paragraph takes up a passage that is still open.

    A paragraph that ends with a whole passage after the open mark has lost a mark.
    """
    if following is None:
        return False
    last = paragraph.pairs[-1] if paragraph.pairs else None
    if last is not None and last.outer > dangling.at and last.after == paragraph.end:
        return False
    if following.first is not None:
        return following.first.family == dangling.family
    return dangling.family == "double" and following.stray is not None


def _end_open(text: str, pending: Marked, pairs: Sequence[Marked]) -> Iterator[Marked]:
    """End a passage that nothing closes; none where whole passages follow its opening mark.

    `"We go, said A. "We stay."` lost a mark, and there is no telling where.
    """
    if any(pair.outer >= pending.start for pair in pairs[-1:]):
        return
    if pending.end - pending.start <= UNCLOSED_CHARACTERS:
        yield pending
        return
    limit = pending.start + UNCLOSED_CHARACTERS
    ends = [match.end() for match in _SENTENCE_END.finditer(text, pending.start, limit)]
    if ends:
        yield pending._replace(end=ends[-1], after=ends[-1])


def _trim(text: str, marked: Marked) -> Marked | None:
    """Leave white space at the edges outside; None where nothing is left."""
    inside = text[marked.start : marked.end]
    start = marked.start + len(inside) - len(inside.lstrip())
    end = marked.end - (len(inside) - len(inside.rstrip()))
    return marked._replace(start=start, end=end) if start < end else None


def _read_paragraph(text: str, start: int, end: int) -> _Paragraph:
    """Pair the marks of one paragraph and keep what stays open at either side."""
    marks = [mark for mark in _read_marks(text, start, end) if mark.opens or mark.closes]
    if not marks:
        return _Paragraph(start, end, [], None, None, None)
    pairs, unopened, unclosed = _match(text, [one for one in marks if one.family != "single"])
    singles = [mark for mark in marks if mark.family == "single"]
    if singles:
        pairs = _merge(pairs, _match_singles(text, singles, pairs))
    first = marks[0] if marks[0].opens and not text[start : marks[0].at].strip() else None
    stray = unopened[0] if unopened and unopened[0].at <= marks[0].at else None
    return _Paragraph(start, end, pairs, _pick_dangling(pairs, unclosed, first), stray, first)


def _pick_dangling(
    pairs: Sequence[Marked], unclosed: Sequence[_Mark], first: _Mark | None
) -> _Mark | None:
    """Return the opening mark that may go on in the next paragraph: the first, or after all."""
    if first is not None and first.family == "single":
        return first if all(pair.outer > first.at for pair in pairs[:1]) else None
    if first is not None and first in unclosed[:1]:
        return first
    after = pairs[-1].after if pairs else 0
    return unclosed[-1] if unclosed and unclosed[-1].at >= after else None


def _read_marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    """Yield the marks of a paragraph with what each can do, judged by its neighbours."""
    for match in _MARK.finditer(text, start, end):
        at, to, mark = match.start(), match.end(), match[0]
        before = text[at - 1] if at > start else " "
        behind = text[to] if to < end else "."
        free_left = before in _BEFORE_OPENING or before in "\"“”„«»‘’'`"
        free_right = behind.isspace() or behind in _AFTER_CLOSING
        if mark in _SINGLE:
            opens = mark != "’" and free_left and not free_right and not _ELISION.match(text, at)
            closes = mark in "'’" and not before.isspace() and not behind.isalnum()
            yield _Mark(at, to, "single", opens, closes and not opens)
        elif mark in _ANGLED:
            yield _Mark(at, to, _ANGLED[mark], True, True)
        else:
            yield _read_double(mark, at, to, before, behind, free_left, free_right)


def _read_double(
    mark: str, at: int, to: int, before: str, behind: str, free_left: bool, free_right: bool
) -> _Mark:
    """Judge a double mark: curly ones by their form, straight ones by the space beside them."""
    if mark == "“":
        return _Mark(at, to, "double", free_left or not free_right, not free_left)
    if mark in ("„", "‟", "``"):
        return _Mark(at, to, "double", True, False)
    if mark == "”":
        return _Mark(at, to, "double", free_left and not free_right, True)
    if free_left and not free_right:
        return _Mark(at, to, "double", True, before in "\"“”„«»‘’'`-—–…")
    if before in ":," and not free_right:
        return _Mark(at, to, "double", True, True)
    return _Mark(at, to, "double", before.isspace() and behind.isspace(), True)


def _match(text: str, marks: Sequence[_Mark]) -> tuple[list[Marked], list[_Mark], list[_Mark]]:
    """Pair double and angled marks with a stack: outermost pairs, unopened and unclosed marks."""
    stack: list[_Mark] = []
    pairs: list[Marked] = []
    unopened: list[_Mark] = []
    for index, mark in enumerate(marks):
        following = marks[index + 1] if index + 1 < len(marks) else None
        if _is_inch(text, mark, bool(stack), following):
            continue
        depth = next((n for n, one in enumerate(stack[:-4:-1]) if one.family == mark.family), -1)
        inside = stack[-1 - depth] if depth >= 0 else None
        if mark.closes and inside is not None and not (mark.opens and _reopens(text, mark, inside)):
            del stack[-1 - depth :]
            pair = Marked(inside.at, inside.to, mark.at, mark.to, closed=True)
            while pairs and pairs[-1].outer > pair.outer:
                pairs.pop()
            pairs.append(pair)
        elif mark.opens:
            stack.append(mark)
        elif mark.closes:
            unopened.append(mark)
    return pairs, unopened, stack


def _is_inch(text: str, mark: _Mark, inside: bool, following: _Mark | None) -> bool:
    """Say whether a straight mark after a digit measures inches or seconds."""
    if text[mark.at] != '"' or not text[mark.at - 1 : mark.at].isdigit():
        return False
    if not inside:
        return True
    return following is not None and following.closes and not following.opens


def _reopens(text: str, mark: _Mark, inside: _Mark) -> bool:
    """Say whether an ambiguous mark within a passage opens a nested one rather than closes it."""
    form = text[mark.at]
    if form in "«»":
        return form == text[inside.at]
    return form == "“" and text[inside.at] != "„"


def _match_singles(text: str, marks: Sequence[_Mark], pairs: Sequence[Marked]) -> list[Marked]:
    """Pair single marks that stand outside the pairs; a possessive does not close a passage."""
    closers = [mark for mark in marks if mark.closes]
    found: list[Marked] = []
    free_from, nearest = 0, 0
    for mark in marks:
        if not mark.opens or mark.at < free_from:
            continue
        while nearest < len(closers) and closers[nearest].at <= mark.at:
            nearest += 1
        closing = _find_closer(text, closers, nearest)
        if closing is None:
            break
        found.append(Marked(mark.at, mark.to, closing.at, closing.to, closed=True))
        free_from = closing.to
    return [one for one in found if not _straddles(one, pairs)] if pairs else found


def _find_closer(text: str, closers: Sequence[_Mark], nearest: int) -> _Mark | None:
    """Return the mark that closes a passage opened before `closers[nearest]`.

    `the ministers’ plan` within a passage is a possessive if one of the next few marks closes
    better; three are looked at, so that the time stays linear.
    """
    candidates = closers[nearest : nearest + 3]
    for mark in candidates:
        if not _is_possessive(text, mark):
            return mark
    return candidates[0] if candidates else None


def _is_possessive(text: str, mark: _Mark) -> bool:
    before, behind = text[mark.at - 1], text[mark.to : mark.to + 2]
    return before in "sxzSXZ" and len(behind) == 2 and behind[0] == " " and behind[1].islower()


def _straddles(single: Marked, pairs: Sequence[Marked]) -> bool:
    """Say whether a passage in single marks begins within a pair, or cuts one in two."""
    index = bisect_right(pairs, single.outer, key=lambda pair: pair.outer) - 1
    if index >= 0 and pairs[index].after > single.outer:
        return True
    last = bisect_right(pairs, single.end, key=lambda pair: pair.outer) - 1
    return last > index and pairs[last].after > single.end


def _merge(pairs: Sequence[Marked], singles: Sequence[Marked]) -> list[Marked]:
    """Return both kinds in order without those that lie within another."""
    merged: list[Marked] = []
    for marked in sorted([*pairs, *singles]):
        if not merged or marked.outer >= merged[-1].after:
            merged.append(marked)
    return merged
