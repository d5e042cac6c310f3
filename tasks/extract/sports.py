"""Teams in results: a city or country that has a score is an organisation."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from tasks.extract.lists import list_capitals, list_countries
from tasks.extract.places import find_places, fold
from tasks.extract.spans import Layer, Span, exceeds
from tasks.extract.words import read_set

TEAM: Final = r"[A-ZÀ-ÖØ-Þ][\w.'’&-]*(?: (?:[A-ZÀ-ÖØ-Þ][\w.'’&-]*|de|of|und|la)){0,4}"
SCORE: Final = r"\d{1,3}(?: ?\(\d{1,2}\))?"
# `Leeds 2 Hull 0`, `Sundowns 3-0 Royal AM`, `Leeds v Hull`, `Boston 74 59 .556 -`.
CLOSE: Final = r"(?= ?(?:$|[(,;.]))"
OPEN: Final = r"(?:^|(?<=[;:,] ))"
RESULTS: Final = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"{OPEN}(?P<a>{TEAM}) {SCORE},? (?P<b>{TEAM}) {SCORE}{CLOSE}",
        rf"{OPEN}(?P<a>{TEAM}) \d{{1,3}} ?[-–:] ?\d{{1,3}} (?P<b>{TEAM}){CLOSE}",
        rf"{OPEN}(?P<a>{TEAM}) \d{{2,3}}(?:[-/]\d{{1,2}})? (?:all out|dec(?:lared)?)\b",
        rf"^(?P<a>{TEAM}) (?:v|vs\.?) (?P<b>{TEAM}){CLOSE}",
        rf"^(?:\d{{1,2}}\.? )?(?P<a>{TEAM})(?:\s+[\d.+-]*\d[\d.]*){{4,}}\s*-?$",
    )
)
# A city that plays: `Toronto traded`, `Leeds drew 1-1 with Hull`. Countries stay countries here,
# since they also meet, host and beat each other outside of sport.
VERBS: Final = (
    *(" beat ", " edged ", " thrashed ", " drew ", " lost ", " won ", " traded ", " signed "),
    *(" hosted ", " host ", " face ", " faces ", " visit ", " visits ", " defeated ", " routed "),
    *(" downed ", " outscored ", " stunned "),
)
PLAYS: Final = re.compile(
    rf"(?P<a>{TEAM}) (?:{'|'.join(verb.strip() for verb in VERBS)})(?: \d{{1,3}}-\d{{1,3}})?"
    rf"(?: (?:with|to|at|against|over))? (?P<b>{TEAM})"
)
# With a score of two numbers a country is its team too: `lost 1-0 to Kenya`, `beat Kenya 2-0`.
POINTS: Final = r"\d{1,3}[-–]\d{1,3}"
PLAYED: Final = (
    re.compile(
        rf"(?:(?P<a>{TEAM}) )?(?:lost|drew|won|went down) (?:by )?{POINTS} "
        rf"(?:to|with|against|at home to) (?P<b>{TEAM})"
    ),
    re.compile(
        rf"(?P<a>{TEAM}) (?:beat|defeated|thrashed|edged|stunned|routed) (?P<b>{TEAM}) {POINTS}"
    ),
    re.compile(
        rf"(?:(?P<a>{TEAM}) (?:were |was )?\d{{1,3}} )?(?:all out|\bfor \d)\b"
        rf"[^\n.]{{0,60}}? against (?P<b>{TEAM})"
    ),
)
POINTS_SIGNS: Final = (" lost ", " drew ", " won ", " down ", " beat ", " defeated ", " against ")
SPORT: Final = re.compile(
    r"\b\d{1,3}[-–]\d{1,3}\b|\b(?:goals?|match|striker|midfielder|innings|wickets?|quarter-?finals?|"
    r"semi-?finals?|playoffs?|coach|penalty|touchdowns?|innings|season|league|cup|round pick|"
    r"stadium|halftime|half-time|goalkeeper|homer|shutout)\b"
)
TOWN: Final = 100_000  # inhabitants of what is no company's name by chance
# Results stand in lines of their own or a few to a line, never in a paragraph.
LINE_CHARACTERS: Final = 300
MARK: Final = re.compile(r"\d| vs?\.? ")


def find_teams(text: str, spans: Sequence[Span]) -> list[Span]:
    """Make organisations of the places that have a score, and find the teams passed over."""
    layer = Layer(spans)
    for start, end, sure in find_results(text, layer):
        inner = layer.find(start, end)
        persons = any(span.label == "PERSON" for span in inner)
        if (persons and not sure) or exceeds(inner, start, end):
            continue
        if [(span.start, span.end, span.label) for span in inner] != [(start, end, "ORG")]:
            layer.put(Span(start, end, "ORG", "team"))
    players, scored = find_players(text), find_scored(text)
    return [make_team(text, span, players, scored) for span in layer.list()]


def find_results(text: str, layer: Layer) -> Iterator[tuple[int, int, bool]]:
    """Yield where the teams of results stand, in the lines that are short and hold a score.

    With each, whether it is sure to be a team since it plays one that the pipeline knows as such:
    two persons may have a score too.
    """
    start = 0
    for line in text.split("\n"):
        if len(line) <= LINE_CHARACTERS and MARK.search(line):
            for match in (match for pattern in RESULTS for match in pattern.finditer(line)):
                places = [
                    (start + match.start(group), start + match.end(group))
                    for group in match.re.groupindex
                ]
                known = {
                    span[:2] for place in places for span in layer.find(*place) if is_team(span)
                }
                for place in places:
                    yield *place, bool(known - {place})
        start += len(line) + 1


def is_team(span: Span) -> bool:
    """Say whether a span may be a team."""
    return span.label in ("ORG", "GPE")


def find_players(text: str) -> frozenset[tuple[int, int]]:
    """Return where names stand that play against each other, in an article on sport."""
    if not any(verb in text for verb in VERBS):
        return frozenset()
    # The dearer question last: few articles have two names about such a verb.
    found = frozenset(match.span(group) for match in PLAYS.finditer(text) for group in ("a", "b"))
    return found if found and is_on_sport(text) else frozenset()


def is_on_sport(text: str) -> bool:
    """Say whether an article tells of a match."""
    return bool(SPORT.search(text.lower()))


def free_country(text: str, spans: Sequence[Span]) -> list[Span]:
    """Make a place of the one country, capital or joined town taken for an organisation.

    Where it takes two for such, or the article tells of a match, they are teams.
    """
    taken = [span for span in spans if span.label == "ORG" and span.method == "pipeline"]
    joined = find_joined(text, spans)
    wrong = frozenset(
        span for span in taken if span in joined or is_capital(text[span.start : span.end])
    )
    if len({text[span.start : span.end] for span in wrong}) != 1 or is_on_sport(text):
        return list(spans)
    return [span._replace(label="GPE", method="list") if span in wrong else span for span in spans]


def find_joined(text: str, spans: Sequence[Span]) -> frozenset[Span]:
    """Return the towns that an `and` or a comma joins to a place before them."""
    return frozenset(
        span
        for before, span in pairwise(spans)
        if before.label == "GPE"
        and span.label == "ORG"
        and text[before.end : span.start] in (" and ", ", ")
        and any(place.population >= TOWN for place in find_places(text[span.start : span.end]))
    )


def is_capital(name: str) -> bool:
    """Say whether a name is a country's or a capital's, and no first name or word besides."""
    if name in read_set("doubtful.txt"):
        return False
    return name in list_countries() or fold(name) in list_capitals()


def find_scored(text: str) -> frozenset[tuple[int, int]]:
    """Return where names stand that a score of two numbers makes teams, be they countries."""
    if not any(sign in text for sign in POINTS_SIGNS):
        return frozenset()
    matches = (match for pattern in PLAYED for match in pattern.finditer(text))
    return frozenset(match.span(group) for match in matches for group in match.re.groupindex)


def make_team(
    text: str,
    span: Span,
    players: frozenset[tuple[int, int]],
    scored: frozenset[tuple[int, int]],
) -> Span:
    """Return a city that plays, or a country that has a score, as an organisation."""
    if span.label != "GPE" or (span.start, span.end) not in players | scored:
        return span
    if text[span.start : span.end] in list_countries() and (span.start, span.end) not in scored:
        return span
    return span._replace(label="ORG", method="team")
