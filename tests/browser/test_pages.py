"""What a person sees in the Prefect UI, in a real Chromium."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.flows.serving import Serving, serving, until
from tests.test_stages import OTHER, WIRE, record, write

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
HOSTILE = "<img src=x onerror=alert(1)> [click](http://evil.example) ![x](http://evil.example/y)"
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("pages")
    write(folder, "inbox/herald/2025-05-06-bridge.txt", WIRE)
    write(folder, "inbox/gazette/bridge.txt", WIRE.replace("310 million", "320 million"))
    write(folder, "inbox/wire/feed.jsonl", record("a", OTHER, title=HOSTILE))
    write(folder, "inbox/herald/<img src=x>.txt", "")
    with serving(folder / "inbox", folder / "home") as one:
        until(lambda: one.runs("COMPLETED"), 180)
        yield one


@pytest.fixture(scope="module")
def page(served: Serving) -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("NO BROWSER: install Debian's `chromium` (.ci/run does) to see the pages")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        one = browser.new_page(viewport={"width": 1280, "height": 800})
        one.set_default_timeout(60_000)
        one.dialogs = []
        one.on("dialog", lambda dialog: (one.dialogs.append(dialog.message), dialog.dismiss()))
        yield one
        browser.close()


def test_run_page_says_what_the_run_did(served: Serving, page: Any) -> None:
    """The page of a run shows its name, its state, what started it, its batches and its log."""
    (run, *_) = served.runs("COMPLETED")
    page.goto(f"{served.note['ui']}/runs/flow-run/{run['id']}")
    page.get_by_text("deduplicate: ").first.wait_for()
    page.wait_for_timeout(3000)  # task names come after the log
    text = page.inner_text("body")
    assert "4 new" in text
    assert "Completed with quarantine" in text
    assert "schedule" in text
    assert "Finished in state" in text
    keep(page, "run-page.png")


def test_summary_shows_text_as_text(served: Serving, page: Any) -> None:
    """The summary shows stories and people; a headline becomes no picture, link or script."""
    (run, *_) = served.runs("COMPLETED")
    wanted = {"id": {"any_": [run["id"]]}}
    found = {one["key"]: one for one in served.api("artifacts/filter", flow_runs=wanted)}
    page.goto(f"{served.note['ui']}/artifacts/artifact/{found['summary']['id']}")
    page.get_by_text("News processed").first.wait_for()
    page.get_by_text("Anna Kowalczyk").first.wait_for()
    assert "<img src=x onerror=alert(1)>" in page.inner_text("body")
    assert "&#" not in page.inner_text("body")
    keep(page, "run-summary.png")
    assert page.locator("a[href*='evil']").count() == 0
    assert page.locator("img[src*='evil'], img[src='x']").count() == 0
    assert page.dialogs == []


def keep(page: Any, name: str) -> None:
    """Renew the picture in docs/ where it is asked for by DATELINE_KEEP_PICTURES."""
    page.wait_for_timeout(1500)
    target = DOCS / name if os.environ.get("DATELINE_KEEP_PICTURES") else None
    if target:
        page.screenshot(path=str(target))
