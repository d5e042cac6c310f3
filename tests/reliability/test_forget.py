"""A legal takedown: what is forgotten is gone from every byte of the home, and stays away."""

import os
import sqlite3
import time
from pathlib import Path
from typing import Any

import duckdb
import pytest
import typer.testing

from flows.cli import app
from flows.forget import forget
from flows.process import process_news
from flows.verify import verify
from schemas.article import Document
from schemas.errors import UsageError
from schemas.run import Batch
from schemas.settings import read_settings
from tasks import stages
from tasks.warehouse.connect import WAREHOUSE
from tasks.warehouse.export import export
from tasks.warehouse.search import Request, search
from tests.plain import rows, run_stages
from tests.test_stages import OTHER, WIRE, record, write

# Words that no other text has: in the headline, in the body, in what is quoted, and in a name.
NEEDLES = ("Xylotomous", "quincuncial", "Zbigniewska", "parallelepipedal")
SECRET = (
    "Xylotomous beetles close the palace\n\n"
    "LISBON - The palace of the senate was closed on Monday after quincuncial burrows were found "
    "in its beams, said Teodora Zbigniewska, who looks after the roofs of the old town and its "
    "churches.\n\n"
    '"We count forty parallelepipedal holes a beam," Zbigniewska told reporters.'
)
FLAGS = {"settle_seconds": 0, "batch_seconds": 0}


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An inbox with two articles and a feed, in which one article and its copy are secret."""
    folder = tmp_path / "inbox"
    write(folder, "herald/2025-05-06-bridge.txt", WIRE)
    write(folder, "herald/secret.txt", SECRET)
    write(folder, "wire/feed.jsonl", record("a", OTHER) + "\n" + record("b", SECRET) + "\n")
    for path in folder.rglob("*.*"):
        os.utime(path, (time.time() - 600,) * 2)
    return folder


@pytest.fixture
def home(inbox: Path, tmp_path: Path) -> Path:
    """A home with all that may hold copies: databases, index, backup, export, Prefect's file."""
    home = tmp_path / "home"
    run_stages(inbox, home, **FLAGS)
    search(home, Request(words="palace"))
    (home / f"{WAREHOUSE}.schema-30.backup").write_bytes((home / WAREHOUSE).read_bytes())
    (home / "news.duckdb.wal.foreign-1").write_text(SECRET)
    export(home, home / "parquet")
    (home / "prefect").mkdir()
    with sqlite3.connect(home / "prefect" / "prefect.db") as database:
        database.execute("CREATE TABLE artifact (key TEXT, data TEXT)")
        database.execute("INSERT INTO artifact VALUES ('summary', ?)", [SECRET])
    return home


def holders(home: Path) -> dict[str, list[str]]:
    """Return which words stand in the bytes of which files of the home."""
    found = {}
    for path in sorted(path for path in home.rglob("*") if path.is_file()):
        content = path.read_bytes().lower()
        words = [word for word in NEEDLES if word.lower().encode() in content]
        if words:
            found[str(path.relative_to(home))] = words
    return found


def ids_of(home: Path) -> list[str]:
    found = rows(home, "SELECT article_id FROM articles WHERE text LIKE '%Xylotomous%' ORDER BY 1")
    return [row[0] for row in found]


