"""The flow on a real Prefect server, and the command as a user types it."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from prefect import Task
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, FlowRunFilter
from prefect.client.schemas.objects import Artifact, FlowRun

from flows.account import Account
from flows.process import process_news
from tasks import steps
from tests.plain import published, rows, run_stages
from tests.test_stages import OTHER, WIRE, record, write

HOSTILE = "[click](http://evil.example) <script>alert(1)</script> | ![x](y)"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An inbox with an article, a copy of it, a feed, and a file that cannot be read."""
    folder = tmp_path / "inbox"
    write(folder, "herald/2025-05-06-bridge.txt", WIRE)
    write(folder, "gazette/bridge.txt", WIRE.replace("310 million", "320 million"))
    write(folder, "wire/feed.jsonl", record("a", OTHER, title=HOSTILE))
    write(folder, "herald/<img src=x>.txt", "")
    return folder


def run_flow(inbox: Path, home: Path) -> Any:
    """Run the flow in this process and return its final state."""
    flags = {"settle_seconds": 0}
    return process_news(inbox, home, "manual", flags, return_state=True)


def flow_runs(server: str) -> list[FlowRun]:
    with get_client(sync_client=True) as client:
        return client.read_flow_runs(sort="START_TIME_DESC")


def artifacts(run: FlowRun) -> dict[str, Artifact]:
    with get_client(sync_client=True) as client:
        found = client.read_artifacts(
            artifact_filter=ArtifactFilter(), flow_run_filter=FlowRunFilter(id={"any_": [run.id]})
        )
    return {str(artifact.key): artifact for artifact in found}


def dateline(server: str, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, against the test's server."""
    command = [sys.executable, "-m", "flows.cli", *words]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PREFECT_API_URL": server, "COLUMNS": "100", **environment},
    )


def test_flow_gives_the_tables_that_the_plain_stages_give(
    server: str, inbox: Path, tmp_path: Path
) -> None:
    """Prefect changes nothing in the rows, and a second run is Completed with nothing to do."""
    state = run_flow(inbox, tmp_path / "home")
    assert state.is_completed(), state.message
    run_stages(inbox, tmp_path / "plain")
    assert published(tmp_path / "home") == published(tmp_path / "plain")
    before = (tmp_path / "home/news.duckdb").read_bytes()
    again = run_flow(inbox, tmp_path / "home")
    assert again.message == "nothing new"
    assert (tmp_path / "home/news.duckdb").read_bytes() == before


def test_run_tells_its_story(server: str, inbox: Path, tmp_path: Path) -> None:
    """The server shows the totals, and artifacts in which text from files stays plain text."""
    run_flow(inbox, tmp_path / "home")
    (run, *_) = flow_runs(server)
    assert run.state is not None
    assert run.state.message == "4 new, 1 in quarantine; 3 articles written"
    assert (run.state.type.value, run.state.name) == ("COMPLETED", "Completed with quarantine")
    assert run.name == "4 new"
    assert "manual" in run.tags
    shown = artifacts(run)
    assert set(shown) == {"summary", "top-stories", "stages", "quarantine"}
    for key in ("summary", "top-stories"):
        assert "<script>" not in str(shown[key].data)
        assert "](http" not in str(shown[key].data)
    stages = json.loads(str(shown["stages"].data))
    assert [row["stage"] for row in stages] == [
        "ingest",
        "clean",
        "extract",
        "load",
        "deduplicate",
        "resolve",
        "aggregate",
    ]
    (quarantined,) = json.loads(str(shown["quarantine"].data))
    assert r"\<img src=x\>" in quarantined["file"]
    assert quarantined["reason"] == "it holds no text"


def test_many_words_go_through_processes(server: str, inbox: Path, tmp_path: Path) -> None:
    """Worker processes give the same rows as the flow's own process, batch by batch."""
    flags = {"settle_seconds": 0, "pool_words": 0, "batch_words": 50, "workers": 2}
    state = process_news(inbox, tmp_path / "pool", "manual", flags, return_state=True)
    assert state.is_completed(), state.message
    run_stages(inbox, tmp_path / "plain")
    assert published(tmp_path / "pool") == published(tmp_path / "plain")


def test_failing_stage_fails_the_run_and_the_next_heals(
    server: str, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run whose stage fails ends Failed with the reason in `runs`; the next finishes the work."""
    from tasks.deduplicate import run as deduplicating

    with monkeypatch.context() as broken:
        broken.setattr(deduplicating, "deduplicate", lambda *_: 1 / 0)
        state = run_flow(inbox, tmp_path / "home")
    assert state.is_failed()
    assert not (tmp_path / "home/news.duckdb").exists()
    assert run_flow(inbox, tmp_path / "home").is_completed()
    assert rows(tmp_path / "home", "SELECT state, error FROM runs ORDER BY started_at") == [
        ("failed", "division by zero"),
        ("completed", None),
    ]


def test_command_prints_what_it_found(server: str, inbox: Path, tmp_path: Path) -> None:
    """`dateline run` exits 0 with files in quarantine and lists them; --strict makes that 1."""
    home = str(tmp_path / "home")
    done = dateline(server, "run", str(inbox), "--home", home, DATELINE_SETTLE_SECONDS="0")
    assert done.returncode == 0, done.stderr
    assert "4 new, 1 in quarantine; 3 articles written." in done.stdout
    assert "files: 3  articles: 3" in done.stdout
    assert "Anna Kowalczyk" in done.stdout
    assert "In quarantine: 1" in done.stdout
    assert "it holds no text" in done.stdout
    again = dateline(server, "run", str(inbox), "--home", home, "--strict")
    assert again.returncode == 1
    assert "Nothing new." in again.stdout
    status = dateline(server, "status", "--home", home)
    assert status.returncode == 0
    assert "files processed: 3" in status.stdout
    found = dateline(server, "query", "people", "--home", home, "--format", "json")
    assert "Anna Kowalczyk" in [row["name"] for row in json.loads(found.stdout)]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["run", "nowhere"], 1, "There is no folder"),
        (["query", "SELECT 1", "--home", "nowhere"], 1, "run `dateline run INBOX"),
        (["query", "--home", "nowhere"], 2, "--list shows the names"),
        (["query", "--format", "yaml", "SELECT 1"], 2, "yaml"),
        (["walk"], 2, "No such command"),
    ],
)
def test_mistakes_are_one_sentence(words: list[str], code: int, said: str, tmp_path: Path) -> None:
    """A user's mistake is a sentence and an exit code, never a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "COLUMNS": "200"},
    )
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_embargoes_are_judged_as_of_the_start_of_the_run(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a run takes in follows from its time in `runs`, as a verification will see it."""
    item = {"uri": "urn:x:1", "type": "text", "embargoed": "2099-01-01T00:00:00Z",
            "versioncreated": "2025-03-01T08:00:00Z", "body_text": "Rain fell."}  # fmt: skip
    write(tmp_path / "inbox", "a.json", json.dumps(item))
    late = datetime(2099, 1, 2, tzinfo=UTC)
    monkeypatch.setattr(Account, "started_at", property(lambda _: late))
    assert run_flow(tmp_path / "inbox", tmp_path / "home").is_completed()
    assert rows(tmp_path / "home", "SELECT path FROM articles") == [("a.json",)]


def test_no_task_asks_the_server_for_limits() -> None:
    """Prefect asks for the limits on a task's tags before each run, and may wait seconds."""
    tasks = [value for value in vars(steps).values() if isinstance(value, Task)]
    assert len(tasks) > 8
    assert not [task.name for task in tasks if task.tags]
