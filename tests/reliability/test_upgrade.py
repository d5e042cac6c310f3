"""Homes that another version of the program made."""

import hashlib
from pathlib import Path

import duckdb
import pytest

from schemas.errors import OutdatedError, QueryError
from schemas.settings import read_settings
from tasks import upkeep
from tasks.warehouse.ask import ask
from tasks.warehouse.connect import WAREHOUSE, statement
from tasks.warehouse.migrate import migrations
from tests.plain import published, rows, run_stages
from tests.test_stages import OTHER, WIRE, write

# The schema of the first release: migrations up to this one, which nobody may edit any more.
FIRST = 30
FIRST_DIGEST = "4cb6ab16393bd219"
FLAGS = {"settle_seconds": 0, "batch_seconds": 0}
# What later schemas keep in `meta`.
LATER_KEYS = ("publishing", "published_file", "published_wasted")


def first_migrations() -> list[tuple[int, str]]:
    return [(number, name) for number, name in migrations() if number <= FIRST]


def set_back(home: Path) -> None:
    """Turn a home's warehouse into one that the first release had written."""
    path = home / WAREHOUSE
    newer = path.rename(home / "newer.duckdb")
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE schema_version (version INTEGER, name VARCHAR)")
        for number, name in first_migrations():
            connection.execute(statement("schemas.warehouse", name))
            connection.execute("INSERT INTO schema_version VALUES (?, ?)", [number, name])
        connection.execute(f"ATTACH '{newer}' AS newer (READ_ONLY)")
        columns = connection.execute(
            "SELECT table_name, string_agg('\"' || column_name || '\"', ', ') FROM duckdb_columns()"
            " WHERE database_name = 'warehouse' AND table_name <> 'schema_version' GROUP BY ALL"
        ).fetchall()
        for table, names in columns:
            connection.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM newer.{table}")
        connection.execute("SELECT nextval('article_keys') FROM range(100)")
        connection.execute("DELETE FROM meta WHERE key IN (SELECT unnest(?))", [LATER_KEYS])
        connection.execute("DETACH newer")
    newer.unlink()


def test_first_schema_is_as_it_was_released() -> None:
    """A migration that homes have gone through is never edited: later ones build on it."""
    texts = [statement("schemas.warehouse", name) for _, name in first_migrations()]
    assert hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16] == FIRST_DIGEST


def test_home_of_the_first_schema_is_backed_up_and_migrated(tmp_path: Path) -> None:
    """A home of the first release is planned, copied aside and migrated, and loses no row."""
    inbox, home = tmp_path / "inbox", tmp_path / "home"
    write(inbox, "herald/2025-05-06-bridge.txt", WIRE)
    write(inbox, "herald/2025-05-07-harvest.txt", OTHER)
    write(inbox, "herald/bad.txt", "")
    run_stages(inbox, home, **FLAGS)
    before = published(home)
    set_back(home)
    old = (home / WAREHOUSE).read_bytes()
    assert upkeep.plan(None, read_settings(home, **FLAGS)) == []
    assert (home / WAREHOUSE).read_bytes() == old
    run_stages(inbox, home, **FLAGS)
    assert (home / f"{WAREHOUSE}.schema-{FIRST}.backup").read_bytes() == old
    assert published(home) == before
    assert rows(home, "SELECT path FROM quarantine") == [("herald/bad.txt",)]
    (inbox / "herald/2025-05-07-harvest.txt").write_text(OTHER.replace("maize", "millet"))
    write(inbox, "gazette/copy.txt", WIRE)
    account = run_stages(inbox, home, **FLAGS)
    assert account is not None
    assert account.row("completed").articles_written == 2
    run_stages(inbox, tmp_path / "clean", **FLAGS)
    assert published(home) == published(tmp_path / "clean")


def test_database_of_another_version_asks_for_a_run(tmp_path: Path) -> None:
    """A question to tables that are not there yet says what to do; a misspelt one does not."""
    inbox, home = tmp_path / "inbox", tmp_path / "home"
    write(inbox, "herald/2025-05-06-bridge.txt", WIRE)
    run_stages(inbox, home, **FLAGS)
    with pytest.raises(QueryError) as fault:
        ask(home, "SELECT * FROM no_such_table")
    assert not isinstance(fault.value, OutdatedError)
    (home / "news.duckdb").chmod(0o644)
    with duckdb.connect(str(home / "news.duckdb")) as connection:
        connection.execute("DROP TABLE outlet_daily")
    for question in ("SELECT * FROM outlet_daily", "outlets"):
        with pytest.raises(OutdatedError, match="run `dateline run` once more, then ask again"):
            ask(home, question)
    (home / "news.duckdb").unlink()
    run_stages(inbox, home, **FLAGS)
    assert ask(home, "SELECT count(*) FROM outlet_daily").rows == ((1,),)
