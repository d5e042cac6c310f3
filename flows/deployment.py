"""The deployment of a home on a Prefect server: its schedule, its runs, and what heals them."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from prefect.automations import Automation
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import (
    ConcurrencyLimitConfig,
    ConcurrencyLimitStrategy,
    FlowRun,
    State,
    StateType,
)
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.exceptions import ObjectNotFound
from prefect.schedules import Cron, Interval, Schedule
from prefect.states import Crashed
from prefect.types.entrypoint import EntrypointType

from flows.order import Order
from flows.process import process_news
from schemas.run import Trigger
from tasks.warehouse.lock import holder_of

NAME = "scheduled"
_DESCRIPTION = "Brings the database of {home} up to date with the files in {inbox}."
_LOOK_SECONDS = 0.3
_AT_WORK = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]

# Two missed heartbeats and some; with Prefect's look every 5 s a dead run is Crashed in 80 s.
_SILENCE = timedelta(seconds=70)
_AUTOMATION = "Dateline: runs that fell silent have crashed"


async def deploy(client: PrefectClient, order: Order) -> UUID:
    """Register the deployment of an order, or bring it up to date; returns its id."""
    deployment = await process_news.ato_deployment(
        name=await _find_name(client, order.home),
        description=_DESCRIPTION.format(home=order.home, inbox=order.inbox),
        schedule=_schedule(order),
        parameters={"inbox": str(order.inbox), "home": str(order.home), "flags": order.flags},
        tags=["dateline"],
        concurrency_limit=ConcurrencyLimitConfig(
            limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
        ),
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    return UUID(str(await deployment.aapply()))


def _schedule(order: Order) -> Schedule:
    parameters = {"trigger": "schedule"}
    if order.cron:
        return Cron(order.cron, parameters=parameters)
    return Interval(timedelta(seconds=order.poll_seconds), parameters=parameters)


async def _find_name(client: PrefectClient, home: Path) -> str:
    """Return the deployment's name; where another home has it already, one of its own."""
    try:
        taken = await client.read_deployment_by_name(f"{process_news.name}/{NAME}")
    except ObjectNotFound:
        return NAME
    if taken.parameters.get("home") in (None, str(home)):
        return NAME
    return f"{NAME}-{hashlib.sha256(bytes(home)).hexdigest()[:6]}"


class Requests:
    """Asks the server for runs on behalf of the watcher, and waits for their ends."""

    def __init__(
        self, client: PrefectClient, deployment_id: UUID, poll: Callable[[], Awaitable[None]]
    ) -> None:
        """Keep whom to ask, for which deployment, and how to have what is due started."""
        self._client, self._deployment_id, self._poll = client, deployment_id, poll

    async def run(self, trigger: Trigger) -> bool:
        """Have a run done; returns whether it was started, or dropped since another was at work."""
        run = await self._client.create_flow_run_from_deployment(
            self._deployment_id, parameters={"trigger": trigger}, tags=[trigger]
        )
        await self._poll()
        while True:
            found = await self._client.read_flow_run(run.id)
            if found.state and found.state.is_final():
                return not (found.state.is_cancelled() and found.start_time is None)
            await asyncio.sleep(_LOOK_SECONDS)

    async def wait_for_others(self) -> None:
        """Wait until no run of the deployment is at work."""
        while await _at_work(self._client, self._deployment_id):
            await asyncio.sleep(_LOOK_SECONDS)


async def mark_dead(client: PrefectClient, deployment_id: UUID, home: Path) -> None:
    """Mark as Crashed what a runner that was killed left at work.

    The home's lock tells whether a run of the earlier runner is alive still; that one is left.
    """
    if holder_of(home) is not None:
        return
    for run in await _at_work(client, deployment_id):
        state: State[None] = Crashed(message="Its process is gone; the next run does its work.")
        await client.set_flow_run_state(run.id, state, force=True)


async def expect_heartbeats(client: PrefectClient) -> None:
    """Have the server mark runs as Crashed that fall silent, on whatever machine they ran."""
    if any(found.name == _AUTOMATION for found in await client.read_automations()):
        return
    automation = Automation(
        name=_AUTOMATION,
        description="A run sends a heartbeat every 30 s; one that is killed sends none.",
        trigger=EventTrigger(
            after={"prefect.flow-run.heartbeat"},
            expect={"prefect.flow-run.*"},
            match={"prefect.resource.id": ["prefect.flow-run.*"]},
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=_SILENCE,
        ),
        actions=[
            ChangeFlowRunState(
                name="Crashed",
                state=StateType.CRASHED,
                message="It fell silent; the next run does its work.",
                force=False,
            )
        ],
    )
    await automation.acreate()


async def _at_work(client: PrefectClient, deployment_id: UUID) -> list[FlowRun]:
    return await client.read_flow_runs(
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment_id])),
        flow_run_filter=FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=_AT_WORK))
        ),
    )
