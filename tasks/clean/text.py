"""Repair of characters: mojibake, entities, Unicode form, invisible characters, line ends."""

import re
import unicodedata
from functools import cache
from html.entities import html5
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

# Mojibake of UTF-8 is two or more non-ASCII characters in a row, a C1 control, or an accented
# letter whose second byte became a space. A line without them is not worth ftfy's own test, which
# costs 1.4 ms on 4,250 characters.
SUSPICIOUS = re.compile(r"[^\x00-\x7f](?:(?<=[\x80-\x9f])|[^\x00-\x7f]|(?<=[ÃÂâ]) )")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
# Unicode's own separators, form feeds and vertical tabs break a line without being one in the
# original, so they keep its number.
SOFT_BREAK = re.compile(r"[\x0b\x0c\x1c-\x1e\u2028\u2029]")
TERMINAL_ESCAPE = re.compile(r"\x1b\[[0-9;]{0,20}[A-Za-z]")
SPACES = re.compile(r"[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b\u200e\u200f"
    r"\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Joiners shape Persian, Indic and emoji text; between Latin letters they are debris.
STRAY_JOINER = re.compile(r"(?<![\u0590-\ud7ff\uf900-\ufefc\U00010000-\U0010ffff])[\u200c\u200d]")
SURROGATE = re.compile(r"[\ud800-\udfff]")


class Line(NamedTuple):
    """A repaired line, the 1-based number of its line in the original, the spaces before it."""

    number: int
    text: str
    indent: int


def repair_text(text: str) -> str:
    """Return a text with damage repaired and its line ends as `\\n`.

    Quotation marks, dashes and ligatures stay as written. The result is in NFC and holds no
    control, zero-width or bidirectional-control characters, no lone surrogates, and no white space
    but single spaces and `\\n`.
    """
    return "\n".join(line.text for line in repair_lines(text))


def repair_lines(text: str) -> list[Line]:
    """Return the repaired lines of a text in order; of neighbouring blank lines only the first."""
    lines: list[Line] = []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, raw in enumerate(text.split("\n"), start=1):
        if not raw and lines and not lines[-1].text:
            continue
        for part in [raw] if raw.isprintable() else SOFT_BREAK.split(_join_surrogates(raw)):
            indent = len(part) - len(part.lstrip())
            lines.append(Line(number, repair_characters(part), indent))
    return lines


def _join_surrogates(line: str) -> str:
    """Return a line with each pair of surrogates as its character, each lone one as U+FFFD."""
    if not SURROGATE.search(line):
        return line
    return line.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def repair_characters(line: str) -> str:
    """Return a line with entities resolved, mojibake decoded, tidy spaces, in NFC."""
    if "&" in line:
        line = ENTITY.sub(_resolve_entity, ENTITY.sub(_resolve_entity, line))
    if not line.isascii() and SUSPICIOUS.search(line):
        line = _decode_mojibake(line)
    # The grapheme joiner is the one of INVISIBLE that counts as printable.
    if not line.isprintable() or "\u034f" in line:
        line = INVISIBLE.sub("", TERMINAL_ESCAPE.sub("", SPACES.sub(" ", line)))
        line = STRAY_JOINER.sub("", line)
        line = " ".join(line.split())
    # Of white space, only the blank counts as printable.
    line = " ".join(line.split()) if "  " in line else line.strip()
    return line if line.isascii() else unicodedata.normalize("NFC", line)


def _resolve_entity(found: re.Match[str]) -> str:
    """Return the character an entity stands for; `&lt;` twice escaped is resolved by two passes."""
    body = found.group(0)[1:]
    if body[0] != "#":
        return html5.get(body, found.group(0))
    code = int(body[2:-1], 16) if body[1] in "xX" else int(body[1:-1])
    if 0x80 <= code < 0xA0:  # browsers read these as Windows-1252, so pages are written that way
        return bytes([code]).decode("cp1252", "replace")
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else found.group(0)


def _decode_mojibake(line: str) -> str:
    """Return a line as it was before a wrong decoding, or unchanged where ftfy finds no damage."""
    import ftfy
    from ftfy.badness import is_bad

    return str(ftfy.fix_encoding(line, _mojibake_config())) if is_bad(line) else line


@cache
def _mojibake_config() -> "TextFixerConfig":
    """Return ftfy's settings: decode, and change nothing that somebody may have written."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_encoding=True,
        restore_byte_a0=True,
        replace_lossy_sequences=True,
        decode_inconsistent_utf8=True,
        fix_c1_controls=True,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
    )
