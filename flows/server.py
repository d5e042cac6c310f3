"""A Prefect server of our own: started as a child on a socket that is ours, stopped with us."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from flows import template
from schemas.errors import ServerError

LOOPBACK = "127.0.0.1"
DATABASE = "prefect.db"

# Long enough for a first start on a machine that is busy with other things.
_STARTUP_SECONDS = 180.0
_STOP_SECONDS = 10.0

# A server that lives as long as one run has nobody to show a page, and nothing to schedule.
FOR_ONE_RUN: Mapping[str, str] = {
    "PREFECT__SERVER_EPHEMERAL": "1",
    "PREFECT__SERVER_FINAL": "1",
    "PREFECT_UI_ENABLED": "0",
}


@dataclass
class Server:
    """A server child and the socket on which it listens, which outlives the child."""

    listener: socket.socket
    host: str
    environment: Mapping[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where a browser finds it; a server bound to all addresses is shown as this machine."""
        port = self.listener.getsockname()[1]
        if is_loopback(self.host):
            return f"http://{LOOPBACK}:{port}"
        return (
            f"http://{socket.gethostname() if self.host in ('0.0.0.0', '::') else self.host}:{port}"
        )

    @property
    def api(self) -> str:
        """Where this machine reaches its API."""
        wide = is_loopback(self.host) or self.host in ("0.0.0.0", "::")
        return f"http://{LOOPBACK if wide else self.host}:{self.listener.getsockname()[1]}/api"

    @property
    def database(self) -> Path:
        """The SQLite database in which it keeps its runs."""
        return self.log.with_name(DATABASE)

    def start(self) -> None:
        """Start the child, or start it again; callers may connect at once and are let wait."""
        environment = {**os.environ, **self.environment, "PREFECT_API_URL": ""}
        del environment["PREFECT_API_URL"]  # the server is nobody's client
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "flows.listen", str(self.listener.fileno())],
                stdin=subprocess.PIPE,  # its end tells the child that we are gone
                stdout=log,
                stderr=log,
                env=environment,
                pass_fds=[self.listener.fileno()],
                start_new_session=True,  # Ctrl-C is ours to pass on, in order
            )

    def wait(self) -> None:
        """Wait until the server answers. Raises ServerError where it does not."""
        deadline = time.monotonic() + _STARTUP_SECONDS
        while time.monotonic() < deadline:
            if self.process is None or self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.api}/health", timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise ServerError(
            f"The Prefect server did not start; see {self.log} for the reason, and run again."
        )

    def stop(self) -> None:
        """Stop the child."""
        stop_child(self.process, _STOP_SECONDS)


def stop_child(process: subprocess.Popen[bytes] | None, patience: float) -> None:
    """Stop a child, if it lives: politely, and by force after so many seconds."""
    if process is None or process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def listen(host: str, port: int, home: Path, environment: Mapping[str, str]) -> Server:
    """Take a port, 0 for a free one, for a server of the home.

    Raises ServerError where it is taken.
    """
    folder = home.absolute() / "prefect"
    folder.mkdir(parents=True, exist_ok=True)
    template.lay_down(folder / DATABASE)
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
        listener.listen(128)
    except OSError as error:
        raise ServerError(
            f"The Prefect server cannot listen on {host}:{port} ({error.strerror}); "
            "name another with --host and --port."
        ) from error
    server = Server(listener, host, dict(environment), folder / "server.log")
    server.environment = {**environment, "PREFECT_SERVER_UI_API_URL": f"{server.address}/api"}
    return server


@contextmanager
def serving_one_run(home: Path) -> Iterator[Server]:
    """Keep a server for the length of a block; it is starting when the block begins."""
    server = listen(LOOPBACK, 0, home, FOR_ONE_RUN)
    server.start()
    try:
        yield server
    finally:
        server.stop()
        server.listener.close()


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach the address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
