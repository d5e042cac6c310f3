"""The views and macros: on the example inbox against an editor's labels, and on small worlds."""

import json
import random
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tasks.warehouse.ask import ask
from tasks.warehouse.publish import PUBLISHED
from tests.warehouse.newsroom import (
    amount,
    article,
    days_before,
    entity,
    mention,
    pair,
    publish,
    quote,
    story,
)

LABELS = Path(__file__).parent.parent / "quality" / "data" / "seeds_expected.json"
TODAY = date(2025, 5, 30)

Rows = list[tuple[Any, ...]]


def rows(home: Path, sql: str, **parameters: object) -> Rows:
    return list(ask(home, sql, parameters).rows)


@pytest.fixture(scope="module")
def labels() -> dict[str, Any]:
    """What an editor knows about the example inbox."""
    known: dict[str, Any] = json.loads(LABELS.read_text(encoding="utf-8"))
    return known


def test_every_view_and_column_has_a_comment(seeds_home: Path) -> None:
    """An analyst finds in any client what each view, column and macro holds."""
    bare = rows(
        seeds_home,
        "SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL"
        " UNION ALL SELECT table_name || '.' || column_name FROM duckdb_columns()"
        " WHERE table_name LIKE 'v\\_%' ESCAPE '\\' AND table_name <> 'v_last_run'"
        " AND comment IS NULL"
        " UNION ALL SELECT function_name FROM duckdb_functions()"
        " WHERE function_type LIKE '%macro' AND NOT internal AND comment IS NULL",
    )
    assert bare == []


def test_views_work_in_a_renamed_copy(seeds_home: Path, tmp_path: Path) -> None:
    """The file can be copied under another name and attached: no view names its catalog."""
    copy = tmp_path / "february.duckdb"
    shutil.copy(seeds_home / PUBLISHED, copy)
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{copy}' AS archive (READ_ONLY)")
        connection.execute("USE archive")
        names = connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal")
        for (view,) in names.fetchall():
            connection.execute(f"SELECT * FROM {view}").fetchall()


def test_timeline_goes_by_day(seeds_home: Path) -> None:
    """The port strike is told on three days, each article with its place and distance."""
    assert rows(
        seeds_home,
        "SELECT position, day, days_since_first, outlet, title FROM v_story_timeline"
        " WHERE story_id = (SELECT story_id FROM articles"
        " WHERE path = 'harbour-times/2025-03-11-port-strike.txt')"
        " AND outlet = 'harbour-times' ORDER BY position",
    ) == [
        (1, date(2025, 3, 11), 0, "harbour-times",
         "Valparaíso dockers walk out over driverless cranes"),
        (2, date(2025, 3, 12), 1, "harbour-times",
         "Cruise ships turn away as Valparaíso port strike spreads to San Antonio"),
        (3, date(2025, 3, 13), 2, "harbour-times",
         "Dockers return to work in Valparaíso after cranes go to arbitration"),
    ]  # fmt: skip


def test_timeline_says_what_each_article_added(tmp_path: Path) -> None:
    """A name is new in the first article that gives it, and in no later one."""
    home = publish(
        tmp_path / "home",
        articles=[
            article("one", days_before(TODAY, 1), story_id="s"),
            article("two", TODAY, story_id="s"),
        ],
        stories=[story("s", 2, days_before(TODAY, 1))],
        entities=[entity("Ana"), entity("Boris")],
        mentions=[mention("one", "Ana"), mention("two", "Ana"), mention("two", "Boris")],
    )
    assert rows(home, "SELECT article_id, new_names FROM v_story_timeline") == [
        ("one", ["Ana"]),
        ("two", ["Boris"]),
    ]


