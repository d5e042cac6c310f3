"""The account of a run: what it saw and did, kept while it works and closed when it ends."""

from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import metadata
from uuid import uuid4

from schemas.run import Batch, Changes, LoadCount, RunRow, StageCount, Trigger, say_articles


class Account:
    """Counts what a run does; `row` gives its line in `runs`."""

    def __init__(
        self, changes: Changes, trigger: Trigger, flow_run_id: str | None, model_version: str
    ) -> None:
        """Open the account of a run that starts now."""
        self._counts: list[StageCount] = []
        self._row = RunRow(
            run_id=uuid4().hex[:16],
            flow_run_id=flow_run_id,
            trigger=trigger,
            state="running",
            started_at=datetime.now(UTC),
            files_new=len(changes.new),
            files_changed=len(changes.changed),
            files_removed=len(changes.removed),
            files_unchanged=changes.unchanged,
            files_quarantined=changes.quarantined,
            files_waiting=len(changes.waiting),
            files_held=changes.held,
            code_version=metadata.version("dateline"),
            model_version=model_version,
        )

    @property
    def run_id(self) -> str:
        """Identity of the run."""
        return self._row.run_id

    @property
    def started_at(self) -> datetime:
        """Time of the run, as of which embargoes are judged."""
        return self._row.started_at

    @property
    def stages(self) -> tuple[StageCount, ...]:
        """What each stage took, gave and rejected, in the order in which stages came up."""
        return tuple(add_up(self._counts))

    @property
    def unpaired(self) -> int:
        """Articles that this run loaded and did not pair yet, roughly: some only went away."""
        paired = sum(count.taken for count in self._counts if count.stage == "deduplicate")
        return self._row.articles_written - paired

    def loaded(self, batch: Batch, load: LoadCount) -> None:
        """Count a batch that stands in the warehouse."""
        row, states = self._row, load.files
        self._counts += [*batch.counts, load]
        self._row = row.model_copy(
            update={
                "files_processed": row.files_processed + states.get("processed", 0),
                "files_quarantined": row.files_quarantined + states.get("quarantined", 0),
                "files_held": row.files_held + states.get("held", 0),
                "articles_written": row.articles_written + len(batch.articles),
            }
        )

    def done(self, count: StageCount) -> None:
        """Count a stage that works on the whole set."""
        self._counts.append(count)

    def row(self, state: str, error: str | None = None) -> RunRow:
        """Return the run's line; unless it is still running, as ended now."""
        finished = None if state == "running" else datetime.now(UTC)
        return self._row.model_copy(
            update={"state": state, "error": error, "finished_at": finished}
        )


def add_up(counts: Iterable[StageCount]) -> list[StageCount]:
    """Sum what was counted, one entry a stage, in the order in which stages appear."""
    totals: dict[str, StageCount] = {}
    for count in counts:
        before = totals.get(count.stage)
        totals[count.stage] = count if before is None else _plus(before, count)
    return list(totals.values())


def describe(row: RunRow) -> str:
    """Say in a line what a run did."""
    parts = [
        (row.files_new, "new"),
        (row.files_changed, "changed"),
        (row.files_removed, "gone"),
        (row.files_quarantined, "in quarantine"),
        (row.files_waiting, "waiting"),
        (row.files_held, "held"),
    ]
    files = ", ".join(f"{count} {word}" for count, word in parts if count) or "no file changed"
    return f"{files}; {say_articles(row.articles_written)} written"


def _plus(one: StageCount, other: StageCount) -> StageCount:
    return StageCount(
        stage=one.stage,
        taken=one.taken + other.taken,
        given=one.given + other.given,
        rejected=one.rejected + other.rejected,
        seconds=one.seconds + other.seconds,
        reused=one.reused + other.reused,
    )
