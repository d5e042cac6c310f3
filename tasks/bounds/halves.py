"""A batch under a time limit: what overruns it is found by halves, and the rest is done."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeVar

from schemas.article import Article, Document
from schemas.errors import DatelineError
from schemas.extraction import ExtractionRows
from schemas.run import Rejection, Stage
from schemas.settings import Settings
from tasks.bounds.parent import Ended, child

Item = TypeVar("Item")

# However few words a part of a batch has, it is given this share of the batch's seconds: the page
# of a memory, the first use of a library and a busy machine weigh more there than the words do.
_LEAST_SHARE = 0.25


class WorkerError(DatelineError):
    """The process that does the work cannot do it, whatever it is given."""


class Overrun(NamedTuple):
    """An item that could not be worked on: the kind and the wording of the reason."""

    error_type: str
    error: str


class Work(NamedTuple):
    """A function of a list of items, and what has to be done before its clock starts.

    Both take the items and must be importable: they are called in another process.
    """

    call: partial[Any]
    prepare: partial[Any] | None = None


def seconds_for(words: int, settings: Settings) -> float:
    """Return the processor seconds for so many words."""
    share = max(words / settings.batch_words, _LEAST_SHARE)
    return settings.batch_seconds * share


def work_through(
    items: Sequence[Item], work: Work, weigh: Callable[[Item], int], settings: Settings
) -> Iterator[Any]:
    """Give what the work gives, item by item in their order, and an Overrun for what stops it.

    Where a part of the items takes longer than it may, or its process dies, the part is halved and
    done again, down to the one item at fault. Each part is given in whole, so that memory is that
    of one batch. With `batch_seconds` of 0 the work is done here, without limit.
    """
    if not settings.batch_seconds:
        yield from work.call(items) if items else ()
        return
    parts = [items] if items else []
    while parts:
        part = parts.pop()
        seconds = seconds_for(sum(map(weigh, part)), settings)
        given = _attempt(part, work, seconds)
        if not isinstance(given, Ended):
            yield from given
        elif len(part) > 1:
            middle = len(part) // 2
            parts += [part[middle:], part[:middle]]
        else:
            yield _overrun(given, seconds)


def reject_overruns(
    stage: Stage, items: Sequence[Article | Document], outcomes: Iterable[Any]
) -> list[Article | ExtractionRows | Rejection]:
    """Return what `work_through` gave of a stage, with a rejection in the place of an Overrun."""
    return [
        Rejection(path=item.path, item=item.item, stage=stage, **outcome._asdict())
        if isinstance(outcome, Overrun)
        else outcome
        for item, outcome in zip(items, outcomes, strict=True)
    ]


def _attempt(items: Sequence[Any], work: Work, seconds: float) -> Any:
    worker = child()
    if work.prepare is not None:
        ready = worker.do(partial(work.prepare, items), answer=False)
        if isinstance(ready, Ended):
            raise WorkerError(
                f"The work on a batch could not begin: {ready.reason}; see that there is memory "
                "enough, or do without a time limit (batch_seconds = 0) to see why."
            )
    return worker.do(partial(work.call, items), seconds)


def _overrun(ended: Ended, seconds: float) -> Overrun:
    if ended.by_clock:
        return Overrun("time limit", f"it takes more than {seconds:g} s alone (batch_seconds)")
    return Overrun("crash", f"{ended.reason} while it was read")
