"""A Prefect runner whose runs start in a fork of a process that has imported everything.

A run in a fresh process spends some 8 s of CPU on imports and on the spaCy pipeline; a fork of a
process that did both, and runs nothing itself, starts at once. Where no model is to be kept,
runs start in fresh processes, as Prefect starts them.
"""

import asyncio
import multiprocessing
import os
import runpy
import signal
import sys
import threading
import time
from multiprocessing.context import ForkServerProcess
from typing import TYPE_CHECKING, Any
from uuid import UUID

import anyio
import anyio.abc
from prefect.runner import Runner
from prefect.runner._process_manager import ProcessHandle

from flows.forks import fork_context
from tasks.bounds.parent import child

if TYPE_CHECKING:
    from prefect.client.schemas.objects import FlowRun

_GRACE_SECONDS = 5.0


class WarmRunner(Runner):
    """Prefect's runner, with forks in place of fresh processes where `model` is named."""

    def __init__(self, name: str, query_seconds: float, model: str | None) -> None:
        """Prepare the process that is forked; it starts with the first run at the latest."""
        super().__init__(name=name, query_seconds=query_seconds, pause_on_shutdown=True)
        self._model = model

    def take(self, deployment_id: UUID, name: str) -> None:
        """Take the runs of a deployment that stands on the server."""
        self._deployment_registry.register_deployment(deployment_id, name)

    async def __aenter__(self) -> "WarmRunner":
        """Start the process that is forked, and have it used."""
        await super().__aenter__()
        if self._model:
            context = fork_context(self._model)
            self._scheduled_run_poller._resolve_starter = lambda _flow_run: ForkStarter(
                context, self._control_channel
            )
        return self

    async def keep_polling(self) -> None:
        """Ask for due runs every `query_seconds`; returns only by an exception."""
        await self._scheduled_run_poller.run()

    async def poll(self) -> None:
        """Ask for due runs now."""
        await self._scheduled_run_poller._get_and_submit_flow_runs()


class ForkStarter:
    """Starts the process of one run as a fork; what Prefect's runner asks of a starter."""

    def __init__(self, context: Any, control: Any) -> None:
        """Keep where to fork, and the channel on which a run hears that it is cancelled."""
        self._context, self._control = context, control

    async def start(
        self,
        flow_run: "FlowRun",
        task_status: anyio.abc.TaskStatus[ProcessHandle] = anyio.TASK_STATUS_IGNORED,
    ) -> None:
        """Start the process, say so, and wait for its end."""
        port, token = self._control.register(flow_run.id)
        environment = {
            "PREFECT__FLOW_RUN_ID": str(flow_run.id),
            "PREFECT__ENABLE_CANCELLATION_AND_CRASHED_HOOKS": "false",
            "PREFECT__CONTROL_PORT": str(port),
            "PREFECT__CONTROL_TOKEN": token,
        }
        process: ForkServerProcess = self._context.Process(target=run_flow, args=(environment,))
        try:
            await asyncio.to_thread(process.start)  # waits for the imports, at first
        except BaseException:
            self._control.unregister(flow_run.id)
            raise
        task_status.started(ProcessHandle(process))  # type: ignore[arg-type]
        while process.exitcode is None:
            await asyncio.sleep(0.1)


def run_flow(environment: dict[str, str]) -> None:
    """Do in this process what `python -m prefect.engine` does in a fresh one."""
    os.environ.update(environment)
    child().fork()  # now: what follows has threads
    threading.Thread(target=_end_with_runner, daemon=True).start()
    sys.argv = ["prefect.engine", environment["PREFECT__FLOW_RUN_ID"]]
    sys.modules.pop("prefect.engine")  # imported ahead; it is run afresh
    runpy.run_module("prefect.engine", run_name="__main__", alter_sys=True)


def _end_with_runner() -> None:
    """End this process once the runner has gone: it would hold the home and report to nobody."""
    runner = multiprocessing.parent_process()
    if runner is None:
        return
    runner.join()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE_SECONDS)
    os._exit(1)
