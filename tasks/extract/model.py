"""The spaCy pipeline: which one it is, and the spans it sees in texts."""

import gc
import importlib.util
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from schemas.entity import Label
from schemas.errors import ModelError
from tasks.extract.spans import Span

if TYPE_CHECKING:
    from spacy.language import Language

EMBEDDED: Final = "en_news"
# The label sets of OntoNotes and of CoNLL 2003; what is not named here is dropped.
LABELS: Final[dict[str, Label]] = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORG": "ORG",
    "GPE": "GPE",
    "LOC": "LOC",
    "FAC": "FAC",
    "NORP": "NORP",
    "EVENT": "EVENT",
}
# What only other work needs; left out before the weights are read.
UNNEEDED: Final = ("tagger", "parser", "senter", "lemmatizer", "attribute_ruler", "morphologizer")
# A weights file beyond this size is known by its two ends: a run that finds nothing to do must
# not read half a gigabyte.
WHOLE_FILE_BYTES: Final = 64_000_000
END_BYTES: Final = 1_000_000
# What the network computes at once takes about 15 kB of memory a word: a group of this size takes
# 150 MB, however long the article or the batch.
GROUP_CHARACTERS: Final = 60_000
# Forms that a process learns for good, some 30 MB: what news is made of. In a memory zone spaCy
# forgets what it learned, and its tokenizer takes every word apart again (`benchmarks.levers`).
KEPT_WORDS: Final = 30_000
KEPT_TOKENS: Final = 100_000


@dataclass(frozen=True)
class Pipeline:
    """A loaded pipeline; one thread at a time, since a memory zone belongs to its vocabulary."""

    nlp: "Language"
    lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self, texts: Sequence[str]) -> list[list[Span]]:
        """Return the labelled spans of each text, offsets in code points."""
        with self.lock:
            return [spans for group in group_texts(texts) for spans in self._read_group(group)]

    def _read_group(self, group: Sequence[str]) -> list[list[Span]]:
        """Read texts, and forget their words again once enough are known."""
        knows_enough = len(self.nlp.vocab) >= KEPT_WORDS
        with self.nlp.memory_zone() if knows_enough else nullcontext():
            docs = self.nlp.pipe(group, batch_size=len(group))
            return [read_spans(self._read_again(doc) if is_close(doc) else doc) for doc in docs]

    def _read_again(self, doc: Any) -> Any:
        """Read a text whose names hang on a rounding so that none but itself decides it."""
        from tasks.extract.products import exact_products

        with exact_products():
            return self.nlp(doc.text)


