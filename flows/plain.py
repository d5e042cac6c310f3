"""The whole DAG as plain functions, without Prefect: for scratch homes that no server watches."""

from datetime import datetime
from pathlib import Path

from flows.account import Account
from schemas.run import Changes
from schemas.settings import Settings
from tasks import stages, twins


def run_plainly(inbox: Path, settings: Settings, now: datetime | None = None) -> Account | None:
    """Bring a home up to date with its inbox; returns the account, or None for nothing to do.

    `now` decides which items are still under an embargo; without it, the start of the run.
    """
    changes = stages.discover(inbox, settings)
    if changes.nothing:
        return None
    with stages.kept_open(settings):
        account = load(inbox, changes, settings, now)
        finish(account, settings)
    return account


def load(inbox: Path, changes: Changes, settings: Settings, now: datetime | None = None) -> Account:
    """Run the stages of a batch over all batches."""
    account = Account(changes, "manual", None, stages.model_version(settings))
    stages.begin(account.row("running"), inbox, changes, settings)
    with stages.beside_workers(settings):
        for batch in stages.ingest(changes, now or account.started_at, settings):
            cleaned = twins.take_over(stages.clean(batch, settings), settings)
            done = stages.extract(cleaned, settings)
            account.loaded(done, stages.load_batch(done, account.run_id, settings))
            if account.unpaired >= settings.deduplicate.chunk_articles:
                account.done(stages.deduplicate_ahead(settings))
    return account


def finish(account: Account, settings: Settings) -> None:
    """Run the stages of the whole set, and publish."""
    account.done(stages.deduplicate(account.run_id, settings))
    account.done(stages.resolve(account.run_id, settings))
    account.done(stages.aggregate(account.row("completed"), settings))
    stages.put_in_place(settings)
