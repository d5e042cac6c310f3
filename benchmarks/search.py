"""What the search index costs: built, renewed after 100 new articles, and by fts itself.

Generates articles of 400 words from a Zipf-like vocabulary of 60,000 words. Run
`python -m benchmarks.search 1000 10000`; prints seconds, and the ratios that decide.
"""

import sys
import tempfile
import time
from pathlib import Path
from random import Random

import duckdb
import numpy as np
import pyarrow as pa

from tasks.warehouse.connect import insert_arrow, statement
from tasks.warehouse.publish import PUBLISHED
from tasks.warehouse.search import INDEX, Request, fts_extension, search
from tests.deduplicate.prose import make_text, make_topic
from tests.plain import run_stages

_WORDS = 400
_VOCABULARY = 60_000
_ADDED = 100


def publish(home: Path, articles: int, first: int = 0) -> None:
    """Write, or extend, a published database with generated articles."""
    dice = np.random.default_rng(articles + first)
    vocabulary = np.array([f"w{_letters(n)}" for n in range(_VOCABULARY)])
    ranks = np.minimum(dice.zipf(1.2, size=articles * _WORDS) - 1, _VOCABULARY - 1)
    words = vocabulary[ranks].reshape(articles, _WORDS)
    texts = [" ".join(row) for row in words]
    names = [f"{first + n:08d}" for n in range(articles)]
    with duckdb.connect(str(home / PUBLISHED)) as connection:
        if first == 0:
            for table in ("articles", "mentions"):
                connection.execute(statement("schemas.published", table))
        insert_arrow(
            connection,
            "articles",
            pa.table({
                "article_id": names, "path": names, "outlet": ["Generated"] * articles,
                "title": [text[:60] for text in texts], "text": texts,
                "words": pa.array([_WORDS] * articles, pa.int32()), "content_hash": names,
                "story_id": names,
            }),
        )  # fmt: skip


def measure_run() -> float:
    """Return the seconds of a run of 100 articles of 400 words, all stages but without Prefect.

    The pipeline is loaded before, as a process that serves would have it.
    """
    random = Random(7)
    with tempfile.TemporaryDirectory() as folder:
        inbox = Path(folder, "inbox")
        inbox.mkdir()
        for number in range(_ADDED + 1):
            text = make_text(random, make_topic(random), 22)
            Path(inbox, f"{number:03}.txt").write_text(text, encoding="utf-8")
        warm = Path(folder, "warm")
        warm.mkdir()
        Path(inbox, "000.txt").replace(warm / "000.txt")
        run_stages(warm, Path(folder, "warm-home"))
        return _seconds(lambda: run_stages(inbox, Path(folder, "home")))


def measure(articles: int, run: float) -> None:
    """Print the figures for so many articles, held against the seconds of a run."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        publish(home, articles)
        request = Request(words=f"w{_letters(200)} w{_letters(3000)} w{_letters(40)}")
        built = _seconds(lambda: search(home, request))
        again = _seconds(lambda: search(home, request))
        publish(home, _ADDED, first=articles)
        renewed = _seconds(lambda: search(home, request)) - again
        size = (home / INDEX).stat().st_size / 1e6
        by_fts = _seconds(lambda: _build_by_fts(home))
        print(
            f"{articles:7,} articles: built {built:6.1f} s, search {again:5.2f} s, renewed "
            f"{renewed:5.2f} s ({renewed / run:.1%} of a run), {size:,.0f} MB; "
            f"fts builds {by_fts:6.1f} s ({by_fts / run:.0%} of a run)"
        )


def _build_by_fts(home: Path) -> None:
    with duckdb.connect(str(home / "fts.duckdb")) as connection:
        connection.load_extension(str(fts_extension()))
        connection.execute(f"ATTACH '{home / PUBLISHED}' AS news (READ_ONLY)")
        connection.execute("CREATE TABLE a AS SELECT article_id, title, text FROM news.articles")
        connection.execute("PRAGMA create_fts_index('a', 'article_id', 'title', 'text')")


def _seconds(work: object) -> float:
    started = time.perf_counter()
    assert callable(work)
    work()
    return time.perf_counter() - started


def _letters(number: int) -> str:
    """Write a number in letters, since fts takes only letters for words."""
    digits = ""
    while True:
        number, digit = divmod(number, 26)
        digits = chr(97 + digit) + digits
        if number == 0:
            return digits


if __name__ == "__main__":
    seconds = measure_run()
    print(f"a run that adds {_ADDED} articles: {seconds:.1f} s")
    for count in [int(word) for word in sys.argv[1:]] or [1_000, 10_000]:
        measure(count, seconds)
