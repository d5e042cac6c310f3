"""What the time limit costs: `python -m benchmarks.bounds [--rounds 5] [--memory]`.

Takes a batch of the example articles through cleaning and extraction, here and in the child process
by turns, and prints the processor seconds of each (the least of the rounds), and of them those that
the parent spends on handing over. With `--memory`, two batches in processes of their own: a fresh
one, and a fork of one that has loaded everything, as workers are; prints what all hold in the end,
shared pages counted once (PSS), and their processor seconds, start-up included. Needs /proc.
"""

import argparse
import gc
import json
import os
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

from benchmarks._measure import call, family, memory_of
from schemas.article import Article, Document
from schemas.run import Batch
from schemas.settings import Settings
from tasks import stages, warmup
from tasks.bounds.parent import child

SEEDS = Path(__file__).parent.parent / "seeds"
ARTICLES = 150


def make_batch() -> Batch:
    """Return a batch of different articles: the examples, each with a line of its own."""
    texts = [place.read_text("utf-8") for place in sorted(SEEDS.rglob("*.txt"))]
    documents = tuple(
        Document(path=f"{n}.txt", text=f"{texts[n % len(texts)]}\n\nNumber {n} said so in Paris.")
        for n in range(ARTICLES)
    )
    return Batch(number=1, documents=documents)


def spent() -> float:
    """Return the processor seconds of this process and its children, those that live included."""
    ticks = os.sysconf("SC_CLK_TCK")
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    fields = [
        Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split() for child in children
    ]
    return time.process_time() + sum(int(of[11]) + int(of[12]) for of in fields) / ticks


def measure(work: Callable[[], Batch]) -> tuple[float, float]:
    """Return the processor seconds that work takes in all, and those of this process."""
    total, own = spent(), time.process_time()
    work()
    return spent() - total, time.process_time() - own


def work(limited: bool, forked: bool) -> None:
    """Take two batches through, and print what is held then and what was spent."""
    settings = Settings() if limited else Settings(batch_seconds=0)
    if limited and forked:
        child().fork()
    for _ in range(2):
        stages.extract(stages.clean(make_batch(), settings), settings)
    root = os.getppid() if forked else os.getpid()
    held = sum(memory_of(pid) for pid in family(root))
    print(json.dumps({"mb": round(held / 1e6), "seconds": round(spent(), 2)}), flush=True)


def hold(limited: bool, forked: bool) -> None:
    """Work in this process, or in a fork of it that finds everything loaded."""
    import tasks.steps  # noqa: F401 - as a worker has it

    if not forked:
        work(limited, forked)
        return
    warmup.rehearse(Settings())
    gc.freeze()
    worker = get_context("fork").Process(target=work, args=(limited, forked))
    worker.start()
    worker.join()


def compare_memory(rounds: int) -> None:
    """Print what processes hold and spend with and without a limit."""
    for forked in (False, True):
        for limited in (False, True):
            runs = [call("bounds", "--hold", int(limited), int(forked)) for _ in range(rounds)]
            print(
                f"{'forked' if forked else 'fresh':6} {'limited' if limited else 'here':7} "
                f"{min(run['mb'] for run in runs)} MB, {min(run['seconds'] for run in runs):.1f} s"
            )


def main() -> None:
    """Measure by turns and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--memory", action="store_true")
    given = parser.parse_args()
    if given.memory:
        compare_memory(given.rounds)
        return
    rounds = given.rounds
    here, apart = Settings(batch_seconds=0), Settings()
    batch = make_batch()
    cleaned = stages.clean(batch, here)
    assert all(isinstance(article, Article) for article in cleaned.articles)
    for settings in (here, apart):  # everything is loaded
        stages.extract(stages.clean(batch, settings), settings)
    for name, run in (
        ("clean", lambda settings: stages.clean(batch, settings)),
        ("extract", lambda settings: stages.extract(cleaned, settings)),
    ):
        taken = [
            (measure(lambda run=run: run(here)), measure(lambda run=run: run(apart)))  # type: ignore[misc]
            for _ in range(rounds)
        ]
        alone = min(seconds for (seconds, _), _ in taken)
        limited = min(seconds for _, (seconds, _) in taken)
        parent = min(spent for _, (_, spent) in taken)
        print(
            f"{name:8} here {alone:6.3f} s, under a limit {limited:6.3f} s "
            f"({limited / alone - 1:+.1%}), of which the parent's own {parent * 1000:.0f} ms"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--hold"]:
        hold(*(word == "1" for word in sys.argv[2:]))
    else:
        main()
