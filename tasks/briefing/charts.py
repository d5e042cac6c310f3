"""Draw the briefing's charts: Vega-Lite specifications, rendered to SVG that needs no script.

Colours are CSS variables of the page, so that one drawing serves light, dark and print.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from tasks.briefing.network import Edge, place

Row = Mapping[str, Any]
Spec = dict[str, Any]

# Widths in pixels: the whole page, one of two columns, a phone.
FULL, WIDE, NARROW = 1120, 540, 340

_INK, _FAINT, _LINE = "var(--ink)", "var(--faint)", "var(--line)"
_FIRST, _SECOND = "var(--first)", "var(--second)"
_CONFIG: Spec = {
    "background": None,
    "font": "Helvetica Neue, Helvetica, Arial, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": _INK, "titleColor": _FAINT, "domainColor": _LINE, "tickColor": _LINE,
        "gridColor": _LINE, "labelFontSize": 12, "titleFontSize": 11, "titleFontWeight": "normal",
        "labelLimit": 190, "domain": False, "ticks": False, "labelPadding": 6,
    },
    "legend": {
        "labelColor": _INK, "titleColor": _FAINT, "labelFontSize": 12, "title": None,
        "orient": "top", "symbolType": "square",
    },
}  # fmt: skip


def draw(spec: Spec, name: str) -> str:
    """Render a specification to SVG whose ids are `name` and a number."""
    import vl_convert  # holds a script engine: only where a page is made

    svg: str = vl_convert.vegalite_to_svg({**spec, "config": _CONFIG})
    # The renderer counts its ids on from drawing to drawing.
    for number, one in enumerate(dict.fromkeys(re.findall(r'id="([^"]+)"', svg))):
        svg = re.sub(rf'(id="|url\(#){re.escape(one)}(?=["\)])', rf"\g<1>{name}-{number}", svg)
    return svg


def daily(rows: Sequence[Row], width: int) -> Spec:
    """Articles a day, own texts below and copies on top."""
    values = [
        {"day": row["day"].isoformat(), "kind": kind, "articles": row[column], "order": order}
        for row in rows
        for order, (kind, column) in enumerate((("own text", "original"), ("copies", "copies")))
    ]
    return {
        "width": width - 50, "height": 130, "data": {"values": values},
        "mark": {"type": "bar", "cornerRadius": 2, "width": {"band": 0.72}},
        "encoding": {
            "x": {"field": "day", "type": "ordinal", "timeUnit": "utcyearmonthdate",
                  "axis": {"title": None, "format": "%-d %b" if width > NARROW else "%-d",
                           "labelAngle": 0,
                           "labelOverlap": "greedy"}},
            "y": {"field": "articles", "type": "quantitative", "aggregate": "sum",
                  "axis": {"title": None, "tickMinStep": 1, "tickCount": 4}},
            "color": {"field": "kind", "type": "nominal",
                      "scale": {"domain": ["own text", "copies"], "range": [_FIRST, _SECOND]}},
            "order": {"field": "order", "type": "quantitative"},
        },
    }  # fmt: skip


def bars(rows: Sequence[Row], width: int, label: str, value: str, title: str) -> Spec:
    """One bar a row, longest first, with its number at the end."""
    values = [{"label": str(row[label]), "value": row[value]} for row in rows]
    y: Spec = {"field": "label", "type": "nominal", "sort": None, "axis": {"title": None}}
    x: Spec = {"field": "value", "type": "quantitative", "axis": None}
    return {
        "width": width - 210 if width > NARROW else width - 170, "height": {"step": 26},
        "data": {"values": values}, "title": None, "description": title,
        "encoding": {"y": y, "x": x},
        "layer": [
            {"mark": {"type": "bar", "cornerRadiusEnd": 3, "height": 14, "color": _FIRST}},
            {"mark": {"type": "text", "align": "left", "dx": 5, "color": _FAINT, "fontSize": 12},
             "encoding": {"text": {"field": "value", "type": "quantitative", "format": ".3~g"}}},
        ],
    }  # fmt: skip


def shares(rows: Sequence[Row], width: int) -> Spec:
    """Each outlet's own words and reused words, as parts of one."""
    values = [
        {"outlet": row["outlet"], "kind": kind, "share": share, "order": order}
        for row in rows
        for order, (kind, share) in enumerate(
            (("own words", row["original_share"]), ("stood elsewhere", 1 - row["original_share"]))
        )
    ]
    return {
        "width": width - 210 if width > NARROW else width - 170, "height": {"step": 26},
        "data": {"values": values},
        "mark": {"type": "bar", "height": 14},
        "encoding": {
            "y": {"field": "outlet", "type": "nominal", "sort": None, "axis": {"title": None}},
            "x": {"field": "share", "type": "quantitative", "stack": "zero",
                  "scale": {"domain": [0, 1]},
                  "axis": {"title": None, "format": ".0%", "tickCount": 4}},
            "color": {"field": "kind", "type": "nominal",
                      "scale": {"domain": ["own words", "stood elsewhere"],
                                "range": [_FIRST, _SECOND]}},
            "order": {"field": "order", "type": "quantitative"},
        },
    }  # fmt: skip


