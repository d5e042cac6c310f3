"""Photo captions and picture credits."""

import re
from collections.abc import Sequence
from functools import cache

from schemas.article import Removal
from tasks.clean.agencies import first_agency
from tasks.clean.paragraph import Paragraph

LONGEST_CAPTION = 900
# How far from its end a caption's credit may begin.
CREDIT_REACH = 120
MEDIUM = (
    r"(?:pictures?|images?|photos?|photographs?|photography|videos?|audio|illustrations?|"
    r"graphics?|maps?|screengrab|screenshot)"
)
HEADS = re.compile(
    rf"(?:FILE(?:\s?[-–—:]\s|\s(?:PHOTO|IMAGE|PIC(?:TURE)?|VIDEO)S?\s?[-–—:]|PIX\s?:)"
    rf"|(?:File\s)?{MEDIUM}\s?(?:caption|credit|by|source|courtesy)?\s?:"
    r"|(?:caption|credit|main image)\s?:|\[\s?(?:photo|image|picture)\b|(?:pic|pix)\s?:)",
    re.IGNORECASE,
)
NAME = r"[^\s.!?:;,]{1,30}(?:[ .,/'’&+-]+[^\s.!?:;]{1,30}){0,9}"
SOURCES = r"(?:getty|afp|reuters|ap|epa|efe|shutterstock|istock|wikimedia|pexels|unsplash|flickr)"


def take_captions(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Removal]]:
    """Return the paragraphs that are not captions, and the captions as removals."""
    kept: list[Paragraph] = []
    removals: list[Removal] = []
    for paragraph in paragraphs:
        if is_caption(paragraph.text):
            removals.append(paragraph.removed("caption"))
        else:
            kept.append(paragraph)
    return kept, removals


def is_caption(text: str) -> bool:
    """Return whether a paragraph is a caption: it opens as one or ends in a picture credit."""
    if len(text) > LONGEST_CAPTION:
        return False
    return bool(HEADS.match(text) or credit_of(text) is not None)


def credit_of(text: str) -> str | None:
    """Return the picture credit that ends a caption (`Picture: AFP`), or None."""
    tail = text[-CREDIT_REACH:]
    found = _credits().search(tail)
    return found.group(0) if found else None


def picture_agency(captions: Sequence[Removal]) -> str | None:
    """Return the first agency that a caption's credit names, or None."""
    for caption in captions:
        credit = credit_of(caption.removed_text)
        named = first_agency(credit) if credit else None
        if named:
            return named
    return None


@cache
def _credits() -> re.Pattern[str]:
    medium = rf"(?<![\w-]){MEDIUM}(?:\s(?:credit|source|by|courtesy(?:\sof)?))?\s?[:;|/©]\s*{NAME}"
    taken = rf"(?<![\w-])(?:photo|picture|image)s?\s(?:by|courtesy(?:\sof)?|credit)\s{NAME}"
    holder = rf"(?:AP\sPhoto|(?i:{SOURCES})(?:\s(?i:images|photos?|pictures|commons|file))?)"
    bracket = rf"[(\[](?:[A-Z][\w .'’-]{{1,40}}\s?/\s?)?{holder}(?:\s?[/,]\s?[^)\]]{{1,60}})?[)\]]"
    signed = r"(?:REUTERS|AFP|EPA|AP|Getty\sImages)\s?/\s?[A-Z][^.!?:;]{1,50}"
    slashed = r"(?:[A-Z][\w.'’-]+\s){1,3}/\s?(?:AFP|AP|EPA|Reuters|Getty\sImages)"
    return re.compile(
        rf"(?i:{medium}|{taken})[.)\]]*$|{bracket}\.?$|{signed}$"
        rf"|(?<=[.!?”\"])\s(?:{slashed}\.?|(?:©|\(c\))\s?{NAME})$"
    )
