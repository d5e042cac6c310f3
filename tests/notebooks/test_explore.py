"""The notebook answers its five questions on the example inbox."""

import importlib.util
from pathlib import Path

import pytest

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "explore.py"


@pytest.mark.slow
def test_the_notebook_runs(seeds_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cell runs, and each of the five questions has rows."""
    pytest.importorskip("marimo")
    monkeypatch.setenv("DATELINE_HOME", str(seeds_home))
    spec = importlib.util.spec_from_file_location("explore", NOTEBOOK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    _, found = module.app.run()
    for answer in ("coverage", "reused", "said", "rising", "facts"):
        assert found[answer], answer
