"""Write common.txt: words that stand mostly in lower case inside the sentences of a text.

Run: `python -m training.build_common TEXT`, the text being one sentence a line. The list
that ships comes from Voice of America news, which is in the public domain.
"""

import re
import sys
from collections import Counter
from pathlib import Path

import tasks.extract

# Seen so often small, and so seldom with a capital inside a sentence: below, a word of the list
# would often be a name (`hill`, `mark`, `rice`).
SMALL_AT_LEAST = 5
SMALL_SHARE = 0.9


def count_words(sentences: list[str]) -> tuple[Counter[str], Counter[str]]:
    """Return how often each word is small, and how often capitalised, beyond the first word."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for sentence in sentences:
        for word in re.findall(r"[^\W\d_]+", sentence)[1:]:
            (small if word.islower() else capital)[word.casefold()] += 1
    return small, capital


def main() -> None:
    """Read the text named on the command line and write the list."""
    small, capital = count_words(Path(sys.argv[1]).read_text("utf-8").splitlines())
    words = [
        word
        for word, count in small.items()
        if count >= SMALL_AT_LEAST
        and len(word) > 1
        and count / (count + capital[word]) >= SMALL_SHARE
    ]
    head = "# Words mostly written small inside sentences; made by training/build_common.py."
    (Path(tasks.extract.__file__).parent / "data" / "common.txt").write_text(
        "\n".join([head, *sorted(words)]) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
