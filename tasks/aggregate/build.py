"""Fill the published tables, each by one SELECT over what is before it, and create the views."""

from collections.abc import Mapping, Sequence

from schemas.article import stable_id
from schemas.correction import Corrections, Unmatched
from tasks.aggregate.correct import corrected
from tasks.warehouse import days
from tasks.warehouse.connect import Connection, insert, run_sql, statement

_HELPERS = ("entity_counts", "paired_entities", "paired_uses")
_PACKAGES = ("schemas.published", "tasks.aggregate")
_VIEWS = "schemas.published.views"
_NONE = Corrections()
# Pairs of entities counted at once, one for each article that mentions both: 100,000 articles of
# the benchmarks have 5 million. All at once did not fit into 256 MB, since that a pair's stories
# are counted each once does not spill; this many do, for no more processor time.
_PAIRS_AT_ONCE = 4_000_000

# In this order, since marts read the published articles and mentions.
TABLES = (
    "runs",
    "seed_files",
    "quarantine",
    "articles",
    "cleaning_log",
    "mentions",
    "entities",
    "entity_aliases",
    "quotes",
    "amounts",
    "dates",
    "duplicate_pairs",
    "reused_passages",
    "stories",
    "story_articles",
    "story_links",
    "story_lineage",
    "entity_daily",
    "entity_pairs",
    "outlet_daily",
    "article_changes",
)

# In this order, since views may build on macros.
VIEWS = (
    "latest_day",
    "in_period",
    "entities_named",
    "stories_about",
    "article_items",
    "article_voices",
    "coverage_diff",
    "new_pairs",
    "trending",
    "v_coverage_diff",
    "v_independent_coverage",
    "v_last_run",
    "v_new_pairs",
    "v_outlet_originality",
    "v_person_quotes",
    "v_quote_variants",
    "v_story_facts",
    "v_story_timeline",
    "v_trending",
)


def fingerprint() -> str:
    """Name what the published tables are made by: a hash of their definitions and SELECTs."""
    texts = [statement(package, table) for table in TABLES for package in _PACKAGES]
    texts += [statement(_VIEWS, view) for view in VIEWS]
    texts += [statement(__package__, name) for name in _HELPERS]
    texts += [statement(__package__, f"corrections/{name}") for name in ("bearers", "views")]
    return f"aggregate {stable_id(*texts)}"


def aggregate(connection: Connection, corrections: Corrections = _NONE) -> dict[str, int]:
    """Create and fill every published table in the attached database `news`; returns row counts."""
    connection.execute("USE news")
    for table in TABLES:
        if days.place(connection, table) == f"news.{table}":
            connection.execute(statement("schemas.published", table))
    connection.execute("USE warehouse")
    with corrected(connection, corrections) as unmatched:
        run_sql(connection, __package__, "entity_counts")
        run_sql(connection, __package__, "paired_entities")
        counts = {table: _fill_whole(connection, table) for table in TABLES}
        connection.execute("DROP VIEW temp.entity_counts")
    _finish(connection, unmatched)
    return counts


def _fill_whole(connection: Connection, table: str) -> int:
    return _fill_pairs(connection) if table == "entity_pairs" else fill(connection, table)


def _fill_pairs(connection: Connection) -> int:
    """Append the pairs of entities a part at a time, as many as fit into memory; returns rows."""
    run_sql(connection, __package__, "paired_uses")
    row = connection.execute(
        "SELECT sum(uses * (uses - 1) // 2) FROM (SELECT count(*) AS uses FROM paired_uses"
        " GROUP BY article)"
    ).fetchone()
    parts = 1 + int(row[0] or 0) // _PAIRS_AT_ONCE if row else 1
    count = sum(
        fill(connection, "entity_pairs", parameters={"parts": parts, "part": part})
        for part in range(parts)
    )
    for table in ("paired_uses", "paired_articles", "paired_names"):
        connection.execute(f"DROP TABLE temp.{table}")
    return count


def fill(
    connection: Connection,
    table: str,
    condition: str = "",
    parameters: Mapping[str, object] | None = None,
) -> int:
    """Append what the SELECT of a table gives, as far as it fulfils a condition; returns rows."""
    select = statement(__package__, table)
    made = f"SELECT * FROM ({select}) AS made {condition}" if condition else select
    place = days.place(connection, table)
    row = connection.execute(f"INSERT INTO {place} BY NAME {made}", parameters).fetchone()
    return int(row[0]) if row else 0


def _finish(connection: Connection, unmatched: Sequence[Unmatched]) -> None:
    """List the corrections without effect, and create the views and macros of `news`.

    Views name no catalog, so that the file may be renamed.
    """
    connection.execute("USE news")
    connection.execute(statement("schemas.published", "unmatched_corrections"))
    insert(connection, "unmatched_corrections", [one.model_dump() for one in unmatched])
    for view in VIEWS:
        connection.execute(statement(_VIEWS, view))
    connection.execute("USE warehouse")
