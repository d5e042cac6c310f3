"""Prepare the process before Prefect is imported: where it keeps things, and what it never does."""

import os
from pathlib import Path

from schemas.errors import HomeError

# An ephemeral server took 17 to 27 s to start on a busy machine; Prefect waits 20 by itself.
_STARTUP_SECONDS = "180"

# What holds whoever starts Prefect; the environment of the user beats it.
_DEFAULTS = {
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": _STARTUP_SECONDS,
    # Runs log to the server, where their pages show it; the console hears of trouble only.
    "PREFECT_LOGGING_LEVEL": "INFO",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "WARNING",
    "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
    # The shortest that Prefect allows: a run without a heartbeat for so long twice has died.
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
    # What tasks say of themselves is written once a second: written one by one, each of it took the
    # server 17 ms, and locked its database against those who wait for an answer.
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "50",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
    # One thread a worker: more of them only get into each other's way.
    "OMP_NUM_THREADS": "1",
}


def prepare(home: Path) -> None:
    """Point Prefect at the home, keep it quiet and at home; a running server is used as it is.

    Must be called before the first import of prefect, which reads its settings then. Raises
    HomeError for a home that cannot be made.
    """
    prefect = home.absolute() / "prefect"
    try:
        prefect.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HomeError(
            f"The home {home} cannot be written ({error.strerror}); name another with --home."
        ) from error
    os.environ["PREFECT_HOME"] = str(prefect)
    os.environ["DO_NOT_TRACK"] = "1"
    os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
