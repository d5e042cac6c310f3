"""Scores of who is who across articles against `stories.jsonl`.

`python -m tests.quality.score_stories` prints the scores and every thing that came out otherwise.
The articles go through all stages, in one inbox, so that stories are what the program makes them.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from tests.plain import rows, run_stages

DATA = Path(__file__).parent / "data" / "stories.jsonl"
MENTIONS = (
    "SELECT path, surface, mentions.entity_id, mentions.label, name"
    " FROM mentions JOIN articles USING (article_id) JOIN entities USING (entity_id)"
)


class Verdict(NamedTuple):
    """What became of one labelled thing."""

    case: str
    wanted: str
    got: str
    right: bool


def score() -> dict[str, float]:
    """Return the share of things that are one entity of the right kind and no other's."""
    verdicts = list(judge())
    return {"story_names": sum(verdict.right for verdict in verdicts) / len(verdicts)}


def judge() -> Iterator[Verdict]:
    """Run all stages over the cases and judge each thing."""
    cases = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]
    with TemporaryDirectory() as place:
        inbox = Path(place) / "inbox"
        for case in cases:
            for article in case["articles"]:
                path = inbox / case["id"] / article["path"]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(article["text"], "utf-8")
        run_stages(inbox, Path(place) / "home")
        found = rows(Path(place) / "home", MENTIONS)
    for case in cases:
        yield from judge_case(case, found)


def judge_case(case: dict[str, Any], found: list[tuple[Any, ...]]) -> Iterator[Verdict]:
    """Judge the things of one case: their mentions share an entity that no other thing has."""
    paths = [f"{case['id']}/{article['path']}" for article in case["articles"]]
    owners = []
    for thing in case["things"]:
        places = {(paths[number], surface) for number, surface in thing["mentions"]}
        own = [row for row in found if (row[0], row[1]) in places]
        missing = places - {(row[0], row[1]) for row in own}
        owners.append((thing, {row[2:] for row in own}, missing))
    for thing, own, missing in owners:
        ids = {entity for entity, _, _ in own}
        others = {row[0] for other, rows_, _ in owners if other is not thing for row in rows_}
        right = not missing and len(ids) == 1 and not ids & others
        right = right and {(label, name) for _, label, name in own} == {
            (thing["label"], thing["name"])
        }
        yield Verdict(case["id"], f"{thing['name']} ({thing['label']})", f"{own} {missing}", right)


def main() -> None:
    """Print what differs, then the scores."""
    verdicts = list(judge())
    for verdict in verdicts:
        if not verdict.right:
            print(f"{verdict.case:26} {verdict.wanted:30} got {verdict.got}")
    print(f"story_names {sum(verdict.right for verdict in verdicts) / len(verdicts):.3f}")


if __name__ == "__main__":
    main()
