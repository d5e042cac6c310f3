"""Build the lexicon that the pipeline carries: `python -m training.lexicon OUT`.

Classes come from lists (training.pools); how often a word is lower-case, and its Brown cluster,
from spacy-lookups-data (MIT), counted there on some billion words of running text.
"""

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from training import pools, templates

COMMON = 150_000  # words whose letter case is kept, commonest first
NO_CLUSTER = 0
KNOWN = ("acronym", "localword", "papername2", "localpaper", "body", "military")
LONGEST = 24  # characters; what is longer is an address or a shout
# Natural-log ratio of lower-case to capitalised use, upper limits of the buckets 0..3; above is 4.
CASE_LIMITS = (-3.0, -1.0, 1.0, 3.0)
MOSTLY_LOWER = 1.0


def read_table(name: str) -> dict[str, float]:
    """Read one of spacy-lookups-data's English tables."""
    spec = find_spec("spacy_lookups_data")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("spacy_lookups_data is needed: install the `train` extra")
    path = Path(spec.origin).parent / "data" / f"en_lexeme_{name}.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        table: dict[str, float] = json.load(file)
    return table


def collect_classes() -> dict[str, set[str]]:
    """Return the classes of every capitalised word that occurs in a list."""
    classes: dict[str, set[str]] = defaultdict(set)

    def add(names: Iterable[str], whole: str, part: str) -> None:
        for name in names:
            words = [w for w in name.split() if w[:1].isupper()]
            for word in words:
                classes[word].add(whole if len(words) == 1 else part)

    add((n for c in pools.cultures() for n in c.firsts), "f", "f")
    add((n for c in pools.cultures() for n in c.lasts), "s", "s")
    add((n for n, size in pools.cities() if size >= pools.LARGE_CITY), "C", "p")
    add((n for n, size in pools.cities() if size < pools.LARGE_CITY), "c", "p")
    add(pools.countries(), "S", "P")
    add(pools.regions(), "R", "r")
    add(pools.demonyms(), "N", "N")
    add((n + suffix for n in pools.demonyms() for suffix in ("s",)), "M", "M")
    add(pools.companies(), "O", "o")
    add(pools.lines("companies"), "O", "o")
    add(pools.lines("geography"), "W", "w")
    add(pools.lines("clubs"), "K", "k")
    add((n for symbol in KNOWN for n in templates.grammar()[symbol] if "{" not in n), "G", "g")
    return classes


def bucket_case(prob: dict[str, float], word: str) -> str:
    """Return how a capitalised word stands to its lower-case form: 0 never lower .. 4 nearly ever.

    Empty for a word that the table does not have in either form.
    """
    lower = word.lower()
    if word == lower or (word not in prob and lower not in prob):
        return ""
    rare = -20.5
    ratio = prob.get(lower, rare) - prob.get(word, rare)
    return str(sum(ratio > limit for limit in CASE_LIMITS))


def build_rows() -> Iterator[tuple[str, str, str]]:
    """Yield word, classes and cluster of every word worth keeping."""
    prob, cluster, classes = read_table("prob"), read_table("cluster"), collect_classes()
    common = sorted(prob, key=lambda w: -prob[w])[:COMMON]
    clustered = {word for word, number in cluster.items() if number != NO_CLUSTER}
    for word in sorted(set(classes) | set(common) | clustered):
        if not word.isprintable() or len(word) > LONGEST:
            continue
        found = classes.get(word, set())
        if prob.get(word.lower(), -99.0) - prob.get(word, -20.5) > MOSTLY_LOWER:
            found = found & set("SNMPKGOW")
        number = int(cluster.get(word, NO_CLUSTER))
        yield (
            word,
            "".join(sorted(found)) + bucket_case(prob, word),
            "" if number == NO_CLUSTER else f"{number:x}",
        )


def write_lexicon(path: Path) -> int:
    """Write the lexicon, the same bytes for the same data; return the number of words."""
    rows = ["\t".join(row) for row in build_rows() if row[1] or row[2]]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(("\n".join(rows) + "\n").encode(), compresslevel=9, mtime=0))
    return len(rows)


if __name__ == "__main__":
    out = Path(sys.argv[1])
    print(f"{write_lexicon(out):,} words, {out.stat().st_size:,} bytes")
