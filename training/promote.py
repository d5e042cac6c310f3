"""Put a trained pipeline into the package: `python -m training.promote PIPELINE`.

Copies what `spacy.load` needs, leaves out what only training needs, and writes the sums of the
files into CARD.md, between the marks, and into meta.json, whose version names the model.
"""

import argparse
import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import srsly
from thinc.api import Config

import tasks.extract
from tasks.extract.embedding import ARCHITECTURE
from tasks.extract.gazetteer import locate
from tasks.extract.weights import STORED
from training.corpus import LABELS

TARGET = Path(tasks.extract.__file__).parent / "en_news"
PARTS = ("tokenizer", "tok2vec/model", "tok2vec/cfg", "ner/model", "ner/cfg", "ner/moves")
LEXICON, VECTORS = "lexicon.txt.gz", "vectors.npz"
CARD = "CARD.md"
SCORES = re.compile(r"(<!-- scores -->\n).*?(<!-- /scores -->)", re.DOTALL)
SUMS = re.compile(r"(<!-- sums -->\n).*?(<!-- /sums -->)", re.DOTALL)
LIMIT_BYTES = 20_000_000


def copy_parts(source: Path, target: Path) -> None:
    """Replace the packaged files by the trained ones; a new folder gets the card too."""
    target.mkdir(parents=True, exist_ok=True)
    if not (target / CARD).exists():
        shutil.copyfile(TARGET / CARD, target / CARD)
    for part in PARTS:
        if (source / part).exists():
            (target / part).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / part, target / part)


def write_config(source: Path, target: Path) -> None:
    """Write the config with the lexicon's packaged path, and the lexicon that it named."""
    config = Config().from_disk(source / "config.cfg", interpolate=False)
    callback = config["nlp"]["after_creation"]
    shutil.copyfile(locate(callback["lexicon"]), target / LEXICON)
    callback["lexicon"] = name_path(target / LEXICON)
    for embed in find_embeddings(config):
        shutil.copyfile(locate(embed["vectors"]), target / VECTORS)
        embed["vectors"] = name_path(target / VECTORS)
    config["training"] = {}
    config.to_disk(target / "config.cfg")


def name_path(path: Path) -> str:
    """Return how a config names a file: beside the program's modules, or anywhere else."""
    return f"{TARGET.name}/{path.name}" if path.parent == TARGET else str(path.absolute())


def find_embeddings(config: Any) -> Iterator[Any]:
    """Yield the sections of a config that name a table of word vectors."""
    for section in config.values() if isinstance(config, dict) else ():
        yield from find_embeddings(section)
    if isinstance(config, dict) and config.get("@architectures") == ARCHITECTURE:
        yield config


def narrow_weights(path: Path) -> None:
    """Write a network's weights with half as many bits, which changes no name."""
    network = srsly.msgpack_loads(path.read_bytes())
    for params in network["params"]:
        for name, weights in params.items():
            params[name] = None if weights is None else weights.astype(STORED)
    path.write_bytes(srsly.msgpack_dumps(network))


def write_strings(target: Path) -> None:
    """Write the labels as the only known strings: a vocabulary learns words as it reads them."""
    (target / "vocab").mkdir(exist_ok=True)
    (target / "vocab" / "strings.json").write_text(json.dumps(sorted(LABELS)) + "\n")


def hash_file(path: Path) -> str:
    """Return a file's sha256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_meta(source: Path, target: Path) -> str:
    """Write meta.json with a version drawn from the weights; return the version."""
    meta = json.loads((source / "meta.json").read_text(encoding="utf-8"))
    weights = "".join(
        hash_file(target / p) for p in ("tok2vec/model", "ner/model", LEXICON, VECTORS)
    )
    version = f"1.0.0+{hashlib.sha256(weights.encode()).hexdigest()[:12]}"
    meta.update(lang="en", version=version, author="", email="", url="", performance={}, vectors={})
    meta["description"] = "Names of people, organisations and places in English news"
    (target / "meta.json").write_text(json.dumps(meta, indent=2, sort_keys=True) + "\n")
    return version


def write_sums(target: Path) -> int:
    """Write the sums of all files into the card; return the bytes altogether."""
    files = sorted(p for p in target.rglob("*") if p.is_file() and p.name != CARD)
    rows = [
        f"| {p.relative_to(target).as_posix()} | {p.stat().st_size:,} | `{hash_file(p)}` |"
        for p in files
    ]
    table = "\n".join(["| file | bytes | sha256 |", "|---|---|---|", *rows])
    card = target / CARD
    text = card.read_text(encoding="utf-8")
    card.write_text(SUMS.sub(lambda m: f"{m[1]}{table}\n{m[2]}", text), encoding="utf-8")
    return sum(p.stat().st_size for p in files)


def write_scores(lines: Sequence[str], target: Path) -> None:
    """Write the report of the evaluation into the card."""
    card = target / CARD
    text = card.read_text(encoding="utf-8")
    report = "```\n" + "\n".join(lines) + "\n```"
    card.write_text(SCORES.sub(lambda m: f"{m[1]}{report}\n{m[2]}", text), encoding="utf-8")


def promote(source: Path, scores: Sequence[str] = (), target: Path = TARGET) -> str:
    """Replace the packaged pipeline (or `target`) by a trained one; return its version and size.

    Raises ValueError when it is larger than a package should carry.
    """
    copy_parts(source, target)
    narrow_weights(target / "tok2vec" / "model")
    write_config(source, target)
    write_strings(target)
    version = write_meta(source, target)
    if scores:
        write_scores(scores, target)
    total = write_sums(target)
    if total > LIMIT_BYTES:
        raise ValueError(f"{total:,} bytes are more than the {LIMIT_BYTES:,} allowed")
    return f"promoted {version}: {total:,} bytes"


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("--scores", type=Path, help="report of training.evaluate, for the card")
    options = parser.parse_args()
    lines = options.scores.read_text("utf-8").splitlines() if options.scores else ()
    print(promote(options.pipeline, lines))


if __name__ == "__main__":
    main()
