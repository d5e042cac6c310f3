"""Forget an article for good: a run without files, then every file of the home made anew."""

from pathlib import Path

from flows.account import Account
from flows.plain import finish
from schemas.errors import HomeError, UsageError
from schemas.run import Changes
from schemas.settings import Settings, read_settings
from tasks import stages, upkeep
from tasks.warehouse import dayfiles, forgetting
from tasks.warehouse.connect import WAREHOUSE, opened
from tasks.warehouse.export import MARK, export
from tasks.warehouse.lock import claimed
from tasks.warehouse.migrate import migrate
from tasks.warehouse.publish import PUBLISHED


def forget(home: Path, article_id: str) -> list[str]:
    """Delete an article from every file of the home; returns what was done, in lines.

    It stays away while its file is in the inbox. May be called again, after a crash or to make
    sure. Raises UsageError for an article that the home has never had.
    """
    settings = read_settings(home)
    if not (home / WAREHOUSE).exists():
        raise HomeError(f"There is nothing to forget in {home}: it has no warehouse.")
    with claimed(home, "a takedown", settings.lock_seconds):
        migrate(home, settings.memory_limit_mb)
        _note(settings, article_id)
        _purge(settings)
        forgetting.rewrite(home, settings.memory_limit_mb)
        swept = forgetting.sweep(home) + dayfiles.sweep(home / PUBLISHED, hours=0)
        forgetting.clear_prefect(home)
        exports = sorted(mark.parent for mark in home.rglob(MARK))
        for folder in exports:
            export(home, folder)
    lines = [f"Forgotten: {article_id}; it stays away while its file is in the inbox."]
    lines += [f"Deleted: {name}" for name in swept]
    return lines + [f"Exported anew: {folder}" for folder in exports]


def _note(settings: Settings, article_id: str) -> None:
    with opened(settings.home, settings.memory_limit_mb, read_only=True) as connection:
        known = forgetting.find_known(connection, [article_id])
    if not known and article_id not in forgetting.read_forgotten(settings.home):
        raise UsageError(
            f"There is no article {article_id!r} in {settings.home}; ask for its id with "
            "`dateline query articles`."
        )
    forgetting.note(settings.home, article_id)


def _purge(settings: Settings) -> None:
    """Let a run without files take the article out of all tables, and publish."""
    account = Account(Changes(), "manual", None, stages.model_version(settings))
    inbox = upkeep.origin_of(settings).inbox
    stages.begin(account.row("running"), inbox, Changes(), settings)
    finish(account, settings)
