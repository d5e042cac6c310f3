"""One run from the shell: Prefect prepared, progress shown, errors handed on as they are."""

from pathlib import Path
from typing import Any, cast

from flows import progress
from flows.environment import prepare
from flows.present import progress_listener
from schemas.errors import InboxError
from schemas.run import RunReport


def run_once(inbox: Path, home: Path, flags: dict[str, Any], rebind: bool) -> RunReport:
    """Run process_news here and now, on a running Prefect server or one that lives as long.

    Raises DatelineError for what a user can act on, and whatever a stage raised.
    """
    inbox, home = inbox.absolute(), home.absolute()
    if not inbox.is_dir():
        raise InboxError(f"There is no folder {inbox}; name the folder of your news files.")
    prepare(home)
    from flows.process import process_news

    with progress_listener() as listener, progress.listening(listener):
        state: Any = process_news(inbox, home, "manual", flags, rebind, return_state=True)
    return cast("RunReport", state.result(raise_on_failure=True))
