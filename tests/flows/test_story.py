"""What a run tells of itself."""

from pathlib import Path

from flows import story
from schemas.settings import read_settings
from tasks import stages
from tests.plain import load, rows, run_stages
from tests.test_stages import OTHER, WIRE, write


def test_new_stories_are_those_that_no_article_stood_in(tmp_path: Path) -> None:
    """Neither a story that grows is new, nor one that an older copy renames or a new text moves."""
    inbox, home = tmp_path / "inbox", tmp_path / "home"
    changed = write(inbox, "herald/2025-05-06-bridge.txt", WIRE)
    settings = read_settings(home, settle_seconds=0, batch_seconds=0)
    home.mkdir()

    def build() -> list[str]:
        account = load(inbox, stages.discover(inbox, settings), settings)
        stages.deduplicate(account.run_id, settings)
        stages.aggregate(account.row("completed"), settings)
        return story.new_stories(account.run_id, settings)

    assert len(build()) == 1
    run_stages(inbox, home, batch_seconds=0)
    ((before,),) = rows(home, "SELECT story_id FROM stories")
    write(inbox, "gazette/2025-05-01-bridge.txt", WIRE)
    changed.write_text(WIRE.replace("310 million", "320 million"))
    write(inbox, "herald/2025-05-07-harvest.txt", OTHER)
    new = build()
    run_stages(inbox, home, batch_seconds=0)
    stories = dict(rows(home, "SELECT story_id, headline FROM stories"))
    assert [stories[identity] for identity in new] == ["Harvest fails in the north of Ghana"]
    assert len(stories) == 2
    assert before not in stories
