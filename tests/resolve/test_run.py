"""What the resolve stage makes of several articles, through all stages."""

from pathlib import Path

import pytest

from tasks.resolve import run
from tests.plain import rows, run_stages
from tests.test_stages import write

SPEECH = (
    "Minister promises new ferry to the islands\n\n"
    "OBAN - Transport Minister Fiona MacAskill promised the western islands a new ferry on "
    "Wednesday, after a winter in which storms and breakdowns cut off the islanders of Tiree and "
    "Coll for a total of nineteen days and emptied the shelves of their three shops.\n\n"
    '"The islands have waited long enough and the ship will sail before the autumn gales," '
    "MacAskill told reporters at the pier in Oban."
)
FOLLOW = (
    "OBAN - Islanders on Tiree and Coll met the promise of a new ferry with doubt on Wednesday, "
    "after storms and breakdowns had emptied their three shops for nineteen days this winter.\n\n"
    'MacAskill said the ship would come. "The islands have waited long enough and the ship '
    'will sail before the autumn gales," she told reporters at the pier in Oban.'
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with two reports of one speech, of which the second has neither date nor name."""
    write(tmp_path / "inbox", "herald/2025-05-07-ferry.txt", SPEECH)
    write(tmp_path / "inbox", "islander/ferry.txt", FOLLOW)
    run_stages(tmp_path / "inbox", tmp_path / "home")
    return tmp_path / "home"


def test_bare_surname_is_the_storys_bearer(home: Path) -> None:
    """A surname alone is the person whom a sibling of the story names in full, with its reason."""
    found = rows(
        home,
        "SELECT alias, method FROM entity_aliases JOIN entities USING (entity_id)"
        " WHERE name = 'Fiona MacAskill' ORDER BY ALL",
    )
    assert ("MacAskill", "surname in story") in found
    assert rows(home, "SELECT count(*) FROM entities WHERE name = 'MacAskill'") == [(0,)]


def test_sibling_lends_its_day_and_weekdays_follow(home: Path) -> None:
    """An undated article takes its dated sibling's day, and its Wednesday becomes that day."""
    lent = rows(
        home,
        "SELECT CAST(published_date AS VARCHAR), date_basis, surface, CAST(date_from AS VARCHAR),"
        " basis FROM articles JOIN dates USING (article_id) WHERE path = 'islander/ferry.txt'"
        " AND surface = 'Wednesday'",
    )
    assert lent == [("2025-05-07", "story sibling", "Wednesday", "2025-05-07", "story sibling")]


def test_one_utterance_in_two_articles(home: Path) -> None:
    """The same words of one speaker are one utterance, whoever reports them."""
    assert rows(home, "SELECT count(*), count(DISTINCT utterance_id) FROM quotes") == [(2, 1)]


def test_chunks_cut_no_story(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Working article by article gives the same rows as working on all at once."""
    monkeypatch.setattr(run, "_CHUNK", 1)
    run_stages(tmp_path / "inbox", tmp_path / "small")
    for table in ("quotes", "entity_aliases", "dates"):
        query = f"SELECT * FROM {table} ORDER BY ALL"
        assert rows(home, query) == rows(tmp_path / "small", query)
