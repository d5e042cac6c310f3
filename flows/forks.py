"""Processes that start as forks of one that has imported everything, and has the pipeline."""

import os
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext

MODEL = "DATELINE__PRELOAD"


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
