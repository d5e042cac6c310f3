"""The whole DAG as plain functions, without Prefect: for tests that run it many times."""

from pathlib import Path
from typing import Any

import duckdb

from flows.account import Account
from flows.plain import finish, load, run_plainly
from schemas.settings import read_settings
from tasks.aggregate.build import TABLES
from tasks.warehouse.compare import HISTORY
from tasks.warehouse.publish import PUBLISHED

__all__ = ["HISTORY", "finish", "load", "published", "rows", "run_stages"]


def run_stages(inbox: Path, home: Path, **flags: Any) -> Account | None:
    """Bring a home up to date with its inbox; returns the account, or None for nothing to do."""
    home.mkdir(parents=True, exist_ok=True)
    return run_plainly(inbox, read_settings(home, **{"settle_seconds": 0, **flags}))


def rows(home: Path, sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query on the published database."""
    with duckdb.connect(str(home / PUBLISHED), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def published(home: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every published table but the history, its rows in order."""
    tables = [table for table in TABLES if table not in HISTORY]
    return {table: rows(home, f"SELECT * FROM {table} ORDER BY ALL") for table in tables}
