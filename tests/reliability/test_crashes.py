"""A killed run loses nothing: the next one ends as if there had been no crash."""

import random
from pathlib import Path

import pytest

from tests.reliability.crash import STAGES, kill_often


@pytest.mark.slow
def test_ten_killed_runs_are_healed(tmp_path: Path) -> None:
    """Ten runs killed at random moments, each rerun, end identical to a clean run."""
    hits, wrong = kill_often(tmp_path, 10, seed=1)
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
