"""Make the embedded pipeline from open data: `python -m training --data FOLDER`.

First two pipelines without the proxy's sources, whose vote gives the scores; then, beginning with
their weights, two from everything, whose vote is promoted into the package. Interrupted, the same
command goes on where it was.
"""

import argparse
from pathlib import Path

from training import evaluate, merge, promote, train

HELD_OUT_WORDS = 2_200_000
SEEDS = (1, 2)


def read_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled sentences")
    parser.add_argument("--work", type=Path, default=Path("build/en_news"))
    parser.add_argument("--words", type=int, default=train.WORDS)
    return parser.parse_args()


def train_pair(name: str, options: argparse.Namespace, arguments: list[str]) -> Path:
    """Train two pipelines that differ in their seed; return the folder where they vote as one."""
    folders = [options.work / f"{name}_{seed}" for seed in SEEDS]
    for seed, folder in zip(SEEDS, folders, strict=True):
        start = options.work / f"held_out_{seed}"
        begin = ["--start-from", str(start)] if name == "final" else []
        if not folder.exists():
            train.run([*arguments, *begin, "--seed", str(seed), "--out", str(folder)])
    whole: Path = options.work / name
    merge.merge_folders(folders, whole)
    return whole


def main() -> None:
    """Train twice two of each, print the scores of the first pair and promote the second."""
    options = read_arguments()
    options.work.mkdir(parents=True, exist_ok=True)
    shared = ["--data", str(options.data), "--lexicon", str(options.work / "lexicon.txt.gz")]
    length = str(min(options.words, HELD_OUT_WORDS))
    scored = train_pair("held_out", options, [*shared, "--hold-out", "--words", length])
    lines = list(evaluate.score_pipeline(scored, options.data))
    print("\n".join(lines))
    final = train_pair("final", options, [*shared, "--words", str(options.words)])
    print(promote.promote(final, lines))


if __name__ == "__main__":
    main()
