from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from tasks.deduplicate import forget_all
from tasks.warehouse.connect import statement
from tests.deduplicate.house import House
from tests.deduplicate.prose import make_text, make_topic

DAY = date(2025, 3, 10)
MARTS = (
    "duplicate_pairs",
    "reused_passages",
    "stories",
    "story_articles",
    "story_links",
    "story_lineage",
)


def prose(seed: int, sentences: int = 16, subject: int | None = None) -> str:
    """Write a text, on the subject's topic if one is given."""
    topic = make_topic(Random(seed if subject is None else subject))
    return make_text(Random(seed), topic, sentences)


def article(name: str, text: str, **more: Any) -> dict[str, Any]:
    """Make an article of the given day."""
    return {"id": name, "text": text, "day": DAY, **more}


def leaders(house: House) -> dict[str, str | None]:
    """Return what each article is a copy of."""
    return house.members("(SELECT path FROM articles d WHERE d.article_key = m.duplicate_of)")


def test_exact_copies_are_a_star_around_the_earliest(house: House) -> None:
    """Equal words in other type are one text; each copy has one pair, with the first."""
    text = prose(1)
    house.put([article(f"c{n}", text, day=DAY + timedelta(days=n)) for n in (2, 0, 1)])
    house.put([article("shout", text.upper(), day=DAY + timedelta(days=3))])
    house.run()
    assert house.pairs() == {("c0", "c1"): "exact", ("c0", "c2"): "exact", ("c0", "shout"): "exact"}
    assert leaders(house) == {"c0": None, "c1": "c0", "c2": "c0", "shout": "c0"}


def test_the_original_is_earliest_then_longest_then_smallest(house: House) -> None:
    """Of near-duplicates of one day the longest leads; an earlier one would."""
    text = prose(2)
    cut = text[: int(len(text) * 0.8)]
    house.put([article("cut", cut), article("whole", text)])
    house.run()
    assert leaders(house) == {"cut": "whole", "whole": None}
    house.put([article("early", cut + " Ends here.", day=DAY - timedelta(days=1))])
    house.run()
    assert leaders(house) == {"cut": "early", "whole": "early", "early": None}


def test_a_round_up_does_not_join_its_briefs(house: House) -> None:
    """A page that holds two briefs whole is near to both, and they stay apart."""
    one, two = prose(3, 8), prose(4, 8)
    house.put([
        article("round-up", f"{one}\n\n{two}", day=DAY - timedelta(days=1)),
        article("one", one), article("two", two),
    ])  # fmt: skip
    house.run()
    assert house.pairs() == {("one", "round-up"): "near", ("round-up", "two"): "near"}
    assert set(leaders(house).values()) == {None}
    stories = house.members("story_id")
    assert stories["one"] != stories["two"]


def test_shared_quotations_make_a_story_and_no_pair(house: House) -> None:
    """Two reporters at one speech are independent; the story counts two."""
    speech = '"' + prose(5, 4, subject=5).replace("\n\n", " ") + '"'
    house.put([
        article("a", f"{prose(6, 10, subject=5)}\n\n{speech}", outlet="x"),
        article("b", f"{prose(7, 10, subject=5)}\n\n{speech}", outlet="y"),
    ])  # fmt: skip
    house.run()
    assert house.pairs() == {}
    assert house.stories() == [["a", "b"]]
    assert len(set(house.members("copy_group").values())) == 2


