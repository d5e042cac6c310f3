"""Full disks, homes that cannot be written, inboxes that vanish, and two at once."""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import duckdb
import pytest

from schemas.errors import (
    DatelineError,
    HomeBusyError,
    HomeError,
    InboxError,
    InstallationError,
)
from schemas.settings import read_settings
from tasks import stages
from tasks.extract import batch as extracting
from tasks.warehouse.lock import claimed
from tests.plain import load, published, rows, run_stages
from tests.reliability.pieces import compose
from tests.stem import in_stem
from tests.test_stages import OTHER, WIRE, record, write

_NOBODY = 65534
FLAGS = {"settle_seconds": 0, "batch_seconds": 0}


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An inbox with two articles."""
    folder = tmp_path / "inbox"
    write(folder, "herald/2025-05-06-bridge.txt", WIRE)
    write(folder, "herald/2025-05-07-harvest.txt", OTHER)
    return folder


@pytest.fixture
def home(inbox: Path, tmp_path: Path) -> Path:
    """A home that is up to date."""
    run_stages(inbox, tmp_path / "home", **FLAGS)
    return tmp_path / "home"


def in_child(work: partial[object]) -> str:
    """Do work in a process of its own; returns what it raised, as `Kind: sentence`, or nothing."""
    return in_stem(_fork, work)


def _fork(work: partial[object]) -> str:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = "died"
        try:
            work()
            said = ""
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


def with_files_up_to(size: int, work: partial[object]) -> str:
    """Do work while no file may grow beyond so many bytes, as on a disk that fills up."""
    return in_child(partial(_limit_files, size, work))


def _limit_files(size: int, work: partial[object]) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    work()


@pytest.mark.parametrize("share", [0.1, 0.5])
def test_full_disk_is_a_sentence_and_the_next_run_heals(
    share: float, inbox: Path, home: Path, tmp_path: Path
) -> None:
    """Wherever writing stops, the last database stands, and a run with room ends like a clean one.

    The limit lies at a share of what the files grow to.
    """
    before = published(home)
    for number in range(20):
        write(inbox, f"gazette/{number}.txt", compose(number, (0, 1, number % 4), True, False))
    largest = max(path.stat().st_size for path in home.glob("*.duckdb"))
    said = with_files_up_to(int(largest * share), partial(run_stages, inbox, home, **FLAGS))
    kind, _, sentence = said.partition(": ")
    assert kind in ("WarehouseError", "PublishError", "OSError"), said
    assert "\n" not in sentence
    assert published(home) == before
    run_stages(inbox, home, **FLAGS)
    run_stages(inbox, tmp_path / "clean", **FLAGS)
    assert published(home) == published(tmp_path / "clean")
    assert not list(home.glob("*building*"))


def _claim_as_nobody(home: Path) -> None:
    if os.geteuid() == 0:
        os.setuid(_NOBODY)
    with claimed(home, "a manual run", 0):
        pass


def test_read_only_home_is_a_sentence() -> None:
    """A home that this user may not write is refused before anything is read."""
    with tempfile.TemporaryDirectory(prefix="dateline-", dir=os.environ.get("TMPDIR")) as name:
        folder = Path(name)
        folder.chmod(0o555)
        said = in_child(partial(_claim_as_nobody, folder / "home"))
        folder.chmod(0o755)
    assert said.startswith("HomeError: "), said
    assert "cannot be written (Permission denied); name another with --home" in said


def test_inbox_that_vanishes_amid_a_run_loses_nothing(
    inbox: Path, home: Path, tmp_path: Path
) -> None:
    """Files that were listed and are away with their whole inbox are no files that are gone."""
    write(inbox, "herald/2025-05-06-bridge.txt", WIRE.replace("310", "320"))
    settings = read_settings(home, **FLAGS)
    changes = stages.discover(inbox, settings)
    away = inbox.rename(tmp_path / "away")
    with pytest.raises(InboxError, match="went away while it was read"):
        load(inbox, changes, settings)
    inbox.mkdir()
    with pytest.raises(InboxError, match="went away while it was read"):
        load(inbox, changes, settings)
    inbox.rmdir()
    away.rename(inbox)
    run_stages(inbox, home, **FLAGS)
    assert rows(home, "SELECT count(*) FROM articles") == [(2,)]
    assert rows(home, "SELECT count(*) FROM quarantine") == [(0,)]


def test_missing_file_of_the_program_fails_the_run(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is wrong with the installation is no fault of articles: none is put in quarantine."""

    def read_text(text: str, spans: object) -> None:
        raise FileNotFoundError(2, "No such file or directory", "data/peoples.txt")

    with monkeypatch.context() as broken:
        broken.setattr(extracting, "read_text", read_text)
        with pytest.raises(InstallationError, match=r"peoples\.txt.*install dateline again"):
            run_stages(inbox, tmp_path / "home", **FLAGS)
    run_stages(inbox, tmp_path / "home", **FLAGS)
    assert rows(tmp_path / "home", "SELECT count(*) FROM articles") == [(2,)]


