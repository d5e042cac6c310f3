"""Workers elsewhere change nothing: processes, a Dask cluster, a cluster that loses a worker."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from benchmarks._press import write_inbox, write_press
from flows.process import process_news
from flows.runners import cut
from schemas.run import SeedFile
from tests.plain import published, run_stages

pytest.importorskip("prefect_dask", reason="the extra dateline[dask] is not installed")


class Cluster:
    """A real scheduler and two real workers, as an operator would start them."""

    def __init__(self, folder: Path) -> None:
        """Start them."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        port = self.address.rsplit(":", 1)[1]
        words = ["scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"]
        self.scheduler = self._start(folder, *words)
        self.workers = [
            self._start(folder, "worker", self.address, "--nthreads", "1", "--no-nanny",
                        "--no-dashboard", "--local-directory", str(folder / f"worker{number}"))
            for number in range(2)
        ]  # fmt: skip
        self._await_workers()

    def stop(self) -> None:
        """End them."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _start(self, folder: Path, *words: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]]
        log = (folder / f"{words[0]}.log").open("ab")
        return subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)

    def _await_workers(self) -> None:
        from distributed import Client

        with Client(self.address, timeout=120) as client:
            client.wait_for_workers(2, timeout=120)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster for the length of a test."""
    started = Cluster(tmp_path)
    yield started
    started.stop()


def run_flow(inbox: Path, home: Path, **flags: Any) -> None:
    """Run the flow in this process."""
    given = {"settle_seconds": 0, "batch_words": 2_000, **flags}
    state: Any = process_news(inbox, home, "manual", given, return_state=True)
    assert state.is_completed(), state.message


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An inbox of some batches."""
    write_inbox(tmp_path / "inbox", write_press(40))
    return tmp_path / "inbox"


@pytest.mark.slow
def test_pool_of_processes_gives_the_same_tables(server: str, inbox: Path, tmp_path: Path) -> None:
    """Two processes give the tables that this one gives."""
    run_stages(inbox, tmp_path / "plain", batch_words=2_000)
    run_flow(inbox, tmp_path / "home", pool_words=0, workers=2)
    assert published(tmp_path / "home") == published(tmp_path / "plain")


_POOL = """
import os, sys, time
from pathlib import Path
from flows.pool import ForkedPool
from schemas.settings import read_settings

with ForkedPool(read_settings(Path(sys.argv[1]), workers=2)) as pool:
    jobs = [pool._executor.submit(os.getpid) for _ in range(2)]
    print(*{job.result() for job in jobs}, flush=True)
    time.sleep(600)
"""


@pytest.mark.slow
def test_workers_end_with_a_run_that_is_killed(tmp_path: Path) -> None:
    """When a run is killed with SIGKILL, its workers and their children go, and nothing stays."""
    command = [sys.executable, "-c", _POOL, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        workers = [psutil.Process(int(pid)) for pid in run.stdout.readline().split()]
        family = psutil.Process(run.pid).children(recursive=True)
        run.kill()
    assert workers
    assert {worker.pid for worker in workers} < {one.pid for one in family}
    _, alive = psutil.wait_procs(family, timeout=30)
    assert not alive


@pytest.mark.slow
@pytest.mark.parametrize("on_workers", [False, True])
def test_cluster_gives_the_same_tables(
    on_workers: bool, server: str, inbox: Path, tmp_path: Path, cluster: Cluster
) -> None:
    """A Dask cluster gives the tables of a local run, whoever reads the files."""
    run_stages(inbox, tmp_path / "plain", batch_words=2_000)
    run_flow(inbox, tmp_path / "home", dask=cluster.address, inbox_on_workers=on_workers)
    assert published(tmp_path / "home") == published(tmp_path / "plain")


@pytest.mark.slow
def test_worker_killed_half_way_loses_nothing(
    server: str, inbox: Path, tmp_path: Path, cluster: Cluster
) -> None:
    """When a worker is killed while it works, the other one does its batches: the same tables."""
    run_stages(inbox, tmp_path / "plain", batch_words=2_000)
    killed = threading.Event()

    def kill() -> None:
        warehouse = tmp_path / "home" / "warehouse.duckdb"
        while not warehouse.exists() or warehouse.stat().st_size < 1_000_000:
            time.sleep(0.1)
        os.kill(cluster.workers[0].pid, signal.SIGKILL)
        killed.set()

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    run_flow(inbox, tmp_path / "home", dask=cluster.address)
    assert killed.is_set(), "the run was over before the worker was killed"
    assert cluster.workers[0].wait(10) == -signal.SIGKILL
    assert published(tmp_path / "home") == published(tmp_path / "plain")


def test_files_are_cut_into_portions() -> None:
    """Portions hold all files in their order, each of about the bytes asked for."""
    files = [SeedFile(path=f"{n}", location=b"", bytes=40, modified_ns=0) for n in range(5)]
    assert [[file.path for file in part] for part in cut(files, 80)] == [
        ["0", "1"], ["2", "3"], ["4"],
    ]  # fmt: skip
