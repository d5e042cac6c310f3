"""Count in how many documents of open text each word occurs, for the stories' background IDF.

Run as `python -m training.idf FOLDER`, where FOLDER holds the open corpora as JSON lines with
`doc` and `text` (one sentence a line). Only the counts are kept; a frequency is a fact.
"""

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from tasks.deduplicate.vectors import BACKGROUND, background_path

# News first: function words and the names of places weigh as they do in news.
CORPORA = ("voa_silver", "wikigold", "re3d_open", "gum_open", "redocred", "uner_ewt_train")
FEWEST_DOCUMENTS = 2  # a word seen once is as rare as one never seen


def read_documents(folder: Path) -> Iterator[str]:
    """Yield the documents of the corpora as folded text."""
    for name in CORPORA:
        documents: dict[str, list[str]] = defaultdict(list)
        with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                documents[str(record["doc"])].append(record["text"])
        yield from ("\n".join(parts) for parts in documents.values())


def count_words(documents: Iterator[str]) -> tuple[int, Counter[str]]:
    """Count documents, and the documents that hold each word, as the vectors split words."""
    from tasks.deduplicate.words import spell_words

    counts: Counter[str] = Counter()
    total = 0
    for total, text in enumerate(documents, start=1):  # noqa: B007
        counts.update(set(spell_words(text)))
    return total, counts


def write_background(total: int, counts: Counter[str], path: Path) -> None:
    """Write the number of documents, then `word count` lines, most frequent first."""
    kept = [item for item in counts.items() if item[1] >= FEWEST_DOCUMENTS]
    kept.sort(key=lambda item: (-item[1], item[0]))
    lines = [str(total), *(f"{word} {count}" for word, count in kept)]
    data = ("\n".join(lines) + "\n").encode("utf-8")
    with path.open("wb") as file, gzip.GzipFile(BACKGROUND, "wb", 9, file, mtime=0) as packed:
        packed.write(data)


if __name__ == "__main__":
    write_background(*count_words(read_documents(Path(sys.argv[1]))), background_path())
