"""The stages as Prefect tasks: names, retries, tags. The only file of tasks that knows Prefect.

Every task has NO_CACHE, since Prefect would hash whole batches otherwise. Retries stand only where
something may pass by itself: a network share that is away, a disk that is full for a moment.
"""

from collections.abc import Iterator
from typing import Any, TypeVar, cast

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import task_run
from prefect.utilities.annotations import quote

from schemas.run import Batch
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


def _may_pass(state: Any) -> bool:
    """Tell whether a failed state was the system's doing, so that another try makes sense."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, OSError) or isinstance(error.__cause__, OSError)


def _name_batch() -> str:
    """Name a task run after its batch: `extract batch 3, 150 articles`."""
    given = task_run.parameters["batch"]
    batch: Batch = given.unquote() if isinstance(given, quote) else given
    count = len(batch.documents)
    noun = "article" if count == 1 else "articles"
    return f"{task_run.task_name} batch {batch.number}, {count} {noun}"


def _next_batch(source: Iterator[Batch]) -> Batch | None:
    return next(source, None)


discover = task(name="discover", cache_policy=NO_CACHE, tags={"ingest"}, **_PATIENT)(
    stages.discover
)
begin = task(name="begin", cache_policy=NO_CACHE, tags={"warehouse"})(stages.begin)
ingest = task(name="ingest", cache_policy=NO_CACHE, tags={"ingest"})(_next_batch)
clean = task(name="clean", task_run_name=_name_batch, cache_policy=NO_CACHE, tags={"clean"})(
    stages.clean
)
extract = task(name="extract", task_run_name=_name_batch, cache_policy=NO_CACHE, tags={"extract"})(
    stages.extract
)
load = task(name="load", task_run_name=_name_batch, cache_policy=NO_CACHE, tags={"warehouse"})(
    stages.load_batch
)
deduplicate = task(name="deduplicate", cache_policy=NO_CACHE, tags={"deduplicate"})(
    stages.deduplicate
)
resolve = task(name="resolve", cache_policy=NO_CACHE, tags={"resolve"})(stages.resolve)
aggregate = task(name="aggregate", cache_policy=NO_CACHE, tags={"aggregate"})(stages.aggregate)
publish = task(name="publish", cache_policy=NO_CACHE, tags={"publish"}, **_PATIENT)(
    stages.put_in_place
)
