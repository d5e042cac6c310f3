"""The stages as Prefect tasks: names and retries. The only file of tasks that knows Prefect.

Every task has NO_CACHE, since Prefect would hash whole batches otherwise. Retries stand only where
something may pass by itself: a network share that is away, a disk that is full for a moment. No
task has tags, since Prefect asks its server for each that has whether a limit stands on one, and
waits a second or two where its database is being written at that moment.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar, cast

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import task_run
from prefect.utilities.annotations import quote

from schemas.run import Batch, SeedFile, say_articles
from schemas.settings import Settings
from tasks import stages

Value = TypeVar("Value")

_PATIENT: dict[str, Any] = {
    "retries": 2,
    "retry_delay_seconds": [2, 10],
    "retry_condition_fn": lambda _task, _run, state: _may_pass(state),
}


def whole(value: Value) -> Value:
    """Hand a value to a task as it is: Prefect would look for futures in all its parts."""
    return cast("Value", quote(value))


class Parcel(Generic[Value]):
    """Something for a worker elsewhere, into which neither Prefect nor Dask looks.

    Dask takes what `whole` makes for a tuple of its own; Prefect walks through dataclasses.
    """

    def __init__(self, content: Value) -> None:
        """Wrap the content."""
        self.content = content


def _transform(parcel: Parcel[Batch], settings: Settings) -> Batch:
    return stages.transform(parcel.content, settings)


def _extract_apart(parcel: Parcel[Batch], settings: Settings) -> Batch:
    return stages.extract(parcel.content, settings)


def _take(
    parcel: Parcel[Sequence[SeedFile]], now: datetime, settings: Settings
) -> tuple[Batch, ...]:
    return stages.take(parcel.content, now, settings)


def _may_pass(state: Any) -> bool:
    """Tell whether a failed state was the system's doing, so that another try makes sense."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, OSError) or isinstance(error.__cause__, OSError)


def _name_batch() -> str:
    """Name a task run after what it works on: `extract batch 3, 150 articles`."""
    given = task_run.parameters.get("batch") or task_run.parameters["parcel"]
    batch: Batch = _unwrapped(given)
    return f"{task_run.task_name} batch {batch.number}, {say_articles(len(batch.documents))}"


def _unwrapped(given: Any) -> Any:
    """Return what `whole` or a Parcel was made of, or what is given where it is neither."""
    if isinstance(given, Parcel):
        return given.content
    return given.unquote() if isinstance(given, quote) else given


def _next_batch(source: Iterator[Batch]) -> Batch | None:
    return next(source, None)


discover = task(name="discover", cache_policy=NO_CACHE, **_PATIENT)(stages.discover)
begin = task(name="begin", cache_policy=NO_CACHE)(stages.begin)
ingest = task(name="ingest", cache_policy=NO_CACHE)(_next_batch)
clean = task(name="clean", task_run_name=_name_batch, cache_policy=NO_CACHE)(stages.clean)
extract = task(name="extract", task_run_name=_name_batch, cache_policy=NO_CACHE)(stages.extract)
transform = task(name="clean and extract", task_run_name=_name_batch, cache_policy=NO_CACHE)(
    _transform
)
extract_apart = task(name="extract", task_run_name=_name_batch, cache_policy=NO_CACHE)(
    _extract_apart
)
take = task(name="read, clean and extract", cache_policy=NO_CACHE)(_take)
load = task(name="load", task_run_name=_name_batch, cache_policy=NO_CACHE)(stages.load_batch)
deduplicate_ahead = task(name="deduplicate ahead", cache_policy=NO_CACHE)(stages.deduplicate_ahead)
deduplicate = task(name="deduplicate", cache_policy=NO_CACHE)(stages.deduplicate)
resolve_ahead = task(name="resolve ahead", cache_policy=NO_CACHE)(stages.resolve)
resolve = task(name="resolve", cache_policy=NO_CACHE)(stages.resolve)
aggregate = task(name="aggregate", cache_policy=NO_CACHE)(stages.aggregate)
publish = task(name="publish", cache_policy=NO_CACHE, **_PATIENT)(stages.put_in_place)
