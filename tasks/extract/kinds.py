"""Names whose last word says what they are: `Suez Canal`, `Rapid Support Forces`."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, cast

from schemas.entity import Label
from tasks.extract.lists import list_all, list_countries, list_peoples
from tasks.extract.places import find_places
from tasks.extract.spans import Cover, Layer, Span, exceeds
from tasks.extract.words import (
    WORD,
    Word,
    find_title_lines,
    is_capitalised,
    is_common,
    read_lines,
    read_set,
    split_words,
    starts_sentence,
)

# Words of a name before the one that says its kind.
WORDS_BEFORE: Final = 5
# Small words that carry a body's name on.
LINKS: Final = ("of", "for", "on", "to")
# Between the words of a name.
GAPS: Final = (" ", "-", "'s ", "’s ", "' ", "’ ", " & ")
NAME: Final = r"[A-ZÀ-ÖØ-Þ][\w'’-]+"
# The `Hurricane Center` watches storms and is none.
NOT_OFFICE: Final = r"(?!(?:Cent|Seasons?\b|Watch|Warning|Research|Relief|Hunter|Committee|Fund))"
# Each with words of which one must be there: the search for a word is many times faster.
PATTERNS: Final[tuple[tuple[re.Pattern[str], Label, tuple[str, ...]], ...]] = (
    (
        re.compile(r"\b(?:Route|Highway|Interstate) \d{1,4}\b"),
        "FAC",
        ("Route ", "Highway ", "Interstate "),
    ),
    (
        re.compile(
            rf"\b(?:Rua|Rue|Avenida|Calle|Piazza)(?: d[aeou]s?| de la| del)? {NAME}"
            rf"(?: d[aeou]s? {NAME})?"
        ),
        "FAC",
        ("Rua ", "Rue ", "Avenida ", "Calle ", "Piazza "),
    ),
    (
        re.compile(
            rf"\b(?:Plaza|Plaça|Praça|Paseo|Place|Largo) "
            rf"(?:d[aeou]s?|de la|de las|de los|del|des) {NAME}(?: {NAME})?"
        ),
        "FAC",
        ("Plaza d", "Plaça d", "Praça d", "Paseo d", "Place d", "Largo d"),
    ),
    (re.compile(rf"\bGare d(?:u|e|es|e l['’]) ?{NAME}"), "FAC", ("Gare ",)),
    (
        re.compile(rf"\bSt\.? {NAME}(?:['’]s)? (?:Church|Cathedral|Chapel)\b"),
        "FAC",
        ("St ", "St. "),
    ),
    (
        re.compile(
            rf"(?<=[Tt]he ){NAME} (?:refinery|power plant|power station|oilfield|barracks)\b"
        ),
        "FAC",
        ("refinery", "power plant", "power station", "oilfield", "barracks"),
    ),
    (
        re.compile(rf"\b(?:Hurricane|Typhoon|Cyclone|Tropical Storm|Storm) {NOT_OFFICE}{NAME}"),
        "EVENT",
        ("Hurricane ", "Typhoon ", "Cyclone ", "Storm "),
    ),
    (re.compile(r"\bCOP ?\d{1,2}\b"), "EVENT", ("COP",)),
    (re.compile(r"(?<=[Tt]he )West(?= (?:[a-z]|$)|[.,;:’'])"), "LOC", ("he West",)),
    (re.compile(rf"\bBattle of (?:the )?{NAME}"), "EVENT", ("Battle of ",)),
)
VAGUE: Final = frozenset(
    (
        "Forces",
        "Force",
        "Army",
        "Police",
        "Group",
        "Company",
        "Board",
        "Bank",
        "Party",
        "School",
        "Hospital",
        "College",
        "Guard",
        "Guards",
        "Authority",
        "Union",
        "Movement",
        "Coalition",
        "Unit",
        "Square",
        "Crossing",
        "Mine",
        "Forum",
    )
)
ARTICLES: Final = ("The", "A", "An", "In", "At", "On", "Of")


@cache
def read_kinds() -> dict[str, Label]:
    """Return for each last word (or words) of a name what it names."""
    pairs = (line.split("|") for line in read_lines("kinds.txt"))
    return {ending: cast(Label, label) for label, ending in pairs}


@cache
def read_last_words() -> frozenset[str]:
    """Return the words that end a name of a kind: all others are passed over at once."""
    return frozenset(WORD.findall(ending)[-1] for ending in read_kinds())


def find_kinds(text: str, spans: Sequence[Span]) -> list[Span]:
    """Give names their kind by their last word, and find those that were passed over or cut."""
    layer = Layer(spans)
    for start, end, label in find_endings(text, spans):
        inner = layer.find(start, end)
        cut = label == "EVENT" and text[start:end] in read_kinds()
        if not cut and exceeds(inner, start, end):
            continue
        if [(span.start, span.end, span.label) for span in inner] == [(start, end, label)]:
            continue
        if len(inner) > 1 and any(span.label == "PERSON" for span in inner):
            continue
        layer.put(Span(start, end, label, "kind"))
    return layer.list()


def find_endings(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, int, Label]]:
    """Yield start, end and label of each capitalised run that ends with a word of a kind."""
    words = split_words(text)
    titles = mark_title_lines(text)
    lasts = read_last_words()
    starts = {span.start: span for span in spans}
    ends = {span.end: span for span in spans}
    for place, word in enumerate(words):
        if word.text not in lasts:
            continue
        label = read_kinds().get(word.text)
        two = find_pair(text, words, place)
        label = read_kinds().get(two, label) if two else label
        if label is None or not ends_run(text, words, place, label):
            continue
        inner = ends.get(word.end)
        pair = len(two.split()) - 1 if two else 0
        first = find_first(text, words, place - pair, starts)
        if label == "ORG":
            first = find_list_start(text, words, words.index(first, max(0, place - 9)), starts)
        if inner and inner.start < first.start and not (two and label == "EVENT"):
            first = Word(inner.start, inner.end, text[inner.start : inner.end])
        headline = not titles.is_free(word.start, word.end)
        if first.start >= word.start or (headline and inner is None):
            continue
        if inner is None and is_vague(text[first.start : word.end]):
            continue
        if text[first.start : word.end] in list_all() or is_town(text[first.start : word.end]):
            continue
        yield first.start, word.end, label


def mark_title_lines(text: str) -> Cover:
    """Return which characters stand in lines In Title Case."""
    lines = Cover(len(text))
    for start, end in find_title_lines(text):
        lines.take(start, end)
    return lines


def find_list_start(text: str, words: Sequence[Word], place: int, starts: dict[int, Span]) -> Word:
    """Return where a name of two fields begins (`Economic and Financial Crimes Commission`).

    Only ordinary words are joined by the `and`: `Shell and Petroleum Corporation` are two.
    """
    first = words[place]
    if place < 2 or words[place - 1].text != "and" or not is_common(first.text):
        return first
    left = words[place - 2]
    if not is_common(left.text) or not is_name_word(text, left) or left.text in read_kinds():
        return first
    if text[left.end : first.start] != " and ":
        return first
    return find_first(text, words, place - 2, starts)


def find_patterns(text: str, spans: Sequence[Span]) -> list[Span]:
    """Find roads by number, storms by name and the like, whatever the pipeline saw there."""
    layer = Layer(spans)
    for pattern, label, words in PATTERNS:
        if not any(word in text for word in words):
            continue
        for match in pattern.finditer(text):
            layer.put(Span(*match.span(), label, "pattern"))
    return layer.list()


def find_pair(text: str, words: Sequence[Word], place: int) -> str:
    """Return this word with the one or two before, where a list holds them (`World War II`)."""
    for count in (2, 1):
        if place >= count:
            ending = text[words[place - count].start : words[place].end]
            if ending in read_kinds():
                return ending
    return ""


def is_vague(name: str) -> bool:
    """Say whether a run is of ordinary words only, anybody's (`Security Forces`)."""
    words = name.split()
    return words[-1] in VAGUE and all(is_common(word) for word in words)


