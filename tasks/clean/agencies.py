"""The names of news agencies, and how a text that names one credits it."""

import re
from functools import cache
from importlib.resources import files

from tasks.clean.vocabulary import load_vocabulary

# Agencies that sell pictures only; a credit to them says nothing about who wrote the words.
PICTURES_ONLY = frozenset({"Getty", "EPA"})


@cache
def load_agencies() -> dict[str, str]:
    """Return every name that the table knows, casefolded, with its canonical form."""
    table = files("tasks.clean").joinpath("agencies.tsv").read_text(encoding="utf-8")
    rows = (line.rstrip().split("\t") for line in table.splitlines() if line[:1] != "#")
    return {name.casefold(): row[0] for row in rows for name in row if name}


def canonical_agency(name: str) -> str | None:
    """Return the canonical form of an agency's name as a credit writes it, or None."""
    cleaned = re.sub(r"^the\s+", "", " ".join(name.split()).strip(" .,;:-–—"), flags=re.IGNORECASE)
    return load_agencies().get(cleaned.casefold())


@cache
def agency_alternation() -> str:
    """Return a regular expression that matches one agency's name, longest names first."""
    names = {spelling for name in _printed_names() for spelling in (name, name.upper())}
    return "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))


def _printed_names() -> list[str]:
    table = files("tasks.clean").joinpath("agencies.tsv").read_text(encoding="utf-8")
    rows = (line.rstrip().split("\t") for line in table.splitlines() if line[:1] != "#")
    return [name for row in rows for name in row if name]


def first_agency(text: str) -> str | None:
    """Return the first agency named in a short credit (`AFP/Getty Images`, `AP Photo`), or None.

    A name that people bear, too, is no agency beside another word of a name (`Petra Novak`).
    """
    for found in _naming().finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        person = re.match(r"\s[A-Z][A-Za-z]", after) or re.search(r"[A-Za-z]\s$", before)
        if not person or found.group(0).lower() not in load_vocabulary("given_names"):
            return canonical_agency(found.group(0))
    return None


@cache
def _naming() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w])(?:{agency_alternation()})(?![\w])")
