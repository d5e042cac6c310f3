"""Make the embedded pipeline from open data: `python -m training --data FOLDER`.

A pipeline without the proxy's sources labels plain news; with these labels two more are trained,
again without the proxy's sources, whose vote is scored and promoted into the package (why the
scored ones: docs/decisions/0109). Interrupted, the same command goes on where it was.
"""

import argparse
from pathlib import Path

from training import evaluate, label, merge, promote, train, vectors

SEEDS = (1, 2)
TEACHER_SEED = 2


def read_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled sentences")
    parser.add_argument("--work", type=Path, default=Path("build/en_news"))
    parser.add_argument("--words", type=int, default=train.WORDS, help="words of each training")
    parser.add_argument("--vectors", type=Path, help="the package of vectors; fetched if not given")
    parser.add_argument("--target", type=Path, default=promote.TARGET, help="where to promote to")
    return parser.parse_args()


def train_one(options: argparse.Namespace, name: str, seed: int, arguments: list[str]) -> Path:
    """Train one pipeline unless it is there; return its folder."""
    folder: Path = options.work / f"{name}_{seed}"
    if not folder.exists():
        shared = ["--data", str(options.data), "--words", str(options.words), "--seed", str(seed)]
        shared += ["--lexicon", str(options.work / "lexicon.txt.gz")]
        shared += ["--vectors", str(options.work / "vectors.npz"), "--out", str(folder)]
        train.run([*shared, *arguments])
    return folder


def main() -> None:
    """Train a teacher and two that vote; score their vote and promote it."""
    options = read_arguments()
    options.work.mkdir(parents=True, exist_ok=True)
    vectors.make_table(options.work / "vectors.npz", options.vectors)
    silver = options.work / "silver.jsonl"
    teacher = train_one(options, "teacher", TEACHER_SEED, ["--hold-out"])
    if not silver.exists():
        label.write_labels(teacher, options.data, silver)
    taught = ["--silver-file", str(silver)]
    folders = [train_one(options, "member", seed, ["--hold-out", *taught]) for seed in SEEDS]
    whole: Path = options.work / "vote"
    merge.merge_folders(folders, whole)
    lines = list(evaluate.score_pipeline(whole, options.data))
    print("\n".join(lines))
    print(promote.promote(whole, lines, options.target))


if __name__ == "__main__":
    main()
