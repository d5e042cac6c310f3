import subprocess
import sys
from pathlib import Path

import pytest

from schemas.errors import HomeBusyError, HomeError
from tasks.warehouse.lock import claimed, holder_of

HOLD = """
import sys, time
from pathlib import Path
from tasks.warehouse.lock import claimed
with claimed(Path(sys.argv[1]), "a scheduled run", 0):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other_holder(tmp_path: Path) -> subprocess.Popen[str]:
    """Another process that holds the home tmp_path."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()


def test_second_claim_names_the_holder(tmp_path: Path, other_holder: subprocess.Popen[str]) -> None:
    """A home that another process holds is refused after the wait, with its purpose and pid."""
    with (
        pytest.raises(HomeBusyError, match=f"a scheduled run .process {other_holder.pid}"),
        claimed(tmp_path, "a manual run", 0.3),
    ):
        pass
    assert "a scheduled run" in (holder_of(tmp_path) or "")


def test_killed_holder_frees_the_home(tmp_path: Path, other_holder: subprocess.Popen[str]) -> None:
    """SIGKILL of the holder frees the home at once: the system keeps the lock, not a file."""
    other_holder.kill()
    other_holder.wait()
    with claimed(tmp_path, "a manual run", 0):
        pass
    assert holder_of(tmp_path) is None


def test_home_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    """A home below a file is an error in one sentence, with what to do."""
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(HomeError, match="name another with --home"),
        claimed(tmp_path / "file" / "home", "a manual run", 0),
    ):
        pass
