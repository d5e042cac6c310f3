"""Nobody in, nothing out: no file outside the home, no address but the machine's own."""

import hashlib
import os
import re
import socket
from pathlib import Path

import duckdb
import pytest

from tasks.warehouse.connect import connect, in_memory
from tests.conftest import SEEDS
from tests.flows.exposure import Watched, may_be_alone
from tests.plain import rows

LOOPBACK = re.compile(r"\('(127\.0\.0\.1|::1|localhost)', \d+.*\)|127\.0\.0\.1|::1|localhost|None")


def digest(folder: Path) -> dict[str, str]:
    """Return the files of a folder with their digests."""
    return {
        str(place): hashlib.sha256(place.read_bytes()).hexdigest()
        for place in sorted(folder.rglob("*"))
        if place.is_file()
    }


@pytest.mark.slow
def test_nothing_is_written_outside_the_home_and_nobody_is_asked(tmp_path: Path) -> None:
    """A run, a search and a query write into the home alone, and speak to this machine alone.

    The run starts a Prefect server of its own. Where the system allows it, there is no network.
    """
    before, home = digest(SEEDS), tmp_path / "home"
    watched = Watched(tmp_path)
    for words in (
        ["run", str(SEEDS), "--home", str(home)],
        ["run", str(SEEDS), "--home", str(home)],
        ["search", "harbour strike", "--home", str(home)],
        ["query", "SELECT count(*) FROM articles", "--home", str(home)],
        ["formats"],
    ):
        done = watched.dateline(*words, alone=may_be_alone())
        assert done.returncode == 0, done.stdout + done.stderr
    assert rows(home, "SELECT count(*) > 10 FROM articles") == [(True,)]
    assert digest(SEEDS) == before
    left = {name: sorted(place.rglob("*")) for name, place in watched.empty.items()}
    assert left == {name: [] for name in watched.empty}
    allowed = (str(home), str(watched.empty["temporary"]), "/dev/", "/proc/")
    written = watched.noted("write")
    assert written
    assert [place for place in sorted(written) if not place.startswith(allowed)] == []
    asked = watched.noted("socket.connect", "socket.sendto", "socket.getaddrinfo")
    bound = watched.noted("socket.bind")
    assert asked
    assert bound
    assert [address for address in sorted(asked | bound) if not LOOPBACK.fullmatch(address)] == []


def test_watcher_sees(tmp_path: Path) -> None:
    """The watcher of the test above would tell a file elsewhere, and another machine."""
    watched = Watched(tmp_path)
    code = (
        "import socket, pathlib; pathlib.Path.home().joinpath('a').write_text('b')\n"
        "try: socket.create_connection(('192.0.2.1', 9), 0.01)\n"
        "except OSError: pass"
    )
    import subprocess
    import sys

    subprocess.run([sys.executable, "-P", "-c", code], env=watched.environment, check=True)
    assert watched.noted("write") == {str(watched.empty["account"] / "a")}
    assert not all(map(LOOPBACK.fullmatch, watched.noted("socket.connect")))


@pytest.mark.parametrize("kind", ["warehouse", "memory"])
def test_databases_do_not_reach_for_the_network(kind: str, tmp_path: Path) -> None:
    """DuckDB fetches neither files nor extensions: a table on a server is an error, unasked."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.setblocking(False)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/table.csv"
        if kind == "memory":
            with in_memory() as connection, pytest.raises(duckdb.Error):
                connection.execute(f"SELECT * FROM '{address}'")
        else:
            connection = connect(tmp_path)
            with pytest.raises(duckdb.Error):
                connection.execute(f"SELECT * FROM '{address}'")
            connection.close()
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_tests_leave_the_account_alone(server: str) -> None:
    """Prefect keeps what it keeps in a folder of the tests, not of whoever runs them."""
    from prefect.settings import PREFECT_HOME, PREFECT_SERVER_ANALYTICS_ENABLED

    assert PREFECT_HOME.value() == Path(os.environ["PREFECT_HOME"])
    assert Path.home() not in PREFECT_HOME.value().parents
    assert not PREFECT_SERVER_ANALYTICS_ENABLED.value()
    assert server.startswith("http://127.0.0.1:")