def test_independent_coverage_of_the_example(seeds_home: Path) -> None:
    """Copies, edited copies and wire reuse do not make a second voice; own reporting does."""
    coverage = {
        tuple(sources): (independent, voices)
        for sources, independent, voices in rows(
            seeds_home,
            "SELECT sources, independent_articles, voices FROM v_independent_coverage"
            " WHERE articles > 1",
        )
    }
    assert coverage[("capital-wire", "morning-standard")] == (1, ["capital-wire"])
    assert coverage[("caucasus-daily", "evening-post")] == (1, ["caucasus-daily"])
    assert coverage[("lakeside-mail", "observer-east")] == (2, ["lakeside-mail", "observer-east"])


def test_voices_are_as_many_as_independent_articles(seeds_home: Path) -> None:
    """The view and the table count the same groups of copies."""
    assert rows(
        seeds_home,
        "SELECT stories.story_id FROM stories JOIN articles USING (story_id)"
        " JOIN article_voices() AS voices USING (article_id) GROUP BY ALL"
        " HAVING count(DISTINCT voice) <> any_value(independent_articles)",
    ) == []  # fmt: skip


def test_a_chain_of_reuse_is_one_voice(tmp_path: Path) -> None:
    """Three articles of which only neighbours share text still speak with the first one's voice."""
    days = {"first": 2, "second": 1, "third": 0}
    home = publish(
        tmp_path / "home",
        articles=[
            article(name, days_before(TODAY, ago), story_id="s", outlet=f"{name} post")
            for name, ago in days.items()
        ],
        stories=[story("s", 3, days_before(TODAY, 2))],
        duplicate_pairs=[pair("first", "second", "reuse"), pair("second", "third", "near")],
    )
    sql = "SELECT independent_outlets, voices FROM v_independent_coverage"
    assert rows(home, sql) == [(1, ["first post"])]


def test_outlets_copy_or_write(seeds_home: Path) -> None:
    """Outlets that printed another's text have little of their own, the others all."""
    shares = dict(rows(seeds_home, "SELECT outlet, original_share FROM v_outlet_originality"))
    assert shares["morning-standard"] == 0
    assert shares["evening-post"] < 0.3
    assert 0.4 < shares["cape-ledger"] < 0.9
    assert shares["harbour-times"] == shares["lakeside-mail"] == shares["lisbon-review"] == 1


@pytest.mark.parametrize("person", ["Jane Chepkorir", "Constanza Riquelme", "Levan Gelovani"])
def test_persons_say_what_the_editor_heard(
    seeds_home: Path, labels: dict[str, Any], person: str
) -> None:
    """A person's quotes stand under the full name, also where an article has only the surname."""
    said = rows(seeds_home, "SELECT text FROM v_person_quotes WHERE person = $who", who=person)
    expected = {
        quoted["text"]
        for known in labels["articles"]
        for quoted in known["quotes"]
        if quoted["speaker"] == person
    }
    assert {text for (text,) in said} == expected


def test_variants_say_who_carried_and_who_dropped(tmp_path: Path) -> None:
    """One row a wording; an outlet of the story without the utterance has dropped it."""
    outlets = {"one": "Mail", "two": "Post", "three": "Star"}
    home = publish(
        tmp_path / "home",
        articles=[article(key, TODAY, story_id="s", outlet=name) for key, name in outlets.items()],
        stories=[story("s", 3, TODAY)],
        entities=[entity("Ana Lima")],
        quotes=[
            quote("q1", "u", "one", "We will not go back,", "Ana Lima"),
            quote("q2", "u", "two", "We will never go back,", "Ana Lima"),
        ],
    )
    columns = "speaker, wordings, wording, carried_by, dropped_by"
    assert rows(home, f"SELECT {columns} FROM v_quote_variants ORDER BY wording") == [
        ("Ana Lima", 2, "We will never go back,", ["Post"], ["Star"]),
        ("Ana Lima", 2, "We will not go back,", ["Mail"], ["Star"]),
    ]


