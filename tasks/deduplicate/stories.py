"""Cut a graph of alike texts into stories, the same ones whatever the order of its links."""

import heapq
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Link(NamedTuple):
    """Two texts, by rank of their article_id, and how alike they are."""

    a: int
    b: int
    score: float


def cut_stories(
    nodes: Iterable[int], links: Sequence[Link], threshold: float, average: float
) -> list[list[int]]:
    """Join texts into stories; returns sorted members, stories in order.

    Links from `threshold` up connect; what they do not connect stays apart, so that a story
    depends on its own component alone. Within a component `join_average` decides.
    """
    stories: list[list[int]] = []
    for members, inner in split_components(nodes, links, threshold):
        stories += join_average(members, inner, average)
    return sorted(stories)


def split_components(
    nodes: Iterable[int], links: Sequence[Link], threshold: float
) -> list[tuple[list[int], list[Link]]]:
    """Split a graph where only links from the threshold up connect; weaker ones stay inside."""
    parents = {node: node for node in nodes}

    def root(node: int) -> int:
        while parents[node] != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    for link in links:
        if link.score >= threshold:
            first, second = sorted((root(link.a), root(link.b)))
            parents[second] = first
    members: dict[int, list[int]] = {}
    inner: dict[int, list[Link]] = {}
    for node in parents:
        members.setdefault(root(node), []).append(node)
    for link in links:
        if root(link.a) == root(link.b):
            inner.setdefault(root(link.a), []).append(link)
    return [(members[first], inner.get(first, [])) for first in sorted(members)]


def join_average(nodes: Iterable[int], links: Sequence[Link], average: float) -> list[list[int]]:
    """Join the nodes of one component by average linkage (Sokal and Michener 1958).

    The two clusters with the highest mean similarity join, as long as that mean reaches
    `average`; two texts without a link count as 0 alike, so that a chain of events, each like the
    next, falls apart where it is thin. Equal means join in the order of their smallest members.
    """
    clusters = {node: [node] for node in nodes}
    sums = _sum_links(clusters, links)
    heap = [_entry(clusters, a, b, total) for a in sums for b, total in sums[a].items() if a < b]
    heap = [entry for entry in heap if -entry[0] >= average]
    heapq.heapify(heap)
    while heap:
        mean, a, b = heapq.heappop(heap)
        if b not in sums.get(a, {}) or _entry(clusters, a, b, sums[a][b])[0] != mean:
            continue
        for entry in _join(clusters, sums, a, b):
            if -entry[0] >= average:
                heapq.heappush(heap, entry)
    return sorted(sorted(members) for members in clusters.values())


def _sum_links(
    clusters: dict[int, list[int]], links: Sequence[Link]
) -> dict[int, dict[int, float]]:
    """Return for each node its links, in a fixed order."""
    sums: dict[int, dict[int, float]] = {node: {} for node in sorted(clusters)}
    for link in sorted(links):
        sums[link.a][link.b] = sums[link.b][link.a] = link.score
    return sums


def _entry(clusters: dict[int, list[int]], a: int, b: int, total: float) -> tuple[float, int, int]:
    """Rank a pair of clusters: highest mean first, then the smallest members."""
    mean = round(total / (len(clusters[a]) * len(clusters[b])), 9)
    return (-mean, min(a, b), max(a, b))


def _join(
    clusters: dict[int, list[int]], sums: dict[int, dict[int, float]], a: int, b: int
) -> list[tuple[float, int, int]]:
    """Put cluster b into cluster a (a < b) and return the pairs whose mean changed."""
    clusters[a] += clusters.pop(b)
    others = sums.pop(b)
    for other, total in others.items():
        del sums[other][b]
        if other != a:
            joint = round(sums[a].get(other, 0.0) + total, 9)
            sums[a][other] = sums[other][a] = joint
    return [_entry(clusters, a, other, total) for other, total in sums[a].items()]
