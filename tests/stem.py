"""A process that has everything loaded and runs nothing itself: what tests fork, they fork there.

The process of the tests cannot be forked. What ran in it before left threads of DuckDB, Arrow and
Prefect, and a fork, which has none of them, dies once it takes down what they belong to.
"""

import atexit
from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from typing import ParamSpec, TypeVar

from schemas.settings import Settings
from tasks import warmup
from tasks.bounds.parent import Child, Ended

P = ParamSpec("P")
T = TypeVar("T")

_MODULES = ("tasks.ingest.formats", "scipy.sparse", "scipy.cluster.hierarchy")


def in_stem(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """Return what a function gives that is called in the stem, to fork it.

    The function is one of a module, and what it is given can be pickled. It opens no database
    before it forks. Changes to modules in this process do not reach it.
    """
    answer = _stem().do(partial(work, *given, **named))
    if isinstance(answer, Ended):
        raise ChildProcessError(f"The stem died: {answer.reason}.")
    given_back: T = answer
    return given_back


@cache
def _stem() -> Child:
    stem = Child()
    atexit.register(stem.end)
    stem.do(partial(_load))
    return stem


def _load() -> None:
    for module in _MODULES:
        import_module(module)
    warmup.rehearse(Settings())
