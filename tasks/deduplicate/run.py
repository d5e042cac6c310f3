"""Take new, changed and vanished articles into duplicates, reuse and stories."""

import time

from schemas.duplicate import DeduplicateReport, DeduplicateSettings
from tasks.deduplicate.grouping import regroup, write_links
from tasks.deduplicate.indexing import index_texts, take_articles
from tasks.deduplicate.pairing import find_boilerplate, find_targets, pair_near, pair_reuse
from tasks.deduplicate.placing import place
from tasks.deduplicate.shares import write_copy_groups, write_shares
from tasks.deduplicate.shelf import Shelf
from tasks.deduplicate.similarity import compare_stories
from tasks.warehouse.connect import Connection, give_up_cache, run_sql, transaction

_PACKAGE = "tasks.deduplicate"


def deduplicate(
    connection: Connection, settings: DeduplicateSettings, run_id: str
) -> DeduplicateReport:
    """Take in the articles that wait in `pending`, a chunk a transaction, until none is left.

    After each chunk the tables are what one run over the articles taken so far would have made;
    a killed run goes on with the chunk it was at. Articles whose story changed are put into
    `pending` for resolve.
    """
    started = time.monotonic()
    report = DeduplicateReport()
    while (done := _take_chunk(connection, settings)) is not None:
        report = _add(report, done)
    if _count(connection, "story_origins"):
        with transaction(connection):
            run_sql(connection, _PACKAGE, "write_lineage", {"run_id": run_id})
            connection.execute("DELETE FROM story_origins")
    standing = {
        f"{kind}_pairs": pairs
        for kind, pairs in connection.execute(
            "SELECT kind, count(*) FROM duplicate_pairs GROUP BY kind"
        ).fetchall()
    }
    seconds = round(time.monotonic() - started, 3)
    return report.model_copy(update={**standing, "seconds": seconds})


def take_ahead(
    connection: Connection, settings: DeduplicateSettings, least: int
) -> DeduplicateReport:
    """Take in one chunk, if at least so many articles wait; `deduplicate` does the rest.

    For a run that has more to load: it pairs while its workers extract.
    """
    waiting = connection.execute(
        "SELECT count(DISTINCT article_key) FROM pending WHERE stage = 'deduplicate'"
    ).fetchone()
    if waiting is None or waiting[0] < least:
        return DeduplicateReport()
    return _take_chunk(connection, settings) or DeduplicateReport()


def forget_all(connection: Connection) -> None:
    """Empty every table of the stage; story_lineage will tell how the stories compare."""
    with transaction(connection):
        run_sql(connection, _PACKAGE, "forget_all")


def _take_chunk(connection: Connection, settings: DeduplicateSettings) -> DeduplicateReport | None:
    """Take in one chunk of articles; None if none is waiting.

    What DuckDB keeps of one part, the index, the vectors, the pairs, is of no use to the next.
    """
    with transaction(connection):
        if not take_articles(connection, settings.chunk_articles):
            return None
        shelf = Shelf(connection, settings)
        index_texts(connection, shelf, settings)
        find_targets(connection, settings)
        pair_near(connection, shelf, settings)
        give_up_cache(connection)
        place(connection, settings)
        compare_stories(connection, shelf, settings)
        stories = regroup(connection, settings)
        give_up_cache(connection)
        find_boilerplate(connection, settings)
        give_up_cache(connection)
        pair_reuse(connection, shelf, settings)
        give_up_cache(connection)
        write_links(connection, shelf)
        give_up_cache(connection)
        write_shares(connection, shelf)
        write_copy_groups(connection)
        run_sql(connection, _PACKAGE, "finish_chunk")
        return DeduplicateReport(
            taken=_count(connection, "arriving"),
            gone=_count(connection, "leaving"),
            stories_touched=stories,
        )


def _count(connection: Connection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return 0 if row is None else int(row[0])


def _add(one: DeduplicateReport, other: DeduplicateReport) -> DeduplicateReport:
    """Sum two accounts, field by field."""
    sums = {name: getattr(one, name) + getattr(other, name) for name in type(one).model_fields}
    return DeduplicateReport(**sums)
