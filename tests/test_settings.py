from pathlib import Path

import pytest

from schemas.errors import UsageError
from schemas.settings import Settings, read_settings

DOCS = Path(__file__).parent.parent / "docs/settings.md"


def test_flags_beat_the_environment_which_beats_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of three sources that name a setting, the nearest to the user wins."""
    (tmp_path / "dateline.toml").write_text("batch_words = 1\nworkers = 1\nlock_seconds = 1\n")
    monkeypatch.setenv("DATELINE_WORKERS", "2")
    monkeypatch.setenv("DATELINE_LOCK_SECONDS", "2")
    settings = read_settings(tmp_path, lock_seconds=3)
    assert (settings.batch_words, settings.workers, settings.lock_seconds) == (1, 2, 3)


def test_thresholds_stand_in_a_table_of_their_own(tmp_path: Path) -> None:
    """The thresholds of a stage are set under its name, and the others keep their default."""
    (tmp_path / "dateline.toml").write_text("[deduplicate]\nstory_window_days = 5\n")
    thresholds = read_settings(tmp_path).deduplicate
    assert thresholds.story_window_days == 5
    assert thresholds.near_containment == 0.5


@pytest.mark.parametrize("text", ["no toml at all", "colour = 'red'", "workers = -1"])
def test_settings_that_cannot_be_are_refused(tmp_path: Path, text: str) -> None:
    """A broken file, an unknown name and an impossible value are errors of use."""
    (tmp_path / "dateline.toml").write_text(text)
    with pytest.raises(UsageError):
        read_settings(tmp_path)


def test_every_setting_is_documented() -> None:
    """docs/settings.md names every setting, and no other."""
    rows = [line.split("`")[1] for line in DOCS.read_text().splitlines() if line.startswith("| `")]
    assert sorted(rows) == sorted(Settings.model_fields)
