"""Print every quality score beside its floor: `python -m tests.quality`.

With `--raise` the floors are raised to what is reached now; they are never lowered here.
"""

import sys
import tomllib
from importlib import import_module
from pathlib import Path

FLOORS = Path(__file__).parent / "floors.toml"
# A score of this name counts mistakes: its bound is a ceiling, and goes down.
MISTAKES = "wrong"
# Scores hang a little on the machine's arithmetic: a floor stands that much below.
SLACK = 0.005


def score_all() -> dict[str, float]:
    """Run every scorer of this folder; scores are shares from 0 to 1."""
    scores: dict[str, float] = {}
    for path in sorted(Path(__file__).parent.glob("score_*.py")):
        scores |= import_module(f"tests.quality.{path.stem}").score()
    return scores


def read_floors() -> dict[str, float]:
    """Return the bound of each score."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))


def holds(name: str, score: float, bound: float) -> bool:
    """Tell whether a score is on the right side of its bound."""
    return score <= bound if MISTAKES in name else score >= bound


def raised(scores: dict[str, float], floors: dict[str, float]) -> dict[str, float]:
    """Return the floors moved to what is reached now, where that is better."""
    bounds = {}
    for name, score in sorted(scores.items()):
        if MISTAKES in name:
            bounds[name] = min(floors.get(name, 1.0), round(score + SLACK, 3))
        else:
            bounds[name] = max(floors.get(name, 0.0), round(max(0.0, score - SLACK), 3))
    return bounds


def main() -> int:
    """Print the table; returns 1 where a score is on the wrong side of its bound."""
    scores, floors = score_all(), read_floors()
    if "--raise" in sys.argv:
        floors = raised(scores, floors)
        lines = [f"{name} = {bound}" for name, bound in floors.items()]
        FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    failed = False
    for name, score in scores.items():
        bound = floors.get(name)
        good = bound is not None and holds(name, score, bound)
        failed |= not good
        print(f"{name:36} {score:6.3f}   floor {bound}{'' if good else '   <-- missed'}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
