"""Fill the published tables, each by one SELECT over the warehouse and the tables before it."""

from schemas.article import stable_id
from tasks.warehouse.connect import Connection, statement

_PACKAGES = ("schemas.published", "tasks.aggregate")

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


def fingerprint() -> str:
    """Name what the published tables are made by: a hash of their definitions and SELECTs."""
    texts = [statement(package, table) for table in TABLES for package in _PACKAGES]
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
    return counts
