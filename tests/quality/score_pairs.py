"""Scores of duplicates, reuse and stories against labelled pairs of articles.

`python -m tests.quality.score_pairs` prints the scores and every pair that is judged otherwise.
Labels: near, reuse, quotes (one speech, quoted by both), same_event (reported independently) and
unrelated. All texts are taken in together, as an inbox would be.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from schemas.article import stable_id
from schemas.duplicate import DeduplicateSettings
from tasks.clean.words import count_words, hash_words
from tasks.deduplicate import deduplicate
from tasks.warehouse.connect import Connection, connect, insert, statement
from tasks.warehouse.migrate import migrate

PAIRS = Path(__file__).parent / "data" / "pairs.jsonl"
_SAME_STORY = frozenset({"near", "reuse", "quotes", "same_event"})


class Verdict(NamedTuple):
    """What a reader and the program say of a pair."""

    id: str
    label: str
    found: str | None
    one_story: bool


def score() -> dict[str, float]:
    """Return precision and recall of copied work, of its kinds, and of pairs in one story."""
    verdicts = list(judge_pairs())
    return {
        **_precision_recall("pairs_copied", verdicts, ("near", "reuse"), ("near", "reuse")),
        **_precision_recall("pairs_near", verdicts, ("near",), ("near",)),
        **_precision_recall("pairs_reuse", verdicts, ("reuse",), ("reuse",)),
        "pairs_one_story": _share([v for v in verdicts if v.label in _SAME_STORY]),
        "pairs_apart": 1 - _share([v for v in verdicts if v.label == "unrelated"]),
    }


def judge_pairs() -> Iterator[Verdict]:
    """Give the program's verdict on every labelled pair."""
    cases = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    with TemporaryDirectory() as home:
        migrate(Path(home))
        connection = connect(Path(home))
        insert(connection, "articles", [row for case in cases for row in _rows(case)])
        connection.execute("INSERT INTO pending SELECT article_key, 'deduplicate' FROM articles")
        deduplicate(connection, DeduplicateSettings(), "quality")
        for case in cases:
            yield Verdict(case["id"], case["kind"], *_look_up(connection, case["id"]))
        connection.close()


def _rows(case: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for side in ("a", "b"):
        text, day = case[f"text_{side}"], case.get(f"date_{side}")
        path = f"{case['id']}/{side}"
        yield {
            "article_key": int(stable_id(path)[:12], 16),
            "article_id": stable_id(path, None),
            "path": path,
            "outlet": case.get(f"outlet_{side}"),
            "published_date": date.fromisoformat(day) if day else None,
            "language": "en",
            "text": text,
            "words": count_words(text),
            "content_hash": hash_words(text),
        }


def _look_up(connection: Connection, case: str) -> tuple[str | None, bool]:
    ids = sorted(stable_id(f"{case}/{side}", None) for side in ("a", "b"))
    published = statement("tasks.aggregate", "duplicate_pairs")
    kind = connection.execute(
        f"SELECT kind FROM ({published}) WHERE article_a = ? AND article_b = ?", ids
    ).fetchone()
    stories = connection.execute(
        "SELECT count(DISTINCT story_id) FROM story_members JOIN articles USING (article_key)"
        " WHERE article_id IN (?, ?)",
        ids,
    ).fetchone()
    return (None if kind is None else kind[0]), stories == (1,)


def _precision_recall(
    name: str, verdicts: list[Verdict], labels: tuple[str, ...], kinds: tuple[str, ...]
) -> dict[str, float]:
    """Count a pair as found when the program gives it one of the kinds."""
    found = [verdict for verdict in verdicts if verdict.found in kinds]
    wanted = [verdict for verdict in verdicts if verdict.label in labels]
    right = sum(verdict.label in labels for verdict in found)
    return {
        f"{name}_precision": right / len(found) if found else 0.0,
        f"{name}_recall": right / len(wanted) if wanted else 0.0,
    }


def _share(verdicts: list[Verdict]) -> float:
    """Return the share of pairs that are in one story."""
    return sum(verdict.one_story for verdict in verdicts) / len(verdicts) if verdicts else 0.0


if __name__ == "__main__":
    for verdict in judge_pairs():
        copied = verdict.label if verdict.label in ("near", "reuse") else None
        if copied != verdict.found or verdict.one_story != (verdict.label in _SAME_STORY):
            print(verdict)
    print(json.dumps(score(), indent=2))
