"""Tell the story of a run where Prefect shows it: its name and tags, its log, its events."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact
from prefect.client.orchestration import get_client
from prefect.events import emit_event
from prefect.logging import get_run_logger
from prefect.runtime import flow_run

from flows import progress
from flows.account import describe
from schemas.errors import NotPublishedError
from schemas.run import Batch, Changes, Rejection, RunReport, StageCount, Trigger
from schemas.settings import Settings
from tasks.warehouse import standing
from tasks.warehouse.ask import ask
from tasks.warehouse.connect import opened

# Events cost the server some kilobytes each; who wants all rows has the tables.
_EVENTS_OF_A_KIND = 50
# A run of one batch is over before a bar of it would be drawn.
_FILES_OF_A_LONG_RUN = 150
# As one string, since DuckDB takes 0.1 ms for each value of a list.
_AMONG = "story_id IN (SELECT unnest(string_split($ids, ' ')))"


def introduce(changes: Changes, trigger: Trigger) -> None:
    """Name the flow run after what it has to do, tag it with what started it, and log both."""
    name = name_run(changes)
    get_run_logger().info("%s; started by: %s", name, trigger)
    with get_client(sync_client=True) as client:
        tags = {*flow_run.tags, trigger}
        client.update_flow_run(UUID(flow_run.id), name=name, tags=sorted(tags))


def name_run(changes: Changes) -> str:
    """Say in a few words what a run has to do: `3 new, 1 changed, 1 gone`."""
    parts = [
        (len(changes.new), "new"),
        (len(changes.changed), "changed"),
        (len(changes.removed), "gone"),
        (len(changes.retried), "tried again"),
        (changes.stale, "to be redone"),
    ]
    said = ", ".join(f"{count} {word}" for count, word in parts if count)
    return said or ("unfinished work" if changes.unfinished else "nothing new")


class _Bar:
    """Passes on what it hears, and draws a progress artifact of a long run."""

    def __init__(self, other: progress.Listener) -> None:
        self._other, self._total, self._done = other, 0, 0
        self._artifact: UUID | None = None

    def begin(self, changes: Changes) -> None:
        self._other.begin(changes)
        self._total = len(changes.to_read) + changes.stale
        if self._total >= _FILES_OF_A_LONG_RUN:
            said = f"{self._total} files and articles to read"
            made = create_progress_artifact(0.0, key="progress", description=said)
            self._artifact = made if isinstance(made, UUID) else None

    def advance(self, batch: Batch) -> None:
        self._other.advance(batch)
        self._done += len(batch.finished) or len(batch.documents)
        if self._artifact:
            share = min(100.0, 100 * self._done / self._total)
            update_progress_artifact(self._artifact, round(share, 1))

    def stage(self, name: str) -> None:
        self._other.stage(name)


@contextmanager
def shown() -> Iterator[None]:
    """Draw the progress of the run within the block, besides whoever listens."""
    with progress.listening(_Bar(progress.listener())):
        yield


def log_stage(count: StageCount) -> None:
    """Log what a stage took, gave and rejected."""
    rejected = f", {count.rejected} rejected" if count.rejected else ""
    reused = f", {count.reused} reused" if count.reused else ""
    get_run_logger().info(
        "%s: %d in, %d out%s%s, %.1f s",
        count.stage, count.taken, count.given, rejected, reused, count.seconds,
    )  # fmt: skip


def new_stories(run_id: str, settings: Settings) -> list[str]:
    """Return the ids of the stories that a publish will bring up; a renamed one is not new.

    To be called before the publish, since what stands published is asked.
    """
    with opened(settings.home, settings.memory_limit_mb) as connection:
        arrived = standing.arrived_stories(connection, run_id)
    known = f"SELECT story_id FROM stories WHERE {_AMONG}"
    try:
        before = {row[0] for row in ask(settings.home, known, {"ids": " ".join(arrived)}).rows}
    except NotPublishedError:
        before = set()
    return [story for story in arrived if story not in before]


def emit(report: RunReport, fresh: Sequence[Rejection], home: Path, stories: Sequence[str]) -> None:
    """Emit the run's events: what it did, what it put in quarantine, which stories are new."""
    for rejection in fresh[:_EVENTS_OF_A_KIND]:
        _emit_quarantined(rejection)
    created = _describe(stories, home)
    for story in created[:_EVENTS_OF_A_KIND]:
        _emit_created(story)
    emit_event(
        "dateline.run.completed",
        resource={
            "prefect.resource.id": f"dateline.run.{report.run.run_id}",
            "prefect.resource.name": describe(report.run),
        },
        payload={
            **report.run.model_dump(mode="json"),
            "summary": describe(report.run),
            "stories_created": len(created),
        },
    )


def _emit_created(story: dict[str, Any]) -> None:
    emit_event(
        "dateline.story.created",
        resource={
            "prefect.resource.id": f"dateline.story.{story['story_id']}",
            "prefect.resource.name": str(story["headline"] or "Untitled"),
        },
        payload=story,
    )


def _emit_quarantined(rejection: Rejection) -> None:
    place = rejection.path + (f"#{rejection.item}" if rejection.item else "")
    emit_event(
        "dateline.file.quarantined",
        resource={
            "prefect.resource.id": f"dateline.file.{place}",
            "prefect.resource.name": place,
        },
        payload=rejection.model_dump(mode="json"),
    )


def freshly_quarantined(report: RunReport, home: Path) -> list[Rejection]:
    """Return what came into quarantine with this run."""
    question = "SELECT path, item FROM quarantine WHERE first_seen_at >= $since"
    fresh = set(ask(home, question, {"since": report.run.started_at}).rows)
    return [one for one in report.quarantine if (one.path, one.item) in fresh]


def _describe(stories: Sequence[str], home: Path) -> list[dict[str, Any]]:
    """Return what is said of some stories, those of most outlets first."""
    question = (
        "SELECT story_id, headline, articles, outlets, independent_articles FROM stories"
        f" WHERE {_AMONG} ORDER BY outlets DESC, articles DESC, story_id"
    )
    return ask(home, question, {"ids": " ".join(stories)}).records()