def archive(recent: dict[str, int], before: dict[str, int], articles: int = 40) -> dict[str, Any]:
    """Return articles over five weeks, of which so many a period mention each name."""
    written = [
        article(f"a{week}-{number}", days_before(TODAY, 7 * week + number % 7))
        for week in range(5)
        for number in range(articles)
    ]
    mentions = [mention(f"a0-{n}", name) for name, count in recent.items() for n in range(count)]
    mentions += [
        mention(f"a{1 + n % 4}-{n // 4}", name)
        for name, count in before.items()
        for n in range(count)
    ]
    names = sorted({*recent, *before})
    return {"articles": written, "mentions": mentions, "entities": [entity(n) for n in names]}


def test_small_counts_do_not_rise(tmp_path: Path) -> None:
    """One new mention is no trend though its plain ratio is infinite; ten are."""
    world = archive({"Once": 1, "Twice": 2, "Ten": 10, "Steady": 10}, {"Steady": 40})
    home = publish(tmp_path / "home", **world)
    found = rows(home, "SELECT name, articles, baseline_articles, rising FROM v_trending")
    assert found[0] == ("Ten", 10, 0, True)
    assert {name for name, _, _, rising in found if rising} == {"Ten"}


def test_chance_seldom_rises(tmp_path: Path) -> None:
    """Names that are mentioned at one steady rate rise in under 2.5 % of all cases."""
    dice = random.Random(7)
    rates = {f"name {n}": dice.choice((0.01, 0.03, 0.1, 0.3)) for n in range(400)}
    draw = {
        period: {
            name: sum(dice.random() < rate for _ in range(size)) for name, rate in rates.items()
        }
        for period, size in (("recent", 40), ("before", 160))
    }
    home = publish(tmp_path / "home", **archive(draw["recent"], draw["before"]))
    (count,) = rows(home, "SELECT count(*) FROM v_trending WHERE rising")[0]
    assert count / len(rates) < 0.025


def test_nothing_rises_without_a_baseline(tmp_path: Path) -> None:
    """In the first week of an archive nothing is a trend yet."""
    world = archive({"Many": 30}, {}, articles=40)
    world["articles"] = [one for one in world["articles"] if one["article_id"].startswith("a0-")]
    home = publish(tmp_path / "home", **world)
    assert rows(home, "SELECT name, rising, expected FROM v_trending") == [("Many", False, None)]


def test_copies_make_no_trend(tmp_path: Path) -> None:
    """A text that ten outlets print is one report."""
    world = archive({"Copied": 10, "Reported": 10}, {})
    copied = {f"a0-{n}" for n in range(1, 10)}
    world["articles"] = [
        {**one, "duplicate_of": "a0-0"} if one["article_id"] in copied else one
        for one in world["articles"]
    ]
    home = publish(tmp_path / "home", **world)
    assert rows(home, "SELECT name, articles FROM v_trending ORDER BY name") == [
        ("Copied", 1),
        ("Reported", 1),
    ]


def test_trends_of_another_day(tmp_path: Path) -> None:
    """trending(as_of) sees nothing of what came later."""
    home = publish(tmp_path / "home", **archive({"Late": 10}, {"Early": 20}))
    sql = "SELECT DISTINCT name FROM trending(as_of := $day)"
    assert rows(home, sql, day=days_before(TODAY, 7)) == [("Early",)]


def test_new_pairs_put_known_names_first(tmp_path: Path) -> None:
    """Two who were in the news before, and now meet, are worth more than two newcomers."""
    last_month = days_before(TODAY, 30)
    known = {"first_seen": last_month, "last_seen": TODAY}
    new = {"first_seen": TODAY, "last_seen": TODAY}
    met = {"articles": 1, "stories": 1, **new}
    home = publish(
        tmp_path / "home",
        articles=[article("one", TODAY)],
        entities=[entity("Ana", **known), entity("Boris", **known), entity("Cleo", **new)],
        entity_pairs=[
            {"entity_a": "Ana", "entity_b": "Cleo", **met},
            {"entity_a": "Ana", "entity_b": "Boris", **met},
            {"entity_a": "Boris", "entity_b": "Old", **met, "first_seen": last_month},
        ],
    )
    assert rows(home, "SELECT name_a, name_b, both_known FROM v_new_pairs") == [
        ("Ana", "Boris", True),
        ("Ana", "Cleo", False),
    ]


