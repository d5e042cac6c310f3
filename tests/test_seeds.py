"""The example inbox against what an editor says of it, through all stages."""

import json
from pathlib import Path
from typing import Any

import pytest

from tasks.resolve.names import fold
from tests.plain import rows

LABELS = json.loads(
    (Path(__file__).parent / "quality/data/seeds_expected.json").read_text(encoding="utf-8")
)


def place(of: list[Any]) -> tuple[str, str]:
    return of[0], of[1] or ""


def is_form(name: str | None, full: str | None) -> bool:
    """Tell whether one name is the other or a part of it, marks aside."""
    words, all_words = set(fold(name or "").split()), set(fold(full or "").split())
    return words <= all_words or all_words <= words


def test_copies_are_those_that_an_editor_sees(seeds_home: Path) -> None:
    """Exactly the labelled pairs are found, each of its kind."""
    found = rows(
        seeds_home,
        "SELECT a.path, coalesce(a.item, ''), b.path, coalesce(b.item, ''), kind"
        " FROM duplicate_pairs JOIN articles AS a ON a.article_id = article_a"
        " JOIN articles AS b ON b.article_id = article_b",
    )
    pairs = {(frozenset({(a, i), (b, j)}), kind) for a, i, b, j, kind in found}
    wanted = {
        (frozenset({place(pair["a"]), place(pair["b"])}), pair["kind"])
        for pair in LABELS["duplicate_pairs"]
    }
    assert pairs == wanted


@pytest.mark.parametrize("story", LABELS["stories"], ids=lambda story: story["name"])
def test_story_has_its_articles_and_no_other(seeds_home: Path, story: dict[str, Any]) -> None:
    """A story's labelled members are in one story, with none that the label does not allow."""
    found = rows(
        seeds_home, "SELECT path, coalesce(item, ''), story_id FROM articles WHERE language = 'en'"
    )
    stories = {(path, item): story_id for path, item, story_id in found}
    members = {place(member) for member in story["members"]}
    (together,) = {stories[member] for member in members}
    inside = {member for member, story_id in stories.items() if story_id == together}
    assert inside <= members | {place(member) for member in story["optional"]}


def test_quotations_have_their_speakers(seeds_home: Path) -> None:
    """Every labelled quotation is found whole, and no speaker is another person."""
    found = rows(
        seeds_home,
        "SELECT path, coalesce(item, ''), quotes.text, entities.name, quotes.speaker"
        " FROM quotes JOIN articles USING (article_id)"
        " LEFT JOIN entities ON entities.entity_id = quotes.speaker_entity_id",
    )
    said = {(path, item, text): (name, speaker) for path, item, text, name, speaker in found}
    wrong, lost = [], []
    for article in LABELS["articles"]:
        if article["language"] != "en":
            continue
        for quote in article["quotes"]:
            key = (*place([article["path"], article["item"]]), quote["text"])
            if key not in said:
                lost.append(key)
            elif said[key][1] is not None and not any(
                is_form(name, quote["speaker"]) for name in said[key]
            ):
                wrong.append((key, said[key], quote["speaker"]))
    assert lost == []
    assert wrong == []


def test_main_names_are_found(seeds_home: Path) -> None:
    """Of the people, organisations and places that an editor lists, at least nine in ten stand."""
    found = rows(
        seeds_home,
        "SELECT DISTINCT path, coalesce(item, ''), entities.name"
        " FROM mentions JOIN articles USING (article_id) JOIN entities USING (entity_id)",
    )
    names = set(found)
    wanted = [
        (*place([article["path"], article["item"]]), name)
        for article in LABELS["articles"]
        if article["language"] == "en"
        for kind in ("persons", "organisations", "places")
        for name in article[kind]
    ]
    missing = [entry for entry in wanted if entry not in names]
    assert len(missing) <= len(wanted) / 10, missing


def test_undated_articles_take_their_siblings_day(seeds_home: Path) -> None:
    """An article without a date takes the day that its story's dated member lends, and says so."""
    lent = rows(seeds_home, "SELECT path FROM articles WHERE date_basis = 'story sibling'")
    assert set(lent) <= {
        (article["path"],) for article in LABELS["articles"] if article["published_date"] is None
    }
    assert lent


def test_article_in_another_language_is_kept_and_not_read(seeds_home: Path) -> None:
    """A French article stands with its language and has no mention."""
    french = rows(
        seeds_home,
        "SELECT count(*), count(mentions.article_id) FROM articles"
        " LEFT JOIN mentions USING (article_id) WHERE language = 'fr'",
    )
    assert french == [(1, 0)]
