"""Publishing by day gives the answers of a database in one piece, and writes few files."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from flows.forget import forget
from tasks.aggregate.build import TABLES, VIEWS
from tasks.warehouse import dayfiles, standing
from tasks.warehouse.ask import reading
from tasks.warehouse.named import bind, named_queries
from tests.aggregate.test_change import tell
from tests.plain import published, rows, run_stages
from tests.reliability.test_faults import in_child, with_files_up_to
from tests.test_stages import OTHER, WIRE, record, write

BY_DAY = {"publish_partition_mb": 1e-6, "batch_seconds": 0}
IN_ONE = {"publish_partition_mb": 0, "batch_seconds": 0}
# What names runs and their moments.
OWN = {"runs", "v_last_run", "last_run"}
SLOW = pytest.mark.slow
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None


def write_news(inbox: Path, random: Random, number: int) -> None:
    """Write an article of one of six days, or of none."""
    day = random.randint(0, 6)
    named = f"2025-05-{day:02}-part{number}" if day else f"part{number}"
    write(inbox, f"outlet{random.randrange(3)}/{named}.txt", tell(random))


def turn(inbox: Path, random: Random) -> None:
    """Add, change and remove articles; the feed brings days and moves articles between them."""
    for number in range(random.randint(1, 3)):
        write_news(inbox, random, number)
    files = sorted(inbox.glob("outlet*/*.txt"))
    random.choice(files).unlink()
    items = [
        record(str(n), tell(random), date=f"2025-05-{random.randint(1, 9):02}")
        for n in range(random.randint(1, 3))
    ]
    write(inbox, "wire/feed.jsonl", "\n".join(items))


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder in memory where the system has such: days are many files, each synced."""
    with tempfile.TemporaryDirectory(prefix="dateline-", dir=MEMORY) as name:
        yield Path(name)


@pytest.fixture(scope="module")
def kept(place: Path) -> Path:
    """An inbox with articles of four days, one of no day, and a copy; a home published by day."""
    inbox = place / "inbox"
    write(inbox, "herald/2025-05-06-bridge.txt", WIRE)
    write(inbox, "gazette/2025-05-07-bridge.txt", WIRE)
    write(inbox, "herald/2025-05-08-harvest.txt", OTHER)
    write(inbox, "herald/undated.txt", tell(Random(5)))
    run_stages(inbox, place / "home", **IN_ONE)
    write(inbox, "wire/2025-05-02-first.txt", tell(Random(6)))
    run_stages(inbox, place / "home", **BY_DAY)
    for name in ("inbox", "home"):
        shutil.copytree(place / name, place / "kept" / name)
    return place / "kept"


@pytest.fixture
def inbox(place: Path, kept: Path) -> Path:
    """The inbox, each time as it was."""
    shutil.rmtree(place / "inbox", ignore_errors=True)
    return Path(shutil.copytree(kept / "inbox", place / "inbox"))


@pytest.fixture
def home(place: Path, kept: Path, inbox: Path) -> Path:
    """The home, each time as it was, where it was published."""
    shutil.rmtree(place / "home", ignore_errors=True)
    home = Path(shutil.copytree(kept / "home", place / "home"))
    assert dayfiles.is_whole(home / "news.duckdb")
    assert files(home)
    return home


@pytest.fixture(autouse=True)
def _always_onward(monkeypatch: pytest.MonkeyPatch) -> None:
    """Homes this small would be made anew at every change."""
    monkeypatch.setattr(standing, "REBUILD_SHARE", 1e9)


def run_onward(inbox: Path, home: Path, step: str = "", calls: int = 0) -> None:
    """Run in a process that ends with it, or is killed in a step of `dayfiles` after some calls."""
    standing.REBUILD_SHARE = 1e9
    if step:
        setattr(dayfiles, step, die_after(calls, getattr(dayfiles, step)))
    run_stages(inbox, home, **BY_DAY)


def files(home: Path) -> dict[str, tuple[int, int]]:
    """Return inode and time of each file of days."""
    folder = dayfiles.folder_of(home)
    return {
        str(path.relative_to(folder)): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.glob("*/*")
    }


def days_of(names: set[str]) -> set[str]:
    """Return the days that files are of."""
    return {name.split("/")[1].rpartition("-")[0] for name in names}


def answers(home: Path) -> dict[str, Any]:
    """Return what every table, view and named query says, the history included."""
    views = [view for view in VIEWS if view.startswith("v_")]
    needed = {"story": "strike", "article": "outlet", "other": "outlet", "entity": "Lis"}
    with reading(home) as news:
        found: dict[str, Any] = {
            name: news.execute(f"FROM {name} ORDER BY ALL").fetchall()
            for name in (*TABLES, *views)
            if name not in OWN
        }
        for name, query in named_queries().items():
            required = {one.name: needed[one.name] for one in query.parameters if one.required}
            if name not in OWN:
                answer = news.execute(query.sql, bind(query, required)).fetchall()
                # Where a query leaves the order of some rows open, it says nothing by it.
                found[f"query {name}"] = sorted(answer, key=repr)
    return found


