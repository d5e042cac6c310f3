"""Write the briefing: one page with its charts, its numbers and the queries that made them."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from schemas.errors import QueryError
from tasks.briefing import charts
from tasks.briefing.gather import Asked, gather

# Charts over the whole page; the others take one of two columns.
_FULL = ("places",)

_Draw = Callable[[int], charts.Spec]


def write_report(home: Path, target: Path, days: int = 7, as_of: date | None = None) -> Path:
    """Write the briefing on the `days` up to `as_of` (else the latest day) as an HTML page.

    Raises NotPublishedError where there is no database, QueryError where the page cannot be
    written.
    """
    page = render(gather(home, days, as_of), days)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page, encoding="utf-8")
    except OSError as error:
        raise QueryError(f"{target} cannot be written ({error.strerror}).") from error
    return target


def render(asked: Mapping[str, Asked], days: int) -> str:
    """Return the page; every text is escaped, and every number links to its query."""
    last = asked["latest"].rows[0]["day"]
    values = {
        "asked": asked,
        "rows": {name: one.rows for name, one in asked.items()},
        "days": days,
        "last": last,
        "first": last - timedelta(days=days - 1) if last else None,
        "charts": _charts({name: one.rows for name, one in asked.items()}),
        "by_story": _by_story(asked),
    }
    return str(_template().render(values))


def _charts(rows: Mapping[str, tuple[dict[str, Any], ...]]) -> dict[str, str]:
    """Draw every chart that has rows, once for wide and once for narrow pages."""
    rising = [row for row in rows["rising"] if row["rising"]]
    wanted: dict[str, tuple[object, _Draw]] = {
        "daily": (rows["daily"], lambda w: charts.daily(rows["daily"], w)),
        "rising": (rising, lambda w: charts.bars(rising, w, "name", "score", "Rising")),
        "people": (
            rows["people"],
            lambda w: charts.bars(rows["people"], w, "name", "articles", "Most named"),
        ),
        "places": (rows["places"], lambda w: charts.world(rows["places"], w)),
        "network": (rows["network"], lambda w: charts.network(rows["network"], w)),
        "outlets": (rows["outlets"], lambda w: charts.shares(rows["outlets"], w)),
    }
    return {name: _twice(name, spec) for name, (there, spec) in wanted.items() if there}


def _twice(name: str, spec: _Draw) -> str:
    width = charts.FULL if name in _FULL else charts.WIDE
    wide = charts.draw(spec(width), f"{name}-wide")
    narrow = charts.draw(spec(charts.NARROW), f"{name}-narrow")
    return f'<div class="wide">{wide}</div><div class="narrow">{narrow}</div>'


def _by_story(asked: Mapping[str, Asked]) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Return timeline and facts of each story."""
    found: dict[str, dict[str, list[dict[str, Any]]]] = {
        row["story_id"]: {"timelines": [], "facts": []} for row in asked["top_stories"].rows
    }
    for name in ("timelines", "facts"):
        for row in asked[name].rows:
            found[row["story_id"]][name].append(row)
    return found


@cache
def _template() -> Any:
    """Return the page's template, in which every value is escaped unless it says otherwise."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("tasks.briefing", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = lambda day: f"{day.day} {day:%B %Y}" if day else "undated"
    environment.filters["short"] = lambda day: f"{day.day} {day:%b}" if day else "undated"
    environment.filters["percent"] = lambda part: "–" if part is None else f"{part:.0%}"
    environment.filters["count"] = lambda number: f"{number:,}"
    return environment.get_template("page.html")
