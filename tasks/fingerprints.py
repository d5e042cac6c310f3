"""What made the rows of each stage, as strings; and what is new when a string is another."""

from schemas.article import stable_id
from schemas.correction import Corrections
from schemas.fingerprint import REDO, Fingerprints
from schemas.settings import Settings
from tasks import clean as cleaning
from tasks import ingest as ingesting
from tasks import resolve as resolving
from tasks.aggregate import build
from tasks.deduplicate import CODE_VERSION as DEDUPLICATE_VERSION
from tasks.extract import CODE_VERSION as EXTRACT_VERSION
from tasks.extract.model import identify_model
from tasks.warehouse.corrections import read_corrections

# The settings that decide what is read out of a file.
_READING = {"columns", "max_file_mb", "max_item_mb", "max_unpack_ratio"}
_STAGES = ("ingest", "clean", "extract", "deduplicate", "resolve", "aggregate")


def fingerprints_of(settings: Settings) -> Fingerprints:
    """Name the code, settings and model of each stage; a stage takes over those before it."""
    clean = f"clean {cleaning.CODE_VERSION}"
    thresholds = stable_id(settings.deduplicate.model_dump_json())
    reading = stable_id(settings.model_dump_json(include=_READING))
    extract = f"{clean}, extract {EXTRACT_VERSION}, {identify_model(settings.model)}"
    return Fingerprints(
        ingest=f"ingest {ingesting.CODE_VERSION}, settings {reading}",
        clean=clean,
        extract=extract,
        deduplicate=f"deduplicate {DEDUPLICATE_VERSION}, settings {thresholds}",
        resolve=f"resolve {resolving.CODE_VERSION}",
        aggregate=f"{build.fingerprint()}{_corrections_of(settings)}",
    )


def explain(old: str | None, new: str) -> str:
    """Say what differs between two fingerprints of a stage: `model en_news 0.2 -> 0.3`."""
    if not old:
        return "not done yet"
    if old.startswith(REDO):
        return old.removeprefix(REDO)
    before, after = _parts(old), _parts(new)
    changes = [
        _explain_part(name, before.get(name), after.get(name))
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    ]
    return ", ".join(changes) or "unchanged"


def _parts(fingerprint: str) -> dict[str, str]:
    """Return a fingerprint's parts by name; what no stage names is the model."""
    parts = {}
    for part in fingerprint.split(", "):
        name, _, value = part.partition(" ")
        if name in (*_STAGES, "settings", "corrections"):
            parts[name] = value
        else:
            parts["model"] = part
    return parts


def _explain_part(name: str, old: str | None, new: str | None) -> str:
    if name == "model" and old and new:
        return _explain_model(old, new)
    if name in ("settings", "corrections", "aggregate"):
        return f"{'tables' if name == 'aggregate' else name} changed"
    return f"{name} code {old} -> {new}"


def _explain_model(old: str, new: str) -> str:
    """Name both models as shortly as tells them apart: a name, a version and a hash each."""
    one, other = old.split(" "), new.split(" ")
    if one[0] != other[0]:
        return f"model {' '.join(one[:2])} -> {' '.join(other[:2])}"
    if one[1:2] != other[1:2]:
        return f"model {one[0]} {one[1]} -> {other[1]}"
    return f"model {' '.join(one)} -> {other[-1]}"


def _corrections_of(settings: Settings) -> str:
    """Name the corrections that the published tables were made with."""
    corrections = read_corrections(settings.home)
    if corrections == Corrections():
        return ""
    return f", corrections {stable_id(corrections.model_dump_json())}"
