"""Score dates and amounts on the labelled cases.

`python -m tests.quality.score_values` prints every case that is not as labelled, then the scores.
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from tasks.extract.values import find_amounts, find_dates
from tasks.resolve.dates import resolve_expression

DATA = Path(__file__).parent / "data" / "values.jsonl"
Row = tuple[Any, ...]


def score() -> dict[str, float]:
    """Return exact F1 of dates (span and days) and of amounts (span, kind, amount and unit)."""
    cases = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]
    dates = [(_labelled(case, "dates"), _find_dates(case)) for case in cases]
    amounts = [(_labelled(case, "amounts"), _find_amounts(case)) for case in cases]
    return {"dates_f1": _f1(dates), "amounts_f1": _f1(amounts)}


def _labelled(case: dict[str, Any], kind: str) -> list[Row]:
    return [tuple(row) for row in case[kind]]


def _find_dates(case: dict[str, Any]) -> list[Row]:
    published = date.fromisoformat(case["published_date"]) if case["published_date"] else None
    rows: list[Row] = []
    for one in find_dates(case["text"]):
        days = resolve_expression(one.pattern, published)
        first, last = (days.date_from, days.date_to) if days else (None, None)
        rows.append((one.start_char, one.end_char, first and str(first), last and str(last)))
    return rows


def _find_amounts(case: dict[str, Any]) -> list[Row]:
    found = find_amounts(case["text"])
    return [(one.start_char, one.end_char, one.kind, one.amount, one.unit) for one in found]


def _f1(pairs: list[tuple[list[Row], list[Row]]]) -> float:
    right = sum(len(set(wanted) & set(found)) for wanted, found in pairs)
    return 2 * right / sum(len(wanted) + len(found) for wanted, found in pairs)


def main() -> None:
    """Print the cases that are not as labelled, and the scores."""
    for line in DATA.read_text("utf-8").splitlines():
        case = json.loads(line)
        for kind, found in (("dates", _find_dates(case)), ("amounts", _find_amounts(case))):
            if _labelled(case, kind) != found:
                text = case["text"]
                print(case["id"], case["published_date"], text)
                print("  labelled", [(text[one[0] : one[1]], *one[2:]) for one in case[kind]])
                print("  found   ", [(text[one[0] : one[1]], *one[2:]) for one in found])
    json.dump(score(), sys.stdout, indent=1)


if __name__ == "__main__":
    main()
