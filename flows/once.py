"""One run from the shell: Prefect prepared, progress shown, errors handed on as they are."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any, cast

from flows import desk, progress
from flows.account import Account
from flows.environment import prepare
from flows.forks import fork_context, wants_pool
from flows.present import progress_listener
from flows.server import serving_one_run
from schemas.errors import DatelineError, InboxError
from schemas.run import Changes, RunReport
from schemas.settings import Settings, read_settings
from tasks import stages, warmup
from tasks.warehouse.lock import claimed

_DRAIN_SECONDS = 10.0


def run_once(inbox: Path, home: Path, flags: dict[str, Any], rebind: bool) -> RunReport:
    """Run process_news here and now, on a running Prefect server or one that lives as long.

    Where no server runs and there is nothing to do, none is started. Raises DatelineError for what
    a user can act on, and whatever a stage raised.
    """
    inbox, home = inbox.absolute(), home.absolute()
    if not inbox.is_dir():
        raise InboxError(f"There is no folder {inbox}; name the folder of your news files.")
    prepare(home)
    settings = read_settings(home, **flags)
    api = os.environ.get("PREFECT_API_URL") or desk.find_api(home)
    changes = _look(inbox, settings, rebind)
    if not api and changes.nothing and not changes.waiting:
        return _nothing_new(changes, settings)
    with reaching(api, home, partial(_warm, changes, settings)):
        from flows.process import process_news

        with progress_listener() as listener, progress.listening(listener):
            state: Any = process_news(inbox, home, "manual", flags, rebind, return_state=True)
    return cast("RunReport", state.result(raise_on_failure=True))


def _look(inbox: Path, settings: Settings, rebind: bool) -> Changes:
    with claimed(settings.home, "a look at the inbox", settings.lock_seconds):
        return stages.discover(inbox, settings, rebind=rebind)


def _nothing_new(changes: Changes, settings: Settings) -> RunReport:
    account = Account(changes, "manual", None, "")
    quarantine = tuple(stages.standing_quarantine(settings))
    return RunReport(run=account.row("completed"), quarantine=quarantine, nothing_new=True)


@contextmanager
def reaching(
    api: str | None, home: Path, warm: Callable[[], object] | None = None
) -> Iterator[None]:
    """Let Prefect's client find a server for the length of a block: the one at `api`, or a child.

    Meanwhile `warm` is called beside this process's own imports of what a run needs.
    """
    if api:
        os.environ["PREFECT_API_URL"] = api
        _begin(warm)
        yield
        return
    with serving_one_run(home) as server:
        os.environ["PREFECT_API_URL"] = server.api
        try:
            _begin(warm)
            import_module("flows.process")
            server.wait()
            yield
        finally:
            _hand_in()
            del os.environ["PREFECT_API_URL"]


def _begin(warm: Callable[[], object] | None) -> None:
    if warm:
        Thread(target=warm, daemon=True).start()


def _warm(changes: Changes, settings: Settings) -> None:
    """Have the pipeline loaded where it will be used: in forks, or beside this process."""
    if wants_pool(changes, settings):
        fork_context(settings.model)
    elif changes.to_read:
        with suppress(DatelineError):  # the run itself will say so, and record it
            warmup.warm(settings)


def _hand_in() -> None:
    """Send what Prefect's client still holds back, while there is a server to take it."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    EventsWorker.drain_all(_DRAIN_SECONDS)
    APILogWorker.drain_all(_DRAIN_SECONDS)
