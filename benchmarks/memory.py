"""Peak memory of all processes over a small and a large inbox: `python -m benchmarks.memory [A B]`.

The whole flow with its workers; what processes share is counted once (Linux PSS). With `--ruler`
the pipeline is a small entity ruler instead of the embedded one: everything else in a fifth of the
time.
"""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks._measure import call, keep
from benchmarks._news import make_inbox, run_dag

SIZES = (2_000, 20_000)


def main(sizes: list[int], ruler: bool) -> None:
    """Measure both sizes, print, and write the results."""
    rows = []
    with TemporaryDirectory() as folder:
        model = make_ruler(Path(folder) / "ruler") if ruler else "en_news"
        for size in sizes:
            place = Path(folder) / str(size)
            make_inbox(place, size)
            rows.append({"articles": size, **call("memory", "--dag", place, model)})
            print(rows[-1], flush=True)
    ratio = round(rows[-1]["peak_mb"] / rows[0]["peak_mb"], 3)
    print(f"{rows[-1]['articles']:,} over {rows[0]['articles']:,} articles: {ratio}")
    keep("memory", {"ruler": ruler, "ratio": ratio, "sizes": rows})


def make_ruler(place: Path) -> str:
    """Write a pipeline that knows some hundred cities by name."""
    import spacy

    from benchmarks._press import cities

    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "GPE", "pattern": city} for city in cities()])
    nlp.to_disk(place)
    return str(place)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--dag"]:
        folder, model = Path(sys.argv[2]), sys.argv[3]
        print(json.dumps(run_dag(folder / "inbox", folder / "home", model=model, pool_words=0)))
    else:
        given = [int(size) for size in sys.argv[1:] if size != "--ruler"]
        main(given or list(SIZES), "--ruler" in sys.argv)
