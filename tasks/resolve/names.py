"""Names across articles: which spellings are one name, and whom a bare surname means."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from schemas.article import stable_id

DATA: Final = Path(__file__).parent / "names.txt"
# fmt: off
UNFOLDED: Final = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
    "ə": "a", "’": "'", "‘": "'",
})
# fmt: on
LEGAL: Final = re.compile(
    r"(?:,? (?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|llp|plc|ag|sa|nv|se|"
    r"gmbh|spa|pty|pvt|bhd|berhad|holdings?))+$"
)
POINTS: Final = re.compile(r"[.']")
FAMILY_FIRST: Final = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+")
ARTICLES: Final = ("al", "el", "ul", "ad", "ar", "as", "az", "an")
SUFFIXES: Final = ("jr", "sr", "ii", "iii", "iv")
# Endings and letters that transcriptions of one Slavic, Arabic or Persian name write differently.
SPELLINGS: Final = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(?:skyy|skiy|skyi|skij|skyj|skii|skiyy|ski|cki|tsky|tskiy)$", "sky"),
        (r"(?:iy|yi|yy|ij|ii|y|ie)$", "i"),
        (r"(?:ey|ei|ej)$", "ei"),
        (r"(?:ovich|ovic|ovych|ovitch|ovici)$", "ovic"),
        (r"(?:ich|itch|itj)$", "ic"),
        (r"ks|cks", "x"),
        (r"ph", "f"),
        (r"tch", "ch"),
        (r"(?<=[aeiou])ee|ee", "i"),
        (r"ou|oo", "u"),
        (r"aa", "a"),
        (r"(.)\1", r"\1"),
    )
)
# The archive's bearer of a surname must have this many articles, and this share of all articles
# that name any bearer in full, before a bare surname elsewhere is taken for theirs.
DOMINANT_ARTICLES: Final = 3
DOMINANT_SHARE: Final = 0.8
# What is reckoned from a name alone is kept, since the news is about the same few.
KEPT_NAMES: Final = 20_000


class Explanation(NamedTuple):
    """Why an alias belongs to an entity: the rule, a score from 0 to 1, the evidence in words."""

    method: str
    score: float
    evidence: str


def fold(name: str) -> str:
    """Return the name in small letters, without marks, on single spaces."""
    if name.isascii():
        return " ".join(name.casefold().split())
    plain = unicodedata.normalize("NFKD", name.casefold().translate(UNFOLDED))
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


@cache
def read_aliases(kind: str) -> Mapping[str, str]:
    """Return the aliases of one kind (`GPE`, `ORG`, `WORD`), folded, and what they stand for."""
    aliases: dict[str, str] = {}
    for line in DATA.read_text("utf-8").splitlines():
        label, _, names = line.partition("|")
        if label == kind:
            first, *others = names.split(";")
            for other in (first, *others):
                aliases[strip_points(fold(other))] = strip_points(fold(first))
    return aliases


def strip_points(name: str) -> str:
    """Return a folded name without points and with one kind of hyphen and space."""
    return " ".join(name.replace(".", "").replace("-", " ").replace("'", "").split())


@lru_cache(maxsize=KEPT_NAMES)
def entity_key(name: str, label: str, country_code: str | None = None) -> str:
    """Return what all spellings of one name share; equal keys of one label are one entity.

    Places carry their country's code, so that two Tripolis stay apart.
    """
    plain = strip_points(fold(name))
    if label == "PERSON":
        return key_person(plain)
    plain = plain.removeprefix("the ")
    if label == "ORG":
        plain = LEGAL.sub("", plain) or plain
        return read_aliases("ORG").get(plain, plain)
    if label in ("GPE", "LOC", "FAC"):
        plain = read_aliases("GPE").get(plain, plain)
        return f"{plain}|{country_code}" if country_code else plain
    return plain


def key_person(plain: str) -> str:
    """Return the key of a person's folded name: spellings folded, initials between left out."""
    words = plain.split()
    if len(words) > 2:
        words = [words[0], *(word for word in words[1:-1] if len(word) > 1), words[-1]]
    return " ".join(fold_spelling(word) for word in words)


@lru_cache(maxsize=KEPT_NAMES)
def fold_spelling(word: str) -> str:
    """Return one form for the transcriptions of a name's word (`Zelenskyy`, `Muhammad`)."""
    known = read_aliases("WORD").get(word)
    if known:
        return known
    for pattern, plain in SPELLINGS:
        word = pattern.sub(plain, word)
    return word