def test_coverage_differs_by_entity_figure_and_quote(seeds_home: Path) -> None:
    """The river verdict: what one court report has and the other has not."""
    differing = rows(
        seeds_home,
        "SELECT shown, carried_by, missing_from FROM v_coverage_diff WHERE kind = 'entity'"
        " AND shown IN ('Anneke Vroom', 'Jane Chepkorir', 'Arusha') ORDER BY shown",
    )
    assert differing == [
        ("Anneke Vroom", ["observer-east"], ["lakeside-mail"]),
        ("Arusha", ["observer-east"], ["lakeside-mail"]),
    ]


def test_two_articles_are_held_against_each_other(tmp_path: Path) -> None:
    """coverage_diff lists what stands in one of two articles only."""
    home = publish(
        tmp_path / "home",
        articles=[article("one", TODAY), article("two", TODAY)],
        entities=[entity("Ana"), entity("Boris")],
        mentions=[mention("one", "Ana"), mention("two", "Ana"), mention("two", "Boris")],
        amounts=[amount("one", 0, "$5", 5, "USD")],
    )
    found = rows(home, "SELECT kind, shown, only_in FROM coverage_diff('one', 'two')")
    assert found == [("figure", "$5", "one"), ("entity", "Boris", "two")]


def facts(home: Path) -> dict[str, tuple[str, list[str]]]:
    found = rows(home, "SELECT surface, agreement, other_values FROM v_story_facts")
    return {surface: (agreement, others) for surface, agreement, others in found}


def toll(home: Path, other: str, number: float, **fields: Any) -> dict[str, tuple[str, list[str]]]:
    """Publish two reports on the cost of one bridge, and return what is known of it."""
    texts = {
        "one": "Repairing the collapsed bridge will cost $40m before winter.",
        "two": f"Engineers said repairing the collapsed bridge will take {other} to finish.",
    }
    return facts(
        publish(
            home,
            articles=[
                article(name, TODAY, text, story_id="s", outlet=name) | fields.get(name, {})
                for name, text in texts.items()
            ],
            stories=[story("s", 2, TODAY)],
            amounts=[
                amount("one", texts["one"].index("$40m"), "$40m", 40e6, "USD"),
                amount("two", texts["two"].index(other), other, number, "USD"),
            ],
            duplicate_pairs=fields.get("pairs", []),
        )
    )


def test_facts_disagree_in_the_same_words(tmp_path: Path) -> None:
    """Two figures for one thing are set against each other."""
    found = toll(tmp_path / "home", "$65m", 65e6)
    assert found["$40m"] == ("disagree", ["65000000.0 USD"])
    assert found["$65m"] == ("disagree", ["40000000.0 USD"])


def test_facts_agree_within_rounding(tmp_path: Path) -> None:
    """A figure rounded by under two per cent is the same figure."""
    found = toll(tmp_path / "home", "$40.2m", 40.2e6)
    assert found["$40m"] == found["$40.2m"] == ("agree", [])


def test_reuse_confirms_nothing(tmp_path: Path) -> None:
    """Two outlets with the same wire text are one source for its figures."""
    found = toll(tmp_path / "home", "$40.2m", 40.2e6, pairs=[pair("one", "two", "reuse")])
    assert found["$40m"][0] == "one source"


def test_facts_of_the_example(seeds_home: Path) -> None:
    """Both court reports have the fine of 640 million shillings."""
    assert rows(
        seeds_home,
        "SELECT agreement, sources FROM v_story_facts WHERE value = '640000000.0 KES'",
    ) == [("agree", ["lakeside-mail", "observer-east"])]


def test_last_run_counts_the_example(seeds_home: Path) -> None:
    """One row: the run, and what the database holds."""
    columns = "state, files_new, files_processed, articles, in_quarantine, latest_day"
    assert rows(seeds_home, f"SELECT {columns} FROM v_last_run") == [
        ("completed", 18, 18, 21, 0, date(2025, 3, 19))
    ]
