"""Run the command where every file it writes and every address it asks for is noted."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

# Imported by each Python that the command starts, since it lies on their path.
WATCHER = """
import os, sys
_log = os.open(os.environ["DATELINE_WATCHED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
def _watch(event, arguments):
    if event == "open":
        path, mode, flags = arguments
        if isinstance(path, int) or not (flags or 0) & _WRITING:
            return
        told = "write", os.path.abspath(os.fsdecode(path))
    elif event in ("os.mkdir", "os.rename", "os.link", "os.symlink", "shutil.move"):
        place = arguments[0] if event == "os.mkdir" else arguments[1]
        told = "write", os.path.abspath(os.fsdecode(place))
    elif event in ("socket.connect", "socket.bind", "socket.sendto"):
        told = event, str(arguments[1])
    elif event == "socket.getaddrinfo":
        told = event, str(arguments[0])
    else:
        return
    os.write(_log, (repr(told) + "\\n").encode())
sys.addaudithook(_watch)
"""
# Without any network but the machine's own address for itself.
ALONE = (
    "import fcntl, os, socket, struct, sys\n"
    "with socket.socket() as made:\n"
    "    fcntl.ioctl(made, 0x8914, struct.pack('16sH22x', b'lo', 1))\n"
    "os.execv(sys.argv[1], sys.argv[1:])"
)


class Watched:
    """An empty account on a machine: the folders that a program may think of writing to."""

    def __init__(self, folder: Path) -> None:
        """Make the folders, and the watcher."""
        self.empty = {name: folder / name for name in ("account", "here", "temporary")}
        for place in (*self.empty.values(), folder / "watcher"):
            place.mkdir()
        (folder / "watcher" / "sitecustomize.py").write_text(WATCHER)
        self.log = folder / "watched.txt"
        self.environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(self.empty["account"]),
            "TMPDIR": str(self.empty["temporary"]),
            "PYTHONPATH": str(folder / "watcher"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "DATELINE_WATCHED": str(self.log),
            "DATELINE_SETTLE_SECONDS": "0",
        }

    def dateline(self, *words: str, alone: bool = False) -> subprocess.CompletedProcess[str]:
        """Run the command; `alone` without a network."""
        command = [sys.executable, "-m", "flows.cli", *words]
        if alone:
            command = ["unshare", "--user", "--map-root-user", "--net",
                       sys.executable, "-c", ALONE, *command]  # fmt: skip
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            cwd=self.empty["here"],
            env=self.environment,
            timeout=500,
        )

    def noted(self, *events: str) -> set[str]:
        """Return what was noted of these events."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        notes = [ast.literal_eval(line) for line in lines]
        return {what for event, what in notes if event in events}


def may_be_alone() -> bool:
    """Tell whether this system lets a user take a process off the network."""
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--net", "true"], capture_output=True, check=False
    )
    return tried.returncode == 0
