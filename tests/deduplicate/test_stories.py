from datetime import date
from random import Random

import numpy as np
from numpy.typing import NDArray

from tasks.deduplicate.leaders import NearPair, Text, find_round_ups, place_texts
from tasks.deduplicate.shares import group_copies
from tasks.deduplicate.stories import Link, cut_stories


def cut(matrix: NDArray[np.float64], links: list[Link]) -> list[list[int]]:
    """Cut a graph whose similarities are given in full."""
    return cut_stories(
        range(len(matrix)), links, lambda members: matrix[np.ix_(members, members)], 0.2, 0.16
    )


def make_links(matrix: NDArray[np.float64]) -> list[Link]:
    """Return all links from .2 up."""
    size = len(matrix)
    pairs = [(a, b) for a in range(size) for b in range(a + 1, size)]
    return [Link(a, b, float(matrix[a, b])) for a, b in pairs if matrix[a, b] >= 0.2]


def test_two_events_with_one_link_between_them_stay_two_stories() -> None:
    """A single likeness does not join what is otherwise unlike."""
    matrix = np.full((6, 6), 0.05)
    matrix[:3, :3] = matrix[3:, 3:] = 0.5
    matrix[2, 3] = matrix[3, 2] = 0.3
    assert cut(matrix, make_links(matrix)) == [[0, 1, 2], [3, 4, 5]]


def test_a_chain_of_events_does_not_become_one_story() -> None:
    """Sixty reports, each like the next alone, fall apart into many stories."""
    matrix = np.full((60, 60), 0.03)
    for place in range(59):
        matrix[place, place + 1] = matrix[place + 1, place] = 0.35
    stories = cut(matrix, make_links(matrix))
    assert max(map(len, stories)) <= 4


def test_the_order_of_links_does_not_matter() -> None:
    """Equal likenesses are settled by the articles' ids, not by arrival."""
    random = Random(1)
    matrix = np.array([[random.choice((0.1, 0.25, 0.3)) for _ in range(20)] for _ in range(20)])
    matrix = np.triu(matrix, 1) + np.triu(matrix, 1).T
    links = make_links(matrix)
    expected = cut(matrix, links)
    for _ in range(5):
        random.shuffle(links)
        assert cut(matrix, links) == expected


def test_a_giant_component_is_cut_before_it_is_compared() -> None:
    """Thousands of texts in one chain never ask for all their pairs at once."""
    size = 6000
    links = [Link(node, node + 1, 0.9 if node % 10 else 0.21) for node in range(size - 1)]
    asked: list[int] = []

    def similarities(members: list[int]) -> NDArray[np.float64]:
        asked.append(len(members))
        return np.full((len(members), len(members)), 0.9)

    stories = cut_stories(range(size), links, similarities, 0.2, 0.16)
    assert max(asked) == 10
    assert sum(map(len, stories)) == size


def texts(*days: int | None) -> list[Text]:
    """Make texts 0, 1, ... that precede each other in this order."""
    return [
        Text(key, key, None if day is None else date(2025, 3, day)) for key, day in enumerate(days)
    ]


def test_a_copy_points_at_the_first_text_that_it_has_a_pair_with() -> None:
    """In a chain the third is no copy of the first, which it has no verified pair with."""
    places = place_texts(texts(1, 1, 1), [NearPair(0, 1, 0.9, 0, 9), NearPair(1, 2, 0.9, 0, 9)], 7)
    assert [place.leader for place in places.values()] == [None, 0, None]


def test_a_round_up_joins_nothing() -> None:
    """A text that holds two briefs in different places neither leads nor follows."""
    pairs = [NearPair(0, 1, 0.9, 0, 40), NearPair(0, 2, 0.8, 60, 90)]
    assert find_round_ups(pairs) == {0}
    places = place_texts(texts(1, 1, 1), pairs, 7)
    assert [place.leader for place in places.values()] == [None, None, None]
    assert places[0].home == 1


def test_a_copy_long_after_is_news_again() -> None:
    """A text that returns after the window is still a copy, yet compared for its own story."""
    places = place_texts(texts(1, 20), [NearPair(0, 1, 0.9, 0, 9)], 7)
    assert places[1].leader == 0
    assert places[1].home == 1


def test_copies_of_one_outside_text_are_one_group() -> None:
    """Two articles of a story that took from the same article elsewhere are not independent."""
    groups = group_copies([("s", 1), ("s", 2), ("s", 3)], [("s", 1, 9), ("s", 2, 9)])
    assert groups == {1: 1, 2: 1, 3: 3}
