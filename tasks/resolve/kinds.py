"""One name in one story is one thing: which kind it is, and which longer name it is short for."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

# What only a person has in front; an office (`President Ford`) is a person's too.
TITLED: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lady|Gen|Col|Capt|Sgt|Lt|Rev|Sen|Judge|Justice|"
    r"President|Senator|General|Minister|Governor|Mayor|Captain|Sheikh)\.? $"
)
# Methods of mentions that rest on something seen in the text: a noun beside the name, its last
# word, its letters in brackets, a list. The pipeline's own word, and what repeats it, is a guess.
SURE: Final[Mapping[str, frozenset[str]]] = {
    "PERSON": frozenset(("cue", "title", "surname", "joined name", "first name")),
    "ORG": frozenset(
        ("cue", "kind", "abbreviation", "long name", "list", "team", "dateline", "short form")
    ),
    "PLACE": frozenset(("dateline", "list", "kind", "pattern", "place", "compound")),
    "NORP": frozenset(("list", "compound")),
    "EVENT": frozenset(("kind", "pattern")),
}
# Of guesses that balance the likelier wins: a story that never tells a person's first name is rare.
ORDER: Final = ("ORG", "PLACE", "EVENT", "NORP", "PERSON")


class Use(NamedTuple):
    """A name as one article of a story has it, with what speaks for its kind.

    `form` is the name folded, `short_form` what it may be called in short; `located` says that a
    map knows it, `borne` that it is a surname whose bearer the story names in full; `before` is
    what stands in front of its mentions.
    """

    form: str
    article_key: int
    entity: int
    name: str
    label: str
    kind: str
    bare: bool
    key: str
    entity_id: str
    surname: str | None
    short_form: str | None
    located: bool
    borne: bool
    methods: Sequence[str]
    before: Sequence[str]


class Agreed(NamedTuple):
    """What a story makes of an article's name: whose identity and kind it takes, and why."""

    article_key: int
    entity: int
    key: str
    entity_id: str
    surname: str | None
    bare: bool
    label: str
    method: str
    score: float
    evidence: str


def agree(uses: Sequence[Use]) -> list[Agreed]:
    """Return the names of one story that are not what their article took them for.

    A function of the set: the order of the uses does not matter, and no two stories meet.
    """
    forms: dict[str, list[Use]] = defaultdict(list)
    for use in sorted(uses, key=lambda use: use[:3]):
        forms[use.form].append(use)
    agreed = [each for group in forms.values() for each in agree_kind(group)]
    settled = {(each.article_key, each.entity) for each in agreed}
    left = [use for use in uses if (use.article_key, use.entity) not in settled]
    return sorted([*agreed, *join_short(left)])


def agree_kind(uses: Sequence[Use]) -> Iterator[Agreed]:
    """Yield the uses of one form that take the kind of the others; none where two are sure."""
    kinds = {use.kind for use in uses}
    sure = {use.kind for use in uses if is_sure(use)}
    if len(kinds) < 2 or len(sure) > 1:
        return
    articles = Counter(kind for kind, _ in {(use.kind, use.article_key) for use in uses})
    kind = min(sure or kinds, key=lambda kind: (-articles[kind], ORDER.index(kind)))
    winner = choose_winner([use for use in uses if use.kind == kind])
    told = "told by the text" if sure else "by number"
    counts = ", ".join(f"{each} in {articles[each]}" for each in ORDER if articles[each])
    for use in uses:
        if use.kind != kind:
            share = articles[kind] / articles.total()
            yield take(use, winner, "kind in story", share, f"{kind} {told}: {counts}")


def is_sure(use: Use) -> bool:
    """Say whether something in the text tells the kind of a name."""
    if use.borne or (use.located and use.kind in ("PLACE", "NORP")):
        return True
    if use.kind == "PERSON" and any(TITLED.search(before) for before in use.before):
        return True
    return not SURE[use.kind].isdisjoint(use.methods)


def choose_winner(uses: Sequence[Use]) -> Use:
    """Return the use whose identity the others take: that of most articles."""
    counts = Counter(use.entity_id for use in uses)
    return min(uses, key=lambda use: (-counts[use.entity_id], *use[:3]))


def join_short(uses: Sequence[Use]) -> Iterator[Agreed]:
    """Yield the letters and bare names that one longer name of the story explains."""
    for use in uses:
        longer = [other for other in uses if other.kind == use.kind and explains(other, use)]
        if longer and len({other.entity_id for other in longer}) == 1:
            winner = choose_winner(longer)
            method = "initials in story" if use.kind == "ORG" else "short form in story"
            yield take(use, winner, method, 0.9, f"{use.name} = {winner.name}")


def explains(long: Use, short: Use) -> bool:
    """Say whether a name is the long form of another (`Tana River` of `Tana`)."""
    if long.short_form != short.form.replace(".", "") or long.entity_id == short.entity_id:
        return False
    return short.name.isupper() if short.kind == "ORG" else not short.located


def take(use: Use, winner: Use, method: str, score: float, evidence: str) -> Agreed:
    """Return a use with the identity of another."""
    return Agreed(
        use.article_key,
        use.entity,
        winner.key,
        winner.entity_id,
        winner.surname,
        winner.bare,
        winner.label,
        method,
        score,
        evidence,
    )
