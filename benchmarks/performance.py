"""Write docs/performance.md from the results that stand: `python -m benchmarks.performance`.

Every figure on the page is read from benchmarks/results; a benchmark that was not run is named as
such. Plots go to benchmarks/results beside the figures.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks._measure import RESULTS
from benchmarks._plots import draw_bars

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
HEAD = """# Performance

Written by `python -m benchmarks.performance` from `benchmarks/results/*.json`; do not edit.
Figures are taken on one machine in one run, so that ratios count and seconds do not. `load before`
is the load average when a benchmark began: above 0.5 the machine was shared, and the figures are
worth little. The articles are made up (`benchmarks/_press.py`): 400 words on average, a tenth exact
copies, a fifth agency copy that outlets print with words of their own.
"""


def main() -> None:
    """Write the page and its plots."""
    sections = [HEAD]
    for name, write in WRITERS.items():
        file = RESULTS / f"{name}.json"
        command = f"`python -m benchmarks.{name}`"
        if not file.is_file():
            sections.append(f"## {name}\n\nNot run yet: {command}.\n")
            continue
        found = json.loads(file.read_text("utf-8"))
        machine = found.get("machine", {})
        taken = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in machine.items())
        sections.append(f"## {name}\n\n{command}{f' ({taken})' if taken else ''}\n\n{write(found)}")
    PAGE.write_text("\n".join(sections), "utf-8")
    print(f"wrote {PAGE}")


def write_limit(found: dict[str, Any]) -> str:
    """Tell how near the DAG comes to bare spaCy."""
    runs = found["runs"]
    stages = runs["dag"]["stages"]
    rows = [(name, f"{run['seconds']:.1f}") for name, run in runs.items()]
    plot("limit", "Seconds of each stage, summed over the workers", {"the DAG": stages})
    return (
        f"{found['articles']:,} articles, {found['workers']} workers, their start included: the"
        f" whole DAG reaches **{found['of_extract']}** of the speed of the bare extract stage"
        f" (goal 0.85), **{found['of_pipe']}** of `nlp.pipe` with the pipeline as spaCy loads it,"
        f" and **{found['of_tuned_pipe']}** of `nlp.pipe` with this project's own levers, which the"
        " DAG has too (goal 0.70).\n\n"
        + "".join(_tell_fewer(file) for file in sorted(RESULTS.glob("limit_*.json")))
        + table(("run", "seconds"), rows)
        + table(("stage", "seconds"), [(name, f"{value:.2f}") for name, value in stages.items()])
        + "![stages](../benchmarks/results/limit.svg)\n"
    )


def _tell_fewer(file: Path) -> str:
    """Tell the same with fewer workers than cores."""
    found = json.loads(file.read_text("utf-8"))
    articles, workers = found["articles"], found["workers"]
    return (
        f"With a core of its own for the process that loads and pairs, {articles:,} articles and"
        f" `--workers {workers}` (`python -m benchmarks.limit {articles} {workers}`):"
        f" **{found['of_extract']}**, {found['of_pipe']} and {found['of_tuned_pipe']}.\n\n"
    )


def write_naive(found: dict[str, Any]) -> str:
    """Tell how far the DAG of a tutorial is behind."""
    runs = {name: {"seconds": run["seconds"]} for name, run in found["runs"].items()}
    plot("naive", "Seconds for the same articles", runs)
    return (
        f"{found['articles']:,} articles: **{found['faster']}** times faster than a task run an"
        f" article and stage with row inserts (goal 5), its overhead beyond recognition"
        f" **{found['overhead_smaller']}** times smaller (goal 10).\n\n"
        "![naive](../benchmarks/results/naive.svg)\n"
    )


def write_growth(found: dict[str, Any]) -> str:
    """Tell what 100 articles cost as the archive grows."""
    stages = ("ingest", "clean", "extract", "load", "deduplicate", "resolve", "aggregate", "other")
    sizes = found["sizes"]
    bars = {f"{row['articles']:,}": {name: row[name] for name in stages} for row in sizes}
    plot("growth", f"Seconds to add {found['added']} articles, by articles there", bars)
    head = ("articles there", "seconds", *stages, "publish copy", "peak MB")
    rows = [
        (f"{row['articles']:,}", *(f"{row[name]:.2f}" for name in ("seconds", *stages)),
         f"{row['publish_copy']:.2f}", str(row["peak_mb"])) for row in sizes
    ]  # fmt: skip
    idle = found.get("nothing")
    told = "" if not idle else (
        f"A run with nothing to do on the largest home took {idle['nothing_seconds']} s, an empty"
        f" flow {idle['empty_seconds']} s: {idle['above_empty']} s more (goal: at most 2).\n\n"
    )  # fmt: skip
    if whole := found.get("whole"):
        told += (
            f"Making all its tables anew took {whole['peak_mb']:,} MB, of which DuckDB might use"
            f" {whole['memory_limit_mb']:,}, and {whole['seconds']:.0f} s.\n\n"
        )
    return (
        f"Adding {found['added']} articles to the largest home took **{found['seconds_ratio']}**"
        f" times as long as to the empty one, with **{found['peak_mb_ratio']}** times the memory"
        " (goal: at most 1.5 each).\n\n"
        + told + table(head, rows) + "![growth](../benchmarks/results/growth.svg)\n"
    )  # fmt: skip


def write_partition(found: dict[str, Any]) -> str:
    """Tell what a publish costs in one piece and by day."""
    names = ("seconds", "written_mb", "peak_mb", "files_written", "files", "database_mb", "days_mb",
             "query")  # fmt: skip
    head = ("published", *(name.replace("_mb", " MB").replace("_", " ") for name in names))
    shapes = found["shapes"]
    rows = [(shape, *(f"{row[name]:g}" for name in names)) for shape, row in shapes.items()]
    one, days = shapes["in one piece"], shapes["by day"]
    return (
        f"Publishing {found['added']} articles more in a home of {found['articles']:,}: by day it"
        f" took **{days['seconds'] / one['seconds']:.2f}** times as long as in one piece and handed"
        f" **{days['written_mb'] / one['written_mb']:.2f}** times as many bytes to the system. What"
        " the database holds by day is what every publish still copies.\n\n" + table(head, rows)
    )


def write_memory(found: dict[str, Any]) -> str:
    """Tell whether memory grows with the inbox."""
    rows = [(f"{row['articles']:,}", str(row["peak_mb"])) for row in found["sizes"]]
    model = "an entity ruler" if found["ruler"] else "the embedded pipeline"
    return (
        f"All processes together, with {model}: **{found['ratio']}** times the memory (goal: at"
        f" most 1.2).\n\n" + table(("articles", "peak MB"), rows)
    )


def write_cold(found: dict[str, Any]) -> str:
    """Tell where a short run spends its time."""
    parts = ("imports", "prefect", "work", "rest")
    bars = {f"{row['files']} files, server {row['server']}": {name: row[name] for name in parts}
            for row in found["runs"]}  # fmt: skip
    plot("cold", "Seconds of a short run", bars)
    rows = [(str(row["files"]), row["server"], *(f"{row[name]:.1f}" for name in parts),
             f"{row['seconds']:.1f}") for row in found["runs"]]  # fmt: skip
    return (
        table(("files", "server", *parts, "in all"), rows)
        + "![cold](../benchmarks/results/cold.svg)\n"
    )


def write_levers(found: dict[str, Any]) -> str:
    """Tell what each of spaCy's levers gives."""
    rows = [(row["lever"], f"{row['seconds']:.2f}", f"{row['ratio']:.2f}")
            for row in found["rows"]]  # fmt: skip
    return (
        "One at a time against the stage as it is (ratio of processor seconds, below 1 is"
        " better).\n\n" + table(("lever", "seconds", "ratio"), rows)
    )


