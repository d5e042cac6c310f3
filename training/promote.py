"""Put a trained pipeline into the package: `python -m training.promote PIPELINE`.

Copies what `spacy.load` needs, leaves out what only training needs, and writes the sums of the
files into CARD.md, between the marks, and into meta.json, whose version names the model.
"""

import argparse
import hashlib
import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from thinc.api import Config

import tasks.extract
from tasks.extract.gazetteer import locate
from training.corpus import LABELS

TARGET = Path(tasks.extract.__file__).parent / "en_news"
PARTS = ("tokenizer", "tok2vec/model", "tok2vec/cfg", "ner/model", "ner/cfg", "ner/moves")
LEXICON = "lexicon.txt.gz"
SCORES = re.compile(r"(<!-- scores -->\n).*?(<!-- /scores -->)", re.DOTALL)
SUMS = re.compile(r"(<!-- sums -->\n).*?(<!-- /sums -->)", re.DOTALL)
LIMIT_BYTES = 20_000_000


def copy_parts(source: Path) -> None:
    """Replace the packaged files by the trained ones."""
    for part in PARTS:
        if (source / part).exists():
            (TARGET / part).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / part, TARGET / part)


def write_config(source: Path) -> None:
    """Write the config with the lexicon's packaged path, and the lexicon that it named."""
    config = Config().from_disk(source / "config.cfg", interpolate=False)
    callback = config["nlp"]["after_creation"]
    shutil.copyfile(locate(callback["lexicon"]), TARGET / LEXICON)
    callback["lexicon"] = f"{TARGET.name}/{LEXICON}"
    config["training"] = {}
    config.to_disk(TARGET / "config.cfg")


def write_strings() -> None:
    """Write the labels as the only known strings: a vocabulary learns words as it reads them."""
    (TARGET / "vocab").mkdir(exist_ok=True)
    (TARGET / "vocab" / "strings.json").write_text(json.dumps(sorted(LABELS)) + "\n")


def hash_file(path: Path) -> str:
    """Return a file's sha256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_meta(source: Path) -> str:
    """Write meta.json with a version drawn from the weights; return the version."""
    meta = json.loads((source / "meta.json").read_text(encoding="utf-8"))
    weights = "".join(hash_file(TARGET / p) for p in ("tok2vec/model", "ner/model", LEXICON))
    version = f"1.0.0+{hashlib.sha256(weights.encode()).hexdigest()[:12]}"
    meta.update(lang="en", version=version, author="", email="", url="", performance={}, vectors={})
    meta["description"] = "Names of people, organisations and places in English news"
    (TARGET / "meta.json").write_text(json.dumps(meta, indent=2, sort_keys=True) + "\n")
    return version


def write_sums() -> int:
    """Write the sums of all files into the card; return the bytes altogether."""
    files = sorted(p for p in TARGET.rglob("*") if p.is_file() and p.name != "CARD.md")
    rows = [
        f"| {p.relative_to(TARGET).as_posix()} | {p.stat().st_size:,} | `{hash_file(p)}` |"
        for p in files
    ]
    table = "\n".join(["| file | bytes | sha256 |", "|---|---|---|", *rows])
    card = TARGET / "CARD.md"
    text = card.read_text(encoding="utf-8")
    card.write_text(SUMS.sub(lambda m: f"{m[1]}{table}\n{m[2]}", text), encoding="utf-8")
    return sum(p.stat().st_size for p in files)


def write_scores(lines: Sequence[str]) -> None:
    """Write the report of the evaluation into the card."""
    card = TARGET / "CARD.md"
    text = card.read_text(encoding="utf-8")
    report = "```\n" + "\n".join(lines) + "\n```"
    card.write_text(SCORES.sub(lambda m: f"{m[1]}{report}\n{m[2]}", text), encoding="utf-8")


def promote(source: Path, scores: Sequence[str] = ()) -> str:
    """Replace the packaged pipeline by a trained one; return its version and size.

    Raises ValueError when it is larger than a package should carry.
    """
    copy_parts(source)
    write_config(source)
    write_strings()
    version = write_meta(source)
    if scores:
        write_scores(scores)
    total = write_sums()
    if total > LIMIT_BYTES:
        raise ValueError(f"{total:,} bytes are more than the {LIMIT_BYTES:,} allowed")
    return f"promoted {version}: {total:,} bytes"


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    options = parser.parse_args()
    print(promote(options.pipeline))


if __name__ == "__main__":
    main()
