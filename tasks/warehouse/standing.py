"""What the published database was made of, and what changed since."""

from pathlib import Path

from tasks.warehouse import dayfiles
from tasks.warehouse.connect import Connection, get_meta, run_sql, set_meta, transaction
from tasks.warehouse.publish import PUBLISHED

# A publish that would write more than this share of the articles anew makes the file anew: reading
# back what was published costs about as much as writing it. The same share bounds what rows that
# were deleted in it may waste, summed over the publishes since the file was last made anew.
REBUILD_SHARE = 0.5


def find_changed(connection: Connection) -> None:
    """Fill `changed_articles` with the articles that are not as they were published."""
    with transaction(connection):
        run_sql(connection, __package__, "find_changed")


def begin(
    connection: Connection, home: Path, fingerprint: str, corrected: bool, by_day: bool = False
) -> bool:
    """Find what changed; tells whether the published file is brought up to date, not made anew.

    It is if it is the file that was put in place last, by the same code, in the same shape and
    without corrections (which may turn any row), and if little of it changed.
    """
    find_changed(connection)
    onward = not corrected and _may_go_on(connection, home, fingerprint, by_day)
    set_meta(connection, "publishing", "onward" if onward else "whole")
    set_meta(connection, "publishing_days", str(dayfiles.folder_of(home)) if by_day else None)
    return onward


def _may_go_on(connection: Connection, home: Path, fingerprint: str, by_day: bool) -> bool:
    if get_meta(connection, "published_by") != fingerprint:
        return False
    if get_meta(connection, "published_file") != describe_file(home):
        return False
    if bool(get_meta(connection, "published_days")) != by_day:
        return False
    if by_day and not dayfiles.is_whole(home / PUBLISHED):
        return False
    return _wasted(connection) <= REBUILD_SHARE * _count(connection, "articles")


def note_changed(connection: Connection, home: Path) -> None:
    """Keep what the file that was put in place is made of; to be called in a transaction."""
    whole = get_meta(connection, "publishing") != "onward"
    set_meta(connection, "published_wasted", "0" if whole else str(_wasted(connection)))
    set_meta(connection, "published_file", describe_file(home))
    set_meta(connection, "published_days", get_meta(connection, "publishing_days"))
    run_sql(connection, __package__, "note_changed")


def arrived_stories(connection: Connection, run_id: str) -> list[str]:
    """Return the stories that may be new with a publish of which `begin` found what changed."""
    rows = run_sql(connection, __package__, "arrived_stories", {"run_id": run_id}).fetchall()
    return [row[0] for row in rows]


def describe_file(home: Path) -> str | None:
    """Name the published file by size and time: another one was not made from this warehouse."""
    try:
        status = (home / PUBLISHED).stat()
    except OSError:
        return None
    return f"{status.st_size} bytes at {status.st_mtime_ns}"


def _wasted(connection: Connection) -> int:
    """Return how many articles' rows the publishes since the last whole one have written."""
    before = int(get_meta(connection, "published_wasted") or 0)
    return before + _count(connection, "changed_articles")


def _count(connection: Connection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return 0 if row is None else int(row[0])
