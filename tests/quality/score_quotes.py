"""Score quotations and their speakers on the labelled cases, through the embedded pipeline.

`python -m tests.quality.score_quotes` prints every case that is not as labelled, then the scores.
"""

import json
import sys
from pathlib import Path
from typing import Any

from schemas.extraction import Extraction
from schemas.quote import Quote
from tasks.extract.batch import read_texts
from tasks.extract.model import load_pipeline

DATA = Path(__file__).parent / "data" / "quotes.jsonl"


def score() -> dict[str, float]:
    """Return F1 of the spans, and shares of labelled quotations: right and wrong speakers.

    `speaker` is the share of the matched quotations that have the labelled speaker (or none where
    none is labelled); `wrong_speaker` the share of all given speakers that are not the labelled.
    """
    return _rate(_read())


def _read() -> list[tuple[dict[str, Any], tuple[Quote, ...]]]:
    cases = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]
    results = read_texts([case["text"] for case in cases], load_pipeline("en_news"))
    read = []
    for case in cases:
        result = results[case["text"]]
        assert isinstance(result, Extraction), result
        read.append((case, result.quotes))
    return read


def _rate(read: list[tuple[dict[str, Any], tuple[Quote, ...]]]) -> dict[str, float]:
    labelled = found = matched = right = given = wrong = 0
    for case, quotes in read:
        wanted = {(one["start"], one["end"]): one["speaker"] for one in case["quotes"]}
        labelled += len(wanted)
        found += len(quotes)
        for quote in quotes:
            span = (quote.start_char, quote.end_char)
            matched += span in wanted
            same = span in wanted and _fold(wanted[span]) == _fold(quote.speaker)
            right += same
            given += quote.speaker is not None
            wrong += quote.speaker is not None and not same
    return {
        "span_f1": 2 * matched / (labelled + found),
        "speaker": right / matched,
        "wrong_speaker": wrong / given,
    }


def _fold(name: str | None) -> str | None:
    """Let a name in a headline's capitals be the name that the article knows."""
    return name.casefold() if name else None


def main() -> None:
    """Print the cases that are not as labelled, and the scores."""
    read = _read()
    for case, quotes in read:
        wanted = [(one["text"], one["speaker"], one["cue"]) for one in case["quotes"]]
        got = [(one.text, one.speaker, one.cue) for one in quotes]
        if wanted != got:
            print(case["id"], case["text"], *wanted, "  GOT", *got, "", sep="\n  ")
    json.dump(_rate(read), sys.stdout, indent=1)


if __name__ == "__main__":
    main()
