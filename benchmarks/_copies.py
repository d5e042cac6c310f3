"""What the benchmarks of copies share: a home's index of texts, word n-grams, clusters of pairs."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from schemas.article import stable_id
from tasks.warehouse.connect import Connection, connect, insert
from tasks.warehouse.migrate import migrate

Name = TypeVar("Name", int, str)


@contextmanager
def opened_texts(texts: Mapping[str, str]) -> Iterator[Connection]:
    """Open a new home in which texts, by the paths of their articles, wait to be deduplicated."""
    with TemporaryDirectory() as home:
        migrate(Path(home))
        connection = connect(Path(home))
        rows = [
            {
                "article_key": key,
                "article_id": stable_id(path),
                "path": path,
                "text": text,
                "words": len(text.split()),
                "content_hash": stable_id(*re.findall(r"\w+", text.lower())),
            }
            for key, (path, text) in enumerate(texts.items())
        ]
        insert(connection, "articles", rows)
        connection.execute("INSERT INTO pending SELECT article_key, 'deduplicate' FROM articles")
        yield connection
        connection.close()


def grams(text: str, size: int) -> list[str]:
    """Return the word n-grams of a text, in order."""
    words = re.findall(r"\w+", text.lower())
    return [" ".join(words[place : place + size]) for place in range(len(words) - size + 1)]


def unite(names: Iterable[Name], pairs: Iterable[tuple[Name, Name]]) -> dict[Name, Name]:
    """Join pairs into clusters, named by a member."""
    parents = {name: name for name in names}

    def root(name: Name) -> Name:
        while parents[name] != name:
            parents[name] = name = parents[parents[name]]
        return name

    for one, other in sorted(pairs):
        parents[root(one)] = root(other)
    return {name: root(name) for name in parents}