def is_town(name: str) -> bool:
    """Say whether the whole is a place on the map (`Long Beach`, `Tampa Bay`)."""
    return bool(find_places(name))


def ends_run(text: str, words: Sequence[Word], place: int, label: Label) -> bool:
    """Say whether the word is the last of its capitalised run.

    A body's name may go on (`Committee for`), a building's or a river's only with `of`.
    """
    if place + 1 == len(words):
        return True
    word, following = words[place], words[place + 1]
    gap = text[word.end : following.start]
    if gap not in (" ", "-", " & "):
        return not (gap == " of " or text[word.end : word.end + 4] == " of ")
    links = LINKS if label == "ORG" else ("of",)
    return not (following.text[0].isupper() or following.text in links)


def find_first(text: str, words: Sequence[Word], place: int, starts: dict[int, Span]) -> Word:
    """Return the first word of the capitalised run that ends at a word."""
    first = words[place]
    for back in range(1, WORDS_BEFORE + 1):
        if place < back:
            break
        word = words[place - back]
        gap = text[word.end : first.start]
        # `St. Jude`, `J. Smith`: the point of a longer word ends a sentence.
        if gap not in GAPS and not (gap == ". " and len(word.text) <= 2):
            break
        if not is_name_word(text, word):
            break
        first = word
        span = starts.get(word.start)
        if span and span.label == "PERSON" and text[word.end : word.end + 1] in "'’":
            break
    return first


def is_name_word(text: str, word: Word) -> bool:
    """Say whether a word can belong to an organisation's or place's name."""
    if not is_capitalised(word.text) or word.text in ARTICLES:
        return False
    if word.text in read_set("titles.txt") or word.text in read_set("dropped.txt"):
        return False
    if word.text in list_countries() and text[word.end : word.end + 1] in "'’":
        return False
    if word.text in list_peoples() and starts_sentence(text, word.start):
        return True
    return not (starts_sentence(text, word.start) and is_common(word.text))
