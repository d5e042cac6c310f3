"""The language of an article, as an ISO 639-1 code."""

from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE_CHARACTERS = 1200
FEWEST_LETTERS = 15
FEWEST_WORDS = 5
# Three English words reach .33; names and numbers alone stay under .2 (docs/decisions/0201).
LEAST_PROBABILITY = 0.25
# Words that are English alone, or nearly: a tenth and more of English prose, a thirtieth at most of
# its neighbours' (Dutch has `of` and `was`); figures in docs/decisions/0201.
ENGLISH = frozenset(
    ("the", "of", "and", "that", "with", "was", "were", "which", "from", "said", "have", "has",
     "been", "this", "their", "would")
)  # fmt: skip
ENGLISH_SHARE = 0.1
ENGLISH_WORDS = 40
# Dead, constructed and seldom printed languages that short texts full of names fall into.
UNLIKELY = frozenset({"an", "br", "eo", "ia", "ie", "io", "la", "oc", "sa", "vo", "wa"})


def identify_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, or None where there is too little text.

    Names tell little about the language they stand in, so that words with a capital are left out
    where enough others remain. Figures: docs/decisions/0201.
    """
    sample = text[:SAMPLE_CHARACTERS]
    if len([*islice(filter(str.isalpha, sample), FEWEST_LETTERS)]) < FEWEST_LETTERS:
        return None
    if sample.isupper():
        sample = sample.lower()
    plain = [word for word in sample.split() if word[0].islower()]
    if is_plainly_english(plain):
        return "en"
    counted = " ".join(plain) if len(plain) >= FEWEST_WORDS else sample
    code, probability = _load_identifier().classify(counted)
    return str(code) if probability >= LEAST_PROBABILITY else None


def is_plainly_english(words: Sequence[str]) -> bool:
    """Say whether there are many words, and so many English ones that no model need be asked."""
    known = sum(map(ENGLISH.__contains__, words))
    return len(words) >= ENGLISH_WORDS and known >= ENGLISH_SHARE * len(words)


@cache
def _load_identifier() -> "LanguageIdentifier":
    """Return the identifier of all two-letter languages; loading takes a second, once a process."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    codes = [code for code in identifier.labels if len(code) == 2 and code not in UNLIKELY]
    identifier.set_languages(codes)
    return identifier
