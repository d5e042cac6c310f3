import json
import os
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.deduplicate.house import House
from tests.deduplicate.prose import make_text, make_topic

# Bounds so tight that heads of posting lists, full lists of neighbours and boilerplate all count.
TIGHT = {
    "posting_heads": 3, "story_neighbours": 4, "story_heads": 2, "boilerplate_stories": 3,
    "boilerplate_texts": 3,
}  # fmt: skip


def make_articles(random: Random) -> list[dict[str, Any]]:
    """Write events with copies, cut and edited copies, wire copy, a footer and lost dates."""
    footer = make_text(random, make_topic(random), 4)
    articles = []
    for event in range(8):
        topic, day = make_topic(random), date(2025, 3, 1) + timedelta(days=random.randrange(9))
        wire = make_text(random, topic, 8)
        for number in range(random.randint(1, 7)):
            own = make_text(random, topic, random.choice((0, 4, 12)))
            text = "\n\n".join(part for part in (own, wire[: random.randint(300, 900)]) if part)
            articles.append(
                {
                    "id": f"{event}-{number}",
                    "text": f"{text}\n\n{footer}" if random.random() < 0.3 else text,
                    "day": random.choice((None, day, day, day + timedelta(days=1))),
                    "outlet": random.choice((None, "x", "y", "z")),
                    "agency": random.choice((None, None, "AFP")),
                }
            )
    copies = random.sample(articles, 5)
    return articles + [{**article, "id": f"{article['id']}-copy"} for article in copies]


def feed(house: House, articles: list[dict[str, Any]], random: Random, **settings: int) -> None:
    """Add articles in random batches, some of them taken away and put back."""
    waiting = random.sample(articles, len(articles))
    while waiting:
        size = random.randint(1, 25)
        part, waiting = waiting[:size], waiting[size:]
        house.put(part)
        house.run(**settings, chunk_articles=random.randint(1, 30))
        if random.random() < 0.3:
            away = random.sample(part, 1)
            house.remove([article["id"] for article in away])
            waiting += away


def assert_order_is_free(
    folder: Path, articles: list[dict[str, Any]], orders: int, **settings: int
) -> None:
    """Compare every order with one clean run."""
    clean = House(folder / "clean")
    clean.put(articles)
    clean.run(**settings)
    expected = clean.snapshot()
    assert expected["pairs"]
    for seed in range(orders):
        house = House(folder / str(seed))
        feed(house, articles, Random(seed), **settings)
        house.run(**settings)
        assert house.snapshot() == expected, f"order {seed}"
        house.connection.close()


@pytest.mark.parametrize("settings", [{}, TIGHT], ids=["usual", "tight"])
def test_order_and_batches_do_not_matter(tmp_path: Path, settings: dict[str, int]) -> None:
    """Added, removed and put back in any order, the same articles give the same rows."""
    assert_order_is_free(tmp_path, make_articles(Random(7)), 1, **settings)


@pytest.mark.slow
@pytest.mark.parametrize("settings", [{}, TIGHT], ids=["usual", "tight"])
def test_twenty_orders_of_made_up_events(tmp_path: Path, settings: dict[str, int]) -> None:
    """Twenty random orders and batch sizes give the rows of one clean run."""
    assert_order_is_free(tmp_path, make_articles(Random(8)), 20, **settings)


@pytest.mark.slow
def test_twenty_orders_of_the_labelled_set(tmp_path: Path) -> None:
    """Twenty random orders of the open labelled documents give identical pairs and stories."""
    shared = Path(os.environ.get("DATELINE_SHARED", Path(__file__).parents[3] / "shared"))
    file = shared / "dedup" / "synth_wire_gum.jsonl"
    if not file.exists():
        pytest.skip("the open labelled documents are not here (DATELINE_SHARED)")
    records = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    articles = [{"id": record["id"], "text": record["text"]} for record in records]
    assert_order_is_free(tmp_path, articles, 20)
