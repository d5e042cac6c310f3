"""Where batches are worked on: in this process, in processes of this machine, or on a cluster."""

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import datetime
from threading import Thread
from typing import Any, TypeVar, cast

from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner

from flows.forks import fork_context, wants_pool
from flows.pool import ForkedPool
from schemas.errors import UsageError
from schemas.run import BYTES_PER_WORD, Batch, Changes, SeedFile
from schemas.settings import Settings
from tasks import stages, steps, twins, warmup
from tasks.warehouse import forgetting

Key = TypeVar("Key")

# Batches under way for each worker: one it works on, and two that wait for it, since batches are
# loaded in their order and the oldest may take longest.
_AHEAD = 3

# So many batches are left for each worker when the run relates what is loaded to each other: in
# the time that they take it can.
_ENDING = 2


def begin_workers(changes: Changes, settings: Settings) -> None:
    """Let the process of which workers will be forks begin its imports, where there is to be any.

    Meanwhile this process loads what pairing needs, and opens the account of the run.
    """
    if wants_pool(changes, settings):
        fork_context(settings.model)
        Thread(target=warmup.rehearse_pairing, daemon=True).start()


def transform(changes: Changes, now: datetime, settings: Settings) -> Iterator[tuple[Batch, bool]]:
    """Ingest, clean and extract batch by batch: here where the work is small, else with workers.

    `now` decides which items are still under an embargo. The batches come in their order. Not more
    are under way than keep the workers busy, so that memory does not grow with the inbox. With one
    batch, if any, comes True: all others are under way then, and few.
    """
    if not (settings.dask or wants_pool(changes, settings)):
        for batch in _batches(changes, now, settings):
            cleaned = twins.take_over(steps.clean(steps.whole(batch), settings), settings)
            yield steps.extract(steps.whole(cleaned), settings), False
        return
    with choose_runner(settings) as runner:
        if settings.inbox_on_workers:
            there = tuple(file for file in changes.new if _is_small(file, settings))
            for batch in _read_there(runner, there, now, settings):
                yield batch, False
            here = tuple(file for file in changes.new if not _is_small(file, settings))
            changes = changes.model_copy(update={"new": here})
        workers = count_workers(runner, settings)
        yield from _send(runner, _batches(changes, now, settings, workers), workers, settings)


def _batches(
    changes: Changes, now: datetime, settings: Settings, workers: int = 1
) -> Iterator[Batch]:
    source = stages.ingest(changes, now, settings, workers)
    return iter(lambda: steps.ingest(steps.whole(source)), None)


def choose_runner(settings: Settings) -> TaskRunner[Any]:
    """Return the runner that the settings ask for.

    Raises UsageError for a cluster without what it takes to reach one.
    """
    if not settings.dask:
        return ForkedPool(settings)
    try:
        from prefect_dask import DaskTaskRunner  # an extra of its own
    except ImportError as error:
        raise UsageError(
            "A Dask cluster needs more packages; install them: pip install 'dateline[dask]'."
        ) from error
    return cast("TaskRunner[Any]", DaskTaskRunner(address=settings.dask))


def _send(
    runner: TaskRunner[Any], batches: Iterator[Batch], workers: int, settings: Settings
) -> Iterator[tuple[Batch, bool]]:
    """Send each batch to a worker once; its documents are kept here, and do not come back."""
    ahead = _AHEAD * workers
    jobs = (
        (
            batch,
            runner.submit(steps.transform, {"parcel": steps.Parcel(batch), "settings": settings}),
        )
        for batch in twins.mark(batches, ahead, settings)
    )
    for batch, future, left in _in_turn(jobs, ahead):
        done = _complete(runner, stages.join(batch, future.result()), settings)
        yield done, left == _ENDING * workers


def _complete(runner: TaskRunner[Any], batch: Batch, settings: Settings) -> Batch:
    """Let the articles that a worker left out take over what stands now; the others go back."""
    if not batch.twins:
        return batch
    batch = twins.take_over(batch, settings)
    if len(batch.extractions) == len(batch.articles):
        return batch
    future = runner.submit(
        steps.extract_apart, {"parcel": steps.Parcel(batch), "settings": settings}
    )
    return stages.join(batch, future.result())


def _read_there(
    runner: TaskRunner[Any], files: Sequence[SeedFile], now: datetime, settings: Settings
) -> Iterator[Batch]:
    """Let workers read files that no run has read before, which need nothing of the warehouse.

    They do not know the home: each text is extracted once a batch only, and what must not come
    back is taken out here.
    """
    forgotten = forgetting.read_forgotten(settings.home)
    portions = cut(files, settings.batch_words * BYTES_PER_WORD)
    jobs = (
        (
            number,
            runner.submit(
                steps.take, {"parcel": steps.Parcel(portion), "now": now, "settings": settings}
            ),
        )
        for number, portion in enumerate(portions)
    )
    for _, future, _ in _in_turn(jobs, _AHEAD * count_workers(runner, settings)):
        yield from (batch.without(forgotten) for batch in future.result())


def _in_turn(
    jobs: Iterator[tuple[Key, PrefectFuture[Any]]], ahead: int
) -> Iterator[tuple[Key, PrefectFuture[Any], int | None]]:
    """Give jobs in their order, starting no more than some ahead, and how many are left.

    That is None as long as more may be started.
    """
    window: deque[tuple[Key, PrefectFuture[Any]]] = deque()
    for job in jobs:
        window.append(job)
        if len(window) >= ahead:
            yield *window.popleft(), None
    while window:
        yield *window.popleft(), len(window)


def cut(files: Sequence[SeedFile], most: int) -> Iterator[tuple[SeedFile, ...]]:
    """Give files in portions of about so many bytes, in their order."""
    portion: list[SeedFile] = []
    size = 0
    for file in files:
        portion.append(file)
        size += file.bytes
        if size >= most:
            yield tuple(portion)
            portion, size = [], 0
    if portion:
        yield tuple(portion)


def _is_small(file: SeedFile, settings: Settings) -> bool:
    """Tell whether a file fits into a batch; a larger one is cut into batches, here."""
    return file.bytes <= settings.batch_words * BYTES_PER_WORD


def count_workers(runner: TaskRunner[Any], settings: Settings) -> int:
    """Return how many batches are worked on at once."""
    if not settings.dask:
        return settings.worker_count
    workers = runner.client.scheduler_info(n_workers=-1)["workers"]  # type: ignore[attr-defined]
    return max(1, sum(int(worker["nthreads"]) for worker in workers.values()))
