"""Prefect's pool of processes, whose workers are forks of a process that has imported everything.

A worker that starts afresh spends 9 s of CPU on imports and 6 more on the pipeline, on a machine
where these articles a second are read: all of them together do that once here, and share the
memory that it takes.
"""

import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor

from prefect.task_runners import ProcessPoolTaskRunner

from flows.forks import fork_context
from schemas.settings import Settings
from tasks.bounds.parent import child

# Workers give way to the process that loads and pairs what they give, for which they wait at the
# end of a run: with as many workers as cores it would get two thirds of one.
_NICE = 5


class ForkedPool(ProcessPoolTaskRunner):
    """A ProcessPoolTaskRunner that forks its workers instead of spawning them."""

    def __init__(self, settings: Settings) -> None:
        """Prepare the pool; its processes start with the first task."""
        super().__init__(
            max_workers=settings.worker_count,
            initializer=_begin,
            initargs=(bool(settings.batch_seconds),),
        )
        self._model = settings.model

    def __enter__(self) -> "ForkedPool":
        """Put an executor that forks in the place of the one that spawns, which has not begun."""
        super().__enter__()
        spawning = self._executor
        assert spawning is not None
        self._executor = ProcessPoolExecutor(
            self._max_workers,
            mp_context=fork_context(self._model),
            initializer=spawning._initializer,
            initargs=spawning._initargs,
        )
        spawning.shutdown()
        return self


def _begin(limited: bool) -> None:
    """Fork the process that works under a time limit, while this one has no threads, and watch."""
    os.nice(_NICE)
    if limited:
        child().fork()
    threading.Thread(target=_end_with_run, daemon=True).start()


def _end_with_run() -> None:
    """End this worker once the run has gone: it would wait for work for ever."""
    run = multiprocessing.parent_process()
    assert run is not None
    run.join()
    os._exit(1)
