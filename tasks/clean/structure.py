"""The structure of a news article: what is headline, body and page, and who filed it from where."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from schemas.article import AgencyBasis, Document, Removal
from tasks.clean.agencies import PICTURES_ONLY, canonical_agency
from tasks.clean.bylines import Byline, is_affiliation, read_byline
from tasks.clean.captions import picture_agency, take_captions
from tasks.clean.crossheads import take_crossheads
from tasks.clean.datelines import Dateline, find_dateline
from tasks.clean.dates import When
from tasks.clean.furniture import (
    LONGEST_TOPICS,
    count_topics,
    credited_agency,
    furniture_rule,
    reporters,
    split_tail_credit,
)
from tasks.clean.metadata import take_metadata
from tasks.clean.paragraph import Paragraph
from tasks.clean.vocabulary import load_vocabulary
from tasks.clean.words import fold_case, normalise_words

LONGEST_HEADLINE = 220
MOST_HEADLINE_WORDS = 30
MOST_WORDS_WITH_STOP = 16
FEWEST_STANDFIRST_WORDS = 5
# A page may print its headline in a field, at its head and above the text; more is a list.
MOST_REPEATS = 2
# Without a dateline, bylines stand within the first paragraphs.
HEAD_PARAGRAPHS = 4


class Structure(NamedTuple):
    """The parts of an article; `paragraphs` are the body without the headline."""

    title: str | None
    paragraphs: list[Paragraph]
    dateline: str | None
    agency: str | None
    agency_basis: AgencyBasis | None
    author: str | None
    dates: list[When]
    removals: list[Removal]


class Head(NamedTuple):
    """The top of an article once its byline and headline are known."""

    title: str | None
    paragraphs: list[Paragraph]
    removals: list[Removal]
    author: str | None
    agency: str | None
    dates: list[When]


def find_structure(
    paragraphs: Sequence[Paragraph], document: Document, markup: Sequence[Removal] = ()
) -> Structure:
    """Return the structure of a repaired document; every word of it is kept or in a removal.

    `markup` are the removals of earlier steps, which stand in line with those of this one.
    """
    rest, captions = take_captions(paragraphs)
    metadata = take_metadata(rest)
    rest, furniture, credited, reporting = take_furniture(metadata.paragraphs)
    dateline = find_dateline(rest)
    head = read_head(rest, dateline, document.title, metadata.labelled_title)
    rest, standfirsts = drop_repeated_standfirst(head.paragraphs, head.title is not None)
    filed = find_dateline(rest)
    rest, crossheads = take_crossheads(rest, filed.position if filed else 0)
    agency, basis = choose_agency(
        document, dateline, [*credited, head.agency], picture_agency(captions)
    )
    removals = [*markup, *captions, *metadata.removals, *furniture, *head.removals]
    removals += standfirsts + crossheads
    return Structure(
        title=head.title,
        paragraphs=rest,
        dateline=document.dateline or (dateline.place if dateline else None),
        agency=agency,
        agency_basis=basis,
        author=document.author or head.author or reporting,
        dates=metadata.dates + head.dates,
        removals=sorted(removals, key=lambda removal: removal.line),
    )


def take_furniture(
    paragraphs: Sequence[Paragraph],
) -> tuple[list[Paragraph], list[Removal], list[str | None], str | None]:
    """Return the paragraphs that are text, the furniture, the agencies and reporters it credits."""
    kept: list[Paragraph] = []
    removals: list[Removal] = []
    for paragraph in paragraphs:
        rule = furniture_rule(paragraph.text)
        if rule:
            removals.append(paragraph.removed(rule))
        else:
            kept.append(paragraph)
    topics = count_topics([paragraph.text for paragraph in kept[-LONGEST_TOPICS:]])
    removals += [paragraph.removed("metadata") for paragraph in kept[len(kept) - topics :]]
    kept = kept[: len(kept) - topics]
    tail = split_tail_credit(kept[-1].text) if kept else None
    if tail:
        removals.append(kept[-1].removed("credit", tail[1]))
        kept[-1] = Paragraph(kept[-1].line, tail[0])
    agencies = [
        credited_agency(removal.removed_text)
        for removal in removals
        if removal.rule in {"credit", "copyright", "notice"}
    ]
    named = next((names for r in removals if (names := reporters(r.removed_text))), None)
    return kept, removals, agencies, named


def read_head(
    paragraphs: Sequence[Paragraph],
    dateline: Dateline | None,
    stated: str | None,
    labelled: bool,
) -> Head:
    """Return the headline and the byline, and the paragraphs without them."""
    kept, removals, bylines = _take_bylines(paragraphs, dateline)
    kept, kickers = _take_kickers(kept, dateline)
    title = " ".join(stated.split()) if stated and stated.strip() else None
    followed = bool(removals) or bool(dateline)
    if title is None and kept and _is_headline(kept, dateline, followed, labelled):
        title = kept.pop(0).text
    titled = normalise_words(title) if title else []
    for _ in range(MOST_REPEATS):
        if not (title and kept and normalise_words(kept[0].text[:1000]) == titled):
            break
        kickers.append(kept.pop(0).removed("repeated title"))
    return Head(
        title=title,
        paragraphs=kept,
        removals=removals + kickers,
        author=next((byline.author for byline in bylines if byline.author), None),
        agency=next((byline.agency for byline in bylines if byline.agency), None),
        dates=[byline.when for byline in bylines if byline.when],
    )


def _take_bylines(
    paragraphs: Sequence[Paragraph], dateline: Dateline | None
) -> tuple[list[Paragraph], list[Removal], list[Byline]]:
    """Return the paragraphs without bylines, which stand above the report or at its very end.

    The first paragraph is one only if it opens with `By`, and the last only if nothing else but
    names follows that word.
    """
    end = dateline.position if dateline else min(HEAD_PARAGRAPHS, len(paragraphs) - 1)
    kept: list[Paragraph] = []
    removals: list[Removal] = []
    bylines: list[Byline] = []
    for position, paragraph in enumerate(paragraphs):
        explicit = paragraph.text[:3].lower() == "by "
        above = position < end and (position > 0 or explicit)
        below = position == len(paragraphs) - 1 and position > 1 and explicit
        byline = read_byline(paragraph.text) if above or below else None
        beside = removals and removals[-1].removed_text == paragraphs[position - 1].text
        if above and not byline and beside and is_affiliation(paragraph.text):
            removals.append(paragraph.removed("byline"))
        elif byline:
            removals.append(paragraph.removed("byline"))
            bylines.append(byline)
        else:
            kept.append(paragraph)
    return kept, removals, bylines


def _take_kickers(
    paragraphs: list[Paragraph], dateline: Dateline | None
) -> tuple[list[Paragraph], list[Removal]]:
    """Return the paragraphs without a lone section's name (`World`, `BUSINESS NEWS`) on top."""
    if len(paragraphs) < 3 or (dateline and dateline.position == 0):
        return paragraphs, []
    words = re.findall(r"[^\W\d_]+", paragraphs[0].text[:40].lower())
    if (
        paragraphs[0].text[:40] == paragraphs[0].text
        and words
        and load_vocabulary("sections").issuperset(words)
    ):
        return paragraphs[1:], [paragraphs[0].removed("kicker")]
    return paragraphs, []


