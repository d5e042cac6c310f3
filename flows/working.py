"""What the runner's process does at once: start due runs, watch the inbox, stop in order."""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any

from prefect.client.orchestration import get_client

from flows.deployment import Requests, deploy, expect_heartbeats, mark_dead
from flows.order import Order
from flows.warm import WarmRunner
from flows.watcher import Watcher
from schemas.settings import read_settings

# Prefect's default of 10 s would be most of the way of a file from the inbox to the database.
_POLL_SECONDS = 2


async def work(order: Order) -> None:
    """Serve an order until SIGTERM; a run that is at work then is cancelled."""
    settings = read_settings(order.home, **order.flags)
    async with get_client() as client:
        deployment_id = await deploy(client, order)
        await mark_dead(client, deployment_id, order.home)
        await expect_heartbeats(client)
        model = settings.model if settings.keep_warm else None
        runner = WarmRunner("dateline", _POLL_SECONDS, model)
        runner.take(deployment_id, "scheduled")
        requests = Requests(client, deployment_id, runner.poll)
        watcher = Watcher(order.inbox, settings.settle_seconds, requests)
        async with runner:
            await _until_sigterm(runner.keep_polling(), watcher.watch())
            await runner.cancel_all()


async def _until_sigterm(*tasks: Coroutine[Any, Any, None]) -> None:
    """Keep the tasks going until SIGTERM; raises what one of them raises before."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    going = [asyncio.create_task(task) for task in tasks]
    going.append(asyncio.create_task(_wait(stop)))
    done, _ = await asyncio.wait(going, return_when=asyncio.FIRST_COMPLETED)
    for task in going:
        task.cancel()
    await asyncio.gather(*going, return_exceptions=True)
    for ended in done:
        ended.result()


async def _wait(event: asyncio.Event) -> None:
    await event.wait()
