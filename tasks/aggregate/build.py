"""Fill the published tables, each by one SELECT over the warehouse and the tables before it."""

from tasks.warehouse.connect import Connection, statement

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
