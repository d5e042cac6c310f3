"""The targets: each reader, cleaning and extraction, with what is damaged and what must hold."""

from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from schemas.article import Document
from tests.fuzz.checks import check_clean, check_extract, check_reader
from tests.fuzz.edits import EDITS, SCRAPS, damage
from tests.fuzz.samples import samples

SEEDS = Path(__file__).parents[2] / "seeds"
CASES = Path(__file__).parent / "cases"
READERS = tuple(samples())
TARGETS = (*READERS, "clean", "extract")

Input = tuple[str, bytes]


def check(target: str, name: str, data: bytes) -> None:
    """Hold what must hold of an input of a target. Raises AssertionError, or what broke."""
    if target in READERS:
        check_reader(name, data)
    else:
        document = Document(path=name, text=data.decode("utf-8", "replace").replace("\x00", ""))
        (check_clean if target == "clean" else check_extract)(document)


def inputs(target: str) -> st.SearchStrategy[Input]:
    """Return the inputs of a target: its samples damaged, and bytes at random."""
    found = samples().get(target) or _texts()
    damaged = st.builds(
        lambda name, edits: (name, damage(found[name], edits)),
        st.sampled_from(sorted(found)),
        EDITS,
    )
    noise = st.lists(st.sampled_from(SCRAPS) | st.binary(max_size=40), max_size=60).map(b"".join)
    return damaged | st.tuples(st.sampled_from(sorted(found)), noise)


def fuzz(target: str, number: int, examples: int, failed: Callable[[Input], None]) -> None:
    """Check so many inputs, the same for the same number; the least that fails is told last."""

    @seed(number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(inputs(target))
    def run(given_: Input) -> None:
        try:
            check(target, *given_)
        except BaseException:
            failed(given_)
            raise

    run()


def _texts() -> dict[str, bytes]:
    return {place.name: place.read_bytes() for place in sorted(SEEDS.rglob("*.txt"))}
