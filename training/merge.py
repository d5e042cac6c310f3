"""Let several trained pipelines vote as one: `python -m training.merge OUT PIPELINE PIPELINE ...`.

Networks that differ in nothing but their seed err in different places. Their scores are summed (the
softmax's constants do not change which move is best), which one wider network can do by itself: its
vectors stand side by side, no weight leads from one member to another, and the last layer adds up.
"""

import argparse
from pathlib import Path
from typing import Any

import numpy
import spacy
from spacy.language import Language
from thinc.api import Model

import tasks.extract.gazetteer  # noqa: F401  registers what the configs name
from training import pipeline

Array = Any


def read_weights(model: Model[Any, Any]) -> list[tuple[Model[Any, Any], str]]:
    """Return the weights of a network in order: their node and name."""
    return [
        (node, name) for node in model.walk() for name in node.param_names if node.has_param(name)
    ]


def copy_weights(source: Model[Any, Any], target: Model[Any, Any]) -> None:
    """Copy a network's weights into one of the same shape."""
    for (old, name), (new, other) in zip(read_weights(source), read_weights(target), strict=True):
        if name != other or old.get_param(name).shape != new.get_param(name).shape:
            raise ValueError(f"The networks differ at {old.name}.{name}")
        new.set_param(name, old.get_param(name).copy())


def stack_blocks(parts: list[Array], rows: int, columns: int) -> Array:
    """Return an array with the parts along the diagonal of two axes, and zeros elsewhere."""
    shape = list(parts[0].shape)
    shape[rows] = sum(part.shape[rows] for part in parts)
    shape[columns] = sum(part.shape[columns] for part in parts)
    whole = numpy.zeros(shape, dtype="float32")
    row = column = 0
    for part in parts:
        place = [slice(None)] * part.ndim
        place[rows] = slice(row, row + part.shape[rows])
        place[columns] = slice(column, column + part.shape[columns])
        whole[tuple(place)] = part
        row, column = row + part.shape[rows], column + part.shape[columns]
    return whole


def merge_parsers(sources: list[Model[Any, Any]], target: Model[Any, Any]) -> None:
    """Write the weights of the parsers into one parser that adds up their scores."""

    def collect(reference: str, name: str) -> list[Array]:
        return [find(source, reference).get_param(name) for source in sources]

    reduce, lower, upper = (find(target, name) for name in ("reduce", "lower", "upper"))
    reduce.set_param("W", stack_blocks(collect("reduce", "W"), 0, 1))
    reduce.set_param("b", numpy.concatenate(collect("reduce", "b")))
    lower.set_param("W", stack_blocks(collect("lower", "W"), 1, 3))
    lower.set_param("b", numpy.concatenate(collect("lower", "b")))
    lower.set_param("pad", numpy.concatenate(collect("lower", "pad"), axis=2))
    upper.set_param("W", numpy.concatenate(collect("upper", "W"), axis=1))
    upper.set_param("b", sum(collect("upper", "b")))


def find(parser: Model[Any, Any], reference: str) -> Model[Any, Any]:
    """Return a layer of a parser; `reduce` is the one between the vectors and the hidden layer."""
    if reference == "reduce":
        return [node for node in parser.get_ref("tok2vec").walk() if node.has_param("W")][-1]
    return parser.get_ref(reference)


def merge(members: list[Language], shape: pipeline.Shape) -> Language:
    """Return one pipeline in which the members, all of this shape, vote."""
    nlp = pipeline.create_pipeline(shape._replace(members=len(members)), seed=0)
    for member, network in zip(members, nlp.get_pipe("tok2vec").model.layers, strict=True):
        copy_weights(member.get_pipe("tok2vec").model, network)
    merge_parsers([m.get_pipe("ner").model for m in members], nlp.get_pipe("ner").model)
    return nlp


def merge_folders(folders: list[Path], out: Path) -> None:
    """Merge the pipelines in the folders; their shape is read off the first."""
    members = [spacy.load(folder) for folder in folders]
    config = members[0].config
    callback = config["nlp"]["after_creation"]
    embed = config["components"]["tok2vec"]["model"]["embed"]
    shape = pipeline.Shape(
        width=embed["width"],
        letters=callback["letters"],
        lexicon=callback["lexicon"],
        vectors=embed.get("vectors"),
    )
    merge(members, shape).to_disk(out)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("pipelines", type=Path, nargs="+")
    options = parser.parse_args()
    merge_folders(options.pipelines, options.out)


if __name__ == "__main__":
    main()
