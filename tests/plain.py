"""The whole DAG as plain functions, without Prefect: for tests that run it many times."""

from pathlib import Path
from typing import Any

import duckdb

from flows.account import Account
from schemas.run import Changes
from schemas.settings import Settings, read_settings
from tasks import stages
from tasks.aggregate.build import TABLES
from tasks.warehouse.publish import PUBLISHED

# What happened, as against what is; and columns that name a run or a moment.
HISTORY = ("runs", "seed_files", "quarantine", "story_lineage", "article_changes")


def run_stages(inbox: Path, home: Path, **flags: Any) -> Account | None:
    """Bring a home up to date with its inbox; returns the account, or None for nothing to do."""
    home.mkdir(parents=True, exist_ok=True)
    settings = read_settings(home, **{"settle_seconds": 0, **flags})
    changes = stages.discover(inbox, settings)
    if changes.nothing:
        return None
    account = load(inbox, changes, settings)
    finish(account, settings)
    return account


def load(inbox: Path, changes: Changes, settings: Settings) -> Account:
    """Run the stages of a batch over all batches."""
    account = Account(changes, "manual", None, stages.model_version(settings))
    stages.begin(account.row("running"), inbox, changes, settings)
    for batch in stages.ingest(changes, settings):
        done = stages.extract(stages.clean(batch), settings)
        account.loaded(done, stages.load_batch(done, account.run_id, settings))
    return account


def finish(account: Account, settings: Settings) -> None:
    """Run the stages of the whole set, and publish."""
    account.done(stages.deduplicate(account.run_id, settings))
    account.done(stages.resolve(account.run_id, settings))
    account.done(stages.aggregate(account.row("completed"), settings))
    stages.put_in_place(settings)


def rows(home: Path, sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query on the published database."""
    with duckdb.connect(str(home / PUBLISHED), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def published(home: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every published table but the history, its rows in order."""
    tables = [table for table in TABLES if table not in HISTORY]
    return {table: rows(home, f"SELECT * FROM {table} ORDER BY ALL") for table in tables}
