"""Photo captions and picture credits."""

import re
from collections.abc import Sequence
from functools import cache

from schemas.article import Removal
from tasks.clean.agencies import agency_alternation, first_agency
from tasks.clean.paragraph import Paragraph

LONGEST_CAPTION = 600
# How far from its end a caption's credit may begin.
CREDIT_REACH = 120
PICTURE = r"(?:pic(?:ture)?s?|images?|photo(?:graph)?s?)"
MEDIUM = (
    rf"(?:{PICTURE}|photography|videos?|audio|illustrations?|graphics?|maps?|credits?|courtesy|"
    r"screengrab|screenshot|fotos?|crédits?(?:\sphotos?)?|bild(?:er)?|imagen|imagem)"
)
OPENING = re.compile(
    r"FILE(?:\s?[–—:]|\s-\s|\s(?:PHOTO|IMAGE|PIC(?:TURE)?|VIDEO|PIX)S?\s?[-–—:])"
    rf"|[(\[]?(?:File\s)?{MEDIUM}(?:\s(?:caption|credit|by|source|courtesy))?\s?:\s?\S"
    r"|(?:caption|credit|main image|pictured|pix)\s?:"
    r"|(?:image|media|video|photo) (?:source|caption), \S",
    re.IGNORECASE,
)
# Every kind of credit has one of these marks or the first letters of `picture`, `photo` or `file`.
# Nearly all prose ends without them and is spared the costly search. The pattern begins with one
# set of characters, since those are what `re` looks for fastest.
CREDIT_MARK = re.compile(r"[:;|/©(\[PpFf](?:(?<![PpFf])|(?i:ic|hoto|ile))")


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
    return len(text) <= LONGEST_CAPTION and bool(OPENING.match(text) or credit_of(text))


def credit_of(text: str) -> str | None:
    """Return the picture credit that ends a caption (`Picture: AFP`), or None."""
    start = max(0, len(text) - CREDIT_REACH)
    found = _credits().search(text, start) if CREDIT_MARK.search(text, start) else None
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
    """Return the pattern of credits at the end of a caption.

    The holder opens with a capital, so that `on the back of the photo: "my last day"` is text; a
    medium in small letters takes few words after it, for the same reason.
    """
    word = r"(?:\w{1,2}\.|[^\s:;!?.]{1,40}(?:\.[^\s:;!?.]{1,20}){0,3})"
    opening = r"(?:the )?(?=[^\W\d_a-z]|@|(?:supplied|provided|handout|courtesy|file|via)\b)"
    name, few = (rf"{opening}{word}(?: {word}){{0,{more}}}[.)\]]*$" for more in (8, 3))
    capital = rf"(?<![\w-])(?=[A-ZÉ])(?i:{MEDIUM}(?:\s(?:credit|source|by|courtesy(?:\sof)?))?)"
    taken = rf"(?=[Pp])(?i:{PICTURE}\s(?:by|courtesy\sof|courtesy))\s"
    agency = agency_alternation()
    holder = (
        r"(?:AP\sPhoto|(?i:getty|afp|reuters|ap|epa(?:-efe)?|efe|shutterstock|istock|wikimedia|"
        r"pexels|unsplash|flickr|anadolu|xinhua)(?:\s(?i:images|photos?|pictures|commons|file))?)"
    )
    person = r"[A-Z][\w .'’-]{1,40}\s?/\s?"
    stock = r"(?i:getty\simages|a[fp]p?\sphoto)[^)\]]{0,40}"
    kinds = (
        rf"{capital}\s?[:;|/©]\s?{name}",
        rf"(?<![\w-]){PICTURE}\s?:\s?{few}",
        rf"(?:^|(?<=[.!?)\]”\"]\s)|(?<=[(\[])){taken}{name}",
        rf"[(\[](?:{person}{holder}|{holder}\s?/[^)\]]{{1,60}}|{stock})[)\]]\.?$",
        rf"(?<![.!?”\"])\s[(\[](?:{agency})[)\]]$",
        r"(?:REUTERS|AFP|EPA|AP|Getty\sImages)\s?/\s?(?=.*[a-z])[A-Z][^.!?:;]{1,50}$",
        rf"(?<=[.!?”\"])\s(?:[A-Z][\w.'’-]+\s){{1,3}}/\s?(?:{agency}|Getty\sImages)\.?$",
        rf"(?<=[.!?”\"])\s(?:©|\(c\))\s?{name}",
        rf"[-–—]\s?(?:{agency})\s(?i:pic|photo|picture|file|filepic|file photo)s?\.?$",
    )
    return re.compile("|".join(kinds))
