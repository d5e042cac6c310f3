"""Draw bars and lines as SVG, for the pages that the benchmarks write."""

from collections.abc import Mapping, Sequence
from html import escape

_COLOURS = ("#06c", "#c60", "#393", "#906", "#699", "#963", "#555", "#c9c")
_LEFT, _WIDTH, _ROW = 150, 380, 26


def draw_bars(title: str, bars: Mapping[str, Mapping[str, float]], unit: str) -> str:
    """Draw one bar a name, each made of its parts, with a legend."""
    longest = max(sum(parts.values()) for parts in bars.values()) or 1.0
    names = list(dict.fromkeys(part for parts in bars.values() for part in parts))
    lines = [_text(10, 20, title)]
    for row, (name, parts) in enumerate(bars.items()):
        top, across = 34 + row * _ROW, float(_LEFT)
        lines.append(_text(_LEFT - 8, top + 14, name, "end"))
        for part, value in parts.items():
            wide = _WIDTH * value / longest
            colour = _COLOURS[names.index(part) % len(_COLOURS)]
            lines.append(
                f'<rect x="{across:.1f}" y="{top}" width="{wide:.1f}" height="18" fill="{colour}"/>'
            )
            across += wide
        lines.append(_text(across + 6, top + 14, f"{sum(parts.values()):.4g} {unit}"))
    below = 34 + len(bars) * _ROW + 18
    for place, part in enumerate(names):
        across, top = 10 + place % 5 * 126, below + place // 5 * 18
        colour = _COLOURS[place % len(_COLOURS)]
        lines.append(f'<rect x="{across}" y="{top - 10}" width="11" height="11" fill="{colour}"/>')
        lines.append(_text(across + 16, top, part))
    return _page(lines, below + len(names) // 5 * 18 + 12)


def _text(across: float, top: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{across:.1f}" y="{top}" text-anchor="{anchor}">{escape(words)}</text>'


def _page(lines: Sequence[str], height: float) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 660 {height:.0f}"'
        ' font-family="sans-serif" font-size="12">'
    )
    return "\n".join([head, '<rect width="660" height="100%" fill="white"/>', *lines, "</svg>", ""])