def in_one_piece(home: Path, aside: Path, inbox: Path) -> Path:
    """Return a copy of a home whose database was made anew in one piece."""
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(home, aside, ignore=shutil.ignore_patterns("news.*"))
    run_stages(inbox, aside, **IN_ONE)
    assert not files(aside)
    return aside


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=SLOW) for seed in range(2, 8))])
def test_answers_are_those_of_one_piece(seed: int, place: Path) -> None:
    """After each step of a history every table, view and named query gives the same rows."""
    folder = place / str(seed)
    random, inbox, home = Random(seed), folder / "inbox", folder / "home"
    for number in range(10, 16):
        write_news(inbox, random, number)
    run_stages(inbox, home, **BY_DAY)
    for _ in range(2 if seed == 1 else 5):
        turn(inbox, random)
        assert run_stages(inbox, home, **BY_DAY) is not None
        assert answers(home) == answers(in_one_piece(home, folder / "aside", inbox))
    assert len(days_of(set(files(home)))) > 3


def test_publish_touches_the_days_of_what_changed(inbox: Path, home: Path) -> None:
    """A new article writes the files of its day; every other file stays the file that it was."""
    before = files(home)
    write(inbox, "wire/2025-05-08-other.txt", tell(Random(9)).replace("port", "harbour"))
    run_stages(inbox, home, **BY_DAY)
    after = files(home)
    assert days_of(set(after) - set(before)) == {"2025-05-08"}
    retired = {name for name in before if name not in dayfiles.files_of(home / "news.duckdb")}
    assert days_of(retired) == {"2025-05-08"}
    assert {name: after[name] for name in before if name not in retired} == {
        name: before[name] for name in before if name not in retired
    }


def test_same_rows_have_the_same_files(inbox: Path, home: Path) -> None:
    """A database that is made anew writes no file for rows that are there already."""
    before = files(home)
    (home / "news.duckdb").unlink()
    run_stages(inbox, home, **BY_DAY)
    assert files(home) == before


def test_reader_of_before_reads_on(inbox: Path, home: Path) -> None:
    """Who opened the database before a publish reads its rows, also those of days that changed."""
    everything = "SELECT * FROM articles JOIN mentions USING (article_id) ORDER BY ALL"
    before = rows(home, everything)
    with duckdb.connect(str(home / "news.duckdb"), read_only=True) as reader:
        (inbox / "herald/2025-05-06-bridge.txt").unlink()
        run_stages(inbox, home, **BY_DAY)
        assert reader.execute(everything).fetchall() == before
    assert rows(home, everything) != before


def test_log_of_a_killed_client_stops_no_publish(inbox: Path, home: Path) -> None:
    """A log that cannot be read beside the database is moved aside, and files are kept."""
    before = set(files(home))
    (home / "news.duckdb.wal").write_bytes(b"half of a log" * 1000)
    write(inbox, "wire/2025-05-08-other.txt", tell(Random(9)))
    run_stages(inbox, home, **BY_DAY)
    assert rows(home, "SELECT count(*) FROM articles") == [(6,)]
    assert len(list(home.glob("news.duckdb.wal.foreign-*"))) == 1
    assert before <= set(files(home))


def test_replaced_files_go_when_they_are_old(inbox: Path, home: Path) -> None:
    """A file out of use stays so many hours from then on, however old it was, and then goes."""
    written = set(files(home))
    for name in written:
        os.utime(dayfiles.folder_of(home) / name, (1e9, 1e9))
    orphan = dayfiles.folder_of(home) / "articles" / "2025-05-01-0123456789abcdef.parquet"
    orphan.write_bytes(b"of a run that was killed")
    (orphan.with_suffix(".part")).write_bytes(b"half of it")
    (inbox / "herald/2025-05-06-bridge.txt").unlink()
    run_stages(inbox, home, **BY_DAY)
    assert written <= set(files(home))
    assert orphan.exists()
    assert not orphan.with_suffix(".part").exists()
    out_of_use = written - dayfiles.files_of(home / "news.duckdb")
    assert days_of(out_of_use) >= {"2025-05-06"}
    for name in [*out_of_use, "articles/" + orphan.name]:
        os.utime(dayfiles.folder_of(home) / name, (time.time() - 25 * 3600,) * 2)
    (inbox / "herald/2025-05-08-harvest.txt").unlink()
    run_stages(inbox, home, **BY_DAY)
    assert not out_of_use & set(files(home))
    assert not orphan.exists()
    assert dayfiles.is_whole(home / "news.duckdb")


def die_after(calls: int, work: Callable[..., Any]) -> Callable[..., Any]:
    """Return the work, which kills its process instead of being done once more than so often."""
    left = [calls]

    def done(*given: Any, **named: Any) -> Any:
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
        return work(*given, **named)

    return done


