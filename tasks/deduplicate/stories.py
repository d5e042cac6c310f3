"""Cut a graph of alike texts into stories, the same ones whatever the order of its links."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

# A component with more texts is first cut at higher thresholds: all its pairs are compared at
# once, 50 MB of them at this size.
LARGEST_COMPONENT = 2500
_STEP = 0.05
_ROUNDING = 1e-9

Similarities: TypeAlias = Callable[[list[int]], NDArray[np.float64]]


class Link(NamedTuple):
    """Two texts, by rank of their article_id, and how alike they are."""

    a: int
    b: int
    score: float


def cut_stories(
    nodes: Iterable[int],
    links: Sequence[Link],
    similarities: Similarities,
    threshold: float,
    average: float,
) -> list[list[int]]:
    """Join texts into stories; returns sorted members, stories in order.

    Links from `threshold` up connect; what they do not connect stays apart, so that a story
    depends on its own component alone. A component is then cut by average linkage: two groups are
    one story while all their pairs, `similarities` of the sorted members, reach `average` in the
    mean. So a chain of events, each like the next, falls apart where it is thin. A component too
    large to compare all its pairs falls apart at the lowest higher threshold that makes its parts
    small enough.
    """
    stories: list[list[int]] = []
    for members, inner in split_components(nodes, links, threshold):
        if len(members) > LARGEST_COMPONENT and threshold < 1:
            higher = round(threshold + _STEP, 4)
            stories += cut_stories(members, inner, similarities, higher, average)
        elif 2 < len(members) <= LARGEST_COMPONENT:
            stories += join_average(members, similarities(members), average)
        else:
            stories.append(members)
    return sorted(stories)


def split_components(
    nodes: Iterable[int], links: Sequence[Link], threshold: float
) -> list[tuple[list[int], list[Link]]]:
    """Return sorted members and links of each component that links from the threshold up make."""
    parents = {node: node for node in nodes}

    def root(node: int) -> int:
        while parents[node] != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    strong = [link for link in links if link.score >= threshold]
    for link in strong:
        first, second = sorted((root(link.a), root(link.b)))
        parents[second] = first
    members: dict[int, list[int]] = {}
    inner: dict[int, list[Link]] = {}
    for node in sorted(parents):
        members.setdefault(root(node), []).append(node)
    for link in strong:
        inner.setdefault(root(link.a), []).append(link)
    return [(members[first], inner.get(first, [])) for first in sorted(members)]


def join_average(
    members: list[int], similarities: NDArray[np.float64], average: float
) -> list[list[int]]:
    """Cut one component by average linkage (Sokal and Michener 1958)."""
    from scipy.cluster.hierarchy import fcluster, linkage

    upper = np.triu_indices(len(members), 1)
    distances = 1 - np.minimum(similarities[upper], 1.0)
    if distances.max() < 1 - average - _ROUNDING:  # so is each mean of some of them
        return [members]
    labels: Any = fcluster(linkage(distances, "average"), 1 - average, "distance")
    groups: dict[int, list[int]] = {}
    for member, label in zip(members, labels.tolist(), strict=True):
        groups.setdefault(label, []).append(member)
    return list(groups.values())
