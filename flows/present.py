"""What the command prints: a run's findings, the status, the rows of a query."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from flows.account import describe
from flows.progress import Listener
from schemas.errors import NotPublishedError, QueryError, UsageError
from schemas.run import Batch, Changes, Rejection, RunReport
from tasks.warehouse.ask import (
    Answer,
    Format,
    as_csv,
    as_json,
    ask,
    write_parquet,
)
from tasks.warehouse.lock import holder_of
from tasks.warehouse.named import named_queries
from tasks.warehouse.publish import PUBLISHED

if TYPE_CHECKING:
    from rich.progress import Progress

_TRY = (
    "SELECT headline, outlets, independent_articles FROM stories "
    "ORDER BY outlets DESC, headline LIMIT 5"
)
_QUARANTINE_SHOWN = 10


def show_run(report: RunReport, home: Path) -> None:
    """Print what a run found: files, articles, people and places, copies, where it all lies."""
    if report.nothing_new:
        typer.echo("Nothing new.")
    else:
        typer.echo(f"{describe(report.run)}.")
        for line in findings(home):
            typer.echo(line)
    show_quarantine(report.quarantine)
    typer.echo(f"Database: {home / PUBLISHED}")
    if not report.nothing_new:
        typer.echo(f'Try: dateline query --home {home} "{_TRY}"')


def findings(home: Path) -> list[str]:
    """Return the lines that say what the database holds."""
    counts = ask(
        home,
        "SELECT (SELECT count(*) FROM seed_files WHERE state = 'processed'),"
        " (SELECT count(*) FROM articles), (SELECT count(*) FROM stories),"
        " (SELECT count(*) FROM quotes), (SELECT count(*) FROM duplicate_pairs)",
    ).rows[0]
    names = ("files", "articles", "stories", "quotes", "duplicate pairs")
    lines = ["  ".join(f"{name}: {count}" for name, count in zip(names, counts, strict=True))]
    lines += _top(home, "people", "People")
    lines += _top(home, "places", "Places")
    kinds = ask(home, "SELECT kind, count(*) FROM duplicate_pairs GROUP BY kind ORDER BY kind")
    unmatched = ask(home, "SELECT kind, subject FROM unmatched_corrections ORDER BY ALL").rows
    lines += [f"Correction without effect: {kind} {_printable(name)}" for kind, name in unmatched]
    if kinds.rows:
        lines.append("Copies: " + ", ".join(f"{count} {kind}" for kind, count in kinds.rows))
    return lines


def show_status(home: Path) -> None:
    """Print what the last run did, what waits, what is in quarantine, and who works now."""
    holder = holder_of(home)
    if holder:
        typer.echo(f"Working now: {holder}.")
    try:
        run = ask(home, "last_run")
    except NotPublishedError:
        if holder:
            return
        raise
    for name, value in zip(run.columns, run.rows[0] if run.rows else (), strict=False):
        if value is not None:
            typer.echo(f"{name.replace('_', ' ')}: {value}")
    columns = "path, item, stage, error_type, error"
    rows = ask(home, f"SELECT {columns} FROM quarantine ORDER BY path, item").rows
    names = columns.split(", ")
    show_quarantine(tuple(Rejection(**dict(zip(names, row, strict=True))) for row in rows))


def show_quarantine(quarantine: tuple[Rejection, ...]) -> None:
    """Print what stands in quarantine, each with its reason."""
    if not quarantine:
        return
    typer.echo(f"In quarantine: {len(quarantine)}")
    for rejection in quarantine[:_QUARANTINE_SHOWN]:
        item = f" ({rejection.item})" if rejection.item else ""
        typer.echo(f"  {_printable(rejection.path)}{_printable(item)}: {rejection.error}")
    if len(quarantine) > _QUARANTINE_SHOWN:
        typer.echo("  and more: dateline query quarantine")


def list_queries() -> None:
    """Print the named queries with the questions they answer and their parameters."""
    for query in named_queries().values():
        typer.echo(f"{query.name:12} {query.question}")
        for one in query.parameters:
            note = ", required" if one.required else f", {one.default}" if one.default else ""
            typer.echo(
                f"{'':12}   --{one.name.replace('_', '-')} ({one.kind}{note}): {one.meaning}"
            )


def show_answer(
    home: Path,
    question: str,
    form: Format,
    output: Path | None,
    parameters: Mapping[str, object],
) -> None:
    """Print or write the rows of a query."""
    if form == "parquet":
        if output is None:
            raise UsageError("Parquet needs a file: add --output FILE.")
        write_parquet(home, question, output, parameters)
        return
    show_rows(ask(home, question, parameters), form, output)


def show_rows(answer: Answer, form: Format, output: Path | None) -> None:
    """Print or write rows as a table, CSV or JSON."""
    if form == "table":
        text = as_table(answer)
    else:
        text = as_csv(answer) if form == "csv" else as_json(answer)
    if output is None:
        typer.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise QueryError(f"{output} cannot be written ({error.strerror}).") from error


def as_table(answer: Answer) -> str:
    """Return rows as a plain table that fits the terminal, or 120 columns elsewhere."""
    from io import StringIO

    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE, pad_edge=False, show_edge=False)
    for column in answer.columns:
        table.add_column(column, overflow="fold")
    for row in answer.rows:
        table.add_row(*("" if cell is None else _printable(str(cell)) for cell in row))
    out = StringIO()
    width = None if sys.stdout.isatty() else 120
    console = Console(file=out, width=width, markup=False, highlight=False, emoji=False)
    console.print(table)
    count = len(answer.rows)
    console.print(f"{count} row{'' if count == 1 else 's'}")
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


@contextmanager
def progress_listener() -> Iterator[Listener]:
    """Give a listener that draws a bar on a terminal and prints plain lines elsewhere."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bar:
        yield _Bar(bar)


class _Bar:
    """Draws the progress of a run with rich; a file, or a stored article, is one step."""

    def __init__(self, bar: "Progress") -> None:
        self._bar = bar
        self._task = bar.add_task("starting Prefect", total=None)

    def begin(self, changes: Changes) -> None:
        self._bar.update(self._task, description="reading", total=_steps(changes))

    def advance(self, batch: Batch) -> None:
        self._bar.advance(self._task, _done(batch))

    def stage(self, name: str) -> None:
        self._bar.update(self._task, description=name)


class _Lines:
    """Prints a line a batch and a stage."""

    def __init__(self) -> None:
        self._done = 0
        self._total = 0

    def begin(self, changes: Changes) -> None:
        self._total = _steps(changes)
        typer.echo(f"{self._total} to read", err=True)

    def advance(self, batch: Batch) -> None:
        self._done += _done(batch)
        typer.echo(f"{self._done} of {self._total} read", err=True)

    def stage(self, name: str) -> None:
        typer.echo(name, err=True)


def _steps(changes: Changes) -> int:
    return len(changes.to_read) + changes.stale


def _done(batch: Batch) -> int:
    return len(batch.finished) or len(batch.documents)


def _top(home: Path, query: str, title: str) -> list[str]:
    rows = ask(home, query).rows[:5]
    return [f"{title}: " + ", ".join(str(row[0]) for row in rows)] if rows else []


def _printable(text: str) -> str:
    """Return text without control characters, which could command a terminal."""
    return "".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in text)