@pytest.mark.parametrize(
    ("step", "calls"),
    [
        ("settle", 4),
        pytest.param("settle", 0, marks=SLOW),
        pytest.param("retire", 0, marks=SLOW),
        ("sweep", 0),
    ],
)
def test_killed_publish_leaves_the_last_one_whole(
    step: str, calls: int, inbox: Path, home: Path, tmp_path: Path
) -> None:
    """Wherever a publish is killed one whole database stands, and the next run heals the home."""
    before = published(home)
    write(inbox, "wire/2025-05-08-other.txt", tell(Random(9)))
    (inbox / "gazette/2025-05-07-bridge.txt").unlink()
    assert in_child(partial(run_onward, inbox, home, step, calls)) == ""
    assert dayfiles.is_whole(home / "news.duckdb")
    if step != "sweep":
        assert published(home) == before
    assert run_stages(inbox, home, **BY_DAY, retain_publish_hours=0) is not None
    assert published(home) == published(in_one_piece(home, tmp_path / "aside", inbox))
    assert not [path.name for path in home.glob("*building*")]
    assert set(files(home)) == dayfiles.files_of(home / "news.duckdb")
    assert run_stages(inbox, home, **BY_DAY) is None


@pytest.mark.slow
def test_full_disk_takes_back_what_it_wrote(inbox: Path, home: Path) -> None:
    """Where a file of a day does not fit, the last database stands and nothing new is left."""
    before, stood = published(home), files(home)
    long = " ".join(f"{n * 7919 % 10007:x}" for n in range(4000))
    write(inbox, "wire/2025-05-08-long.txt", f"{tell(Random(9))}\n\n{long}")
    size = (home / "warehouse.duckdb").stat().st_size
    said = with_files_up_to(size // 20, partial(run_onward, inbox, home))
    assert said.partition(": ")[0] in ("WarehouseError", "PublishError", "OSError"), said
    assert "\n" not in said
    assert published(home) == before
    assert files(home) == stood


def test_forgotten_article_is_in_no_file(inbox: Path, home: Path) -> None:
    """A takedown purges the days' files at once, those that older readers may use included."""
    write(inbox, "gazette/2025-05-07-third.txt", tell(Random(12)))
    run_stages(inbox, home, **BY_DAY)
    (home / "dateline.toml").write_text(
        "settle_seconds = 0\npublish_partition_mb = 0.000001\nbatch_seconds = 0\n"
    )
    identity = rows(home, "SELECT article_id FROM articles WHERE path LIKE 'gazette/%bridge%'")[0][
        0
    ]
    assert holders(home, identity)
    forget(home, identity)
    assert holders(home, identity) == []
    assert set(files(home)) == dayfiles.files_of(home / "news.duckdb")
    assert run_stages(inbox, home) is None


def test_takedown_that_is_killed_amid_its_files_is_gone_on_with(
    inbox: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that takes an article out and dies before its old files go lets the next delete them.

    However long files are kept for older readers otherwise.
    """
    identity = rows(home, "SELECT article_id FROM articles WHERE path LIKE 'gazette/%bridge%'")[0][
        0
    ]
    (home / "forgotten.txt").write_text(f"{identity}\n")
    with monkeypatch.context() as deadly:
        deadly.setattr(dayfiles, "discard", interrupt)
        with pytest.raises(KeyboardInterrupt):
            run_stages(inbox, home, **BY_DAY)
    assert holders(home, identity)
    assert run_stages(inbox, home, **BY_DAY) is not None
    assert holders(home, identity) == []
    assert run_stages(inbox, home, **BY_DAY) is None


def interrupt(*_: Any) -> None:
    """End the work as Ctrl-C does."""
    raise KeyboardInterrupt


def holders(home: Path, article_id: str) -> list[str]:
    """Return the files of days with rows of an article."""
    found = []
    for path in sorted(dayfiles.folder_of(home).glob("*/*.parquet")):
        sql = f"SELECT count(*) FROM read_parquet('{path}') WHERE article_id = '{article_id}'"
        if duckdb.sql(sql).fetchone() != (0,):
            found.append(path.name)
    return found


@pytest.mark.slow
def test_database_switches_past_a_size_and_back_on_request(inbox: Path, home: Path) -> None:
    """Below the size it stays by day; with 0 the next publish is in one piece again."""
    write(inbox, "wire/feed.jsonl", record("a", tell(Random(20)), date="2025-05-03"))
    run_stages(inbox, home, publish_partition_mb=1000, batch_seconds=0)
    assert date(2025, 5, 3).isoformat() in days_of(dayfiles.files_of(home / "news.duckdb"))
    write(inbox, "wire/feed.jsonl", record("a", tell(Random(21)), date="2025-05-03"))
    run_stages(inbox, home, **IN_ONE, retain_publish_hours=0)
    assert rows(home, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'articles'") == [
        (1,)
    ]
    assert not dayfiles.folder_of(home).exists()
