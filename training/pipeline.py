"""The pipeline's shape: its config, and an empty one ready to be trained."""

from typing import Any, NamedTuple

import spacy
from spacy.language import Language

from tasks.extract.decoding import FACTORY
from tasks.extract.embedding import ARCHITECTURE, SIDE_BY_SIDE
from tasks.extract.gazetteer import CALLBACK
from tasks.extract.weights import FACTORY as VECTORS_FACTORY
from training.corpus import LABELS

# Names that spaCy's tokenizer leaves glued to what follows: `U.S.-funded`, `6-Becker`, `CITY--The`.
MORE_INFIXES = (
    r"(?<=[A-Z]\.)-(?=[A-Za-z])",
    r"(?<=[0-9])-(?=[A-Z][a-z])",
    r"(?<=\w)--(?=\w)",
    r"\)-(?=\w)",
)


class Shape(NamedTuple):
    """The size of a pipeline, and which lexical features it reads.

    `members`: how many networks of this size stand side by side and vote (`training.merge`).
    """

    width: int = 96
    depth: int = 4
    hidden: int = 64
    clusters: bool = True
    coarse: bool = True
    letters: int = 3
    members: int = 1
    lexicon: str = "en_news/lexicon.txt.gz"
    vectors: str | None = "en_news/vectors.npz"


def make_config(shape: Shape) -> dict[str, Any]:
    """Return the config of an untrained pipeline."""
    attrs = ["NORM", "PREFIX", "SUFFIX", "SHAPE"] + ["LANG"] * shape.clusters
    rows = [5000, 2500 if shape.letters else 1000, 2500, 4000] + [2000] * shape.clusters
    if shape.coarse:
        attrs, rows = [*attrs, "ID"], [*rows, 200]
    embed = {
        "@architectures": ARCHITECTURE,
        "width": shape.width,
        "attrs": attrs,
        "rows": rows,
        "vectors": shape.vectors,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": shape.width,
        "depth": shape.depth,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    tok2vec = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    if shape.members > 1:
        members = {f"member_{number}": tok2vec for number in range(shape.members)}
        tok2vec = {"@architectures": SIDE_BY_SIDE, "*": members}
    listener = {
        "@architectures": "spacy.Tok2VecListener.v1",
        "width": shape.width * shape.members,
        "upstream": "*",
    }
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": shape.hidden * shape.members,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": listener,
    }
    return {
        "nlp": {
            "lang": "en",
            "pipeline": ["tok2vec", "ner"],
            "after_creation": {
                "@callbacks": CALLBACK,
                "lexicon": shape.lexicon,
                "letters": shape.letters,
            },
        },
        "components": {
            "tok2vec": {"factory": VECTORS_FACTORY, "model": tok2vec},
            "ner": {"factory": FACTORY, "model": parser},
        },
    }


def split_more(nlp: Language) -> None:
    """Let the tokenizer split where a name is glued to another word."""
    infixes = [*(nlp.Defaults.infixes or ()), *MORE_INFIXES]
    nlp.tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer


def create_pipeline(shape: Shape, seed: int) -> Language:
    """Return an initialised pipeline, the same for the same seed."""
    spacy.util.fix_random_seed(seed)
    nlp = spacy.util.load_model_from_config(make_config(shape), auto_fill=True)
    split_more(nlp)
    ner = nlp.get_pipe("ner")
    for label in LABELS:
        ner.add_label(label)
    nlp.initialize()
    nlp.meta.update(name="news", version="1.0.0", license="see CARD.md")
    return nlp
