"""Batches for several workers: large ones first, small ones last, all of the work once."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.ingest.share import share_of


def sizes(words: int, workers: int, batch_words: int) -> list[int]:
    """Cut so many words into batches, as reading does."""
    cut = []
    while words > 0:
        cut.append(min(words, share_of(words, workers, batch_words)))
        words -= cut[-1]
    return cut


@given(st.integers(0, 10**8), st.integers(2, 64), st.integers(2, 10**6))
def test_batches_become_smaller_within_bounds(words: int, workers: int, batch_words: int) -> None:
    """No batch is larger than the one before it, nor beyond three or below half of a batch."""
    shares = [share_of(left, workers, batch_words) for left in (words, words // 2, words // 9)]
    assert shares == sorted(shares, reverse=True)
    assert all(batch_words // 2 <= share <= 3 * batch_words for share in shares)


def test_a_long_run_has_fewer_batches_and_ends_in_small_ones() -> None:
    """Two million words for two workers: far fewer batches, and little to wait for at the end."""
    cut = sizes(2_000_000, 2, 90_000)
    assert len(cut) < 2_000_000 / 90_000 * 0.7
    assert cut[0] == 270_000
    assert max(cut[-4:]) <= 45_000
    assert sum(cut) == 2_000_000


def test_one_worker_waits_for_none() -> None:
    """In a process of its own all batches are of the size that the settings name."""
    assert {share_of(left, 1, 90_000) for left in (0, 10_000, 10**7)} == {90_000}
