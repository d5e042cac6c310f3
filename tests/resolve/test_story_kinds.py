"""One name of one story is one entity, whatever each article took it for, in any order of runs."""

from itertools import permutations
from pathlib import Path

import pytest

from tests.plain import published, rows, run_stages
from tests.test_stages import write

PLUMS = (
    "The frost of Tuesday night killed nine tenths of the blossom in the valleys around Cacak, "
    "where plums for brandy have been grown for four centuries, and growers asked Belgrade for "
    "cheap loans before the end of the month, since banks had refused to wait for a harvest that "
    "will not come."
)
TOLD = (
    f"CACAK, Serbia - {PLUMS}\n\n"
    "Growers' federation Kestrova put the loss at 4 million euros a day."
)
GUESSED = f"CACAK, Serbia - {PLUMS}\n\nKestrova estimated losses at two million euros."
AGAIN = f"CACAK, Serbia - {PLUMS}\n\nKestrova feared for next year."
ELSEWHERE = (
    "VILNIUS - A jury in Vilnius gave its prize for young cellists on Monday to a pupil of the "
    "city's oldest school of music, who had learned the instrument from her grandmother.\n\n"
    "Kestrova estimated that she practised nine hours a day."
)
ARTICLES = {
    "herald/2025-05-07-frost.txt": TOLD,
    "gazette/2025-05-07-plums.txt": GUESSED,
    "tribune/2025-05-08-frost.txt": AGAIN,
    "herald/2025-05-20-cello.txt": ELSEWHERE,
}
NAMES = (
    "SELECT path, label, method FROM mentions JOIN articles USING (article_id)"
    " WHERE surface = 'Kestrova' ORDER BY path"
)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that took all articles in one run."""
    place = tmp_path_factory.mktemp("clean")
    for name, text in ARTICLES.items():
        write(place / "inbox", name, text)
    run_stages(place / "inbox", place / "home")
    return place / "home"


def test_story_tells_what_an_article_guessed(clean: Path) -> None:
    """What a noun introduces in one report is the same in the others; each mention says why."""
    assert rows(clean, NAMES) == [
        ("gazette/2025-05-07-plums.txt", "ORG", "story"),
        ("herald/2025-05-07-frost.txt", "ORG", "cue"),
        ("herald/2025-05-20-cello.txt", "PERSON", "pipeline"),
        ("tribune/2025-05-08-frost.txt", "ORG", "story"),
    ]


def test_two_stories_share_no_kind(clean: Path) -> None:
    """The federation and the woman of another story are two entities of one name."""
    found = rows(
        clean,
        "SELECT label, articles FROM entities WHERE name = 'Kestrova' ORDER BY label",
    )
    assert found == [("ORG", 3), ("PERSON", 1)]


def test_any_order_of_runs_ends_the_same(clean: Path, tmp_path: Path) -> None:
    """The articles come one a run, in several orders; once the one that tells goes and comes."""
    wanted = published(clean)
    told = next(iter(ARTICLES))
    for number, order in enumerate([*permutations(ARTICLES)][::7]):
        inbox, home = tmp_path / f"inbox{number}", tmp_path / f"home{number}"
        for name in order:
            write(inbox, name, ARTICLES[name])
            run_stages(inbox, home)
        if number == 1:
            (inbox / told).unlink()
            run_stages(inbox, home)
            assert ("gazette/2025-05-07-plums.txt", "ORG", "story") not in rows(home, NAMES)
            write(inbox, told, ARTICLES[told])
            run_stages(inbox, home)
        assert published(home) == wanted


def test_a_correction_beats_the_story(clean: Path, tmp_path: Path) -> None:
    """A kind that `corrections.toml` tells stands, also where the story says another."""
    inbox, home = tmp_path / "inbox", tmp_path / "home"
    for name, text in ARTICLES.items():
        write(inbox, name, text)
    home.mkdir()
    (home / "corrections.toml").write_text('[[type]]\nname = "Kestrova"\nlabel = "EVENT"\n')
    run_stages(inbox, home)
    labels = rows(home, "SELECT label FROM mentions WHERE surface = 'Kestrova' ORDER BY label")
    assert labels == [("EVENT",), ("EVENT",), ("EVENT",), ("PERSON",)]
