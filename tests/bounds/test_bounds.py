"""Work under a time limit: what hangs is found, and only that."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from schemas.errors import ModelError
from schemas.settings import Settings
from tasks.bounds.halves import Overrun, Work, WorkerError, seconds_for, work_through
from tasks.bounds.parent import child
from tests.bounds import works
from tests.stem import in_stem

LIMIT = Settings(batch_seconds=0.4, batch_words=1000)


def go(
    items: Sequence[str],
    call: Callable[[Any], Any] = works.do,
    prepare: Callable[[Any], Any] | None = None,
    settings: Settings = LIMIT,
) -> list[Any]:
    """Do the work; each item has a word."""
    work = Work(partial(call), partial(prepare) if prepare else None)
    return list(work_through(items, work, lambda _: 1, settings))


@pytest.mark.parametrize("fault", ["hang in C", "hang in Python", "wait"])
def test_what_hangs_is_found_alone(fault: str) -> None:
    """Of many items the one that never ends is given up; the others are done, in their order."""
    items = [*"abcd", fault, *"efg"]
    given = go(items)
    overrun = given.pop(4)
    assert given == [*"ABCD", *"EFG"]
    assert overrun == Overrun("time limit", "it takes more than 0.1 s alone (batch_seconds)")


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("crash", "its process was ended by SIGSEGV while it was read"),
        ("exit", "its process ended with code 3 while it was read"),
    ],
)
def test_what_crashes_is_found_alone(fault: str, reason: str) -> None:
    """An item that takes its process down with it stops no other."""
    assert go(["a", fault, "b"]) == ["A", Overrun("crash", reason), "B"]


def _go_forked(items: Sequence[str]) -> list[Any]:
    child().fork()
    try:
        return go(items)
    finally:
        child().end()


@pytest.mark.parametrize(
    ("fault", "kind"), [("crash", "crash"), ("exit", "crash"), ("hang in C", "time limit")]
)
def test_what_ends_a_forked_process_is_found_alone(fault: str, kind: str) -> None:
    """It is the same where the process was forked, as those of a pool's workers are."""
    given = in_stem(_go_forked, ["a", fault, "b"])
    assert (given[0], given[1].error_type, given[2]) == ("A", kind, "B")


def test_several_faults_in_one_batch() -> None:
    """Each fault is found, however many there are."""
    given = go(["hang in C", "a", "crash", "crash", "b"])
    assert [outcome for outcome in given if isinstance(outcome, str)] == ["A", "B"]
    assert [o.error_type for o in given if isinstance(o, Overrun)] == [
        "time limit",
        "crash",
        "crash",
    ]


def test_one_process_for_all() -> None:
    """The process stays for the next batch, so that it is started once and not each time."""
    first, again = go(["a", "b"], works.process), go(["c"], works.process)
    assert len({*first, *again}) == 1
    assert first[0] != os.getpid()


def test_errors_come_back_as_they_are() -> None:
    """What the work raises is raised here, before and within it."""
    for call, prepare in ((works.fail, None), (works.do, works.fail)):
        with pytest.raises(ModelError, match="There is no pipeline for 2 items"):
            go(["a", "b"], call, prepare)
    assert go(["a"]) == ["A"]


def test_preparation_that_dies_is_nobodys_fault() -> None:
    """When the process dies before it has begun, no item is blamed."""
    with pytest.raises(WorkerError, match="could not begin: its process ended with code 3"):
        go(["exit"], prepare=works.do)


def test_without_limit_the_work_is_done_here() -> None:
    """A limit of 0 needs no other process."""
    free = Settings(batch_seconds=0)
    assert go(["a"], works.process, settings=free) == [os.getpid()]


def test_seconds_follow_the_words() -> None:
    """Half the words have half the seconds, down to a quarter of the batch's."""
    seconds = [seconds_for(words, LIMIT) for words in (4000, 1000, 500, 250, 1)]
    assert seconds == pytest.approx([1.6, 0.4, 0.2, 0.1, 0.1])


def test_work_ends_with_its_parent(tmp_path: Path) -> None:
    """A parent that is killed within the work leaves no process behind."""
    code = (
        "import sys; from functools import partial; from tasks.bounds.parent import child\n"
        "from tests.bounds import works\n"
        "print(child().do(partial(works.process, ['a']))[0], flush=True)\n"
        "child().do(partial(works.do, ['wait']), 0.1)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    number = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(200):
        if not _is_alive(number):
            return
        time.sleep(0.05)
    pytest.fail("the child outlives its parent")


def test_little_is_paid_for_it() -> None:
    """Handing a batch to the child and back costs milliseconds: a thousandth of what it takes."""
    items = ["word " * 400] * 150
    go(items)
    started = time.process_time()
    for _ in range(10):
        go(items)
    assert (time.process_time() - started) / 10 < 0.05


def test_interrupted_work_leaves_no_answer_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """After an interruption the next answer is that of the next question."""
    from multiprocessing.connection import Connection

    def interrupt(self: Connection) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(Connection, "recv_bytes", interrupt)
        with pytest.raises(KeyboardInterrupt):
            child().do(partial(works.do, ["old"]))
    assert go(["new"]) == ["NEW"]


def _is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True
