"""What the analyst's commands print: the hits of a search, what was exported."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import typer

from flows.present import show_rows
from schemas.errors import UsageError
from tasks.warehouse.ask import Answer, Format
from tasks.warehouse.passages import highlight
from tasks.warehouse.search import Hit

_COLUMNS = ("score", "day", "outlet", "title", "passage", "copies", "path", "item", "article_id")


def show_hits(hits: Sequence[Hit], form: Format, output: Path | None) -> None:
    """Print hits to be read, or write them as rows."""
    if form == "parquet":
        raise UsageError("A search gives table, csv or json.")
    if form == "table" and output is None:
        typer.echo(as_text(hits, sys.stdout.isatty()), nl=False)
        return
    rows = tuple(
        (
            round(hit.score, 4), hit.published_date, hit.outlet, hit.title,
            highlight(hit.passage, "**", "**"), hit.copies, hit.path, hit.item, hit.article_id,
        )
        for hit in hits
    )  # fmt: skip
    show_rows(Answer(columns=_COLUMNS, rows=rows), form, output)


def show_export(counts: Mapping[str, int], folder: Path) -> None:
    """Print how many rows each table has in an export."""
    for table, rows in counts.items():
        typer.echo(f"{table:18} {rows:>9,}")
    typer.echo(f"Parquet: {folder}")


def show_correction(path: Path) -> None:
    """Print where a correction was written, and when it takes effect."""
    typer.echo(f"Written to {path}; the next `dateline run` follows it.")


def as_text(hits: Sequence[Hit], styled: bool) -> str:
    """Return hits as paragraphs: where they stand, then the passage with its words marked."""
    if not hits:
        return "Nothing found.\n"
    before, after = ("\x1b[1;33m", "\x1b[0m") if styled else ("**", "**")
    return "\n".join(_entry(hit, before, after) for hit in hits)


def _entry(hit: Hit, before: str, after: str) -> str:
    copies = f" (and {hit.copies} cop{'y' if hit.copies == 1 else 'ies'})" if hit.copies else ""
    source = f"{hit.outlet or 'unknown outlet'}, {hit.published_date or 'undated'}{copies}"
    item = f" #{hit.item}" if hit.item else ""
    passage = hit.passage.model_copy(update={"text": _plain(hit.passage.text)})
    return (
        f"{_plain(hit.title or 'Untitled')}\n  {_plain(source)} - {_plain(hit.path + item)}\n"
        f"  {highlight(passage, before, after)}\n"
    )


def _plain(text: str) -> str:
    """Return text of the same length in which nothing can command a terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
