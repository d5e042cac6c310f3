"""A killed run loses nothing: the next one ends as if there had been no crash."""

import random
from pathlib import Path

import pytest

from tasks.warehouse import standing
from tests.reliability.crash import STAGES, kill_often


@pytest.mark.slow
@pytest.mark.parametrize("by_day", [False, True])
def test_ten_killed_runs_are_healed(
    by_day: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten runs killed at random moments, each rerun, end identical to a clean run."""
    monkeypatch.setattr(standing, "REBUILD_SHARE", 1e9 if by_day else standing.REBUILD_SHARE)
    hits, wrong = kill_often(tmp_path, 10, seed=1, by_day=by_day)
    assert wrong == []
    assert hits.total() - hits["none"] >= 8


@pytest.mark.soak
def test_fifty_killed_runs_are_healed(tmp_path: Path) -> None:
    """Fifty runs killed in all stages, also while publishing, end identical to a clean run."""
    seed = random.randrange(1_000_000)
    hits, wrong = kill_often(tmp_path, 50, seed)
    print(f"seed {seed}; killed in: {dict(hits)}")
    assert wrong == [], f"seed {seed}"
    assert set(STAGES) <= set(hits), f"seed {seed}: {hits}"
