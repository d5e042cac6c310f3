"""How large a batch is where several workers share the work."""

# With batches of one size a worker stands idle at the end, half a batch's time on average; with
# small ones a long run pays for each, six tenths of a second of processor time.
_MOST, _LEAST = 3, 0.5


def share_of(left: int, workers: int, batch_words: int) -> int:
    """Return how many words the next batch should have, so many being left to read.

    Half of what each worker would get of them, so that batches become smaller towards the end
    (guided self-scheduling, Polychronopoulos and Kuck 1987), between bounds in batches as the
    settings have them; one worker has no other to wait for.
    """
    if workers <= 1:
        return batch_words
    wanted = left // (2 * workers)
    return int(min(_MOST * batch_words, max(_LEAST * batch_words, wanted)))
