"""An article that really hangs the extract stage, through the whole DAG."""

from pathlib import Path

import pytest
import spacy

from flows.process import process_news
from tests.plain import rows, run_stages
from tests.test_stages import OTHER, WIRE, write

# A pattern whose time doubles with each letter, and a word that it fails on at the last one.
PATTERN, WORD = "^(a+)+b$", "a" * 60 + "c"
SOUND = "Minister Anna Kowalczyk opened bridge number {} over the river in Warsaw on Tuesday."
QUARANTINE = "SELECT path, stage, error_type, error FROM quarantine"


@pytest.fixture
def model(tmp_path: Path) -> str:
    """A pipeline that names Warsaw, and never ends on a word of that kind."""
    nlp = spacy.blank("en", config={"nlp": {"batch_size": 8}})
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "GPE", "pattern": "Warsaw"},
            {"label": "ORG", "pattern": [{"TEXT": {"REGEX": PATTERN}}]},
        ]
    )
    nlp.meta["name"] = "hanging"
    nlp.to_disk(tmp_path / "model")
    return str(tmp_path / "model")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An inbox of three sound articles, and one that hangs."""
    folder = tmp_path / "inbox"
    for number in range(3):
        write(folder, f"herald/{number}.txt", f"{WIRE}\n\n{SOUND.format(number)}")
    write(folder, "herald/0-hangs.txt", f"{OTHER}\n\nThe word was {WORD} on Monday.")
    return folder


def check(home: Path) -> None:
    """The one article stands in quarantine with its reason, and the others are extracted."""
    assert rows(home, QUARANTINE) == [
        (
            "herald/0-hangs.txt",
            "extract",
            "time limit",
            "it takes more than 1 s alone (batch_seconds)",
        )
    ]
    assert rows(home, "SELECT count(*) FROM articles") == [(3,)]
    warsaws = "SELECT count(DISTINCT article_id) FROM mentions WHERE surface = 'Warsaw'"
    assert rows(home, warsaws) == [(3,)]


def test_the_article_that_hangs_is_quarantined_alone(
    inbox: Path, model: str, tmp_path: Path
) -> None:
    """The batch is halved until that article is alone; the run ends, and the next one is idle."""
    home = tmp_path / "home"
    account = run_stages(inbox, home, model=model, batch_seconds=4)
    assert account is not None
    assert account.row("completed").articles_written == 3
    check(home)
    assert run_stages(inbox, home, model=model, batch_seconds=4) is None


@pytest.mark.slow
@pytest.mark.parametrize("pool_words", [0, 400_000])
def test_the_flow_goes_on(
    server: str, pool_words: int, inbox: Path, model: str, tmp_path: Path
) -> None:
    """In worker processes and in the flow's own, the article that hangs does not hold up a run."""
    flags = {"settle_seconds": 0, "model": model, "batch_seconds": 4, "pool_words": pool_words}
    state = process_news(inbox, tmp_path / "home", "manual", flags, return_state=True)
    assert state.is_completed(), state.message
    check(tmp_path / "home")
