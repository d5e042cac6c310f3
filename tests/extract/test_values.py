"""What holds for every text: offsets, order and no errors."""

import itertools
import random
import re
from datetime import date

from schemas.entity import ArticleEntity, Label, Mention
from tasks.extract.quotes import find_quotes
from tasks.extract.values import find_amounts, find_dates
from tasks.resolve.dates import resolve_expression

WORDS = """said says told ago last this next Monday May March's 2024 1990s 3-5 Jan. 12 a half of
million billion km cent pounds won R12 Rs crore U.S. he she who was will mid- quarter first between
and to from by the president İ ß 🙂 2024-02-30 32/13/2024 10 """
PIECES = [
    *WORDS.split(),
    *"\"“”‘’'«»„,.?!:—-()$€£%",
    "\n\n", "\n", "according to", "Ana Silva", "BBC", "per cent", "\u2028", "\x00", "end of",
]  # fmt: skip
LABELS: tuple[Label, ...] = ("PERSON", "ORG", "GPE", "NORP")


def test_any_mixture_of_words_and_marks_gives_sound_rows() -> None:
    """Surfaces are what stands at their offsets, rows come in order and never overlap."""
    picker = random.Random(7)
    entities = [ArticleEntity(name="Ana Silva", label="PERSON")]
    for _ in range(400):
        count = picker.randint(1, 80)
        text = "".join(picker.choice(PIECES) + picker.choice("   |")[:1] for _ in range(count))
        mentions = [
            Mention(
                start_char=match.start(),
                end_char=match.end(),
                surface=match[0],
                label=picker.choice(LABELS),
                entity=0,
                method="test",
            )
            for match in re.finditer("Ana Silva|BBC", text)
        ]
        quotes = find_quotes(text, entities, mentions)
        rows = [(one.start_char, one.end_char, one.text) for one in quotes]
        amounts = [(one.start_char, one.end_char, one.surface) for one in find_amounts(text)]
        dates = find_dates(text)
        for found in (
            rows,
            amounts,
            [(one.start_char, one.end_char, one.surface) for one in dates],
        ):
            assert all(text[start:end] == surface for start, end, surface in found)
            assert all(one[1] <= after[0] for one, after in itertools.pairwise(found))
        for one in dates:
            resolve_expression(one.pattern, date(2024, 2, 29))
            resolve_expression(one.pattern, None)
