"""The README's commands, run as they stand there: what it shows is what they print.

`python -m tests.test_readme` fills the blocks with what the commands print now.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(
    r"(?P<hidden><!-- (?P<silent>dateline .*?) -->\n)?```console\n(?P<body>.*?)```", re.S
)


def run(command: str, folder: Path) -> str:
    """Run a `dateline` command in a folder and return what it prints."""
    program, *words = shlex.split(command)
    assert program == "dateline"
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DATELINE_SETTLE_SECONDS": "0"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def fill(found: re.Match[str], folder: Path) -> str:
    """Return a block with what its commands print; a hidden command's output stands alone."""
    if found["silent"]:
        return f"{found['hidden']}```console\n{run(found['silent'], folder)}```"
    lines = [line for line in found["body"].splitlines() if line.startswith("$ ")]
    printed = "".join(f"{line}\n{run(line[2:], folder)}" for line in lines)
    return f"```console\n{printed}```"


def filled(folder: Path) -> str:
    """Return the README with every block filled, from a run over the example inbox."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    return BLOCK.sub(lambda found: fill(found, folder), README.read_text(encoding="utf-8"))


def test_readme_shows_what_the_commands_print(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every console block of the README is what its commands print on seeds/, to the letter."""
    monkeypatch.setenv("PREFECT_API_URL", server)
    assert filled(tmp_path) == README.read_text(encoding="utf-8")


def test_readme_names_every_published_table() -> None:
    """No published table is missing in the README's list."""
    from tasks.aggregate.build import TABLES

    text = README.read_text(encoding="utf-8")
    assert [table for table in TABLES if f"`{table}`" not in text] == []


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        README.write_text(filled(Path(folder)), encoding="utf-8")
