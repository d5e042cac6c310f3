"""Processes that start as forks of one that has imported everything, and has the pipeline."""

import os
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext

from schemas.run import Changes
from schemas.settings import Settings

MODEL = "DATELINE__PRELOAD"


def wants_pool(changes: Changes, settings: Settings) -> bool:
    """Tell whether there is enough to read for processes of this machine to share it."""
    return not settings.dask and changes.words >= settings.pool_words


def fork_context(model: str) -> ForkServerContext:
    """Return where processes are forked from; the process that is forked begins its imports now.

    Its environment is that of the first call: Prefect reads its settings when it is imported.
    """
    from multiprocessing.forkserver import ensure_running

    os.environ[MODEL] = model
    context = get_context("forkserver")
    context.set_forkserver_preload(["flows.preload"])
    ensure_running()
    return context
