"""Place the nodes of a small network, always in the same way."""

import math
from collections.abc import Sequence

Edge = tuple[str, str, int]
Point = tuple[float, float]

# 240 steps settle the 30 nodes of a briefing to within a hundredth of its width.
_STEPS = 240
_CENTRE = 0.9


def place(edges: Sequence[Edge]) -> dict[str, Point]:
    """Return a position in [0, 1] x [0, 1] for every node of weighted edges.

    Forces of Fruchterman and Reingold (1991), with a pull to the centre that keeps separate groups
    on the page; starts from a circle, so that nothing is left to chance.
    """
    names = sorted({name for one, other, _ in edges for name in (one, other)})
    ideal = math.sqrt(1 / max(len(names), 1))
    points = {
        name: (0.5 + 0.4 * math.cos(angle), 0.5 + 0.4 * math.sin(angle))
        for name, angle in ((name, 2.4 * place) for place, name in enumerate(names))
    }
    for step in range(_STEPS):
        points = _step(points, edges, ideal, 0.1 * (1 - step / _STEPS))
    return _fit(points)


def _step(
    points: dict[str, Point], edges: Sequence[Edge], ideal: float, heat: float
) -> dict[str, Point]:
    pulls = {name: [_CENTRE * (0.5 - x), _CENTRE * (0.5 - y)] for name, (x, y) in points.items()}
    names = list(points)
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            dx, dy, distance = _between(points[one], points[other])
            _push(pulls, one, other, dx, dy, ideal**2 / distance**2)
    for one, other, weight in edges:
        dx, dy, distance = _between(points[one], points[other])
        _push(pulls, one, other, dx, dy, -0.35 * distance / ideal * math.sqrt(weight))
    return {name: _moved(points[name], pulls[name], heat) for name in names}


def _between(one: Point, other: Point) -> tuple[float, float, float]:
    dx, dy = one[0] - other[0], one[1] - other[1]
    return dx, dy, max(math.hypot(dx, dy), 1e-3)


def _push(
    pulls: dict[str, list[float]], one: str, other: str, dx: float, dy: float, force: float
) -> None:
    for name, sign in ((one, 1), (other, -1)):
        pulls[name][0] += sign * dx * force
        pulls[name][1] += sign * dy * force


def _moved(point: Point, pull: Sequence[float], heat: float) -> Point:
    length = max(math.hypot(*pull), 1e-9)
    reach = min(length, heat) / length
    return point[0] + pull[0] * reach, point[1] + pull[1] * reach


def _fit(points: dict[str, Point]) -> dict[str, Point]:
    """Stretch the points over the whole square."""
    fitted: list[list[float]] = []
    for axis in (0, 1):
        values = [point[axis] for point in points.values()]
        low = min(values, default=0.0)
        spread = max(max(values, default=1.0) - low, 1e-9)
        fitted.append([round((value - low) / spread, 4) for value in values])
    return {name: (x, y) for name, x, y in zip(points, *fitted, strict=True)}