def test_second_run_waits_and_then_names_the_holder(inbox: Path, home: Path) -> None:
    """Two runs on one home: the second waits `lock_seconds`, exits 1, and writes nothing."""
    script = (
        "import sys, time; from pathlib import Path; from tasks.warehouse.lock import claimed\n"
        "with claimed(Path(sys.argv[1]), 'a scheduled run', 0):\n"
        "    print('held', flush=True); time.sleep(600)"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(home)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        before = {path.name: path.read_bytes() for path in home.glob("*.duckdb")}
        started = time.monotonic()
        with (
            pytest.raises(HomeBusyError, match=f"a scheduled run .process {holder.pid}") as error,
            claimed(home, "a manual run", 0.5),
        ):
            pass
        assert time.monotonic() - started >= 0.5
        assert isinstance(error.value, HomeError | DatelineError)
        assert {path.name: path.read_bytes() for path in home.glob("*.duckdb")} == before
    finally:
        holder.kill()
        holder.wait()


@pytest.mark.slow
def test_many_at_once_never_write_together(inbox: Path, home: Path, tmp_path: Path) -> None:
    """Of four runs at once on one home each waits its turn, and the ledger stays whole."""
    for number in range(12):
        write(inbox, f"gazette/{number}.txt", compose(number, (0, 1, number % 4), True, False))
    script = (
        "import sys; from pathlib import Path; from flows.plain import run_plainly\n"
        "from schemas.settings import read_settings; from tasks.warehouse.lock import claimed\n"
        "home = Path(sys.argv[2]); settings = read_settings(home, settle_seconds=0)\n"
        "with claimed(home, 'a run', 300):\n"
        "    print(run_plainly(Path(sys.argv[1]), settings) is not None)"
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(inbox), str(home)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    said = sorted(run.communicate()[0] for run in runs)
    assert said == ["False\n"] * 3 + ["True\n"]
    run_stages(inbox, tmp_path / "clean", **FLAGS)
    assert published(home) == published(tmp_path / "clean")
    counts = rows(home, "SELECT count(*), count(DISTINCT path) FROM seed_files")
    assert counts == [(14, 14)]


def test_readers_never_stop_or_spoil_a_publish(inbox: Path, home: Path, tmp_path: Path) -> None:
    """Neither an open reader nor one that was killed while it wrote into its file matters."""
    path = home / "news.duckdb"
    path.chmod(0o644)
    script = (
        "import duckdb, os, sys\n"
        "connection = duckdb.connect(sys.argv[1])\n"
        "connection.execute(\"UPDATE articles SET title = 'Spoiled'\")\n"
        "os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert path.with_name("news.duckdb.wal").exists()
    write(inbox, "wire/feed.jsonl", record("a", OTHER))
    with duckdb.connect(str(path), read_only=True) as reader:
        assert reader.execute("SELECT DISTINCT title FROM articles").fetchall() == [("Spoiled",)]
        run_stages(inbox, home, **FLAGS)
        assert reader.execute("SELECT count(*) FROM articles").fetchall() == [(2,)]
    run_stages(inbox, tmp_path / "clean", **FLAGS)
    assert published(home) == published(tmp_path / "clean")
    path.chmod(0o644)
    with duckdb.connect(str(path)) as writer:
        writer.execute("UPDATE articles SET title = 'Spoiled again'")
    (inbox / "wire/feed.jsonl").unlink()
    write(inbox, "herald/new.txt", WIRE)
    run_stages(inbox, home, **FLAGS)
    assert rows(home, "SELECT count(*) FROM articles WHERE title LIKE 'Spoiled%'") == [(0,)]
