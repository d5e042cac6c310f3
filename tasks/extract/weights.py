"""The embedded pipeline's word vectors: weights of 16 bits on disk, of 32 in memory.

Half the bytes leave room in the package for a table of word vectors; the arithmetic stays what it
was. Registered as a component factory, named in the pipeline's config.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.pipeline.tok2vec import DEFAULT_TOK2VEC_MODEL, Tok2Vec
from thinc.api import Model

FACTORY = "dateline_vectors"
STORED, USED = "float16", "float32"


def widen_weights(model: Model[Any, Any]) -> None:
    """Give every weight of a network the width that it is computed with."""
    for node in model.walk():
        for name in node.param_names:
            if node.has_param(name) and node.get_param(name).dtype != USED:
                node.set_param(name, node.get_param(name).astype(USED))


class WordVectors(Tok2Vec):  # type: ignore[misc]
    """spaCy's `tok2vec`, whose weights may be stored with 16 bits."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "WordVectors":
        """Read the weights from a folder."""
        super().from_disk(path, exclude=exclude)
        widen_weights(self.model)
        return self


@Language.factory(  # type: ignore[untyped-decorator]
    FACTORY, assigns=["doc.tensor"], default_config={"model": DEFAULT_TOK2VEC_MODEL}
)
def create_vectors(nlp: Language, name: str, model: Any) -> WordVectors:
    """Make the component, as spaCy's factory `tok2vec` does."""
    return WordVectors(nlp.vocab, model, name)
