"""From the pipeline's spans to the mentions of an article: rules on the whole text, in order."""

from collections.abc import Callable, Sequence
from typing import Final

from tasks.extract.boundaries import trim_spans
from tasks.extract.cues import drop_vessels, read_cues
from tasks.extract.find import (
    correct_listed,
    find_after_prepositions,
    find_compounds,
    find_datelines,
    find_listed,
    split_peoples,
)
from tasks.extract.heads import spread_firms, spread_heads
from tasks.extract.kinds import find_kinds, find_patterns
from tasks.extract.organisations import (
    extend_organisations,
    find_abbreviations,
    find_bare_letters,
)
from tasks.extract.persons import find_titled, join_persons, recognise_persons
from tasks.extract.regions import find_regions
from tasks.extract.spans import Span, settle
from tasks.extract.sports import find_teams, free_country
from tasks.extract.spread import agree_labels, spread_names, spread_surnames
from tasks.extract.spurious import drop_spurious

Rule = Callable[[str, Sequence[Span]], list[Span]]

# The order matters: boundaries before the rules that compare names, organisations before the lists
# that would find a country in them, and what spreads a name after all that find one.
RULES: Final[tuple[Rule, ...]] = (
    trim_spans,
    drop_spurious,
    join_persons,
    recognise_persons,
    find_titled,
    read_cues,
    extend_organisations,
    find_kinds,
    find_patterns,
    find_abbreviations,
    find_bare_letters,
    correct_listed,
    free_country,
    find_datelines,
    find_compounds,
    split_peoples,
    find_listed,
    drop_vessels,
    find_after_prepositions,
    find_regions,
    find_teams,
    spread_surnames,
    spread_names,
    spread_firms,
    spread_heads,
    agree_labels,
)


def find_entities(text: str, spans: Sequence[Span], rules: Sequence[Rule] = RULES) -> list[Span]:
    """Return the article's mentions: in order, without overlaps, each with its method."""
    found = settle(spans)
    for rule in rules:
        ruled = rule(text, found)
        # Most rules find nothing in most articles: equal lists of the same spans compare at once.
        found = found if ruled == found else settle(ruled)
    return found