def _is_headline(
    paragraphs: Sequence[Paragraph], dateline: Dateline | None, followed: bool, labelled: bool
) -> bool:
    """Return whether the first paragraph is a headline: short, and no sentence with a full stop."""
    text = paragraphs[0].text
    if labelled:
        return True
    if len(paragraphs) < 2 or (dateline and dateline.position == 0) or len(text) > LONGEST_HEADLINE:
        return False
    words = len(text.split())
    if words > MOST_HEADLINE_WORDS or text[-1] in ":;,":
        return False
    if text.rstrip("\"'”’»)").endswith(".") and not text.endswith("..."):
        return followed and words <= MOST_WORDS_WITH_STOP
    return True


def drop_repeated_standfirst(
    paragraphs: list[Paragraph], titled: bool
) -> tuple[list[Paragraph], list[Removal]]:
    """Return the paragraphs without a standfirst whose words the body repeats in one run."""
    filed = find_dateline(paragraphs)
    count = filed.position if filed else int(titled)
    if not count or count >= len(paragraphs):
        return paragraphs, []
    body = [paragraph.text for paragraph in paragraphs[count:]]
    kept: list[Paragraph] = []
    removals: list[Removal] = []
    for paragraph in paragraphs[:count]:
        words = normalise_words(paragraph.text)
        if len(words) >= FEWEST_STANDFIRST_WORDS and _is_run(words, body):
            removals.append(paragraph.removed("repeated standfirst"))
        else:
            kept.append(paragraph)
    return kept + paragraphs[count:], removals


def _is_run(words: Sequence[str], paragraphs: Sequence[str]) -> bool:
    """Return whether one of the paragraphs has all the words in one run.

    Only paragraphs with the longest of the words, which are few, are worth normalising.
    """
    run, longest = f" {' '.join(words)} ", max(words, key=len)
    likely = (paragraph for paragraph in paragraphs if longest in fold_case(paragraph))
    return any(run in f" {' '.join(normalise_words(paragraph))} " for paragraph in likely)


def choose_agency(
    document: Document,
    dateline: Dateline | None,
    credited: Sequence[str | None],
    pictured: str | None,
) -> tuple[str | None, AgencyBasis | None]:
    """Return the agency with the strongest basis: a field, the dateline, a credit, a picture."""
    if document.agency and document.agency.strip():
        return canonical_agency(document.agency) or document.agency.strip(), "field"
    if dateline and dateline.agency:
        return dateline.agency, "dateline"
    for agency in credited:
        if agency and agency not in PICTURES_ONLY:
            return agency, "credit"
    return (pictured, "picture") if pictured and pictured not in PICTURES_ONLY else (None, None)
