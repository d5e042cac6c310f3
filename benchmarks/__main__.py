"""Run every benchmark of this folder, one after another: `python -m benchmarks [NAME ...]`."""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run the named benchmarks, or all; returns 1 where one failed."""
    found = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    failed = False
    # The page last: it is written from what the others left.
    found.sort(key=lambda name: name == "performance")
    for name in sys.argv[1:] or found:
        print(f"== {name}", flush=True)
        failed |= bool(subprocess.run([sys.executable, "-m", f"benchmarks.{name}"]).returncode)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
