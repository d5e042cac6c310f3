"""The analyst's commands, and that what the documents show can be typed."""

import json
import shlex
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from flows.cli import app
from flows.options import read_question
from schemas.errors import UsageError
from tasks.warehouse.corrections import read_corrections

DOCS = Path(__file__).parents[2] / "docs"
SHOWN = [
    line.removeprefix("dateline ")
    for name in ("queries.md", "search.md")
    for line in (DOCS / name).read_text(encoding="utf-8").splitlines()
    if line.startswith("dateline ")
]


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(app, list(words), env={"DATELINE_HOME": str(home)})


@pytest.mark.parametrize("line", SHOWN)
def test_documented_commands_work(
    seeds_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """Every command in the documents exits 0 on the example inbox."""
    monkeypatch.chdir(tmp_path)
    result = run(seeds_home, *shlex.split(line))
    assert result.exit_code == 0, result.output


def test_the_documents_show_commands() -> None:
    """The test above has something to test."""
    assert len(SHOWN) >= 8


def test_parameters_may_stand_anywhere(seeds_home: Path) -> None:
    """Name first or last, with a space or an equals sign: the answer is the same."""
    ways = (
        ["people", "--limit", "2", "--as-of", "2025-03-14"],
        ["--as-of=2025-03-14", "--limit=2", "people"],
    )
    answers = {run(seeds_home, "query", *way, "--format", "csv").output for way in ways}
    assert len(answers) == 1
    assert answers.pop().count("\n") == 3


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["people", "--days"], "--days needs a value"),
        (["people", "--days", "x"], "whole number"),
        (["people", "places"], "quote the SQL"),
        ([], "--list"),
    ],
)
def test_a_wrong_call_exits_2(seeds_home: Path, words: list[str], says: str) -> None:
    """A call that cannot be understood says why, in one line."""
    result = run(seeds_home, "query", *words)
    assert result.exit_code == 2
    assert says in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_options_are_read() -> None:
    """Dashes within names are underscores; a negative number is a value."""
    assert read_question(["--as-of", "-1", "x y"]) == ("x y", {"as_of": "-1"})
    with pytest.raises(UsageError):
        read_question(["one", "two"])


def test_hits_as_json(seeds_home: Path) -> None:
    """A search gives rows to programs, with the passage marked."""
    result = run(seeds_home, "search", "copper", "exchange", "--format", "json", "--limit", "1")
    (hit,) = json.loads(result.output)
    assert hit["outlet"] == "global-finance"
    assert "**" in hit["passage"]


def test_nothing_found_is_said(seeds_home: Path) -> None:
    """An empty result is no error."""
    result = run(seeds_home, "search", "zeppelin")
    assert (result.exit_code, result.output) == (0, "Nothing found.\n")


def test_a_wrong_day_is_refused(seeds_home: Path) -> None:
    """Days are ISO 8601."""
    assert run(seeds_home, "search", "copper", "--since", "March").exit_code == 2


def test_report_and_export_say_where(seeds_home: Path, tmp_path: Path) -> None:
    """Both commands write what they name."""
    page = tmp_path / "b.html"
    assert str(page) in run(seeds_home, "report", "-o", str(page)).output
    assert page.stat().st_size > 50_000
    assert run(seeds_home, "export", str(tmp_path / "out")).exit_code == 0
    assert (tmp_path / "out" / "articles").is_dir()


def test_entity_commands_write_corrections(tmp_path: Path) -> None:
    """merge, rename, ignore and type append to the file."""
    for words in (
        ["merge", "A", "B"],
        ["rename", "C", "D"],
        ["ignore", "E"],
        ["type", "F", "ORG"],
    ):
        assert run(tmp_path, "entity", *words).exit_code == 0
    found = read_corrections(tmp_path)
    assert found.merge[0].names == ("A", "B")
    assert (found.rename[0].to, found.ignore[0].name, found.type[0].label) == ("D", "E", "ORG")
    assert run(tmp_path, "entity", "merge", "alone").exit_code == 2
