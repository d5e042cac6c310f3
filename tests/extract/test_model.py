"""Loading and naming pipelines."""

import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from schemas.errors import ModelError
from tasks.extract import model
from tasks.extract.model import identify_model, load_pipeline


def save_pipeline(folder: Path) -> Path:
    """Save a small pipeline with labels of CoNLL 2003 and a component of no use here."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PER", "pattern": "Lopes"},
            {"label": "MISC", "pattern": "Koran"},
            {"label": "LOC", "pattern": "Oslo"},
        ]
    )
    nlp.to_disk(folder)
    return folder


def test_other_pipelines_are_read_with_mapped_labels(tmp_path: Path) -> None:
    """Labels of CoNLL become the project's, and what has no place there is dropped."""
    pipeline = load_pipeline(str(save_pipeline(tmp_path / "model")))
    spans = pipeline.read(["Lopes read the Koran in Oslo."])[0]
    assert [(span.start, span.end, span.label) for span in spans] == [
        (0, 5, "PERSON"),
        (24, 28, "LOC"),
    ]


def test_only_components_that_find_names_run(tmp_path: Path) -> None:
    """What only other work needs is switched off."""
    pipeline = load_pipeline(str(save_pipeline(tmp_path / "model")))
    assert pipeline.nlp.pipe_names == ["entity_ruler"]


def test_words_are_forgotten_once_enough_are_known(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Words beyond those kept leave the vocabulary with their text, and are read the same again."""
    pipeline = load_pipeline(str(save_pipeline(tmp_path / "model")))
    pipeline.read(["Lopes saw Oslo."])
    assert "Lopes" in pipeline.nlp.vocab
    monkeypatch.setattr(model, "KEPT_WORDS", 0)
    first = pipeline.read(["Gudrun and Lopes left Oslo."])
    assert "Gudrun" not in pipeline.nlp.vocab
    assert pipeline.read(["Gudrun and Lopes left Oslo."]) == first


def test_a_pipeline_is_loaded_once() -> None:
    """Two calls give the same pipeline."""
    assert load_pipeline("en_news") is load_pipeline("en_news")


@pytest.mark.parametrize("ask", [identify_model, load_pipeline])
def test_a_missing_pipeline_says_what_to_do(ask: object) -> None:
    """The error names the pipeline and a way out."""
    with pytest.raises(ModelError, match=r"no_such_pipeline.*--model en_news"):
        ask("no_such_pipeline")  # type: ignore[operator]


def test_a_broken_pipeline_says_so(tmp_path: Path) -> None:
    """A folder that is no pipeline is an error of the user's kind."""
    (tmp_path / "meta.json").write_text("{", "utf-8")
    with pytest.raises(ModelError, match="cannot be"):
        identify_model(str(tmp_path))
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_pipeline(str(tmp_path))


def test_the_identity_follows_the_files(tmp_path: Path) -> None:
    """Name and version stand in it, and a changed file changes it."""
    folder = save_pipeline(tmp_path / "model")
    before = identify_model(str(folder))
    assert before.startswith("en_pipeline 0.0.0 ")
    (folder / "config.cfg").open("a").write("\n")
    assert identify_model(str(folder)) != before


def test_naming_a_pipeline_does_not_import_spacy() -> None:
    """A run with nothing to do pays for no spaCy."""
    code = (
        "import sys, tasks.extract as e; e.identify_model('en_news'); print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
