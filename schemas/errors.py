"""One error tree: each message says what happened, to which file, and what to do."""

from pathlib import Path


class DatelineError(Exception):
    """Something a user can act on; the command prints it as one sentence and exits 1."""


class UsageError(DatelineError):
    """The command was called wrongly; it exits 2."""


class InboxError(DatelineError):
    """The inbox cannot be read, or is not the one that the home belongs to."""


class HomeError(DatelineError):
    """The home folder cannot be made, written or locked."""


class HomeBusyError(HomeError):
    """Another run holds the home."""


class WarehouseError(DatelineError):
    """The private warehouse cannot be opened, is newer than the program, or is damaged."""


class PublishError(DatelineError):
    """The published database could not be written or replaced."""


class NotPublishedError(DatelineError):
    """There is no published database yet."""

    def __init__(self, home: Path) -> None:
        """Say where it was looked for and how to make one."""
        super().__init__(
            f"There is no news.duckdb in {home} yet: run `dateline run INBOX --home {home}` first."
        )


class QueryError(DatelineError):
    """A query was refused or failed."""


class OutdatedError(QueryError):
    """The published database was made by a program that had other tables."""

    def __init__(self, published: Path) -> None:
        """Say which file, and that a run brings it up to date."""
        super().__init__(
            f"{published} was published by another version of dateline; run `dateline run` once "
            "more, then ask again."
        )


class ModelError(DatelineError):
    """A spaCy pipeline cannot be loaded."""


class ServerError(DatelineError):
    """The Prefect server cannot be started or reached."""


class InstallationError(DatelineError):
    """A file of the program itself is missing or cannot be read."""
