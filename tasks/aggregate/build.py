"""Fill the published tables, each by one SELECT over what is before it, and create the views."""

from schemas.article import stable_id
from tasks.warehouse.connect import Connection, statement

_PACKAGES = ("schemas.published", "tasks.aggregate")
_VIEWS = "schemas.published.views"

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
    return f"aggregate {stable_id(*texts)}"


def aggregate(connection: Connection) -> dict[str, int]:
    """Create and fill every published table in the attached database `news`; returns row counts."""
    counts = {}
    for table in TABLES:
        connection.execute("USE news")
        connection.execute(statement("schemas.published", table))
        connection.execute("USE warehouse")
        select = statement(__package__, table)
        row = connection.execute(f"INSERT INTO news.{table} BY NAME {select}").fetchone()
        counts[table] = int(row[0]) if row else 0
    _create_views(connection)
    return counts


def _create_views(connection: Connection) -> None:
    """Create the views and macros of `news`; they name no catalog, so the file may be renamed."""
    connection.execute("USE news")
    for view in VIEWS:
        connection.execute(statement(_VIEWS, view))
    connection.execute("USE warehouse")
