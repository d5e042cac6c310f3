"""Publishing what changed gives the tables that publishing everything gives."""

import shutil
from pathlib import Path
from random import Random

import pytest

from tasks.aggregate import change
from tasks.warehouse import standing
from tasks.warehouse.connect import Connection
from tests.plain import published, rows, run_stages
from tests.test_stages import WIRE, record, write

PLACES = ("Warsaw", "Nairobi", "Lisbon", "Accra", "Oslo")
PEOPLE = ("Anna Kowalczyk", "Piotr Lis", "Abena Owusu", "Rui Lopes", "Maria Lis", "Mwai Kamau")


def tell(random: Random) -> str:
    """Write a short article on one of a few events, with people in full or by surname."""
    event = random.randrange(4)
    place, person = PLACES[event], random.choice(PEOPLE)
    surname = random.choice(PEOPLE).split()[-1]
    copied = WIRE.split("\n\n")[2] if random.random() < 0.3 else ""
    return (
        f"{place} port strike enters day {random.randint(2, 4)}\n\n"
        f"{place.upper()} - Dock workers in {place} walked out on Monday over pay, mayor {person} "
        f"said, and cranes {event} to {event + 7} stood still along the northern quay. "
        f"{surname} and the {place} Harbour Authority would meet again on {random.randint(1, 28)} "
        f"May.\n\n{copied}\n\n"
        f'"We have waited for {place} long enough to see the harbour run again," {person} said.'
    )


def turn(inbox: Path, random: Random) -> None:
    """Add, change or remove some files and records."""
    for _ in range(random.randint(1, 3)):
        name = (
            f"outlet{random.randrange(3)}/2025-05-{random.randint(1, 9):02}-{random.randrange(3)}"
        )
        path = inbox / f"{name}.txt"
        if path.exists() and random.random() < 0.6:
            path.unlink()
        else:
            write(inbox, f"{name}.txt", tell(random))
    records = [record(str(n), tell(random), title=f"Part {n}") for n in range(random.randint(1, 4))]
    write(inbox, "wire/feed.jsonl", "\n".join(records))


def rebuilt(home: Path, aside: Path) -> Path:
    """Return a copy of a home whose database has been made anew from its warehouse."""
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(home, aside)
    (aside / "news.duckdb").unlink()
    return aside


@pytest.mark.parametrize(
    "seed", [1, pytest.param(2, marks=pytest.mark.slow), pytest.param(3, marks=pytest.mark.slow)]
)
def test_change_is_what_a_whole_publish_gives(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each step of a history the tables are those that are made whole, history included."""
    monkeypatch.setattr(standing, "REBUILD_SHARE", 1e9)
    random, inbox, home = Random(seed), tmp_path / "inbox", tmp_path / "home"
    for _ in range(4):
        write(inbox, f"base/2025-05-{random.randint(1, 9):02}-{random.random()}.txt", tell(random))
    run_stages(inbox, home)
    for _ in range(5):
        turn(inbox, random)
        assert run_stages(inbox, home) is not None
        aside = rebuilt(home, tmp_path / "aside")
        run_stages(inbox, aside)
        assert published(home) == published(aside)
        for table in ("seed_files", "article_changes", "story_lineage", "quarantine"):
            sql = f"SELECT * FROM {table} ORDER BY ALL"
            assert rows(home, sql) == rows(aside, sql)


def test_an_account_that_stands_is_not_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows are told apart by their hashes: another order of columns, or type, would be another."""
    written: dict[str, int] = {}

    def count(connection: Connection, table: str) -> int:
        written[table] = synchronise(connection, table)
        return written[table]

    synchronise = change._synchronise
    monkeypatch.setattr(change, "_synchronise", count)
    monkeypatch.setattr(standing, "REBUILD_SHARE", 1e9)
    for n in range(5):
        write(tmp_path / "inbox", f"outlet{n}/first.txt", tell(Random(n)))
    write(tmp_path / "inbox", "outlet0/empty.txt", "")
    run_stages(tmp_path / "inbox", tmp_path / "home")
    write(tmp_path / "inbox", "outlet9/second.txt", tell(Random(9)))
    run_stages(tmp_path / "inbox", tmp_path / "home")
    assert [written[table] for table in ("runs", "seed_files", "quarantine")] == [1, 1, 0]
    assert len(rows(tmp_path / "home", "FROM quarantine")) == 1


def test_another_file_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A published file that is not the one put in place last is never built upon."""
    monkeypatch.setattr(standing, "REBUILD_SHARE", 1e9)
    inbox, home = tmp_path / "inbox", tmp_path / "home"
    write(inbox, "herald/2025-05-06-bridge.txt", WIRE)
    run_stages(inbox, home)
    old = (home / "news.duckdb").read_bytes()
    write(inbox, "herald/2025-05-07-other.txt", tell(Random(3)))
    run_stages(inbox, home)
    (home / "news.duckdb").unlink()
    (home / "news.duckdb").write_bytes(old)
    write(inbox, "herald/2025-05-08-third.txt", tell(Random(4)))
    run_stages(inbox, home)
    assert rows(home, "SELECT count(*) FROM articles") == [(3,)]
    assert published(home) == published(rebuilt_clean(inbox, tmp_path / "clean"))


def rebuilt_clean(inbox: Path, home: Path) -> Path:
    run_stages(inbox, home)
    return home