def test_wire_copy_is_reuse_with_passages_and_shares(house: House) -> None:
    """The later article's share is what the earlier one and the agency's do not have."""
    wire = prose(8, 8, subject=8)
    house.put([
        article("a", f"{prose(9, 12, subject=8)}\n\n{wire}"),
        article("b", f"{prose(10, 12, subject=8)}\n\n{wire}", day=DAY + timedelta(days=1)),
    ])  # fmt: skip
    house.run()
    assert house.pairs() == {("a", "b"): "reuse"}
    shares = house.members("original_share")
    assert shares["a"] == 1.0
    assert shares["b"] == pytest.approx(0.6, abs=0.05)
    assert len(set(house.members("copy_group").values())) == 1
    texts = dict(house.rows("SELECT path, text FROM articles"))
    row = house.rows(
        "SELECT a.path, b.path, p.* EXCLUDE (key_a, key_b) FROM reused_passages p"
        " JOIN articles a ON a.article_key = key_a JOIN articles b ON b.article_key = key_b"
    )[0]
    assert texts[row[0]][row[2] : row[3]] == texts[row[1]][row[4] : row[5]]
    house.put([article("agency", wire, day=DAY + timedelta(days=2), agency="AFP")])
    house.run()
    assert house.members("original_share")["a"] == pytest.approx(0.6, abs=0.05)


def test_stories_need_likeness_in_time(house: House) -> None:
    """Two reports of one kind of event ten days apart are two stories; undated ones pair."""

    def report(seed: int, day: date | None) -> dict[str, Any]:
        return article(f"r{seed}", prose(seed, 16, subject=11), day=day)

    house.put([report(12, DAY), report(13, DAY + timedelta(days=2))])
    house.put([report(14, DAY + timedelta(days=12)), report(15, DAY + timedelta(days=13))])
    house.run()
    assert house.stories() == [["r12", "r13"], ["r14", "r15"]]


def test_lineage_tells_merges_and_splits(house: House) -> None:
    """An article whose day is corrected joins another story: a merge; set back, it is a split."""

    def report(seed: int, days: int) -> dict[str, Any]:
        text = prose(seed, 16, subject=11)
        return article(f"r{seed}", text, day=DAY + timedelta(days=days))

    house.put([report(12, 0), report(13, 1), report(14, 12)])
    house.run()
    before = house.members("story_id")
    assert house.stories() == [["r12", "r13"], ["r14"]]
    assert house.rows("SELECT * FROM story_lineage") == []
    house.put([report(14, 2)])
    house.run()
    assert house.stories() == [["r12", "r13", "r14"]]
    assert house.rows("SELECT * FROM story_lineage") == [
        ("run-2", before["r14"], before["r12"], "merge")
    ]
    house.put([report(14, 12)])
    house.run()
    assert house.stories() == [["r12", "r13"], ["r14"]]
    assert house.rows("SELECT * FROM story_lineage WHERE run_id = 'run-3'") == [
        ("run-3", before["r12"], before["r14"], "split")
    ]


def test_lineage_tells_renames(house: House) -> None:
    """An older arrival renames a story, and leaves others alone."""
    one, two = make_topic(Random(16)), make_topic(Random(17))
    house.put([article(f"a{n}", make_text(Random(18 + n), one, 16)) for n in range(2)])
    house.put([article(f"b{n}", make_text(Random(21 + n), two, 16)) for n in range(2)])
    house.run()
    assert house.rows("SELECT * FROM story_lineage") == []
    before = house.members("story_id")
    early = DAY - timedelta(days=1)
    house.put([article("first", make_text(Random(24), one, 16), day=early)])
    house.run()
    after = house.members("story_id")
    assert house.rows("SELECT * FROM story_lineage") == [
        ("run-2", before["a0"], after["a0"], "rename")
    ]
    assert after["b0"] == before["b0"]


def test_what_changed_waits_for_resolve(house: House) -> None:
    """All members of a story with a new member are resolved anew, others are not."""
    house.put([article("a", prose(25, 16, subject=25)), article("far", prose(26))])
    house.run()
    house.connection.execute("DELETE FROM pending")
    house.put([article("b", prose(27, 16, subject=25))])
    house.run()
    waiting = house.rows("SELECT path, stage FROM pending JOIN articles USING (article_key)")
    assert sorted(waiting) == [("a", "resolve"), ("b", "resolve")]


