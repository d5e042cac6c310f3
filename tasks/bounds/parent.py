"""The side of the parent: one child a process, started when there is work, and again when ended."""

import atexit
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from functools import cache, partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from tasks.bounds.child import Order, main

_CLOCK_SIGNALS = (signal.SIGPROF, signal.SIGALRM)
_GOODBYE_SECONDS = 5.0


class Ended(NamedTuple):
    """The child was ended within the work: by its clock, or else by the signal of that name."""

    by_clock: bool
    reason: str


class _Fork:
    """A forked process, with the two words of Popen that are needed here."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._code: int | None = None  # once it was waited for, the number may be another's

    def kill(self) -> None:
        if self._code is None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> int:
        until = time.monotonic() + timeout if timeout else None
        while self._code is None and (until is None or time.monotonic() < until):
            pid, status = os.waitpid(self._pid, os.WNOHANG if until else 0)
            if pid:
                self._code = os.waitstatus_to_exitcode(status)
            else:
                time.sleep(0.05)
        if self._code is not None:
            return self._code
        raise subprocess.TimeoutExpired("fork", timeout or 0.0)


class Child:
    """A process that does one piece of work at a time; threads wait for each other."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | _Fork | None = None
        self._connection: Connection | None = None

    def do(self, work: partial[Any], seconds: float | None = None, answer: bool = True) -> Any:
        """Return what the work gives, or Ended; raises what it raises.

        `seconds` are processor seconds. Without `answer` the value stays in the child.
        """
        data = pickle.dumps(Order(work, seconds, answer), protocol=5)
        with self._lock:
            try:
                connection = self._connected()
                connection.send_bytes(data)
                done, value = pickle.loads(connection.recv_bytes())
            except (EOFError, BrokenPipeError, ConnectionResetError):
                return self._autopsy()
            except BaseException:
                self.end()  # its answer would be taken for the next one's
                raise
        if not done:
            raise value
        return value

    def fork(self) -> None:
        """Start the process as a fork of this one, with all that is loaded here.

        To be called before this process has threads or open databases, which do not survive it.
        """
        self._connection, theirs = Pipe()
        if pid := os.fork():
            self._process = _Fork(pid)
            theirs.close()
            return
        try:
            self._connection.close()
            main(theirs.fileno())
        finally:
            os._exit(0)

    def end(self) -> None:
        """End the process, if there is one."""
        if self._connection is not None:
            self._connection.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process = self._connection = None

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection, theirs = Pipe()
            # -P: a folder `tasks` where the user stands is none of this program's.
            command = [sys.executable, "-P", "-m", "tasks.bounds.child", str(theirs.fileno())]
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, pass_fds=(theirs.fileno(),)
            )
            theirs.close()
        return self._connection

    def _autopsy(self) -> Ended:
        """Return what ended the process."""
        assert self._process is not None
        code = self._process.wait(_GOODBYE_SECONDS)
        self.end()
        if code >= 0:
            return Ended(False, f"its process ended with code {code}")
        name = signal.Signals(-code).name
        return Ended(-code in _CLOCK_SIGNALS, f"its process was ended by {name}")


def child() -> Child:
    """Return the child of this process."""
    return _child_of(os.getpid())


@cache
def _child_of(_process: int) -> Child:
    """Make the child of a process; one that was forked may not share its parent's."""
    made = Child()
    atexit.register(made.end)
    return made
