"""`dateline serve` as its user meets it: a process, a folder, a database, a server's API."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.server import listen
from tests.flows.serving import Serving, descendants, serving, until, without_server
from tests.test_stages import OTHER, WIRE, write

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("serve")
    write(folder, "inbox/herald/bridge.txt", WIRE)
    with serving(folder / "inbox", folder / "home") as one:
        until(lambda: one.articles() == {"herald/bridge.txt"}, 120)
        yield one


def test_file_arrives_and_its_run_tells_so(served: Serving) -> None:
    """A file that is dropped stands in the database, and its run says what it did."""
    write(served.inbox, "gazette/tram.txt", OTHER)
    until(lambda: "gazette/tram.txt" in served.articles(), 90)
    until(lambda: "file" in served.runs("COMPLETED")[0]["tags"], 60)
    run = served.runs("COMPLETED")[0]
    assert run["name"] == "1 new"
    assert run["state"]["message"] == "1 new; 1 article written"
    wanted = {"id": {"any_": [run["id"]]}}
    keys = {found["key"] for found in served.api("artifacts/filter", flow_runs=wanted)}
    assert keys == {"summary", "top-stories", "stages", "quarantine"}
    logged = {"flow_run_id": {"any_": [run["id"]]}}
    until(lambda: served.api("logs/filter", logs=logged), 30)
    seen = {"event": {"prefix": ["dateline."]}}
    until(lambda: served.api("events/filter", filter=seen)["total"] >= 2, 30)


def test_burst_during_a_run_arrives(served: Serving) -> None:
    """Fifty files that come while a run is at work all arrive, without another file."""
    write(served.inbox, "herald/first.txt", WIRE.replace("bridge", "tunnel"))
    until(lambda: served.runs("RUNNING"), 60)
    burst = {f"burst/{number}.txt" for number in range(50)}
    for path in sorted(burst):
        write(served.inbox, path, OTHER.replace("tram", f"line {path}"))
    until(lambda: burst <= served.articles(), 180)


def test_second_serve_says_who_holds_the_home(served: Serving) -> None:
    """A second `serve` on the home exits 1 and names the first and its page."""
    words = ["serve", str(served.inbox), "--home", str(served.home)]
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", *words],
        capture_output=True, text=True, check=False, env=without_server(),
    )  # fmt: skip
    assert done.returncode == 1
    assert f"process {served.process.pid}" in done.stderr
    assert served.note["ui"] in done.stderr


def test_run_by_hand_uses_the_server(served: Serving) -> None:
    """`dateline run` on a home that is served is a run on that server."""
    before = len(served.runs("COMPLETED"))
    words = ["run", str(served.inbox), "--home", str(served.home)]
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", *words],
        capture_output=True, text=True, check=False, env=without_server(),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "manual" in {tag for run in served.runs("COMPLETED") for tag in run["tags"]}
    assert len(served.runs("COMPLETED")) > before


def test_only_this_machine_reaches_the_server(served: Serving) -> None:
    """The server listens on the loopback address, and its page is told where its API is."""
    port = int(served.note["ui"].rsplit(":", 1)[1])
    with socket.socket() as wide:
        wide.bind(("127.0.0.2", port))  # would be taken if the server listened on all addresses


def test_server_that_is_killed_comes_back_and_nothing_is_lost(served: Serving) -> None:
    """The server comes back at its address by itself, and files of the meantime arrive."""
    (server,) = served.children("flows.listen")
    os.kill(server, signal.SIGKILL)
    write(served.inbox, "meantime/one.txt", WIRE.replace("bridge", "harbour"))
    until(lambda: "meantime/one.txt" in served.articles(), 420)


def test_killed_runner_and_its_run_heal(served: Serving) -> None:
    """A run whose runner and process are killed is Crashed within 2 minutes, its work done next."""
    write(served.inbox, "killed/one.txt", WIRE.replace("bridge", "market"))
    until(lambda: served.runs("RUNNING"), 90)
    (run, *_) = served.runs("RUNNING")
    (runner,) = served.children("flows.runner")
    for pid in [*descendants(runner), runner]:
        os.kill(pid, signal.SIGKILL)
    took = until(lambda: run["id"] in {dead["id"] for dead in served.runs("CRASHED")}, 120)
    print(f"Crashed after {took:.0f} s")
    until(lambda: "killed/one.txt" in served.articles(), 120)


def test_all_goes_with_the_supervisor(tmp_path: Path) -> None:
    """Neither Ctrl-C nor `kill -9` leaves a process; what came meanwhile arrives at the start."""
    write(tmp_path, "inbox/herald/bridge.txt", WIRE)
    with serving(tmp_path / "inbox", tmp_path / "home") as one:
        until(lambda: one.articles(), 120)
        children = descendants(one.process.pid)
        one.process.kill()
        one.process.wait()
        until(lambda: not any(alive(pid) for pid in children), 60)
    write(tmp_path, "inbox/gazette/tram.txt", OTHER)
    again = Serving(tmp_path / "inbox", tmp_path / "home")
    again.wait_until_up()
    until(lambda: "gazette/tram.txt" in again.articles(), 120)
    children = descendants(again.process.pid)
    assert again.stop() == 0
    time.sleep(1)
    assert not any(alive(pid) for pid in children)
    assert "Traceback" not in again.said()


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False


def test_silent_run_is_crashed_by_the_server_that_stands_apart(tmp_path: Path) -> None:
    """With a server of its own, a run whose supervisor, runner and process die is Crashed, too."""
    server = listen("127.0.0.1", 0, tmp_path / "apart", {"PREFECT_HOME": str(tmp_path / "apart")})
    server.start()
    try:
        server.wait()
        for number in range(40):
            write(tmp_path, f"inbox/herald/{number}.txt", WIRE.replace("bridge", f"pier {number}"))
        with serving(tmp_path / "inbox", tmp_path / "home", PREFECT_API_URL=server.api) as one:
            until(lambda: one.runs("RUNNING"), 90)
            (run,) = one.runs("RUNNING")
            time.sleep(1)  # its first heartbeat is on its way
            for pid in [*descendants(one.process.pid), one.process.pid]:
                os.kill(pid, signal.SIGKILL)
            took = until(lambda: run["id"] in {dead["id"] for dead in one.runs("CRASHED")}, 120)
            print(f"Crashed after {took:.0f} s")
        with serving(tmp_path / "inbox", tmp_path / "home", PREFECT_API_URL=server.api) as one:
            until(lambda: len(one.articles()) == 40, 120)
    finally:
        server.stop()
