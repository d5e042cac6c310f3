"""process_news: the whole DAG, from a folder of news files to a published database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed

from flows import story
from flows.account import Account, describe
from flows.progress import listener
from flows.report import publish_artifacts
from flows.runners import begin_workers, transform
from schemas.run import Changes, RunReport, RunRow, Trigger
from schemas.settings import Settings, read_settings
from tasks import stages, steps
from tasks.warehouse.lock import claimed


@flow(name="process-news")
def process_news(
    inbox: Path,
    home: Path,
    trigger: Trigger = "manual",
    flags: dict[str, Any] | None = None,
    rebind: bool = False,
) -> State[RunReport]:
    """Bring a home's database up to date with its inbox.

    `flags` are settings that beat those of the home; `rebind` lets the home follow an inbox that
    has moved. Ends Completed, with files that it put in quarantine as "Completed with quarantine";
    Failed where a stage fails, with what was loaded kept for the next run.
    """
    settings = read_settings(home, **(flags or {}))
    with claimed(settings.home, f"a {trigger} run", settings.lock_seconds):
        changes = steps.discover(inbox, settings, wait=trigger == "manual", rebind=rebind)
        story.introduce(changes, trigger)
        if changes.nothing:
            return _nothing_new(changes, trigger, settings)
        begin_workers(changes, settings)
        with (
            story.shown(),
            _account(inbox, changes, trigger, settings) as account,
            stages.kept_open(settings),
        ):
            with stages.beside_workers(settings):
                for batch, ending in transform(changes, account.started_at, settings):
                    account.loaded(batch, steps.load(steps.whole(batch), account.run_id, settings))
                    _work_ahead(account, ending, settings)
                    listener().advance(batch)
            for stage in (steps.deduplicate, steps.resolve):
                listener().stage(stage.name)
                account.done(stage(account.run_id, settings))
            listener().stage("publish")
            account.done(steps.aggregate(account.row("completed"), settings))
            stories = story.new_stories(account.run_id, settings)
            steps.publish(settings)
        return _completed(account, settings, stories)


def _work_ahead(account: Account, ending: bool, settings: Settings) -> None:
    """Pair a whole chunk while workers extract the next; at the end, do all that can be done.

    What is left to the stages then, of which each takes one core, is what the last batches bring.
    """
    if ending:
        account.done(steps.deduplicate_ahead(settings, least=1))
        account.done(steps.resolve_ahead(account.run_id, settings))
    elif account.unpaired >= settings.deduplicate.chunk_articles:
        account.done(steps.deduplicate_ahead(settings))


@contextmanager
def _account(
    inbox: Path, changes: Changes, trigger: Trigger, settings: Settings
) -> Iterator[Account]:
    """Keep the run's row in `runs`: running while the block works, failed where it raises."""
    account = Account(changes, trigger, flow_run.id, stages.model_version(settings))
    steps.begin(account.row("running"), inbox, changes, settings)
    listener().begin(changes)
    try:
        yield account
    except BaseException as error:
        reason = str(error) or type(error).__name__
        stages.fail(account.row("failed", reason.splitlines()[0]), settings)
        raise


def _nothing_new(changes: Changes, trigger: Trigger, settings: Settings) -> State[RunReport]:
    account = Account(changes, trigger, flow_run.id, "")
    report = RunReport(
        run=account.row("completed"),
        quarantine=tuple(stages.standing_quarantine(settings)),
        nothing_new=True,
    )
    return Completed(message="nothing new", data=report)


def _completed(account: Account, settings: Settings, stories: Sequence[str]) -> State[RunReport]:
    row: RunRow = account.row("completed")
    report = RunReport(
        run=row, stages=account.stages, quarantine=tuple(stages.standing_quarantine(settings))
    )
    fresh = story.freshly_quarantined(report, settings.home)
    publish_artifacts(report, settings.home)
    story.emit(report, fresh, settings.home, stories)
    for count in account.stages:
        story.log_stage(count)
    name = "Completed with quarantine" if fresh else "Completed"
    return Completed(name=name, message=describe(row), data=report)
