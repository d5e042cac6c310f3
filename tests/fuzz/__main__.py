"""Fuzz for a while: `python -m tests.fuzz [TARGET...] [--seconds 60] [--inputs N] [--seed 0]`.

The same seed gives the same inputs in the same order. How far it comes in the time is a matter of
the machine; `--inputs` ends it where every machine comes, so that a run can be repeated.
The least input that fails is kept in tests/fuzz/cases, where the default tests try it from then on.
"""

import argparse
import hashlib
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from tests.fuzz.targets import CASES, TARGETS, Input, fuzz

_ROUND = 100


def main() -> int:
    """Fuzz one target here, or several in processes; return 1 where any input fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=float, default=60.0, help="of each target")
    parser.add_argument("--inputs", type=int, default=sys.maxsize, help="at most, of each target")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2, help="targets at a time")
    options = parser.parse_args()
    targets = options.targets or list(TARGETS)
    if unknown := sorted(set(targets) - set(TARGETS)):
        parser.error(f"no target {', '.join(unknown)}; there are {', '.join(TARGETS)}")
    if len(targets) == 1:
        return fuzz_one(targets[0], options.seconds, options.inputs, options.seed)
    with ThreadPoolExecutor(options.jobs) as pool:
        given = [f"--{name}={getattr(options, name)}" for name in ("seconds", "inputs", "seed")]
        codes = list(pool.map(lambda target: _apart(target, given), targets))
    return max(codes)


def fuzz_one(target: str, seconds: float, most: int, first: int) -> int:
    """Fuzz a target in rounds, each of a seed of its own, until time or inputs are used up."""
    end, rounds = time.monotonic() + seconds, 0
    least: list[Input] = []
    while not rounds or (rounds * _ROUND < most and time.monotonic() < end):
        try:
            fuzz(target, first * 1_000_000 + rounds, _ROUND, least.append)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            kept = _keep(target, least[-1])
            print(f"{target:10} FAILED: {type(error).__name__}: {error}\nkept as {kept}")
            return 1
        rounds += 1
    print(f"{target:10} {rounds * _ROUND:>7,} inputs, none fails (seed {first})")
    return 0


def _keep(target: str, given: Input) -> str:
    name, data = given
    place = CASES / target / f"{hashlib.sha256(data).hexdigest()[:8]}-{name}"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    return str(place.relative_to(CASES.parents[2]))


def _apart(target: str, given: list[str]) -> int:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", target, *given], capture_output=True, text=True
    )
    print(done.stdout, end="", flush=True)
    if done.returncode not in (0, 1) or (done.returncode and not done.stdout):
        print(done.stderr[-4000:], flush=True)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
