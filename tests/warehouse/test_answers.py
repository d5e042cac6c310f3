"""Every named query and every view on the example inbox, against rows that a reader wrote down.

Shares of text are written to within .05, since a reader counts them by eye.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tasks.warehouse.ask import ask
from tasks.warehouse.named import named_queries

AVALANCHE = "(SELECT story_id FROM articles WHERE path = 'caucasus-daily/2025-03-15-avalanche.txt')"
RIVER = "(SELECT story_id FROM articles WHERE path = 'observer-east/court_naivasha.txt')"
SLIDE = "Five ski guides missing after avalanche above Mestia"
RACE = "Race against the wind for guides buried by Georgian avalanche"
VERDICT = "Judge orders flower giant to clean Nairobi-bound river"
SHARES = "NAKURU - Shares of flower growers fell in Nairobi on Tuesday afternoon once it …"
DAY_15, DAY_16 = date(2025, 3, 15), date(2025, 3, 16)
DAY_18, DAY_19 = date(2025, 3, 18), date(2025, 3, 19)
NO_SOUND = "There was no sound at first, only the light going out,"
CONCRETE = "Then it was like concrete being poured."
TONIGHT = "We have perhaps until tonight before the wind turns. We will use every minute of it,"
DRAIN = "A river is not a drain for the rich, and this court will not treat it as one,"
PLASTIC_BAG = "I came here with photographs of dead animals in a plastic bag,"
OPENED = "Today somebody finally opened the bag."
ENGINEER = "Every grower from here to Arusha is on the phone to an engineer tonight,"

QUERIES: list[tuple[str, dict[str, str], list[tuple[Any, ...]]]] = [
    ("articles", {"entity": "Jane Chepkorir"}, [
        (DAY_18, "lakeside-mail", VERDICT, 1.0, False,
         "lakeside-mail/2025-03-18-river-verdict.txt", None),
        (DAY_18, "observer-east", SHARES, 1.0, False, "observer-east/court_naivasha.txt", None),
    ]),
    ("copies", {}, [
        ("exact", 1.0, 1.0,
         "capital-wire/2025-03-14-bank-rate.txt", "morning-standard/business-04b.txt"),
        ("near", 0.62, 0.92,
         "caucasus-daily/2025-03-15-avalanche.txt", "evening-post/avalanche_mestia.txt"),
        ("reuse", 0.36, 0.32, "straits-courier/0412_windhoek.txt", "cape-ledger/drought-talks.txt"),
    ]),
    ("coverage", {"days": "2", "limit": "2"}, [
        (DAY_18, 2, 2, 2, 0, ["lakeside-mail", "observer-east"], VERDICT),
        (DAY_19, 1, 1, 1, 0, ["capital-wire"],
         "Regulator fines KwikPesewa over frozen mobile wallets"),
    ]),
    ("diff", {"story": "avalanche above mestia"}, [
        ("entity", "Israel", ["caucasus-daily"], ["evening-post"]),
        ("entity", "Kazakhstan", ["caucasus-daily"], ["evening-post"]),
        ("entity", "Poland", ["caucasus-daily"], ["evening-post"]),
        ("entity", "Svaneti", ["caucasus-daily"], ["evening-post"]),
        ("figure", "90 centimetres", ["caucasus-daily"], ["evening-post"]),
    ]),
    ("facts", {"story": "flower giant"}, [
        ("agree", "date", "Today", "2025-03-18", ["lakeside-mail", "observer-east"], []),
        ("agree", "money", "640 million shillings", "640000000.0 KES",
         ["lakeside-mail", "observer-east"], []),
        ("one source", "date", "January", "2025-01-01 to 2025-01-31", ["observer-east"], []),
        ("one source", "money", "US$700m", "700000000.0 USD", ["observer-east"], []),
    ]),
    ("outlets", {"days": "2"}, [
        ("Pacific Bulletin", 2, 0, 1.0),
        ("capital-wire", 1, 0, 1.0),
        ("lakeside-mail", 1, 0, 1.0),
        ("le-courrier-du-fleuve", 1, 0, 1.0),
        ("observer-east", 1, 0, 1.0),
    ]),
    ("pairs", {"days": "2", "limit": "2"}, [
        (DAY_18, "Hernán Sotomayor", "Santiago", 1, 1, True),
        (DAY_18, "Mireya Quiroga", "Santiago", 1, 1, True),
    ]),
    ("people", {"outlet": "evening-post", "limit": "3"}, [
        ("Levan Gelovani", 1, 2, DAY_16, DAY_16),
        ("Nino Japaridze", 1, 2, DAY_16, DAY_16),
        ("Davit Khurtsilava", 1, 1, DAY_16, DAY_16),
    ]),
    ("places", {"outlet": "evening-post"}, [
        ("Mestia", None, 1, 2, DAY_16, DAY_16),
        ("Georgia", "GE", 1, 1, DAY_16, DAY_16),
        ("Tetnuldi", None, 1, 1, DAY_16, DAY_16),
        ("Ushguli", None, 1, 1, DAY_16, DAY_16),
        ("Yerevan", "AM", 1, 1, DAY_16, DAY_16),
    ]),
    ("quarantine", {}, []),
    ("quotes", {"outlet": "evening-post"}, [
        ("Levan Gelovani", "said", NO_SOUND, "evening-post", DAY_16),
        ("Levan Gelovani", "said", CONCRETE, "evening-post", DAY_16),
        ("Nino Japaridze", "said", TONIGHT, "evening-post", DAY_16),
    ]),
    ("stories", {"entity": "Jane Chepkorir"}, [(DAY_18, 2, 2, 2, VERDICT)]),
    ("trending", {"as_of": "2025-03-18", "days": "2", "label": "PERSON", "limit": "2"}, [
        ("Jane Chepkorir", "PERSON", 2, 0.0, 5.95, 1.481, False),
        ("Wairimu Kamotho", "PERSON", 2, 0.0, 5.95, 1.481, False),
    ]),
    ("variants", {"story": "flower giant"}, [
        ("Jane Chepkorir", 1, PLASTIC_BAG, ["lakeside-mail"], ["observer-east"]),
        ("Jane Chepkorir", 1, OPENED, ["lakeside-mail"], ["observer-east"]),
        ("Anneke Vroom", 1, ENGINEER, ["observer-east"], ["lakeside-mail"]),
    ]),
    ("with", {"entity": "Wairimu Kamotho", "limit": "5"}, [
        ("Environment and Land Court", "ORG", 2),
        ("Jane Chepkorir", "PERSON", 2),
        ("Kenya", "GPE", 2),
        ("Malewa River", "LOC", 2),
        ("Nairobi", "GPE", 2),
    ]),
]  # fmt: skip

VIEWS: list[tuple[str, str, list[tuple[Any, ...]]]] = [
    ("v_story_timeline",
     "SELECT position, day, days_since_first, outlet, title, copied_from, original_share"
     f" FROM v_story_timeline WHERE story_id = {AVALANCHE}",
     [(1, DAY_15, 0, "caucasus-daily", SLIDE, None, 1.0),
      (2, DAY_16, 1, "evening-post", RACE, "caucasus-daily", 0.05)]),
    ("v_independent_coverage",
     f"SELECT * EXCLUDE story_id FROM v_independent_coverage WHERE story_id = {AVALANCHE}",
     [(SLIDE, DAY_15, 2, 2, 1, 1, 1, ["caucasus-daily", "evening-post"], ["caucasus-daily"])]),
    ("v_outlet_originality",
     "FROM v_outlet_originality WHERE outlet IN ('evening-post', 'cape-ledger') ORDER BY outlet",
     [("cape-ledger", 2, 667, 0, 1, ["AFP"], 0.75, 0.25),
      ("evening-post", 1, 201, 1, 0, [], 0.05, 0.95)]),
    ("v_person_quotes",
     "SELECT day, outlet, text, cue, wordings, outlets FROM v_person_quotes"
     " WHERE person = 'Wairimu Kamotho' ORDER BY outlet",
     [(DAY_18, "lakeside-mail", DRAIN, "said", 1, 2),
      (DAY_18, "observer-east", DRAIN, "concluded", 1, 2)]),
    ("v_quote_variants",
     "SELECT speaker, wordings, wording, articles, carried_by, dropped_by FROM v_quote_variants"
     f" WHERE story_id = {RIVER} ORDER BY speaker, wording",
     [("Anneke Vroom", 1, ENGINEER, 1, ["observer-east"], ["lakeside-mail"]),
      ("Jane Chepkorir", 1, PLASTIC_BAG, 1, ["lakeside-mail"], ["observer-east"]),
      ("Jane Chepkorir", 1, OPENED, 1, ["lakeside-mail"], ["observer-east"]),
      ("Wairimu Kamotho", 1, DRAIN, 2, ["lakeside-mail", "observer-east"], [])]),
    ("v_trending",
     "SELECT name, label, articles, baseline_articles, rising FROM v_trending"
     " WHERE name IN ('Accra', 'Nairobi') ORDER BY name",
     [("Accra", "GPE", 2, 0, False), ("Nairobi", "GPE", 2, 0, False)]),
    ("v_new_pairs",
     "SELECT * EXCLUDE (entity_a, entity_b) FROM v_new_pairs"
     " WHERE name_a = 'Hernán Sotomayor' AND name_b = 'Santiago'",
     [(DAY_18, "Hernán Sotomayor", "PERSON", "Santiago", "GPE", 1, 1, True)]),
    ("v_coverage_diff",
     "SELECT kind, shown, articles_with, articles_without, carried_by, missing_from"
     f" FROM v_coverage_diff WHERE story_id = {RIVER} AND kind <> 'entity' ORDER BY kind, shown",
     [("figure", "US$700m", 1, 1, ["observer-east"], ["lakeside-mail"]),
      ("quote", ENGINEER, 1, 1, ["observer-east"], ["lakeside-mail"]),
      ("quote", PLASTIC_BAG, 1, 1, ["lakeside-mail"], ["observer-east"]),
      ("quote", OPENED, 1, 1, ["lakeside-mail"], ["observer-east"])]),
    ("v_story_facts",
     "SELECT kind, value, surface, agreement, sources, other_values FROM v_story_facts"
     f" WHERE story_id = {AVALANCHE} AND kind = 'quantity' ORDER BY surface",
     [("quantity", "600.0 metre", "600 metres", "one source",
       ["caucasus-daily", "evening-post"], []),
      ("quantity", "80.0 metre", "80 metres", "one source", ["caucasus-daily", "evening-post"], []),
      ("quantity", "90.0 centimetre", "90 centimetres", "one source", ["caucasus-daily"], [])]),
    ("v_last_run",
     "SELECT state, trigger, files_new, files_processed, files_quarantined, articles_written,"
     " articles, latest_day FROM v_last_run",
     [("completed", "manual", 18, 18, 0, 21, 21, DAY_19)]),
]  # fmt: skip


@pytest.mark.parametrize(("query", "given", "expected"), QUERIES)
def test_named_query(
    seeds_home: Path, query: str, given: dict[str, str], expected: list[tuple[Any, ...]]
) -> None:
    """Rows, columns and order are what a reader of the example inbox would answer."""
    assert matches(list(ask(seeds_home, query, given).rows), expected)


@pytest.mark.parametrize(("view", "sql", "expected"), VIEWS)
def test_view(seeds_home: Path, view: str, sql: str, expected: list[tuple[Any, ...]]) -> None:
    """The view holds what a reader of the example inbox would write down."""
    assert matches(list(ask(seeds_home, sql).rows), expected), view


def test_timeline_names_whom_each_article_brings_in(seeds_home: Path) -> None:
    """The copy of a day later brings nobody that the first report had not."""
    rows = ask(seeds_home, "timeline", {"story": "avalanche above mestia"}).records()
    assert [row["outlet"] for row in rows] == ["caucasus-daily", "evening-post"]
    assert {"Levan Gelovani", "Nino Japaridze", "Davit Khurtsilava"} <= set(rows[0]["new_names"])
    assert rows[1]["new_names"] == []


def test_last_run_is_the_run(seeds_home: Path) -> None:
    """The query tells the one run over the example inbox, in order."""
    row = ask(seeds_home, "last_run").records()[0]
    assert (row["state"], row["files_new"], row["articles_written"]) == ("completed", 18, 21)
    assert row["started_at"] <= row["finished_at"]


def test_none_is_left_out(seeds_home: Path) -> None:
    """Every named query and every view of the database has its rows written down here."""
    asked = {query for query, _, _ in QUERIES} | {"timeline", "last_run"}
    assert asked == set(named_queries())
    views = ask(seeds_home, "SELECT view_name FROM duckdb_views() WHERE NOT internal").rows
    assert {view for view, _, _ in VIEWS} == {name for (name,) in views}


def matches(found: list[tuple[Any, ...]], expected: list[tuple[Any, ...]]) -> bool:
    """Compare rows; fractions to within .05. Shows both when they differ."""
    same = len(found) == len(expected) and all(
        len(row) == len(wanted) and all(map(_alike, row, wanted))
        for row, wanted in zip(found, expected, strict=True)
    )
    if not same:
        print(f"found    {found}\nexpected {expected}")
    return same


def _alike(value: Any, wanted: Any) -> bool:
    if isinstance(value, float) and isinstance(wanted, float):
        return abs(value - wanted) <= 0.05
    return bool(value == wanted)