def group_texts(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield the texts in order, in groups of a bounded number of characters."""
    group: list[str] = []
    characters = 0
    for text in texts:
        if group and characters + len(text) > GROUP_CHARACTERS:
            yield group
            group, characters = [], 0
        group.append(text)
        characters += len(text)
    if group:
        yield group


def is_close(doc: Any) -> bool:
    """Say whether the recognizer noted that another rounding could give other entities."""
    from tasks.extract.decoding import CLOSE

    return bool(doc.user_data.get(CLOSE))


def read_spans(doc: Any) -> list[Span]:
    """Return the entities of a spaCy Doc as spans with the project's labels."""
    return [
        Span(entity.start_char, entity.end_char, LABELS[entity.label_], "pipeline")
        for entity in doc.ents
        if entity.label_ in LABELS
    ]


@cache
def load_pipeline(model: str) -> Pipeline:
    """Load a pipeline once a process, with the components that name entities.

    `model` is `en_news`, the name of an installed spaCy package, or a folder.
    Raises ModelError when it cannot be loaded or names no entities.
    """
    import spacy

    place = find_model(model)
    # Pipelines trained here, wherever they lie, name its callback in their configuration.
    importlib.import_module("tasks.extract.gazetteer")
    try:
        with choose_products(place):
            nlp = spacy.load(place or model, exclude=UNNEEDED)
    except Exception as error:  # spaCy raises whatever the component at fault raises
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelError(f"The pipeline {model} cannot be loaded ({reason}). {ADVICE}") from error
    if "ner" not in nlp.pipe_names and "entity_ruler" not in nlp.pipe_names:
        raise ModelError(f"The pipeline {model} names no entities (it has no `ner`). {ADVICE}")
    nlp.select_pipes(enable=list(find_needed_pipes(nlp)))
    nlp.tokenizer.max_cache_size = KEPT_TOKENS
    # The lexicon's many objects stay for good: the collector need not walk them for every batch.
    gc.freeze()
    return Pipeline(nlp)


def choose_products(place: Path | None) -> AbstractContextManager[None]:
    """Return fast products for a pipeline that tells where they are too coarse for it."""
    from tasks.extract.decoding import FACTORY
    from tasks.extract.products import fast_products

    config = place / "config.cfg" if place else None
    tells = config is not None and config.is_file() and FACTORY in config.read_text("utf-8")
    return fast_products() if tells else nullcontext()


ADVICE: Final = (
    "Install it, name a folder that holds it, or use the embedded pipeline: --model en_news"
)


def find_needed_pipes(nlp: "Language") -> Iterator[str]:
    """Yield the components that find entities, and the one whose vectors they listen to."""
    listens = "Listener" in json.dumps(nlp.config["components"].get("ner", {}), default=str)
    for name in nlp.pipe_names:
        finds = name in ("ner", "entity_ruler")
        if finds or (listens and name in ("tok2vec", "transformer", "curated_transformer")):
            yield name


def find_model(model: str) -> Path | None:
    """Return the folder of a pipeline without importing it, or None where spaCy must look."""
    if model == EMBEDDED:
        return Path(__file__).parent / EMBEDDED
    if Path(model).is_dir():
        return Path(model)
    found = importlib.util.find_spec(model) if model.isidentifier() else None
    if found is None or not found.submodule_search_locations:
        return None
    package = Path(found.submodule_search_locations[0])
    holders = sorted(path.parent for path in package.glob("*/meta.json"))
    return holders[-1] if holders else package


def identify_model(model: str) -> str:
    """Return the name, version and a short hash of the files, without importing spaCy.

    Raises ModelError when there is no such pipeline.
    """
    place = find_model(model)
    if place is None or not (place / "meta.json").is_file():
        raise ModelError(f"There is no spaCy pipeline {model}. {ADVICE}")
    try:
        meta = json.loads((place / "meta.json").read_text("utf-8"))
        return f"{meta['lang']}_{meta['name']} {meta['version']} {hash_folder(place)}"
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"The pipeline {model} cannot be read ({error}). {ADVICE}") from error


def hash_folder(place: Path) -> str:
    """Return eight hexadecimal digits over the names and contents of the files in a folder.

    A run asks several times: the contents are read again only when a size or a time is another.
    """
    files = sorted(path for path in place.rglob("*") if is_model_file(path))
    stats = [path.stat() for path in files]
    return hash_files(
        place, tuple(files), tuple((stat.st_size, stat.st_mtime_ns) for stat in stats)
    )


@cache
def hash_files(place: Path, files: tuple[Path, ...], versions: tuple[tuple[int, int], ...]) -> str:
    """Return the hash of the files, once for each `versions` (sizes and times) of them."""
    digest = blake2b(digest_size=4)
    for path in files:
        digest.update(path.relative_to(place).as_posix().encode() + b"\x00")
        digest.update(read_for_hash(path))
    return digest.hexdigest()


def is_model_file(path: Path) -> bool:
    """Say whether a file decides what the pipeline does (a card or compiled code does not)."""
    return path.is_file() and path.suffix not in (".pyc", ".md") and path.name != "LICENSE"


def read_for_hash(path: Path) -> bytes:
    """Return the file's content, or of a very large one the size and the two ends."""
    size = path.stat().st_size
    if size <= WHOLE_FILE_BYTES:
        return path.read_bytes()
    with path.open("rb") as file:
        head = file.read(END_BYTES)
        file.seek(-END_BYTES, 2)
        return str(size).encode() + head + file.read()
