"""Word lists that rules of cleaning share with nobody and that grow by cases."""

from functools import cache
from importlib.resources import files


@cache
def load_vocabulary(name: str) -> frozenset[str]:
    """Return the words of one row of `vocabulary.tsv`. Raises KeyError for an unknown name."""
    table = files("tasks.clean").joinpath("vocabulary.tsv").read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in table.splitlines() if line[:1] != "#")
    return {row: frozenset(words.split()) for row, _, words in rows}[name]