def test_a_copy_takes_over_when_the_first_article_goes(house: House) -> None:
    """The next article with the same words stands for them, with its pairs."""
    text = prose(28)
    cut = text[: int(len(text) * 0.7)]
    house.put([article("a", text), article("b", text), article("cut", cut)])
    house.run()
    house.remove([min(("a", "b"), key=lambda name: leaders(house)[name] is not None)])
    house.run()
    (kept,) = {"a", "b"} & leaders(house).keys()
    assert house.pairs() == {(kept, "cut"): "near"}


def test_copies_that_go_together_leave_together(house: House) -> None:
    """When more goes than a chunk holds, no copy that is gone too stands for its text meanwhile."""
    text, other = prose(29), prose(30)
    cut = text[: int(len(text) * 0.7)]
    house.put([article(name, text) for name in ("a", "b", "c", "d")])
    house.put([article("cut", cut), article("other", other)])
    house.run()
    house.put([article(name, text) for name in ("a", "b", "c", "d")])
    house.run(chunk_articles=1)
    assert house.pairs()[("a", "cut")] == "near"
    house.remove(["a", "b", "c", "d"])
    house.run(chunk_articles=1)
    assert house.pairs() == {}
    assert house.stories() == [["cut"], ["other"]]


def test_forgetting_and_taking_in_again_changes_nothing(house: House) -> None:
    """New settings start from nothing, and lineage keeps silent about equal stories."""
    house.put([article(f"p{n}", prose(30 + n, 16, subject=30 + n // 3)) for n in range(9)])
    house.run()
    before = house.snapshot()
    forget_all(house.connection)
    house.connection.execute("INSERT INTO pending SELECT article_key, 'deduplicate' FROM articles")
    house.run()
    assert house.snapshot() == before
    assert house.rows("SELECT * FROM story_lineage") == []


def test_a_killed_chunk_leaves_nothing_half_done(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a chunk dies, the chunks before it stand and the next run goes on."""
    articles = [article(f"k{n}", prose(40 + n, 16, subject=40 + n // 4)) for n in range(12)]
    house.put(articles)
    calls = iter([False, True])

    def die(*_: object) -> None:
        if next(calls):
            raise KeyboardInterrupt

    from tasks.deduplicate import run

    write_shares = run.write_shares
    monkeypatch.setattr(run, "write_shares", lambda *args: (die(), write_shares(*args)))
    with pytest.raises(KeyboardInterrupt):
        house.run(chunk_articles=5)
    monkeypatch.undo()
    assert house.rows("SELECT count(*) FROM taken_articles") == [(5,)]
    house.run()
    whole = house.snapshot()
    forget_all(house.connection)
    house.connection.execute("INSERT INTO pending SELECT article_key, 'deduplicate' FROM articles")
    house.run()
    assert house.snapshot() == whole


def test_marts_name_articles_by_id(house: House) -> None:
    """Every published table of this stage is one SELECT with the columns of its definition."""
    text = prose(60)
    house.put([
        article("a", text, outlet="x", title="Old pier closed"),
        article("b", text, outlet="x"), article("c", text + " Update.", outlet="y"),
    ])  # fmt: skip
    house.run()
    for mart in MARTS:
        house.connection.execute(f"CREATE SCHEMA IF NOT EXISTS s; USE s; {definition(mart)}")
        house.connection.execute("USE main")
        house.connection.execute(
            f"INSERT INTO s.{mart} BY NAME {statement('tasks.aggregate', mart)}"
        )
    (story,) = house.rows("SELECT headline, articles, outlets, independent_articles FROM s.stories")
    assert story[1:] == (3, 2, 1)
    assert house.rows("SELECT count(*), count(DISTINCT (article_a, article_b)) FROM"
                      " s.duplicate_pairs") == [(3, 3)]  # fmt: skip
    assert house.rows("SELECT bool_and(article_a < article_b) FROM s.duplicate_pairs") == [(True,)]


def definition(mart: str) -> str:
    """Return the definition of a published table, without its comments."""
    return statement("schemas.published", mart).split("COMMENT ON", 1)[0]
