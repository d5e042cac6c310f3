"""Scores of the entities of one article against `names.jsonl`.

`python -m tests.quality.score_names` prints the scores and every cluster that differs. `given`
scores start from the labelled surfaces, so that they judge the naming alone; `found` scores start
from the pipeline.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from schemas.entity import ArticleEntity, Mention
from tasks.extract.chunks import read_chunked
from tasks.extract.entities import find_entities
from tasks.extract.model import EMBEDDED, load_pipeline
from tasks.extract.names import name_entities
from tasks.extract.spans import Span

DATA = Path(__file__).parent / "data"


class Verdict(NamedTuple):
    """What became of one labelled cluster."""

    case: str
    wanted: str
    got: str
    together: bool
    named: bool
    placed: bool | None


def score() -> dict[str, float]:
    """Return the shares of clusters kept together, named right and placed right."""
    return summarise("given", list(judge_given())) | summarise("found", list(judge_found()))


def read_records() -> list[dict[str, Any]]:
    """Return the labelled texts."""
    lines = (DATA / "names.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def judge_given() -> Iterator[Verdict]:
    """Judge the entities made of the labelled surfaces."""
    for record in read_records():
        spans = [
            Span(start, end, cluster["label"], "label")
            for cluster in record["clusters"]
            for start, end in cluster["surfaces"]
        ]
        yield from judge(record, *name_entities(record["text"], sorted(spans)))


def judge_found() -> Iterator[Verdict]:
    """Judge the entities made of what the pipeline and the rules find."""
    records = read_records()
    read = read_chunked([record["text"] for record in records], load_pipeline(EMBEDDED))
    for record, spans in zip(records, read, strict=True):
        text = record["text"]
        yield from judge(record, *name_entities(text, find_entities(text, spans)))


def judge(
    record: dict[str, Any], entities: tuple[ArticleEntity, ...], mentions: tuple[Mention, ...]
) -> Iterator[Verdict]:
    """Yield a verdict for each cluster: its surfaces and no other labelled one make an entity."""
    owner = {(mention.start_char, mention.end_char): mention.entity for mention in mentions}
    surfaces = [{tuple(pair) for pair in cluster["surfaces"]} for cluster in record["clusters"]]
    for cluster, own in zip(record["clusters"], surfaces, strict=True):
        owners = {owner.get(pair) for pair in own}
        number = next(iter(owners)) if len(owners) == 1 else None
        others = {owner.get(pair) for every in surfaces if every is not own for pair in every}
        entity = None if number is None else entities[number]
        together = entity is not None and number not in others
        code = cluster.get("country_code")
        yield Verdict(
            record["id"],
            f"{cluster['name']} ({cluster['label']}) {code or ''}",
            f"{entity.name} {entity.country_code or ''}" if entity else f"apart {owners}",
            together,
            together and entity is not None and entity.name == cluster["name"],
            None if code is None else (entity is not None and entity.country_code == code),
        )


def summarise(kind: str, verdicts: list[Verdict]) -> dict[str, float]:
    """Return the shares of the verdicts."""
    placed = [verdict.placed for verdict in verdicts if verdict.placed is not None]
    return {
        f"names_{kind}_together": sum(each.together for each in verdicts) / len(verdicts),
        f"names_{kind}_named": sum(each.named for each in verdicts) / len(verdicts),
        f"names_{kind}_placed": sum(placed) / len(placed),
    }


def main() -> None:
    """Print what differs, then the scores."""
    for kind, verdicts in (("given", list(judge_given())), ("found", list(judge_found()))):
        for verdict in verdicts:
            if not (verdict.together and verdict.named and verdict.placed is not False):
                print(f"{kind} {verdict.case:16} {verdict.wanted:45} got {verdict.got}")
        for name, value in summarise(kind, verdicts).items():
            print(f"{name:24} {value:.3f}")


if __name__ == "__main__":
    main()
