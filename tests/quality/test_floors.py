import pytest

from tests.quality.__main__ import holds, read_floors, score_all


def test_no_score_falls_below_its_floor() -> None:
    """Every score on the labelled cases stays on the right side of a bound that only rises."""
    scores, floors = score_all(), read_floors()
    assert set(scores) == set(floors), "every score has a floor, and every floor a score"
    missed = {
        name: (score, floors[name])
        for name, score in scores.items()
        if not holds(name, score, floors[name])
    }
    assert not missed


@pytest.mark.parametrize(("name", "good"), [("spans_f1", True), ("wrong_speaker", False)])
def test_mistakes_have_ceilings(name: str, good: bool) -> None:
    """A score that counts mistakes is bounded from above, all others from below."""
    assert holds(name, 0.9, 0.5) is good
