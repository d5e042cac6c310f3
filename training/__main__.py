"""Make the embedded pipeline from open data: `python -m training --data FOLDER`.

First a pipeline without the proxy's sources, which gives the scores; then, beginning with its
weights, one from everything, which is promoted into the package. Interrupted, the same command
goes on where it was.
"""

import argparse
from pathlib import Path

from training import evaluate, promote, train

HELD_OUT_WORDS = 2_200_000


def read_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled sentences")
    parser.add_argument("--work", type=Path, default=Path("build/en_news"))
    parser.add_argument("--words", type=int, default=train.WORDS)
    return parser.parse_args()


def main() -> None:
    """Train twice, print the scores of the first and promote the second."""
    options = read_arguments()
    options.work.mkdir(parents=True, exist_ok=True)
    scored, final = options.work / "held_out", options.work / "final"
    shared = ["--data", str(options.data), "--lexicon", str(options.work / "lexicon.txt.gz")]
    length = str(min(options.words, HELD_OUT_WORDS))
    if not scored.exists():
        train.run([*shared, "--out", str(scored), "--hold-out", "--words", length])
    lines = list(evaluate.score_pipeline(scored, options.data))
    print("\n".join(lines))
    if not final.exists():
        begin = ["--start-from", str(scored), "--words", str(options.words)]
        train.run([*shared, *begin, "--out", str(final)])
    print(promote.promote(final, lines))


if __name__ == "__main__":
    main()
