"""How plain news is labelled with a trained pipeline."""

import json
from pathlib import Path

import pytest

pytest.importorskip("faker", reason="the `train` extra is not installed")
pytest.importorskip("pytickersymbols", reason="the `train` extra is not installed")

from training import label
from training.convert import UNSURE
from training.corpus import SILVER, Span


def test_what_two_labellers_say_alike_stays_and_the_rest_is_doubted() -> None:
    """A span that one of them alone has, or has otherwise, is marked as unsure."""
    found = [(0, 4, "GPE"), (10, 15, "ORG"), (20, 25, "PERSON")]
    earlier = [(0, 4, "GPE"), (10, 15, "PERSON")]
    assert label.compare(found, earlier) == (
        (0, 4, "GPE"),
        (10, 15, UNSURE),
        (20, 25, UNSURE),
    )


def test_names_are_counted_from_their_own_sentence(tmp_path: Path) -> None:
    """Ten sentences are read together, and each gets the offsets within itself."""
    lines = [f"Line {number} names Oslo." for number in range(12)]
    (tmp_path / label.TEXT).write_text("\n".join(lines) + "\n", "utf-8")
    known = {"doc": "gmb-0", "text": lines[1], "spans": []}
    (tmp_path / f"{SILVER}.jsonl").write_text(json.dumps(known) + "\n", "utf-8")

    def predict(text: str) -> set[Span]:
        places = [place for place in range(len(text)) if text.startswith("Oslo", place)]
        return {(place, place + 4, "GPE") for place in places}

    found = list(label.label_text(tmp_path, predict))
    assert [each.doc for each in found] == ["gmb-0"] * 10 + ["gmb-1"] * 2
    assert all(each.text[s:e] == "Oslo" for each in found for s, e, _ in each.spans)
    assert [kind for _, _, kind in found[1].spans] == [UNSURE]
    assert [kind for _, _, kind in found[11].spans] == ["GPE"]
