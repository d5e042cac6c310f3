"""What a question can do, and what it cannot."""

import json
from datetime import date
from pathlib import Path

import pytest

from schemas.errors import NotPublishedError, QueryError, UsageError
from tasks.warehouse.ask import as_json, ask, write_parquet
from tasks.warehouse.named import named_queries

SECRET = "swordfish"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file that no query may read."""
    path = tmp_path / "secret.csv"
    path.write_text(f"word\n{SECRET}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{path}')",
        "SELECT * FROM read_text('{path}')",
        "SELECT * FROM '{path}'",
        "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM sniff_csv('{path}')",
        "COPY articles TO '{folder}/out.csv'",
        "COPY articles FROM '{path}'",
        "EXPORT DATABASE '{folder}/export'",
        "ATTACH '{folder}/other.duckdb' AS other",
        "INSTALL httpfs",
        "LOAD '{folder}/evil.duckdb_extension'",
        "SET enable_external_access = true",
        "RESET enable_external_access",
        "SET lock_configuration = false",
        "SET allowed_directories = ['{folder}']",
        "PRAGMA temp_directory = '{folder}'",
        "SELECT 1; SET enable_external_access = true",
        "CREATE TABLE mine AS SELECT 1",
        "CREATE OR REPLACE VIEW v_trending AS SELECT 1",
        "DELETE FROM articles",
        "UPDATE articles SET title = 'x'",
        "DROP TABLE articles",
        "SELECT * FROM connection",
        "SELECT * FROM parameters",
        "SELECT getenv('HOME')",
    ],
)
def test_a_pasted_query_neither_reads_nor_writes(seeds_home: Path, secret: Path, sql: str) -> None:
    """Files, other databases, extensions, settings and Python are out of a query's reach."""
    before = sorted(secret.parent.iterdir())
    with pytest.raises(QueryError):
        ask(seeds_home, sql.format(path=secret, folder=secret.parent))
    assert sorted(secret.parent.iterdir()) == before


def test_parameters_are_bound(seeds_home: Path) -> None:
    """What a user types is a value, whatever it looks like."""
    nasty = "x'); DROP TABLE articles; --"
    assert ask(seeds_home, "articles", {"entity": nasty}).rows == ()
    assert ask(seeds_home, "SELECT $word", {"word": nasty}).rows == ((nasty,),)


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("people", {"days": "soon"}, "whole number"),
        ("people", {"as_of": "March"}, "a day like"),
        ("people", {"speed": "3"}, "--days"),
        ("timeline", {}, "--story"),
    ],
)
def test_a_wrong_parameter_is_explained(
    seeds_home: Path, name: str, given: dict[str, str], says: str
) -> None:
    """Each message names the parameter and what it would take."""
    with pytest.raises(UsageError, match=says):
        ask(seeds_home, name, given)


def test_an_unknown_name_is_answered_with_the_names(seeds_home: Path) -> None:
    """One word that is no query's name brings the list of names."""
    with pytest.raises(QueryError, match="stories"):
        ask(seeds_home, "storeys")


def test_without_a_database_the_run_is_named(tmp_path: Path) -> None:
    """Asking before the first run says how to run."""
    with pytest.raises(NotPublishedError, match="dateline run"):
        ask(tmp_path, "stories")


@pytest.mark.parametrize("query", sorted(set(named_queries()) - {"diff", "facts", "timeline"}))
def test_every_query_runs_with_its_defaults(seeds_home: Path, query: str) -> None:
    """A named query needs no parameter unless it says so."""
    required = {one.name: "Chile" for one in named_queries()[query].parameters if one.required}
    assert ask(seeds_home, query, required).columns


EXPECTED = [
    ("articles", {"entity": "selma haufiku", "outlet": "cape-ledger"},
     "title", ["Namibia courts neighbours for grain, water funds at drought summit",
               "The second bucket"]),
    ("articles", {"days": "1"}, "outlet", ["capital-wire", "le-courrier-du-fleuve"]),
    ("articles", {"days": "1", "as_of": "2025-03-11"}, "outlet", ["harbour-times"]),
    ("copies", {}, "kind", ["exact", "near", "reuse"]),
    ("copies", {"outlet": "Cape-Ledger"}, "kind", ["reuse"]),
    ("coverage", {"days": "2"}, "independent_outlets", [2, 1, 1, 1, 1]),
    ("facts", {"story": "observer-east/court"}, "agreement", None),
    ("last_run", {}, "state", ["completed"]),
    ("outlets", {"days": "2"}, "outlet",
     ["Pacific Bulletin", "capital-wire", "lakeside-mail", "le-courrier-du-fleuve",
      "observer-east"]),
    ("people", {"outlet": "harbour-times", "limit": "2"}, "name",
     ["Tomás Ibáñez", "Constanza Riquelme"]),
    ("places", {"outlet": "lisbon-review", "limit": "1"}, "name", ["Lisbon"]),
    ("quarantine", {}, "path", []),
    ("quotes", {"entity": "chepkorir"}, "speaker", ["Jane Chepkorir", "Jane Chepkorir"]),
    ("stories", {"entity": "Constanza Riquelme", "limit": "1"}, "since", [date(2025, 3, 11)]),
    ("timeline", {"story": "avalanche above mestia"}, "outlet", ["caucasus-daily", "evening-post"]),
    ("trending", {"days": "7", "label": "person", "limit": "1"}, "rising", [False]),
    ("variants", {"entity": "Mphatso Banda"}, "carried_by", [["cape-ledger"]]),
    ("with", {"entity": "Jane Chepkorir", "limit": "1"}, "articles", [2]),
]  # fmt: skip


@pytest.mark.parametrize(("query", "given", "column", "expected"), EXPECTED)
def test_named_queries_on_the_example(
    seeds_home: Path, query: str, given: dict[str, str], column: str, expected: list[object] | None
) -> None:
    """Each named query answers as a reader of the example inbox would."""
    answer = ask(seeds_home, query, given)
    found = [row[column] for row in answer.records()]
    if expected is None:
        assert "agree" in found
    else:
        assert sorted(found, key=str) == sorted(expected, key=str)


def test_json_has_days_in_iso(seeds_home: Path) -> None:
    """JSON holds every row, days as ISO 8601, lists as lists."""
    rows = json.loads(as_json(ask(seeds_home, "timeline", {"story": "avalanche above mestia"})))
    assert [row["day"] for row in rows] == ["2025-03-15", "2025-03-16"]
    assert isinstance(rows[0]["new_names"], list)


def test_parquet_keeps_types(seeds_home: Path, tmp_path: Path) -> None:
    """A named query goes to Parquet with its parameters and its types."""
    import pyarrow.parquet as pq

    target = tmp_path / "people.parquet"
    write_parquet(seeds_home, "people", target, {"limit": "3"})
    table = pq.read_table(target)
    assert table.num_rows == 3
    assert str(table.schema.field("first_seen").type) == "date32[day]"
