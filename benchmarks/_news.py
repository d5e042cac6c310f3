"""What several benchmarks do: an inbox of made-up articles, and the whole DAG over it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks._measure import Clock
from benchmarks._press import write_inbox, write_press
from schemas.article import Article
from schemas.settings import read_settings
from tasks import stages


def make_inbox(place: Path, articles: int) -> Path:
    """Write an inbox of so many articles, one a file."""
    write_inbox(place / "inbox", write_press(articles))
    return place / "inbox"


def clean_articles(inbox: Path, home: Path) -> list[Article]:
    """Return the articles of an inbox as the extract stage gets them."""
    settings = read_settings(home, settle_seconds=0)
    changes = stages.discover(inbox, settings)
    batches = stages.ingest(changes, datetime.now(UTC), settings)
    return [article for batch in batches for article in stages.clean(batch, settings).articles]


def await_server() -> None:
    """Run a flow that does nothing: a server answers some seconds before it has begun all it does.

    Prefect is imported here at the earliest, see flows.environment.
    """
    from prefect import flow

    @flow
    def empty() -> None:
        """Do nothing."""

    empty()


def run_dag(inbox: Path, home: Path, **flags: Any) -> dict[str, Any]:
    """Run the flow over an inbox, the server being ready; returns its seconds and its stages'.

    A stage's seconds are summed over the workers.
    """
    from flows.environment import prepare
    from flows.once import reaching

    prepare(home)
    with reaching(None, home.absolute()):
        from flows.process import process_news

        await_server()
        clock = Clock()
        state: Any = process_news(
            inbox, home, "manual", {"settle_seconds": 0, **flags}, return_state=True
        )
        seconds = clock.lap()
    report = state.result()
    spent = {stage.stage: round(stage.seconds, 3) for stage in report.stages}
    return {"seconds": round(seconds, 3), "stages": spent}
