"""The language of an article, as an ISO 639-1 code."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE_CHARACTERS = 1000
FEWEST_LETTERS = 20
LEAST_PROBABILITY = 0.5


def identify_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, or None where there is too little text."""
    sample = text[:SAMPLE_CHARACTERS]
    if sum(map(str.isalpha, sample)) < FEWEST_LETTERS:
        return None
    code, probability = _load_identifier().classify(sample.lower() if sample.isupper() else sample)
    return str(code) if probability >= LEAST_PROBABILITY else None


@cache
def _load_identifier() -> "LanguageIdentifier":
    """Return the identifier; loading it takes about a second, once a process."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