@lru_cache(maxsize=KEPT_NAMES)
def surname_key(name: str) -> str:
    """Return the key of the last name, by which a bare surname is looked up.

    The halves of a double name stay together (`Boateng-Asare` is no `Asare`); where a given name
    is written with a hyphen and a small letter the family's comes first (`Kim Seo-yeon`).
    """
    words = [word for word in POINTS.sub("", fold(name)).split() if word not in SUFFIXES]
    if not words:
        return ""
    parts = words[0 if FAMILY_FIRST.fullmatch(name) else -1].split("-")
    parts = parts[1:] if len(parts) > 1 and parts[0] in ARTICLES else parts
    return " ".join(fold_spelling(part) for part in parts)


@lru_cache(maxsize=KEPT_NAMES)
def entity_id(key: str, label: str) -> str:
    """Return the identity of an entity: a hash of its kind and key."""
    kind = "PLACE" if label in ("GPE", "LOC", "FAC") else label
    return stable_id(kind, key)


@lru_cache(maxsize=KEPT_NAMES)
def explain_alias(name: str, canonical: str) -> Explanation:
    """Return why `name` is a form of `canonical`, from the surest reason down."""
    if name == canonical:
        return Explanation("same name", 1.0, name)
    evidence = f"{name} = {canonical}"
    left, right = strip_points(fold(name)), strip_points(fold(canonical))
    if name.casefold() == canonical.casefold():
        return Explanation("letter case", 1.0, evidence)
    if left == right:
        return Explanation("marks and points", 0.99, evidence)
    if left.removeprefix("the ") == right.removeprefix("the "):
        return Explanation("article", 0.99, evidence)
    if is_listed_alias(left, right):
        return Explanation("listed name", 0.98, evidence)
    return explain_form(left, right, evidence)


def is_listed_alias(left: str, right: str) -> bool:
    """Say whether the lists hold both as names of one country or organisation."""
    return any(
        left in aliases and aliases[left] == aliases.get(right, right)
        for aliases in (read_aliases("GPE"), read_aliases("ORG"))
    )


def explain_form(left: str, right: str, evidence: str) -> Explanation:
    """Return the reason for folded names that differ: spelling, legal form, letters, part."""
    if key_person(left) == key_person(right):
        return Explanation("spelling", 0.95, evidence)
    if LEGAL.sub("", left) == LEGAL.sub("", right):
        return Explanation("legal form", 0.95, evidence)
    short, long = sorted((left, right), key=len)
    letters = "".join(word[0] for word in long.split() if word not in ("of", "the", "and", "for"))
    if short.replace(" ", "") == letters:
        return Explanation("initials", 0.9, evidence)
    if surname_key(short) == surname_key(long) and len(short.split()) == 1:
        return Explanation("surname", 0.9, evidence)
    if set(map(fold_spelling, short.split())) < set(map(fold_spelling, long.split())):
        return Explanation("part of the name", 0.85, evidence)
    return Explanation("same article", 0.7, evidence)


def resolve_bare(
    surname: str,
    story_candidates: Mapping[str, int],
    archive_candidates: Mapping[str, int],
) -> str | None:
    """Return the key of the person whom a bare surname means, or None where it stays itself.

    Both mappings give, for the key of each person with that surname, the number of articles that
    name them in full: within the story, and in all. A story's only bearer is meant, or one named
    clearly more than the others; else the archive's clear bearer. Deterministic.
    """
    if len(story_candidates) == 1:
        return next(iter(story_candidates))
    if story_candidates:
        return find_dominant(story_candidates, articles=1)
    # A double surname (`Boateng-Asare`) is as rare as a full name: one bearer is enough.
    articles = 1 if " " in surname else DOMINANT_ARTICLES
    return find_dominant(archive_candidates, articles)


def find_dominant(candidates: Mapping[str, int], articles: int) -> str | None:
    """Return the key that has most of the articles and enough of them, else None."""
    if not candidates:
        return None
    key = min(candidates, key=lambda key: (-candidates[key], key))
    enough = candidates[key] >= articles
    return key if enough and candidates[key] >= DOMINANT_SHARE * sum(candidates.values()) else None


def choose_display(names: Mapping[str, int]) -> str:
    """Return the name to show: of most articles, then the longest, then the first by alphabet."""
    return min(names, key=lambda name: (-names[name], -len(name), name))