def test_forgotten_article_is_in_no_byte_of_the_home(inbox: Path, home: Path) -> None:
    """After the article and its copy are forgotten, no file holds a word that was theirs."""
    before = holders(home)
    assert {"news.duckdb", WAREHOUSE, "search.duckdb", "prefect/prefect.db"} < set(before)
    for identity in ids_of(home):
        forget(home, identity)
    assert holders(home) == {}
    assert rows(home, "SELECT title FROM articles ORDER BY 1") == [
        ("Harvest fails in the north of Ghana",),
        ("Minister opens new bridge over the Vistula",),
    ]
    with duckdb.connect(str(home / WAREHOUSE), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (2,)
    with duckdb.connect(str(home / WAREHOUSE)) as connection:
        assert connection.execute("SELECT nextval('article_keys') > 4").fetchone() == (True,)


def test_one_of_two_copies_goes_alone(inbox: Path, home: Path) -> None:
    """The copy of a forgotten article is another article, which stands, and is alone now."""
    first, second = ids_of(home)
    forget(home, first)
    assert ids_of(home) == [second]
    assert rows(home, "SELECT count(*) FROM duplicate_pairs") == [(0,)]


def test_forgotten_article_stays_away(inbox: Path, home: Path) -> None:
    """No run, rebuild, changed file or new warehouse brings it back, and the home verifies."""
    for identity in ids_of(home):
        forget(home, identity)
    assert run_stages(inbox, home, **FLAGS) is None
    write(inbox, "herald/secret.txt", SECRET + "\n\nMore is expected in the evening.")
    with (inbox / "wire/feed.jsonl").open("a") as feed:
        feed.write(record("c", WIRE) + "\n")
    account = run_stages(inbox, home, **FLAGS)
    assert account is not None
    assert account.row("completed").files_processed == 2
    assert holders(home) == {}
    (home / "dateline.toml").write_text("settle_seconds = 0\nbatch_seconds = 0\n")
    assert verify(home, {}) == []
    (home / WAREHOUSE).unlink()
    run_stages(inbox, home, **FLAGS)
    assert holders(home) == {}
    assert rows(home, "SELECT state, articles FROM seed_files WHERE path LIKE '%secret%'") == [
        ("processed", 0)
    ]


@pytest.mark.slow
def test_forgotten_article_stays_away_where_workers_read(
    server: str, inbox: Path, home: Path
) -> None:
    """A file that was gone and is back is read by a worker, without what is forgotten of it."""
    identity = ids_of(home)[-1]
    forget(home, identity)
    feed = inbox / "wire" / "feed.jsonl"
    away = feed.rename(inbox.parent / "feed.jsonl")
    run_stages(inbox, home, **FLAGS)
    away.rename(feed)
    flags = {**FLAGS, "pool_words": 0, "workers": 1, "inbox_on_workers": True}
    state: Any = process_news(inbox, home, "manual", flags, return_state=True)
    assert state.is_completed(), state.message
    assert identity not in ids_of(home)
    assert rows(home, "SELECT articles FROM seed_files WHERE path = 'wire/feed.jsonl'") == [(1,)]


def test_batch_of_a_worker_loses_what_is_forgotten() -> None:
    """A batch that is cleaned and extracted keeps nothing of an article that may not come back."""
    documents = tuple(Document(path=f"{name}.txt", text=OTHER) for name in ("here", "gone"))
    settings = read_settings(**FLAGS)
    batch = stages.extract(stages.clean(Batch(number=1, documents=documents), settings), settings)
    here, gone = (document.article_id for document in documents)
    left = batch.without(frozenset([gone]))
    for kind in (left.documents, left.articles, left.extractions):
        assert [one.article_id for one in kind] == [here]


def test_id_noted_before_a_crash_is_forgotten_by_the_next_run(inbox: Path, home: Path) -> None:
    """Where the takedown died after the id was written down, the next run takes the rows out."""
    (home / "forgotten.txt").write_text("\n".join(ids_of(home)) + "\n")
    assert run_stages(inbox, home, **FLAGS) is not None
    assert ids_of(home) == []


def test_command_says_what_it_did(home: Path) -> None:
    """`dateline forget` names what it deleted; an id that is none is a mistake of use."""
    invoke = typer.testing.CliRunner().invoke
    done = invoke(app, ["forget", ids_of(home)[0], "--home", str(home)])
    assert done.exit_code == 0, done.output
    assert "Deleted: search.duckdb" in done.output
    assert "Exported anew: " in done.output
    done = invoke(app, ["forget", "0123456789abcdef", "--home", str(home)])
    assert done.exit_code == 2
    with pytest.raises(UsageError, match="There is no article"):
        forget(home, "no id")
