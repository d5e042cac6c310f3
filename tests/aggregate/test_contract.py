"""The published tables are a contract with analysts: their columns, types and comments."""

from pathlib import Path

import pytest

from tasks.aggregate.build import TABLES
from tests.plain import rows

CONTRACT = {
    "runs": "run_id, flow_run_id, trigger, state, error, started_at, finished_at, files_new, "
    "files_changed, files_removed, files_unchanged, files_processed, files_quarantined, "
    "files_waiting, articles_written, code_version, model_version",
    "seed_files": "path, sha256, bytes, modified_at, state, articles, first_run_id, last_run_id",
    "quarantine": "path, item, stage, error_type, error, first_seen_at, attempts",
    "articles": "article_id, path, item, outlet, agency, agency_basis, author, title, dateline, "
    "published_at, published_date, date_basis, language, text, words, url, content_hash, "
    "duplicate_of, story_id, original_share",
    "cleaning_log": "article_id, rule, removed_text, line",
    "mentions": "article_id, start_char, end_char, surface, label, entity_id, method",
    "entities": "entity_id, name, label, country_code, latitude, longitude, mentions, articles, "
    "first_seen, last_seen",
    "entity_aliases": "entity_id, alias, mentions, method, score, evidence",
    "quotes": "quote_id, utterance_id, article_id, start_char, end_char, text, speaker, "
    "speaker_entity_id, cue, method",
    "amounts": "article_id, start_char, end_char, surface, kind, amount, unit",
    "dates": "article_id, start_char, end_char, surface, date_from, date_to, basis",
    "duplicate_pairs": "article_a, article_b, kind, containment_a, containment_b, score, shared, "
    "method",
    "reused_passages": "article_a, start_char_a, end_char_a, article_b, start_char_b, "
    "end_char_b, words",
    "stories": "story_id, headline, first_published, last_published, articles, outlets, "
    "independent_articles",
    "story_articles": "story_id, article_id, similarity",
    "story_links": "article_a, article_b, score, method, evidence",
    "story_lineage": "run_id, from_story, to_story, kind",
    "entity_daily": "day, entity_id, mentions, articles, independent_articles, stories",
    "entity_pairs": "entity_a, entity_b, articles, stories, first_seen, last_seen",
}


@pytest.fixture(params=["seeds_home", "seeds_by_day"])
def home(request: pytest.FixtureRequest) -> Path:
    """A home whose tables are in one piece, and one that is published by day."""
    return Path(request.getfixturevalue(request.param))


@pytest.mark.parametrize("table", sorted(CONTRACT))
def test_table_has_the_columns_of_the_contract(home: Path, table: str) -> None:
    """Every table has the columns that analysts count on, in their order, among others."""
    columns = rows(
        home,
        "SELECT column_name FROM duckdb_columns()"
        f" WHERE table_name = '{table}' ORDER BY column_index",
    )
    promised = CONTRACT[table].split(", ")
    assert [name for (name,) in columns if name in promised] == promised


def test_types_are_the_same_by_day(seeds_home: Path, seeds_by_day: Path) -> None:
    """Columns have their order, type and comment in either shape."""
    told = (
        "SELECT table_name, column_name, data_type, comment FROM duckdb_columns()"
        " WHERE schema_name = 'main' ORDER BY table_name, column_index"
    )
    assert rows(seeds_by_day, told) == rows(seeds_home, told)


def test_every_table_and_column_says_what_it_is(home: Path) -> None:
    """Any client can show what a table and a column mean."""
    bare = rows(
        home,
        "SELECT table_name, column_name FROM duckdb_columns() JOIN ("
        " SELECT table_name, comment FROM duckdb_tables()"
        " UNION ALL SELECT view_name, comment FROM duckdb_views()"
        " WHERE NOT view_name[1:2] = 'v_') AS tables"
        " USING (table_name) WHERE NOT duckdb_columns.internal"
        " AND (duckdb_columns.comment IS NULL OR tables.comment IS NULL)",
    )
    assert bare == []
    assert set(CONTRACT) <= set(TABLES)


def test_ids_that_rows_carry_exist(seeds_home: Path) -> None:
    """No row names an article, an entity or a story that there is not."""
    for table, column, home in (
        ("mentions", "article_id", "articles"),
        ("mentions", "entity_id", "entities"),
        ("entity_aliases", "entity_id", "entities"),
        ("quotes", "article_id", "articles"),
        ("articles", "story_id", "stories"),
        ("story_articles", "article_id", "articles"),
        ("entity_daily", "entity_id", "entities"),
    ):
        orphans = rows(
            seeds_home,
            f"SELECT {column} FROM {table} WHERE {column} NOT IN (SELECT {column} FROM {home})",
        )
        assert orphans == [], (table, column)
    counts = rows(
        seeds_home,
        "SELECT (SELECT count(*) FROM mentions), (SELECT sum(mentions) FROM entities),"
        " (SELECT sum(mentions) FROM entity_aliases)",
    )[0]
    assert len(set(counts)) == 1
