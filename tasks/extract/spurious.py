"""Spans that name nothing: ordinary words with a capital, weekdays, codes, handles and links."""

import re
from collections.abc import Sequence
from typing import Final

from tasks.extract.lists import list_all
from tasks.extract.places import find_places
from tasks.extract.spans import Cover, Span
from tasks.extract.words import is_common, read_set, starts_sentence

LINK: Final = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+\.\w+|(?<!\w)[@#]\w+|\b[\w-]+\.(?:com|org|net|co|info|io)(?:/\S*)?\b"
)


# A project's address (`SETI@home`), and what is no person's name (`salon.de`).
HOME: Final = re.compile(r"\w@\w")
WEB: Final = re.compile(r"\w\.[a-z]{2}")
NEXT: Final = re.compile(r" ([A-Z][a-z]+)")
# Fields of a title that are organisations too.
KEPT: Final = frozenset(("UN", "EU", "Parliament", "Senate", "Congress", "Treasury", "House"))
LINK_SIGNS: Final = ("@", "#", "://", "www.", ".com", ".org", ".net", ".co", ".info", ".io")
# Behind these a word in small letters is a part of an address.
ADDRESS: Final = "@./_"


def drop_spurious(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the spans that can be names."""
    links = find_links(text)
    small = find_small_words(text, spans)
    borne = find_borne(text, spans)
    return [
        span
        for span in spans
        if links.is_free(span.start, span.end)
        and (text[span.start : span.end] in borne or not is_spurious(text, span, small))
    ]


def find_borne(text: str, spans: Sequence[Span]) -> frozenset[str]:
    """Return the words of the full names of persons: `Mai` is one's name and no ordinary word."""
    names = (text[span.start : span.end].split() for span in spans if span.label == "PERSON")
    words = {word for name in names if len(name) > 1 for word in name}
    return frozenset(word for word in words if word not in read_set("dropped.txt"))


def find_links(text: str) -> Cover:
    """Return which characters stand in addresses, handles and hashtags."""
    links = Cover(len(text))
    if not any(sign in text for sign in LINK_SIGNS):
        return links
    for match in LINK.finditer(text):
        links.take(*match.span())
    return links


def find_small_words(text: str, spans: Sequence[Span]) -> frozenset[str]:
    """Return the single-word names of the article that it also writes in small letters.

    Surnames of its full names and known places are left out: they are names anyhow.
    """
    names = {text[span.start : span.end] for span in spans}
    surnames = {name.split()[-1] for name in names if " " in name}
    small = {
        name.lower()
        for name in names - surnames
        if name.isalpha() and name.istitle() and not find_places(name)
    }
    return frozenset(word for word in small if stands_small(text, word))


def stands_small(text: str, word: str) -> bool:
    """Say whether the text has the word in these letters, whole and in no address."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        before, behind = text[max(0, start - 1) : start], text[end : end + 2]
        opens = not before or not (before.isalnum() or before in ADDRESS)
        closes = not (behind[:1].isalnum() or behind[:1] in ("_", "@"))
        if opens and closes and not (behind[:1] == "." and behind[1:].isalnum()):
            return True
        start = text.find(word, end)
    return False


def is_spurious(text: str, span: Span, small: frozenset[str]) -> bool:
    """Say whether a span names nothing."""
    surface = text[span.start : span.end]
    if surface in read_set("dropped.txt") or not any(letter.isalpha() for letter in surface):
        return True
    if HOME.search(surface):
        return True
    if span.label == "PERSON" and (WEB.search(surface) or any(map(str.isdigit, surface))):
        return True
    # The head of a table (`P W D L Pts`), or fixtures with `P` for what was put off.
    if sum(len(word) == 1 and word.isupper() for word in surface.split()) > 1:
        return span.label == "ORG"
    if surface in list_all():
        return False
    if surface.islower():
        return span.label not in ("GPE", "LOC", "FAC") or is_common(surface)
    if " " in surface or surface.isupper():
        return len(surface) == 1
    if names_a_post(text, span):
        return True
    ordinary = is_common(surface) or surface.lower() in small
    ordinary = ordinary or (surface in read_set("openers.txt") and stands_before_small(text, span))
    return ordinary and starts_sentence(text, span.start)


def names_a_post(text: str, span: Span) -> bool:
    """Say whether a word is the field of a title that follows (`Labour Minister`)."""
    following = NEXT.match(text, span.end)
    fields = read_set("roles.txt") | read_set("openers.txt")
    return bool(
        following
        and text[span.start : span.end] in fields - KEPT
        and following.group(1) in read_set("titles.txt")
    )


def stands_before_small(text: str, span: Span) -> bool:
    """Say whether a word in small letters follows."""
    return text[span.end : span.end + 1] == " " and text[span.end + 1 : span.end + 2].islower()
