"""Homes that hold much: some articles are taken in for real, and their rows are copied.

Each copy has its own article ids, days (a later one each), stories, quotations, hashes of text and
people; three of ten places and organisations keep their identity, so that the common names grow as
they do in an archive. The inbox gets a file of one line for each copied article, and the ledger its
size and time: a run knows them and does not read them.
"""

import os
import shutil
from pathlib import Path

from benchmarks._press import write_inbox, write_press
from tasks.warehouse.connect import Connection, opened, set_meta
from tests.plain import run_stages

BASE = 1000
# Between the keys of an article and of its copy; the base took up fewer keys.
STEP = 2 * BASE

_KEYS = ("article_key", "key_a", "key_b", "duplicate_of", "copy_group", "text_key", "leader_key",
         "home_key", "other_key", "longer_key")  # fmt: skip
_NAMES = ("article_id", "story_id", "quote_id", "utterance_id", "content_hash")
_DAYS = ("day", "published_date", "published_at", "moment")
_OWN_ID = "CASE WHEN entity_id IN (SELECT entity_id FROM common_ids) THEN {0} ELSE {1} END"
_TABLES = ("documents", "articles", "cleaning_log", "article_entities", "mentions", "quotes",
           "amounts", "date_expressions", "fingerprints", "duplicate_pairs", "reused_passages",
           "story_members", "story_links", "entity_keys", "resolved_entities", "article_aliases",
           "utterances", "lent_dates", "dates", "taken_articles", "texts", "story_vectors",
           "story_neighbours")  # fmt: skip


def prepare_base(place: Path) -> None:
    """Take the base in for real: `inbox` and `home` below `place`."""
    write_inbox(place / "inbox", write_press(BASE, days=1))
    run_stages(place / "inbox", place / "home")


def prepare_home(base: Path, place: Path, articles: int) -> None:
    """Make a home below `place` that has published so many articles: none, or whole bases."""
    (place / "inbox").mkdir(parents=True)
    if not articles:
        return
    shutil.rmtree(place)
    shutil.copytree(base, place)
    with opened(place / "home") as connection:
        set_meta(connection, "inbox", str(place / "inbox"))
        if articles > BASE:
            copy_rows(connection, articles // BASE)
            write_files(connection, place / "inbox", articles // BASE)
        set_meta(connection, "unpublished", "prepared")
    run_stages(place / "inbox", place / "home")


def copy_rows(connection: Connection, copies: int) -> None:
    """Copy the rows of every table that holds articles, `copies` - 1 times."""
    connection.execute(
        f"SELECT max(nextval('article_keys')) FROM range({copies * STEP})"
    ).fetchall()
    connection.execute(
        "CREATE TEMP TABLE common_ids AS SELECT DISTINCT entity_id FROM entity_keys"
        " WHERE surname IS NULL AND hash(entity_id) % 10 < 3"
    )
    for table in _TABLES:
        names = [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()]
        columns = ", ".join(f"{turn(name, names)} AS {name}" for name in names)
        connection.execute(
            f"INSERT INTO {table} BY NAME SELECT {columns} FROM (FROM {table}),"
            f" range(1, {copies}) AS copies(c) ORDER BY c"
        )


def turn(name: str, names: list[str]) -> str:
    """Return the expression of a column in copy number c."""
    if name in _KEYS:
        return f"{name} + c * {STEP}"
    if name in _NAMES:
        return f"left(md5({name} || c), 16)"
    if name in _DAYS:
        moment = name in ("published_at", "moment")
        return f"{name} + to_days(c::INTEGER)" if moment else f"{name} + c::INTEGER"
    if name == "hash":
        return "hash(hash + c) >> 4"
    if name == "path":
        return "'copy' || c || '/' || article_id || '.txt'"
    if name == "entity_id":
        return _OWN_ID.format(name, "left(md5(entity_id || c), 16)")
    if name == "surname":
        return "surname || c"
    if name == "key" and "entity_id" in names:
        return _OWN_ID.format(name, "key || c")
    return name


def write_files(connection: Connection, inbox: Path, copies: int) -> None:
    """Give each copied article a file, and the ledger its row."""
    paths = connection.execute("SELECT path FROM articles WHERE path LIKE 'copy%/%'").fetchall()
    for number in range(1, copies):
        (inbox / f"copy{number}").mkdir(exist_ok=True)
    for (path,) in paths:
        place = inbox / path
        place.write_text("prepared\n", "utf-8")
        os.utime(place, (1e9, 1e9))
    connection.execute(
        "INSERT INTO seed_files BY NAME SELECT articles.path, known.* EXCLUDE (path) REPLACE"
        " (9 AS bytes, 1000000000000000000 AS modified_ns, 1 AS articles, 1 AS items)"
        " FROM articles,"
        " (FROM seed_files LIMIT 1) AS known WHERE articles.path LIKE 'copy%/%'"
    )
