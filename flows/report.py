"""Attach to a run what the Prefect UI shows: a summary, top stories, the stages, the quarantine."""

import re
from pathlib import Path
from typing import Any

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from flows.account import describe
from schemas.run import Rejection, RunReport, StageCount
from tasks.warehouse.ask import Answer, ask

_ROWS_SHOWN = 200
_TOP, _DAYS = 10, 7
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:@/])")


def publish_artifacts(report: RunReport, home: Path) -> None:
    """Attach the run's artifacts to the flow run that is under way."""
    create_markdown_artifact(
        key="summary", markdown=summarise(report, home), description=describe(report.run)
    )
    create_markdown_artifact(
        key="top-stories", markdown=list_stories(home), description="Stories of the latest week"
    )
    create_table_artifact(
        key="stages", table=[stage_row(count) for count in report.stages], description="Stages"
    )
    create_table_artifact(
        key="quarantine",
        table=[quarantine_row(rejection) for rejection in report.quarantine[:_ROWS_SHOWN]],
        description=f"{len(report.quarantine)} in quarantine",
    )


def summarise(report: RunReport, home: Path) -> str:
    """Return the summary of a run as markdown; text from files is escaped."""
    run = report.run
    lines = [
        "# News processed",
        f"{describe(run)}. Trigger: {run.trigger}. Model: {escape(run.model_version or '')}.",
        "## Stories",
        _table(ask(home, "stories", {"limit": _TOP})),
        "## People",
        _table(ask(home, "people", {"limit": _TOP})),
        "## Copies",
        _table(ask(home, "copies", {"limit": _TOP})),
    ]
    return "\n\n".join(lines)


def list_stories(home: Path) -> str:
    """Return the stories of the latest week as markdown, those of most articles first."""
    return "\n\n".join(
        ["# Top stories", _table(ask(home, "stories", {"days": _DAYS, "limit": _TOP}))]
    )


def stage_row(count: StageCount) -> dict[str, Any]:
    """Return one line of the table of stages."""
    rate = count.taken / count.seconds if count.seconds else 0.0
    return {
        "stage": count.stage,
        "in": count.taken,
        "out": count.given,
        "rejected": count.rejected,
        "seconds": round(count.seconds, 2),
        "rows a second": round(rate, 1),
    }


def quarantine_row(rejection: Rejection) -> dict[str, str]:
    """Return one line of the table of quarantined files."""
    return {
        "file": escape(rejection.path),
        "item": escape(rejection.item or ""),
        "stage": rejection.stage,
        "reason": escape(rejection.error),
    }


def escape(text: str) -> str:
    """Return text that markdown shows as it is: no link, image, table bar or HTML comes of it."""
    plain = " ".join(text.split())
    return _MARKUP.sub(r"\\\1", plain)


def _table(answer: Answer) -> str:
    if not answer.rows:
        return "None."
    head = "| " + " | ".join(answer.columns) + " |"
    rule = "|" + " --- |" * len(answer.columns)
    body = [
        "| " + " | ".join("" if cell is None else escape(str(cell)) for cell in row) + " |"
        for row in answer.rows[:_ROWS_SHOWN]
    ]
    return "\n".join([head, rule, *body])
