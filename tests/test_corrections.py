"""What corrections do, on which articles, and what they cost."""

from datetime import date
from pathlib import Path

import pytest

from schemas.correction import Merge
from schemas.errors import UsageError
from tasks.warehouse.corrections import FILE, append, read_corrections
from tests.plain import published, rows, run_stages

FIRST = (
    "Minister opens a bridge\n\nWARSAW - Infrastructure Minister Anna Kowalczyk opened a bridge"
    " over the Vistula on Tuesday, four years after work began, and Piotr Lis cut the ribbon.\n\n"
    '"This bridge will bring our two shores together," Anna Kowalczyk told reporters in Warsaw.'
)
SECOND = (
    "Tram line planned\n\nWARSAW - The city will lay eleven kilometres of rails along the river,"
    " Ania Kowalczyk said on Thursday, once the money from the state has come in.\n\n"
    '"We have waited long enough for this," Ania Kowalczyk told a meeting of residents.'
)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An inbox with two articles of one outlet."""
    folder = tmp_path / "inbox" / "herald"
    folder.mkdir(parents=True)
    (folder / "2025-05-06-bridge.txt").write_text(FIRST, encoding="utf-8")
    (folder / "2025-06-19-tram.txt").write_text(SECOND, encoding="utf-8")
    return tmp_path / "inbox"


def correct(home: Path, text: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / FILE).write_text(text, encoding="utf-8")


def persons(home: Path) -> set[tuple[str, int]]:
    return set(rows(home, "SELECT name, articles FROM entities WHERE label = 'PERSON'"))


def test_corrections_act_on_stored_articles(inbox: Path, tmp_path: Path) -> None:
    """A correction added later ends in the tables of a run that knew it from the start."""
    text = """
    [[merge]]
    names = ["Anna Kowalczyk", "Ania Kowalczyk"]
    [[rename]]
    name = "Warsaw"
    to = "Warszawa"
    [[ignore]]
    name = "Piotr Lis"
    [[outlet]]
    outlet = "herald"
    to = "The Herald"
    [[date]]
    article = "herald/2025-05-06-bridge.txt"
    day = 2025-05-13
    [[story]]
    article = "herald/2025-06-19-tram.txt"
    beside = "herald/2025-05-06-bridge.txt"
    """
    late, early = tmp_path / "late", tmp_path / "early"
    run_stages(inbox, late)
    assert ("Piotr Lis", 1) in persons(late)
    correct(late, text)
    run_stages(inbox, late)
    correct(early, text)
    run_stages(inbox, early)
    assert published(late) == published(early)
    assert persons(late) == {("Anna Kowalczyk", 2)}
    assert rows(late, "SELECT DISTINCT outlet FROM articles") == [("The Herald",)]
    assert rows(late, "SELECT articles, headline IS NOT NULL FROM stories") == [(2, True)]
    assert rows(late, "FROM unmatched_corrections") == []
    assert rows(late, "SELECT count(*) FROM entities WHERE name = 'Warszawa'") == [(1,)]
    days = "SELECT published_date, date_basis FROM articles ORDER BY 1"
    assert rows(late, days)[0] == (date(2025, 5, 13), "correction")


def test_a_correction_that_goes_leaves_no_trace(inbox: Path, tmp_path: Path) -> None:
    """Without its corrections a home is what it would have been without them."""
    home, plain = tmp_path / "home", tmp_path / "plain"
    correct(
        home,
        '[[ignore]]\nname = "Piotr Lis"\n'
        '[[date]]\narticle = "herald/2025-05-06-bridge.txt"\nday = 2025-05-13\n',
    )
    run_stages(inbox, home)
    (home / FILE).unlink()
    run_stages(inbox, home)
    run_stages(inbox, plain)
    assert published(home) == published(plain)
    assert run_stages(inbox, home) is None


def test_only_what_it_touches_is_redone(inbox: Path, tmp_path: Path) -> None:
    """Names cost a publish and no article; a pinned day costs the one article."""
    home = tmp_path / "home"
    run_stages(inbox, home)
    append(home, "merge", Merge(names=("Anna Kowalczyk", "Ania Kowalczyk")))
    account = run_stages(inbox, home)
    assert account is not None
    assert account.row("completed").articles_written == 0
    assert persons(home) == {("Anna Kowalczyk", 2), ("Piotr Lis", 1)}
    with (home / FILE).open("a", encoding="utf-8") as file:
        file.write('[[date]]\narticle = "herald/2025-05-06-bridge.txt"\nday = 2025-05-13\n')
    account = run_stages(inbox, home)
    assert account is not None
    assert account.row("completed").articles_written == 1
    assert run_stages(inbox, home) is None


def test_a_name_is_split_by_article_and_typed(inbox: Path, tmp_path: Path) -> None:
    """One name can be two people; a kind can be set."""
    home = tmp_path / "home"
    correct(
        home,
        '[[split]]\nname = "Warsaw"\narticles = ["herald/2025-06-19-tram.txt"]\n'
        'to = "Warsaw (Indiana)"\n[[type]]\nname = "Piotr Lis"\nlabel = "ORG"\n',
    )
    run_stages(inbox, home)
    found = dict(rows(home, "SELECT name, articles FROM entities WHERE name LIKE 'Warsaw%'"))
    assert found == {"Warsaw": 1, "Warsaw (Indiana)": 1}
    labels = "SELECT entities.label, mentions.label FROM mentions JOIN entities USING (entity_id)"
    assert set(rows(home, f"{labels} WHERE name = 'Piotr Lis'")) == {("ORG", "ORG")}


def test_what_matches_nothing_is_reported(inbox: Path, tmp_path: Path) -> None:
    """Names, outlets and articles that are not there are listed by kind."""
    home = tmp_path / "home"
    correct(
        home,
        '[[merge]]\nnames = ["Anna Kowalczyk", "Nobody"]\n'
        '[[outlet]]\noutlet = "Nowhere"\nto = "X"\n'
        '[[date]]\narticle = "gone.txt"\nday = 2025-05-13\n',
    )
    run_stages(inbox, home)
    assert rows(home, "FROM unmatched_corrections ORDER BY ALL") == [
        ("date", "gone.txt"),
        ("merge", "Nobody"),
        ("outlet", "Nowhere"),
    ]


@pytest.mark.parametrize("text", ["[[merge", '[[merge]]\nnames = ["one"]', "[[unknown]]\nx = 1"])
def test_a_file_that_cannot_be_used_stops_the_run(tmp_path: Path, text: str) -> None:
    """A damaged corrections.toml is named; nothing is published without it by mistake."""
    correct(tmp_path, text)
    with pytest.raises(UsageError, match=FILE):
        read_corrections(tmp_path)


def test_appending_keeps_what_stands_there(tmp_path: Path) -> None:
    """Comments stay, and names with quotes and accents come back as they were."""
    correct(tmp_path, "# by hand")
    append(tmp_path, "merge", Merge(names=('Ana "Nita" Ibáñez', "A. Ibáñez\\n")))
    assert (tmp_path / FILE).read_text(encoding="utf-8").startswith("# by hand\n\n[[merge]]")
    assert read_corrections(tmp_path).merge[0].names == ('Ana "Nita" Ibáñez', "A. Ibáñez\\n")
