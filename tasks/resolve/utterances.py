"""Join quotations that are one utterance in several articles and wordings.

Outlets quote one speech in pieces: cut, joined, in British or American spelling. Two quotations
are one utterance where the words of the shorter stand in the longer in their order, nearly all of
them. Candidates come from an index of rare shingles of words, never from all pairs; the groups are
the connected parts of the pairs, each tied to its longest member, so that order does not matter.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, NamedTuple

from schemas.article import stable_id
from schemas.quote import QuoteRow

# Share of the shorter quotation's words that have to stand in the longer one, in order. Two
# outlets' edits of one sentence (spelling, a dropped aside) keep 0.85 and more of the words;
# different sentences of one speech share less than half.
MIN_CONTAINMENT: Final = 0.8
MIN_WORDS: Final = 4
# Fewer words than this are a phrase that a speaker may use on two occasions.
SHORT_WORDS: Final = 7
# From this length on, the same words of one speaker are one utterance in any two articles.
LONG_WORDS: Final = 8
SHINGLE_WORDS: Final = 3
# A shingle in more quotations than this tells nothing; a quotation has rarer ones.
MAX_BUCKET: Final = 30
# Words compared of one quotation: an alignment costs their product.
MAX_WORDS: Final = 400

_TRANSLITERATED: Final = re.compile(r"sk(?:yy|iy|ij|ii|yi|yj|i)$")
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ENDINGS: Final = (
    (re.compile(r"is(e|es|ed|ing|er|ers|able|ation|ations)$"), r"iz\1"),
    (re.compile(r"ys(e|es|ed|ing|er|ers)$"), r"yz\1"),
    (
        re.compile(r"(?<=[bdlmnprv])our(s|ed|ing|able|ably|ite|ites|ful|less|hood|er|ers)?$"),
        r"or\1",
    ),
    (re.compile(r"(?<=[bt])re(s|d)?$"), r"er\1"),
    (re.compile(r"(?<=[aeiou])ll(ed|ing|er|ers)$"), r"l\1"),
    (re.compile(r"ogue(s)?$"), r"og\1"),
)
_SPELLINGS: Final = {
    "defence": "defense",
    "offence": "offense",
    "licence": "license",
    "pretence": "pretense",
    "programme": "program",
    "programmes": "programs",
    "tonnes": "tons",
    "tonne": "ton",
    "cheque": "check",
    "cheques": "checks",
    "grey": "gray",
    "tyre": "tire",
    "tyres": "tires",
    "plough": "plow",
    "sceptical": "skeptical",
    "sceptic": "skeptic",
    "sceptics": "skeptics",
    "aluminium": "aluminum",
    "towards": "toward",
    "whilst": "while",
    "amongst": "among",
    "ageing": "aging",
    "judgement": "judgment",
    "mum": "mom",
    "percent": "per",
    "per cent": "per",
    "pct": "per",
}


class _Said(NamedTuple):
    """A quotation as the comparison sees it."""

    row: QuoteRow
    words: tuple[str, ...]
    speaker: str | None


def join_utterances(quotes: Sequence[QuoteRow]) -> dict[str, str]:
    """Return quote_id -> utterance_id for every quotation; the order of the input does not matter.

    One utterance are quotations of one story with the same speaker, or an unknown one, of which
    the longer contains the shorter. The result for a story depends on that story's quotations
    alone, if all of them are given at once. The same eight words and more of the same speaker
    have the same id in any stories.
    """
    said = sorted(
        (_Said(quote, normalise_words(quote.text), _fold_name(quote.speaker)) for quote in quotes),
        key=lambda one: (-len(one.words), one.words, one.row.quote_id),
    )
    groups = _Groups(said)
    for first, second in _find_copies(said):
        groups.unite(first, second)
    for first, second in sorted(_find_wordings(said)):
        groups.unite(first, second)
    return groups.name()


def normalise_words(text: str) -> tuple[str, ...]:
    """Return the words of a quotation in one spelling: small letters, American endings."""
    words = _WORD.findall(text.replace("’", "'").casefold())
    return tuple(_spell(word) for word in words)


@lru_cache(maxsize=100_000)
def _spell(word: str) -> str:
    known = _SPELLINGS.get(word)
    if known is not None:
        return known
    if len(word) > 4:
        for ending, other in _ENDINGS:
            word = ending.sub(other, word)
    return word


def _fold_name(name: str | None) -> str | None:
    """Return a surname without marks and in one transliteration, so that outlets agree on it."""
    if not name or not name.split():
        return None
    plain = unicodedata.normalize("NFKD", name.split()[-1].casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _TRANSLITERATED.sub("sky", plain)


class _Groups:
    """Quotations in disjoint groups, each with at most one known speaker."""

    def __init__(self, said: Sequence[_Said]) -> None:
        self.said = said
        self.parent = list(range(len(said)))
        self.speaker = [one.speaker for one in said]

    def find(self, index: int) -> int:
        """Return the root of the group that a quotation is in."""
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index

    def unite(self, first: int, second: int) -> None:
        """Join two groups, unless two different speakers are known."""
        one, other = sorted((self.find(first), self.find(second)))
        known = {self.speaker[one], self.speaker[other]} - {None}
        if one != other and len(known) < 2:
            self.parent[other] = one
            self.speaker[one] = known.pop() if known else None

    def name(self) -> dict[str, str]:
        """Return the utterance of each quotation.

        The root of a group is its longest wording. From eight words on, the id is a hash of that
        wording and the speaker, so that the same words have one id in stories that know nothing
        of each other; below, of the group's smallest quote_id.
        """
        smallest: dict[int, str] = {}
        for index, one in enumerate(self.said):
            root = self.find(index)
            smallest[root] = min(smallest.get(root, one.row.quote_id), one.row.quote_id)
        names: dict[str, str] = {}
        for index, one in enumerate(self.said):
            root = self.find(index)
            words = self.said[root].words
            content = " ".join(words) if len(words) >= LONG_WORDS else smallest[root]
            names[one.row.quote_id] = stable_id("utterance", self.speaker[root], content)
        return names


def _find_copies(said: Sequence[_Said]) -> Iterator[tuple[int, int]]:
    """Yield pairs of the same words in one story.

    Quotations whose speaker is unknown come last, so that they join a speaker who is the only one.
    """
    buckets: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for index, one in enumerate(said):
        if len(one.words) >= MIN_WORDS and one.row.story_id is not None:
            buckets[one.row.story_id, one.words].append(index)
    for bucket in buckets.values():
        speakers = sorted({said[index].speaker or "" for index in bucket} - {""})
        for speaker in speakers:
            known = [index for index in bucket if said[index].speaker == speaker]
            yield from ((known[0], index) for index in known[1:])
        unknown = [index for index in bucket if said[index].speaker is None]
        if len(speakers) == 1 and unknown:
            named = next(index for index in bucket if said[index].speaker is not None)
            yield named, unknown[0]
        yield from ((unknown[0], index) for index in unknown[1:])


def _find_wordings(said: Sequence[_Said]) -> set[tuple[int, int]]:
    """Return pairs within a story of which one contains the other; a copy counts once."""
    stories: dict[str, dict[tuple[str | None, tuple[str, ...]], int]] = defaultdict(dict)
    for index, one in enumerate(said):
        if one.row.story_id is not None and len(one.words) >= MIN_WORDS:
            stories[one.row.story_id].setdefault((one.speaker, one.words), index)
    pairs: set[tuple[int, int]] = set()
    for distinct in stories.values():
        for (first, second), shared in _find_candidates(said, list(distinct.values())).items():
            if shared >= _needed(said[second].words) and is_wording(
                said[first].words, said[second].words
            ):
                pairs.add((first, second))
    return pairs


def _needed(words: Sequence[str]) -> float:
    """Return how many shingles a pair has to share: an edit within a sentence costs three."""
    return max(1, 0.3 * (len(words) - SHINGLE_WORDS + 1))


def _find_candidates(said: Sequence[_Said], story: Sequence[int]) -> Counter[tuple[int, int]]:
    """Count the shingles that each two quotations of a story share; the longer comes first.

    Of a shingle that many share, only neighbours in length are paired.
    """
    buckets: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in story:
        words = said[index].words[:MAX_WORDS]
        shingles = zip(words, words[1:], words[2:], strict=False)
        for shingle in dict.fromkeys(shingles):
            buckets[shingle].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for bucket in buckets.values():
        reach = len(bucket) if len(bucket) <= MAX_BUCKET else 2
        for place, first in enumerate(bucket):
            for second in bucket[place + 1 : place + reach]:
                if len({said[first].speaker, said[second].speaker} - {None}) < 2:
                    shared[first, second] += 1
    return shared


def is_wording(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """Say whether nearly all words of the shorter stand in the longer, in order, in runs.

    A quotation of fewer than seven words has to stand there whole.
    """
    longer, shorter = longer[:MAX_WORDS], shorter[:MAX_WORDS]
    if len(shorter) < SHORT_WORDS:
        runs = zip(*(longer[offset:] for offset in range(len(shorter))), strict=False)
        return tuple(shorter) in set(runs)
    blocks = SequenceMatcher(None, shorter, longer, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) >= MIN_CONTAINMENT * len(shorter)
