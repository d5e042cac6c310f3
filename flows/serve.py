"""The supervisor of a home: a Prefect server and a runner as children, kept up until Ctrl-C."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import typer

from flows import desk
from flows.environment import prepare
from flows.order import Order
from flows.server import Server, is_loopback, listen, stop_child
from flows.vacuum import give_back
from schemas.errors import InboxError
from schemas.settings import Settings, read_settings

_LOOK_SECONDS = 0.5
# A child that dies young is started again ever later, so that a broken one burns no processor.
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
_STEADY_SECONDS = 60.0
_STOP_SECONDS = 40.0
_DAY = 24 * 60 * 60
_SHORTEST_RETENTION = 2 * 60 * 60  # Prefect refuses an hour and less
_EVENT_DAYS = 7.0


def serve(order: Order, host: str, port: int) -> None:
    """Keep a home current with its inbox until SIGINT or SIGTERM.

    Raises HomeBusyError where the home is served already, InboxError for an inbox that is no
    folder, ServerError where the port is taken or the server does not start.
    """
    if not order.inbox.is_dir():
        raise InboxError(f"There is no folder {order.inbox}; name the folder of your news files.")
    prepare(order.home)
    settings = read_settings(order.home, **order.flags)
    with desk.held(order.home), _stopping_on_sigterm():
        server = None if os.environ.get("PREFECT_API_URL") else _take_port(host, port, settings)
        runner = Runner(order, order.home / "prefect" / "runner.log")
        try:
            _open(order, server)
            _watch_over(server, runner)
        except KeyboardInterrupt:
            pass  # how a `serve` ends
        finally:
            with _deaf():
                typer.echo("Stopping.", err=True)
                runner.stop()
                if server:
                    server.stop()


class Runner:
    """The child that registers the deployment, watches the inbox and starts the runs."""

    def __init__(self, order: Order, log: Path) -> None:
        """Keep what the child is to be told."""
        self._order, self._log = order, log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the child, or start it again."""
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "flows.runner", self._order.model_dump_json()],
                stdin=subprocess.PIPE,  # its end tells the child that we are gone
                stderr=log,
                start_new_session=True,
            )

    def stop(self) -> None:
        """Stop the child, which stops the run that it is at."""
        stop_child(self.process, _STOP_SECONDS)


def _take_port(host: str, port: int, settings: Settings) -> Server:
    if not is_loopback(host):
        typer.echo(_WARNING.format(host=host), err=True)
    return listen(host, port, settings.home, upkeep(settings))


_WARNING = """\
WARNING: the Prefect server listens on {host}, beyond this machine, and asks nobody for a password.
WARNING: whoever reaches it can read what runs say, start and stop runs, and change deployments.
WARNING: keep it behind a firewall, or set PREFECT_SERVER_API_AUTH_STRING (and, for those who
WARNING: call it, PREFECT_API_AUTH_STRING)."""


def upkeep(settings: Settings) -> dict[str, str]:
    """Return the server's settings that keep its database small and free what dead runs hold."""
    retention = max(settings.retain_days * _DAY, _SHORTEST_RETENTION)
    events = min(settings.retain_days, _EVENT_DAYS) * _DAY
    return {
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(int(retention)),
        "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": f"PT{max(events, _SHORTEST_RETENTION):.0f}S",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_EVENT_RETENTION_OVERRIDES": json.dumps(
            {"prefect.flow-run.heartbeat": _DAY}
        ),
        # Leases on disk outlive a server that is killed; those in memory leave the slot taken.
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": (
            "prefect.server.concurrency.lease_storage.filesystem"
        ),
        "PREFECT_SERVER_CONCURRENCY_INITIAL_DEPLOYMENT_LEASE_DURATION": "60",
        "PREFECT__SERVER_FINAL": "1",
    }


def _open(order: Order, server: Server | None) -> None:
    """Start the server, or find the one that is named, and say where its page is."""
    if server:
        give_back(server.database)
        server.start()
        os.environ["PREFECT_API_URL"] = server.api
        typer.echo("Starting the Prefect server ...", err=True)
        server.wait()
    api = os.environ["PREFECT_API_URL"]
    page = server.address if server else api.removesuffix("/api")
    desk.leave_note(order.home, {"api": api, "ui": page})
    typer.echo(f"Inbox:    {order.inbox}")
    typer.echo(f"Database: {order.home / 'news.duckdb'}")
    typer.echo(f"Prefect:  {page}")
    typer.echo("Ctrl-C stops it.")
    sys.stdout.flush()


def _watch_over(server: Server | None, runner: Runner) -> None:
    """Keep the children up; returns only by an exception."""
    runner.start()
    cleaned = time.monotonic()
    children: list[tuple[str, Any]] = [("runner", runner)]
    if server:
        children.append(("Prefect server", server))
    pauses = dict.fromkeys((name for name, _ in children), _FIRST_PAUSE)
    started = dict.fromkeys((name for name, _ in children), time.monotonic())
    while True:
        time.sleep(_LOOK_SECONDS)
        if server and time.monotonic() - cleaned > _DAY:
            give_back(server.database)
            cleaned = time.monotonic()
        for name, child in children:
            if child.process.poll() is None:
                continue
            if time.monotonic() - started[name] > _STEADY_SECONDS:
                pauses[name] = _FIRST_PAUSE
            typer.echo(
                f"The {name} ended by itself (code {child.process.returncode}); "
                f"it is started again in {pauses[name]:.0f} s.",
                err=True,
            )
            time.sleep(pauses[name])
            pauses[name] = min(2 * pauses[name], _LONGEST_PAUSE)
            started[name] = time.monotonic()
            child.start()


@contextmanager
def _stopping_on_sigterm() -> Iterator[None]:
    """Take SIGTERM, as a service manager sends it, for Ctrl-C."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _deaf() -> Iterator[None]:
    """Hear no second Ctrl-C while the children are stopped: it would leave them behind."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
