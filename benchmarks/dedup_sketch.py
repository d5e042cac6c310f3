"""Articles of 400 words sketched a second on one core, beside MinHash of three libraries.

datatrove hashes with SHA-1 here: its default needs an older xxhash.

Run as `python -m benchmarks.dedup_sketch`.
"""

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from datasketch import MinHash
from rensa import RMinHash

from schemas.duplicate import DeduplicateSettings
from tasks.deduplicate.fingerprints import sketch_text
from tests.deduplicate.prose import make_text, make_topic

RESULTS = Path(__file__).parent / "results" / "dedup_sketch.json"
ARTICLES, WORDS = 1500, 400


def main() -> None:
    """Print and write the best of three rounds of each method."""
    texts = make_articles()
    settings = DeduplicateSettings()
    sizes = settings.scale, settings.short_scale, settings.short_grams
    rates = {
        "dateline": measure(texts, lambda text: sketch_text(text, *sizes)),
        "rensa": measure(texts, sketch_rensa),
        "datasketch": measure(texts[:200], sketch_datasketch),
        "datatrove": measure(texts[:200], make_datatrove_sketch()),
    }
    for name, rate in rates.items():
        print(f"{name:12} {rate:8.0f} articles a second   x {rates['dateline'] / rate:.1f}")
    RESULTS.write_text(json.dumps({"words": WORDS, "articles_a_second": rates}, indent=2) + "\n")


def make_articles() -> list[str]:
    """Write articles of 400 words, a fifth of them with a quotation."""
    random = Random(1)
    texts = []
    for _ in range(ARTICLES):
        text = make_text(random, make_topic(random), 24)
        words = re.findall(r"\S+\s*", text)[:WORDS]
        texts.append('"' + "".join(words[:40]).strip() + '" ' + "".join(words[40:]))
    return texts


def make_datatrove_sketch() -> Callable[[str], object]:
    """Return datatrove's signature of a text, of word 5-grams."""
    from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupSignature
    from datatrove.utils.hashing import HashConfig

    config = MinhashConfig(n_grams=5, hash_config=HashConfig(hash_fc="sha1"))
    step = MinhashDedupSignature("/tmp", config=config)
    return lambda text: step.get_signature(step.get_shingles(text))


def measure(texts: list[str], sketch: Callable[[str], object]) -> float:
    """Return texts a second of processor time, the best of three rounds."""
    best = 0.0
    for _ in range(3):
        started = time.process_time()
        for text in texts:
            sketch(text)
        best = max(best, len(texts) / (time.process_time() - started))
    return round(best, 1)


def grams(text: str) -> list[str]:
    """Return the word 5-grams of a text."""
    words = re.findall(r"\w+", text.lower())
    return [" ".join(words[place : place + 5]) for place in range(len(words) - 4)]


def sketch_rensa(text: str) -> RMinHash:
    """R-MinHash with 128 permutations."""
    sketch = RMinHash(num_perm=128, seed=42)
    sketch.update(grams(text))
    return sketch


def sketch_datasketch(text: str) -> MinHash:
    """MinHash with 128 permutations."""
    sketch = MinHash(num_perm=128)
    sketch.update_batch([gram.encode() for gram in grams(text)])
    return sketch


if __name__ == "__main__":
    main()
