"""One error tree: each message says what happened, to which file, and what to do."""


class DatelineError(Exception):
    """Something a user can act on; the command prints it as one sentence and exits 1."""


class UsageError(DatelineError):
    """The command was called wrongly; it exits 2."""
