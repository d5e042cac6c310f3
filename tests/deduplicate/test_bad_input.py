import time
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from tests.deduplicate.house import House
from tests.deduplicate.prose import make_text, make_topic

DAY = date(2025, 3, 10)


def prose(seed: int, sentences: int = 16) -> str:
    """Write a text on a subject of its own."""
    random = Random(seed)
    return make_text(random, make_topic(random), sentences)


def put(house: House, texts: dict[str, str], **more: Any) -> None:
    """Take in articles of one day."""
    house.put([{"id": name, "text": text, "day": DAY, **more} for name, text in texts.items()])
    house.run()


def test_briefs_under_twenty_words_pair_only_when_equal(house: House) -> None:
    """A line of a few words in a longer text is no near-duplicate of it."""
    line = "Trains run again."
    put(house, {"a": line, "b": "TRAINS run again", "c": f"{line} {prose(1)}", "d": "Rain today."})
    assert house.pairs() == {("a", "b"): "exact"}
    assert len(house.members("story_id")) == 4


def test_boilerplate_in_every_article_is_no_reuse(house: House) -> None:
    """A footer under forty unrelated articles of one day makes no pair."""
    footer = prose(2, 6)
    put(house, {f"f{n}": f"{prose(10 + n)}\n\n{footer}" for n in range(40)})
    assert house.pairs() == {}


def test_boilerplate_that_appears_later_takes_reuse_back(house: House) -> None:
    """Two articles with a common paragraph are reuse until the paragraph recurs elsewhere."""
    paragraph = prose(3, 6)
    put(house, {f"p{n}": f"{prose(60 + n)}\n\n{paragraph}" for n in range(2)})
    assert house.pairs() == {("p0", "p1"): "reuse"}
    put(house, {f"q{n}": f"{prose(70 + n)}\n\n{paragraph}" for n in range(8)})
    assert house.pairs() == {}
    house.remove([f"q{n}" for n in range(8)])
    house.run()
    assert house.pairs() == {("p0", "p1"): "reuse"}


def test_page_of_only_quotations(house: House) -> None:
    """A page of quotations is a row of its own and no reuse of the report that quotes it."""
    said = [f'"{line}"' for line in prose(4).split("\n\n")]
    put(house, {"page": "\n\n".join(said), "report": f"{prose(5, 20)}\n\n{said[0]}"})
    assert house.pairs() == {}
    assert len(house.members("story_id")) == 2


def test_quotes_never_closed(house: House) -> None:
    """An open mark hides its paragraph at most: a copy is still a copy."""
    text = prose(6).replace("\n\n", '\n\n"', 1)
    put(house, {"a": text, "b": f"{text}\n\nAnother line ends it."})
    assert house.pairs() == {("a", "b"): "near"}


def test_all_caps_text_is_compared_like_any_other(house: House) -> None:
    """Capitals hide no copy."""
    text = prose(7)
    put(house, {"a": text, "b": f"{text.upper()}\n\nAND ONE MORE LINE."})
    assert house.pairs() == {("a", "b"): "near"}


def test_other_scripts_and_languages(house: House) -> None:
    """Texts without spaces are compared sign by sign; foreign function words join no story."""
    chinese = (
        "港口工人星期一停止工作要求提高工资港务局表示将与工会举行谈判并希望尽快恢复货物装卸作业" * 2
    )
    french = "Le conseil de la ville a voté pour la fermeture du pont et les habitants ont protesté"
    other = (
        "La récolte de blé dans le sud et les prix pour le pain sont à la hausse selon les experts"
    )
    articles = [
        {"id": "zh1", "text": chinese, "language": "zh"},
        {"id": "zh2", "text": f"{chinese}记者报道", "language": "zh"},
        {"id": "fr1", "text": french, "language": "fr"},
        {"id": "fr2", "text": other, "language": "fr"},
    ]
    house.put(articles)
    house.run()
    assert house.pairs() == {("zh1", "zh2"): "near"}
    assert house.stories() == [["fr1"], ["fr2"], ["zh1", "zh2"]]


@pytest.mark.slow
def test_five_megabytes_in_one_article(house: House) -> None:
    """A book is compared in seconds, with its half and with a page of it."""
    book = prose(8, 46_000)
    assert len(book) > 5_000_000
    started = time.monotonic()
    middle = len(book) // 2
    put(house, {"book": book, "half": book[:middle], "page": book[middle : middle + 4000]})
    assert house.pairs() == {("book", "half"): "near", ("book", "page"): "near"}
    assert time.monotonic() - started < 120


@pytest.mark.slow
def test_ten_thousand_copies_cost_ten_thousand_pairs(house: House) -> None:
    """Exact copies are collapsed before pairing: one star, one fingerprint."""
    text = prose(9)
    house.put([
        {"id": f"c{n}", "text": text, "outlet": f"o{n % 50}", "day": DAY + timedelta(days=n % 2)}
        for n in range(10_000)
    ])  # fmt: skip
    started = time.monotonic()
    house.run()
    assert time.monotonic() - started < 120
    assert house.rows("SELECT kind, count(*) FROM duplicate_pairs GROUP BY kind") == [
        ("exact", 9_999)
    ]
    assert house.rows("SELECT count(DISTINCT article_key) FROM fingerprints") == [(1,)]


@pytest.mark.slow
def test_a_thousand_outlets_versions_keep_their_reuse_edges(house: House) -> None:
    """One wire story in a thousand articles of two days is reuse in all, and one report."""
    random = Random(10)
    topic = make_topic(random)
    wire = make_text(random, topic, 8)
    house.put([
        {"id": f"w{n}", "text": f"{make_text(random, topic, 14)}\n\n{wire}",
         "outlet": f"o{n % 50}", "day": DAY + timedelta(days=n % 2)}
        for n in range(1000)
    ])  # fmt: skip
    started = time.monotonic()
    house.run()
    assert time.monotonic() - started < 300
    (kinds,) = house.rows("SELECT min(kind), max(kind), count(*) FROM duplicate_pairs")
    assert kinds[:2] == ("reuse", "reuse")
    assert kinds[2] < 40_000
    paired = {name for pair in house.pairs() for name in pair}
    assert len(paired) == 1000
    assert len(house.stories()) == 1
    assert len(set(house.members("copy_group").values())) == 1
