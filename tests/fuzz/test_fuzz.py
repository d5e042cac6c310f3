"""Whatever comes: articles or rejections, true offsets, no exception. More by `make fuzz`."""

from pathlib import Path

import pytest

from tests.fuzz.targets import CASES, TARGETS, Input, check, fuzz

KEPT = sorted(place for place in CASES.rglob("*") if place.is_file())


@pytest.mark.parametrize("target", TARGETS)
def test_damaged(target: str) -> None:
    """A few damaged files of each format, and damaged texts, meet what must hold."""
    fuzz(target, 0, 20, lambda given: None)


@pytest.mark.parametrize("place", KEPT, ids=[str(place.relative_to(CASES)) for place in KEPT])
def test_what_failed_once(place: Path) -> None:
    """An input that once failed is tried for ever."""
    target = place.parent.name
    check(target, place.name.partition("-")[2], place.read_bytes())


def test_failure_is_told_and_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    """An input that fails is shrunk, and the same seed finds it again."""
    from tests.fuzz import targets

    def fail(target: str, name: str, data: bytes) -> None:
        assert b"{" not in data

    monkeypatch.setattr(targets, "check", fail)
    found: list[list[Input]] = [[], []]
    for inputs in found:
        with pytest.raises(AssertionError):
            fuzz("text", 3, 200, inputs.append)
    assert found[0][-1] == found[1][-1]
    assert found[0][-1][1].count(b"{") == 1