def world(rows: Sequence[Row], width: int) -> Spec:
    """Places on a map; the area of a dot is the number of articles."""
    values: list[Spec] = [
        {"name": row["name"], "lat": row["latitude"], "lon": row["longitude"],
         "articles": row["articles"]}
        for row in rows
    ]  # fmt: skip
    at: Spec = {"longitude": {"field": "lon", "type": "quantitative"},
                "latitude": {"field": "lat", "type": "quantitative"}}  # fmt: skip
    size: Spec = {"field": "articles", "type": "quantitative", "legend": None,
                  "scale": {"zero": True, "range": [0, 260 + width * 0.2]}}  # fmt: skip
    scale = width / 360
    boxes = ((row["lon"] * scale, -row["lat"] * scale, row["name"]) for row in values)
    named = [value for value, room in zip(values, _with_room(boxes), strict=True) if room]
    named = named[: 16 if width > NARROW else 6]
    return {
        "width": width - 10, "height": round((width - 10) * 0.5),
        "projection": {"type": "naturalEarth1"},
        "layer": [
            {"data": {"values": _countries()},
             "mark": {"type": "geoshape", "fill": "var(--land)", "stroke": "var(--paper)",
                      "strokeWidth": 0.6}},
            {"data": {"values": values}, "encoding": {**at, "size": size},
             "mark": {"type": "circle", "color": _SECOND, "opacity": 0.75,
                      "stroke": "var(--paper)", "strokeWidth": 0.8}},
            {"data": {"values": named},
             "encoding": {**at, "text": {"field": "name", "type": "nominal"}},
             "mark": {"type": "text", "dy": -11, "fontSize": 11, "color": _INK}},
        ],
    }  # fmt: skip


def network(rows: Sequence[Row], width: int) -> Spec:
    """People as dots, joined where articles name both."""
    edges = _strongest([(row["one"], row["other"], int(row["articles"])) for row in rows])
    points = place(edges)
    weight = {name: sum(w for a, b, w in edges if name in (a, b)) for name in points}
    height = 460 if width > NARROW else 520
    lines = [
        {"x": points[a][0], "y": points[a][1], "x2": points[b][0], "y2": points[b][1], "w": w}
        for a, b, w in edges
    ]
    dots: list[Spec] = [
        {"name": name, "x": x, "y": y, "w": weight[name]}
        for name, (x, y) in sorted(points.items(), key=lambda item: (-weight[item[0]], item[0]))
    ]
    boxes = ((dot["x"] * width / 1.3, dot["y"] * height / 1.12, dot["name"]) for dot in dots)
    shown = [dot for dot, room in zip(dots, _with_room(boxes), strict=True) if room]
    axis: Spec = {"type": "quantitative", "axis": None}
    x = {**axis, "field": "x", "scale": {"domain": [-0.15, 1.15]}}
    y = {**axis, "field": "y", "scale": {"domain": [-0.04, 1.08]}}
    return {
        "width": width - 20, "height": height,
        "layer": [
            {"data": {"values": lines}, "mark": {"type": "rule", "color": _FAINT, "opacity": 0.5},
             "encoding": {"x": x, "y": y, "x2": {"field": "x2"}, "y2": {"field": "y2"},
                          "strokeWidth": {"field": "w", "type": "quantitative", "legend": None,
                                          "scale": {"zero": True, "range": [0.6, 4]}}}},
            {"data": {"values": dots}, "mark": {"type": "circle", "color": _FIRST, "opacity": 1},
             "encoding": {"x": x, "y": y,
                          "size": {"field": "w", "type": "quantitative", "legend": None,
                                   "scale": {"zero": True, "range": [20, 260]}}}},
            {"data": {"values": shown},
             "mark": {"type": "text", "dy": -12, "fontSize": 11, "color": _INK},
             "encoding": {"x": x, "y": y, "text": {"field": "name", "type": "nominal"}}},
        ],
    }  # fmt: skip


def _strongest(edges: Sequence[Edge], most: int = 26) -> list[Edge]:
    """Return the edges among the people that are joined most."""
    weight: dict[str, int] = {}
    for one, other, articles in edges:
        for name in (one, other):
            weight[name] = weight.get(name, 0) + articles
    kept = set(sorted(weight, key=lambda name: (-weight[name], name))[:most])
    return [edge for edge in edges if edge[0] in kept and edge[1] in kept]


def _with_room(labels: Iterable[tuple[float, float, str]]) -> Iterator[bool]:
    """Tell for each label (x, y in pixels, text) whether those before it leave it room."""
    taken: list[tuple[float, float, float]] = []
    for x, y, text in labels:
        half = 3.1 * len(text)
        free = all(abs(y - v) > 13 or abs(x - u) > half + h for u, v, h in taken)
        if free:
            taken.append((x, y, half))
        yield free


@cache
def _countries() -> list[Spec]:
    """Return the outlines of the countries as GeoJSON."""
    text = resources.files(__package__).joinpath("data/world.json").read_text(encoding="utf-8")
    return [
        {
            "type": "Feature",
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[[[x / 10, y / 10] for x, y in ring]] for ring in rings],
            },
        }
        for rings in json.loads(text)
    ]
