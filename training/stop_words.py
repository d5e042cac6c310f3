"""Collect the function words of the languages that spaCy knows, for vectors of foreign articles.

Run as `python -m training.stop_words`. The background knows English alone: without this list
`le` and `de` would be the rarest words of a French report.
"""

import gzip
from importlib import import_module
from pathlib import Path

import spacy.lang

from tasks.deduplicate.vectors import STOP_WORDS, background_path
from tasks.deduplicate.words import spell_words


def collect_words() -> list[str]:
    """Return the folded stop words of every language, sorted."""
    words: set[str] = set()
    for path in sorted(Path(next(iter(spacy.lang.__path__))).glob("*/stop_words.py")):
        module = import_module(f"spacy.lang.{path.parent.name}.stop_words")
        words.update(word for entry in module.STOP_WORDS for word in spell_words(entry))
    return sorted(words)


if __name__ == "__main__":
    data = "\n".join([*collect_words(), ""]).encode("utf-8")
    with (
        background_path().with_name(STOP_WORDS).open("wb") as file,
        gzip.GzipFile(STOP_WORDS, "wb", 9, file, mtime=0) as packed,
    ):
        packed.write(data)
