from random import Random

import numpy as np

from schemas.duplicate import DeduplicateSettings
from tasks.deduplicate.fingerprints import sketch_text
from tasks.deduplicate.pairs import Likeness, compare, flag_boilerplate, is_near, is_reuse, meet
from tasks.deduplicate.shelf import Reading, read_text
from tests.deduplicate.prose import make_text, make_topic

SETTINGS = DeduplicateSettings()


def likeness(one: str, other: str) -> Likeness:
    """Compare two texts, nothing ignored."""
    a, b = read_text(one).gram_set, read_text(other).gram_set
    nothing = np.zeros(len(a), np.bool_), np.zeros(len(b), np.bool_)
    return compare(a, b, meet(a.hashes, b.hashes), *nothing)


def prose(seed: int, sentences: int = 20) -> str:
    """Write a text on a subject of its own."""
    random = Random(seed)
    return make_text(random, make_topic(random), sentences)


def test_a_text_cut_short_is_contained_whole() -> None:
    """Containment is counted both ways: cutting from the end hides nothing."""
    whole = prose(1)
    found = likeness(whole, whole[: len(whole) // 3])
    assert found.containment_b > 0.98
    assert 0.25 < found.containment_a < 0.4
    assert is_near(found, SETTINGS)


def test_one_speech_quoted_twice_is_no_reuse() -> None:
    """Grams inside quotation marks count for neither near-duplicates nor reuse."""
    speech = '"' + prose(2, 6).replace("\n\n", " ") + '"'
    found = likeness(f"{prose(3, 4)}\n\n{speech}", f"{prose(4, 4)}\n\n{speech}")
    assert max(found.containment_a, found.containment_b) >= SETTINGS.near_containment
    assert not is_near(found, SETTINGS)
    assert not is_reuse(found, SETTINGS)


def test_quotation_marks_lost_by_one_house_still_quote() -> None:
    """What either text quotes counts as quoted in both."""
    speech = prose(5, 6).replace("\n\n", " ")
    found = likeness(f'{prose(6, 8)}\n\n"{speech}"', f"{prose(7, 8)}\n\n{speech}")
    assert not is_reuse(found, SETTINGS)


def test_a_third_of_wire_copy_is_reuse() -> None:
    """Work taken over outside quotation marks is reuse, below near-duplicates."""
    wire = prose(8, 8)
    found = likeness(f"{prose(9, 14)}\n\n{wire}", f"{prose(10, 14)}\n\n{wire}")
    assert is_reuse(found, SETTINGS)
    assert not is_near(found, SETTINGS)


def test_page_of_quotations_copied_is_near() -> None:
    """Where quotations are all there is, nearly the same quotations are a copy."""
    page = "\n\n".join(f'"{line}"' for line in prose(11, 12).split("\n\n"))
    assert is_near(likeness(page, page.replace('"', "") + " One more line."), SETTINGS)


def test_sketch_is_a_sample_of_the_grams() -> None:
    """One gram in eight is kept, one in three of a brief, and a copy's sample is the same."""
    text = prose(12, 60)
    sketch = sketch_text(text, 8, 3, 256)
    assert 0.08 < len(sketch.hashes) / len(read_text(text).gram_set) < 0.17
    brief = prose(13, 4)
    assert len(sketch_text(brief, 8, 3, 256).hashes) > len(brief.split()) / 5
    assert sketch_text(text.upper(), 8, 3, 256).hashes.tolist() == sketch.hashes.tolist()


def test_boilerplate_is_flagged_from_its_sampled_grams() -> None:
    """All grams of a known footer are flagged though one in eight is known, the story is not."""
    footer = prose(14, 6)
    reading: Reading = read_text(f"{prose(15, 12)}\n\n{footer}")
    known = sketch_text(footer, 8, 8, 0).hashes
    flags = flag_boilerplate(reading.gram_set, known, 8)
    inside = reading.words.starts[reading.gram_set.places] > len(reading.text) - len(footer)
    assert flags[inside].mean() > 0.85
    assert flags[~inside].mean() < 0.15