def write_dedup(found: dict[str, Any]) -> str:
    """Tell how fast texts are sketched and joined."""
    rows = [
        (name, *(f"{rates[part]:,.0f}" for part in ("sketch", "join", "both")),
         f"{rates['copies_found']:.1%}")
        for name, rates in found["articles_a_second"].items()
    ]  # fmt: skip
    return (
        f"{found['articles']:,} articles, {found['copies']:,} of them copies of another one; "
        "articles a second of processor time, one core. The other joins are hash tables in memory "
        "that end with the process; this one is what a run does, into and out of the warehouse, "
        "with the quotations and furniture by which reuse is told.\n\n"
        + table(("method", "sketch", "join", "both", "copies found"), rows)
    )


def write_costs(found: dict[str, Any]) -> str:
    """Tell what an article costs."""
    rows = [(name, f"{value:,.1f}") for name, value in found["per_article"].items()]
    return table(("per article", "measured"), rows)


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"


def plot(name: str, title: str, bars: dict[str, dict[str, float]]) -> None:
    """Write a plot in seconds."""
    (RESULTS / f"{name}.svg").write_text(draw_bars(title, bars, "s"), "utf-8")


WRITERS: dict[str, Callable[[dict[str, Any]], str]] = {
    "limit": write_limit,
    "naive": write_naive,
    "growth": write_growth,
    "partition": write_partition,
    "memory": write_memory,
    "cold": write_cold,
    "levers": write_levers,
    "dedup": write_dedup,
    "costs": write_costs,
}


if __name__ == "__main__":
    main()
