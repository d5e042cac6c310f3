"""Make the embedded pipeline from open data: `python -m training --data FOLDER`.

A pipeline without the proxy's sources labels plain news; with these labels two more are trained,
again without the proxy's sources. Their vote labels the news anew, and both go on with its labels
(docs/decisions/0110); what they vote then is scored and promoted into the package (why the scored
ones: docs/decisions/0109). Interrupted, the same command goes on where it was.
"""

import argparse
from pathlib import Path

from training import evaluate, label, merge, promote, train, vectors

SEEDS = (1, 2)
TEACHER_SEED = 2
# The members go on from their own weights: at half the rate, in another order, so many words.
LATER_SEEDS, LATER_RATE, LATER_WORDS = (11, 12), 0.0005, 600_000


def read_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled sentences")
    parser.add_argument("--work", type=Path, default=Path("build/en_news"))
    parser.add_argument("--words", type=int, default=train.WORDS, help="words of each training")
    parser.add_argument("--vectors", type=Path, help="the package of vectors; fetched if not given")
    parser.add_argument("--target", type=Path, default=promote.TARGET, help="where to promote to")
    return parser.parse_args()


def train_one(
    options: argparse.Namespace, name: str, seed: int, words: int, arguments: list[str]
) -> Path:
    """Train one pipeline unless it is there; return its folder."""
    folder: Path = options.work / f"{name}_{seed}"
    if not folder.exists():
        shared = ["--data", str(options.data), "--words", str(words), "--seed", str(seed)]
        shared += ["--lexicon", str(options.work / "lexicon.txt.gz")]
        shared += ["--vectors", str(options.work / "vectors.npz"), "--out", str(folder)]
        train.run([*shared, "--hold-out", *arguments])
    return folder


def label_once(options: argparse.Namespace, teacher: Path, name: str) -> list[str]:
    """Let a pipeline label the plain news unless it has; return the arguments that use it."""
    silver: Path = options.work / name
    if not silver.exists():
        label.write_labels(teacher, options.data, silver)
    return ["--silver-file", str(silver)]


def train_members(options: argparse.Namespace) -> list[Path]:
    """Train a teacher, and two with its labels."""
    teacher = train_one(options, "teacher", TEACHER_SEED, options.words, [])
    taught = label_once(options, teacher, "silver.jsonl")
    return [train_one(options, "member", seed, options.words, taught) for seed in SEEDS]


def go_on(options: argparse.Namespace, members: list[Path]) -> list[Path]:
    """Let the members go on with the labels of their own vote."""
    vote: Path = options.work / "vote"
    merge.merge_folders(members, vote)
    taught = label_once(options, vote, "silver_of_vote.jsonl")
    taught += ["--rate", str(LATER_RATE)]
    words = options.words * LATER_WORDS // train.WORDS
    return [
        train_one(options, "later", seed, words, [*taught, "--start-from", str(member)])
        for seed, member in zip(LATER_SEEDS, members, strict=True)
    ]


def main() -> None:
    """Train two that vote and let them go on; score their vote and promote it."""
    options = read_arguments()
    options.work.mkdir(parents=True, exist_ok=True)
    vectors.make_table(options.work / "vectors.npz", options.vectors)
    whole: Path = options.work / "later_vote"
    merge.merge_folders(go_on(options, train_members(options)), whole)
    lines = list(evaluate.score_pipeline(whole, options.data))
    print("\n".join(lines))
    print(promote.promote(whole, lines, options.target))


if __name__ == "__main__":
    main()
