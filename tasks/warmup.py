"""Make processes ready for the work, ahead of it."""

from functools import partial

from schemas.settings import Settings
from tasks.bounds.parent import child
from tasks.clean import apart as clean_apart
from tasks.extract import apart as extract_apart


def warm(settings: Settings) -> None:
    """Have the process that cleans and extracts load what it needs, ahead of the work."""
    if settings.batch_seconds:
        child().do(partial(clean_apart.prepare, ()), answer=False)
        child().do(partial(extract_apart.warm, settings.model), answer=False)


def rehearse(settings: Settings) -> None:
    """Load in this process what a batch needs, so that forks of it have it.

    Opens no database: whoever forks this process afterwards forks no threads of one.
    """
    clean_apart.prepare(())
    extract_apart.warm(settings.model)


def rehearse_pairing() -> None:
    """Load in this process what the first chunk of pairing needs: half a second of imports."""
    import scipy.cluster.hierarchy
    import scipy.sparse  # noqa: F401

    from tasks.deduplicate.words import split_words

    split_words("a word")
