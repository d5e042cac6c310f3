"""The persons of one article: full names first, then the short forms that each explains."""

from collections.abc import Sequence, Set
from typing import Final

from tasks.extract.lists import NAME_PARTICLES
from tasks.extract.places import fold
from tasks.extract.relatives import SUFFIXES, Person, choose_relative, read_titles, split_name
from tasks.extract.spans import Span
from tasks.extract.words import read_classes

# A name that begins with one of these is a surname alone (`Da Costa`, `al-Kuwari`).
PARTICLES: Final = NAME_PARTICLES | {"binti", "o"}
CIVIL: Final = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr"))
# Behind these a single name is a ruler's or a saint's, and nobody's first name.
CROWNED: Final = frozenset(
    ("pope", "king", "queen", "prince", "princess", "emperor", "saint", "st")
)


def group_persons(text: str, spans: Sequence[Span]) -> list[list[Span]]:
    """Return the mentions of each person of the article."""
    persons = [span for span in spans if span.label == "PERSON"]
    full = {span for span in persons if is_full(text[span.start : span.end])}
    full -= find_surnames_of_two(text, full)
    known = read_full_names(text, [span for span in persons if span in full])
    bearers = index_by_word(known)
    bare: dict[str, list[Span]] = {}
    taken: list[tuple[Person, Span]] = []
    for span in persons:
        if span in full:
            continue
        bearer = choose_bearer(text, span, bearers)
        if bearer:
            taken.append((bearer, span))
        else:
            bare.setdefault(fold(text[span.start : span.end]), []).append(span)
    # Added only now: a surname must not lean on another surname's choice.
    for person, span in taken:
        person.spans.append(span)
    return [person.spans for person in known] + list(bare.values())


def find_surnames_of_two(text: str, full: Set[Span]) -> set[Span]:
    """Return the names of several words that are a surname: the end of a longer one (`Te Rangi`).

    A first name in front makes them somebody else, unless `Ms` or `Mr` says that none is there.
    """
    split = {span: tuple(split_name(text[span.start : span.end])) for span in full}
    ends = {words[place:] for words in split.values() for place in range(1, len(words) - 1)}
    return {
        span
        for span, words in split.items()
        if words in ends and (read_titles(text, span) & CIVIL or not is_first_name(text, span))
    }


def is_first_name(text: str, span: Span) -> bool:
    """Say whether a name begins with what the lexicon knows as a first name and no surname."""
    classes = read_classes(text[span.start : span.end].split()[0])
    return "f" in classes and "s" not in classes


def index_by_word(known: Sequence[Person]) -> dict[str, list[Person]]:
    """Return for each word of a name the persons whose names hold it, in order."""
    bearers: dict[str, list[Person]] = {}
    for person in known:
        for word in dict.fromkeys(word for name in person.names for word in split_name(name)):
            bearers.setdefault(word, []).append(person)
    return bearers


def is_full(name: str) -> bool:
    """Say whether a name has a first name and a surname."""
    words = [word for word in fold(name).split() if word.strip(".,") not in SUFFIXES]
    return len(words) > 1 and words[0] not in PARTICLES


def read_full_names(text: str, spans: Sequence[Span]) -> list[Person]:
    """Return the persons whom the article names in full, their forms joined."""
    known: list[Person] = []
    by_name: dict[str, Person] = {}
    by_surname: dict[str, list[Person]] = {}
    for span in spans:
        name = " ".join(text[span.start : span.end].split())
        if name not in by_name:
            words = split_name(name)
            namesakes = by_surname.setdefault(words[-1], [])
            person = next((each for each in namesakes if is_same(each, words)), None)
            if person is None:
                person = Person()
                known.append(person)
                namesakes.append(person)
            by_name[name] = person
            person.names.append(name)
        by_name[name].spans.append(span)
        by_name[name].titles |= read_titles(text, span)
    return known


def is_same(person: Person, words: list[str]) -> bool:
    """Say whether a full name is another form of a person's (a middle name or initial more)."""
    return any(agree_names(words, split_name(name)) for name in person.names)


def agree_names(left: list[str], right: list[str]) -> bool:
    """Say whether two full names can be one person's."""
    if (left[-1] in SUFFIXES) != (right[-1] in SUFFIXES):
        return False
    short, long = sorted((left, right), key=len)
    if short == long:
        return True
    if short[-1] != long[-1] or not fits(short[0], long[0]):
        return False
    rest = iter(long)
    return all(any(fits(word, other) for other in rest) for word in short)


def fits(word: str, other: str) -> bool:
    """Say whether two words of names are equal, or one is the other's initial."""
    return word == other or (min(len(word), len(other)) == 1 and word[:1] == other[:1])


def choose_bearer(text: str, span: Span, index: dict[str, list[Person]]) -> Person | None:
    """Return the person whom a surname or first name alone means, or None where it is unclear."""
    words = [word for word in split_name(text[span.start : span.end]) if word not in SUFFIXES]
    if not words:
        return None
    known = index.get(words[-1], [])
    titles = read_titles(text, span)
    bearers = [person for person in known if ends_with(person, words)]
    if not bearers and not titles & CROWNED:
        bearers = [person for person in known if begins_with(person, words, span)]
        bearers = bearers or [person for person in known if holds(person, words)]
    if len(bearers) < 2:
        return bearers[0] if bearers else None
    return choose_relative(text, span, bearers)


def ends_with(person: Person, words: list[str]) -> bool:
    """Say whether a form of the person's name ends with the words."""
    forms = ([word for word in split_name(name) if word not in SUFFIXES] for name in person.names)
    return any(len(form) > len(words) and form[-len(words) :] == words for form in forms)


def begins_with(person: Person, words: list[str], span: Span) -> bool:
    """Say whether a form of the person's name, already given in full, begins with the words."""
    if person.spans[0].start > span.start:
        return False
    return any(split_name(name)[: len(words)] == words for name in person.names)


def holds(person: Person, words: list[str]) -> bool:
    """Say whether a single word is one of two surnames in the middle of a full name."""
    return len(words) == 1 and any(words[0] in split_name(name)[1:-1] for name in person.names)
