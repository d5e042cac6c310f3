"""The briefing: what it says, what it escapes, and how it looks to a browser."""

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from schemas.errors import NotPublishedError
from tasks.briefing.network import place
from tasks.briefing.page import write_report
from tests.warehouse.newsroom import article, entity, mention, publish, quote, story

CHROMIUM = Path("/usr/bin/chromium")
EVIL = "<script>document.title='owned'</script><img src=x onerror=alert(1)>"


class Links(HTMLParser):
    """Collects the ids and the links of a page."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag, its id and where it leads."""
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            if name in ("href", "src", "xlink:href") and value:
                self.links.append(value)


def read(page: Path) -> Links:
    links = Links()
    links.feed(page.read_text(encoding="utf-8"))
    return links


def text_of(page: Path) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def page(seeds_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The briefing on the example inbox."""
    return write_report(seeds_home, tmp_path_factory.mktemp("page") / "briefing.html")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A briefing on articles whose every text tries to be markup."""
    day = date(2025, 5, 30)
    home = publish(
        tmp_path / "home",
        articles=[
            article(f"a{n}", day, EVIL, story_id="s", outlet=f"{EVIL}{n}", title=EVIL)
            for n in (1, 2)
        ],
        stories=[story("s", 2, day) | {"headline": EVIL}],
        story_articles=[{"story_id": "s", "article_id": f"a{n}"} for n in (1, 2)],
        entities=[
            entity(EVIL),
            entity("Ana"),
            entity("P", "GPE", latitude=10.0, longitude=10.0) | {"name": EVIL},
        ],
        mentions=[mention("a1", EVIL), mention("a1", "Ana"), mention("a1", "P")],
        quotes=[quote("q", "q", "a1", EVIL, EVIL)],
        outlet_daily=[
            {"outlet": EVIL, "day": day, "articles": 2, "duplicates": 0, "words": 9, "stories": 1,
             "original_share": 1.0}
        ],
        quarantine=[
            {"path": f"{EVIL}.txt", "stage": "ingest", "error_type": "x", "error": EVIL,
             "first_seen_at": "2025-05-30T00:00:00Z", "attempts": 1}
        ],
    )  # fmt: skip
    return write_report(home, tmp_path / "briefing.html")


def test_numbers_are_those_of_the_example(page: Path) -> None:
    """The week of the example inbox: sixteen articles, twelve outlets, two copies."""
    text = text_of(page)
    assert "13 March 2025 to 19 March 2025" in text
    for counted in ("16 articles", "12 outlets", "2 copies of another article"):
        assert counted in text
    assert "2 of 3 outlets independent" in text


def test_every_number_leads_to_its_query(page: Path) -> None:
    """Each link of the page stays on it and finds the query that it names."""
    found = read(page)
    assert len(found.links) > 50
    inner = [link for link in found.links if not link.startswith("data:")]
    assert {link.removeprefix("#") for link in inner} <= found.ids


def test_the_page_needs_nothing_else(page: Path) -> None:
    """No script, no style sheet, no picture or font from elsewhere."""
    found = read(page)
    assert not found.tags & {"script", "iframe", "img", "object", "embed"}
    assert all(link.startswith(("#", "data:")) for link in found.links)
    assert page.stat().st_size < 1_000_000


def test_charts_are_drawn(page: Path) -> None:
    """Days, names, map, network and outlets each have a drawing for wide and for narrow pages."""
    text = page.read_text(encoding="utf-8")
    assert text.count("<svg") == 10
    assert text.count('class="mark-shape role-mark') >= 2


def test_another_day_gives_another_period(seeds_home: Path, tmp_path: Path) -> None:
    """--as-of ends the period, and nothing later is counted."""
    page = write_report(seeds_home, tmp_path / "b.html", days=2, as_of=date(2025, 3, 12))
    text = text_of(page)
    assert "11 March 2025 to 12 March 2025" in text
    assert "4 articles" in text
    assert "Lisbon" not in re.sub(r"<section id=\"queries\">.*", "", text)


def test_the_same_database_gives_the_same_page(
    seeds_home: Path, page: Path, tmp_path: Path
) -> None:
    """Nothing is left to chance or to the clock."""
    again = write_report(seeds_home, tmp_path / "again.html")
    assert again.read_bytes() == page.read_bytes()


def test_markup_in_the_news_stays_text(hostile: Path) -> None:
    """A headline, outlet, name, quotation or file name that looks like a script is shown."""
    found = read(hostile)
    assert not found.tags & {"script", "img"}
    assert hostile.read_text(encoding="utf-8").count("&lt;script&gt;") >= 8


def test_an_empty_archive_has_a_page(tmp_path: Path) -> None:
    """Without articles the page says so, section by section."""
    page = write_report(publish(tmp_path / "home"), tmp_path / "b.html")
    assert "No dated articles" in text_of(page)


def test_without_a_database_the_run_is_named(tmp_path: Path) -> None:
    """Reporting before the first run says how to run."""
    with pytest.raises(NotPublishedError):
        write_report(tmp_path, tmp_path / "b.html")


def test_networks_are_placed_alike_and_apart() -> None:
    """Positions are the same every time, inside the unit square, and no two alike."""
    edges = [("a", "b", 3), ("b", "c", 1), ("d", "e", 1)]
    points = place(edges)
    assert points == place(list(reversed(edges)))
    assert len(set(points.values())) == 5
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in points.values())
    assert place([]) == {}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium; the tests are skipped where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        yield chromium
        chromium.close()


def visit(browser: Any, page: Path, width: int, scheme: str = "light") -> tuple[Any, list[str]]:
    """Open a page; returns it and what went wrong: console messages, requests, dialogs."""
    wrong: list[str] = []
    view = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    view.on("console", lambda message: wrong.append(message.text))
    view.on("pageerror", lambda error: wrong.append(str(error)))
    view.on("dialog", lambda dialog: (wrong.append("dialog"), dialog.dismiss()))
    view.on("request", lambda r: None if r.url == page.as_uri() else wrong.append(r.url))
    view.goto(page.as_uri())
    return view, wrong


@pytest.mark.slow
@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_browser_shows_the_page(browser: Any, page: Path, width: int, scheme: str) -> None:
    """No console error, no request leaves, every chart is visible, nothing scrolls sideways."""
    view, wrong = visit(browser, page, width, scheme)
    assert wrong == []
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    sizes = view.evaluate(
        "[...document.querySelectorAll('svg')].filter(s => s.checkVisibility())"
        ".map(s => [s.getBoundingClientRect().width,"
        " s.querySelectorAll('path, line, text').length])"
    )
    assert len(sizes) == 5
    assert all(drawn > 200 and marks > 5 for drawn, marks in sizes)


@pytest.mark.slow
def test_browser_prints_the_page(browser: Any, page: Path) -> None:
    """The page prints on a handful of sheets."""
    view, _ = visit(browser, page, 1400)
    assert 2 <= view.pdf(format="A4").count(b"/Type /Page\n") <= 12


@pytest.mark.slow
def test_browser_runs_nothing_of_the_news(browser: Any, hostile: Path) -> None:
    """Injected scripts and handlers do not run; the reader sees them as text."""
    view, wrong = visit(browser, hostile, 1400)
    assert wrong == []
    assert view.title() != "owned"
    assert "<script>" in view.inner_text("h3")
    assert "<script>" in view.inner_text("#health")
