"""The examples of docs/formats.md are read as the page says."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from tasks.ingest.formats import FORMATS
from tests.ingest.press import read_bytes

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"^### (\S+)\n```\w*\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
ARTICLES = {"records.jsonl": 2, "records.json": 2}


def test_there_are_examples() -> None:
    """Each kind of file that is written by hand has an example."""
    assert len(EXAMPLES) == 10


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_is_read(name: str, tmp_path: Path) -> None:
    """An example gives its articles and no fault."""
    reading = read_bytes(tmp_path, name, EXAMPLES[name].encode())
    assert reading.rejections == []
    assert len(reading.documents) == ARTICLES.get(name, 1)


def test_formats_are_listed() -> None:
    """`dateline formats` names every format with its extensions."""
    output = CliRunner().invoke(app, ["formats"]).output
    for format_ in FORMATS:
        assert format_.name in output
        assert all(extension in output for extension in format_.extensions)
