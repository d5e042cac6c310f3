"""Bring the sources to one convention: `python -m training.convert DATA OUT` writes the result.

Each source was labelled for its own purpose. News wants: titles outside names, the whole name of
an institution, events as events. Spans marked UNSURE are neither taught nor punished in training.
"""

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from training import corpus, pools
from training.corpus import Sentence, Span, drop_overlaps

UNSURE = "UNSURE"

EVENT = re.compile(
    r"(?:(?:19|20)\d\d )?(?:(?:[A-Z][\w'’-]+|U\.S\.|of|the) )*"
    r"(?:World Cup|Olympics|Olympic Games|Paralympics|Grand Prix|World Championships?|Super Bowl"
    r"|Championships|Champions League|Summit|Film Festival|World War (?:I{1,2}|One|Two)\b"
    r"|(?:Civil|Cold|Gulf|Vietnam|Korean|Iraq) War|Revolution|Battle of [A-Z]\w+"
    r"|(?:Hurricane|Typhoon|Cyclone|Tropical Storm) [A-Z][a-z]+)"
)
LEADING = re.compile(r"^(?:(?:The|the|of|In|At|For|During|After|On|And|But|A) )+")
TITLE = re.compile(
    r"^(?:(?:President|King|Queen|Prince|Princess|Emperor|Pope|Sir|Lord|Lady|Dr\.?|Mr\.?|Mrs\.?"
    r"|Ms\.?|Miss|Gen\.?|Col\.?|Colonel|Major|Capt\.?|Lt\.?|Sgt\.?|Sen\.?|Senator|Grand Ayatollah"
    r"|Ayatollah|Imam|Mullah|Prof\.?|Bishop|Cardinal|Judge|Justice|Father|Emir|Sultan|Rabbi"
    r"|Baron|Count|Duke|Archbishop) )+(?=[A-Z])"
)
INSTITUTION = re.compile(
    r"(?:(?:Foreign|Defen[sc]e|Finance|Health|Interior|Justice|Education|Agriculture|Labou?r"
    r"|Commerce|Energy|State|Transport|Oil|Trade|Information|Supreme|High|Constitutional|Federal"
    r"|Central|National|Red|Air|Armed|Security|Coast) )*"
    r"(?:Ministry|Department|Court|Army|Navy|Air Force|Armed Forces|Parliament|Senate|Bank"
    r"|Red Crescent|Red Cross|Embassy|Security Forces|Coast Guard|Assembly|Guard)"
    r"(?: of (?:the )?[A-Z]\w+(?: and [A-Z]\w+)?)?"
)
CAPITALISED = re.compile(r"\b[A-Z][\w’'-]*(?:\.[A-Z]\.)*")
PRONOUN = re.compile(r"^(?:he|she|his|her|him|it|its|they|their|we|our|us|i|you|your)$", re.I)


def add_events(sentence: Sentence) -> Sentence:
    """Label event names by pattern, where the source marks none or knows them as MISC.

    Most sources have no label for events; left so, they would teach that a summit is nothing.
    """
    spans = list(sentence.spans)
    for match in EVENT.finditer(sentence.text):
        lead = LEADING.match(match.group())
        start, end = match.start() + (lead.end() if lead else 0), match.end()
        touching = [s for s in spans if s[0] < end and start < s[1]]
        if all(s[2] == "MISC" or (start <= s[0] and s[1] <= end) for s in touching):
            spans = [s for s in spans if s not in touching]
            start = min([start, *(s[0] for s in touching)])
            end = max([end, *(s[1] for s in touching)])
            spans.append((start, end, "EVENT"))
    return sentence._replace(spans=drop_overlaps(sorted(spans)))


def strip_titles(sentence: Sentence) -> Sentence:
    """Move the start of a person's span behind titles and honorifics."""

    def strip(span: Span) -> Span:
        match = TITLE.match(sentence.text[span[0] : span[1]]) if span[2] == "PERSON" else None
        return (span[0] + match.end(), span[1], span[2]) if match else span

    return sentence._replace(spans=tuple(strip(span) for span in sentence.spans))


def join_institutions(sentence: Sentence) -> Sentence:
    """Give `Iraqi Interior Ministry` one span as an organisation where parts of it were marked."""
    spans = list(sentence.spans)
    for match in INSTITUTION.finditer(sentence.text):
        start, end = match.span()
        before = [s for s in spans if s[1] + 1 == start and s[2] in ("NORP", "GPE")]
        touching = [s for s in spans if s[0] < end and start < s[1]]
        inside = all(start <= s[0] and s[1] <= end for s in touching)
        lead = before[0] if before and can_lead(sentence.text, before[0]) else None
        if inside and (lead or (match.group().count(" ") and not touching)):
            spans = [s for s in spans if s not in touching and s is not lead]
            spans.append((lead[0] if lead else start, end, "ORG"))
    return sentence._replace(spans=drop_overlaps(sorted(spans)))


def can_lead(text: str, span: Span) -> bool:
    """Tell whether a name before an institution may belong to it: a nationality, `U.S.`."""
    name = text[span[0] : span[1]]
    return name in pools.demonyms() or name in ("U.S.", "US", "UK", "EU", "U.N.", "UN")


def drop_nonsense(sentence: Sentence) -> Sentence:
    """Drop pronouns, and names without a capital from what models labelled."""
    silver = sentence.source == corpus.SILVER

    def sound(span: Span) -> bool:
        name = sentence.text[span[0] : span[1]]
        return not PRONOUN.match(name) and not (silver and name == name.lower())

    return sentence._replace(spans=tuple(span for span in sentence.spans if sound(span)))


def doubt_capitals(sentence: Sentence) -> Sentence:
    """Mark capitalised words inside a sentence that models left out: perhaps they are names."""
    spans = list(sentence.spans)
    for match in CAPITALISED.finditer(sentence.text):
        start, end = match.span()
        opens = start == 0 or sentence.text[start - 2 : start] in (". ", "? ", "! ")
        ordinary = match.group().removesuffix("'s") in pools.lines("ordinary")
        if not opens and not ordinary and not any(s[0] < end and start < s[1] for s in spans):
            spans.append((start, end, UNSURE))
    return sentence._replace(spans=tuple(sorted(spans)))


def harmonise(sentence: Sentence) -> Sentence:
    """Bring one sentence to the convention of news."""
    clean = add_events(strip_titles(drop_nonsense(sentence)))
    if sentence.source == corpus.SILVER:
        return doubt_capitals(join_institutions(clean))
    return clean


def convert(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Bring all sentences to the convention of news."""
    return [harmonise(sentence) for sentence in sentences]


def main() -> None:
    """Write the converted sentences for reading."""
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    with out.open("w", encoding="utf-8") as file:
        for sentence in convert(corpus.read_all(folder)):
            file.write(json.dumps(sentence._asdict(), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
