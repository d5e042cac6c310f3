"""The analyst's commands: parse, call, exit code, nothing else."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from flows import present, show
from flows.console import HOME, Debug, Home, errors
from flows.options import read_question
from schemas.correction import Ignore, Merge, Rename, SetType
from schemas.entity import Label
from schemas.errors import UsageError
from tasks.warehouse.ask import Format
from tasks.warehouse.corrections import append

commands = typer.Typer()

entity = typer.Typer(help="Correct who is who; written to corrections.toml.", no_args_is_help=True)
commands.add_typer(entity, name="entity")

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day, as 2025-03-19.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="File to write.")]


@commands.command(context_settings={"ignore_unknown_options": True})
def query(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[QUESTION] [--PARAMETER VALUE]...", help="SQL, or a query's name."),
    ] = None,
    home: Home = HOME,
    form: Annotated[Format, typer.Option("--format", help="How to show the rows.")] = "table",
    output: Output = None,
    names: Annotated[bool, typer.Option("--list", help="List the named queries.")] = False,
    debug: Debug = False,
) -> None:
    """Ask the published database, in SQL or by the name of a query and its --parameters."""
    with errors(debug):
        question, parameters = read_question(words or ())
        if names:
            present.list_queries()
        elif question is None:
            raise UsageError("Give SQL or the name of a query; --list shows the names.")
        else:
            present.show_answer(home, question, form, output, parameters)


@commands.command()
def search(
    words: Annotated[list[str], typer.Argument(help='Words; "in quotes" they stand together.')],
    since: Day = None,
    until: Day = None,
    outlet: Annotated[str | None, typer.Option(help="Articles of this outlet.")] = None,
    person: Annotated[str | None, typer.Option(help="Articles that name this person.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many articles.")] = 10,
    home: Home = HOME,
    form: Annotated[Format, typer.Option("--format", help="How to show the hits.")] = "table",
    output: Output = None,
    debug: Debug = False,
) -> None:
    """Search title and text; shows the best passage, and copies once."""
    with errors(debug):
        from tasks.warehouse.search import Request, search

        request = Request(
            words=" ".join(words),
            since=since.date() if since else None,
            until=until.date() if until else None,
            outlet=outlet,
            person=person,
            limit=limit,
        )
        show.show_hits(search(home, request), form, output)


@commands.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Folder to write, new or of an earlier export.")],
    home: Home = HOME,
    debug: Debug = False,
) -> None:
    """Write the published tables as Parquet, partitioned by day."""
    with errors(debug):
        from tasks.warehouse.export import export

        show.show_export(export(home, folder), folder)


@commands.command()
def report(
    output: Annotated[Path, typer.Option("-o", "--output", help="Page to write.")] = Path(
        "briefing.html"
    ),
    days: Annotated[int, typer.Option(min=1, help="Days of the period.")] = 7,
    as_of: Annotated[
        datetime | None,
        typer.Option("--as-of", formats=["%Y-%m-%d"], help="Its last day; else the latest."),
    ] = None,
    home: Home = HOME,
    debug: Debug = False,
) -> None:
    """Write the briefing: one page for screen and print that works offline."""
    with errors(debug):
        from tasks.briefing.page import write_report

        write_report(home, output, days, as_of.date() if as_of else None)
        typer.echo(f"Briefing: {output}")


@entity.command()
def merge(
    names: Annotated[list[str], typer.Argument(help="Names of one entity; the first is kept.")],
    home: Home = HOME,
    debug: Debug = False,
) -> None:
    """Take several names for one entity, from the next run on."""
    with errors(debug):
        if len(names) < 2:
            raise UsageError("Give at least two names.")
        show.show_correction(append(home, "merge", Merge(names=tuple(names))))


@entity.command()
def rename(name: str, to: str, home: Home = HOME, debug: Debug = False) -> None:
    """Give an entity another name, from the next run on."""
    with errors(debug):
        show.show_correction(append(home, "rename", Rename(name=name, to=to)))


@entity.command()
def ignore(name: str, home: Home = HOME, debug: Debug = False) -> None:
    """Take a name for no entity, from the next run on."""
    with errors(debug):
        show.show_correction(append(home, "ignore", Ignore(name=name)))


@entity.command(name="type")
def set_type(name: str, label: Label, home: Home = HOME, debug: Debug = False) -> None:
    """Say what an entity is, from the next run on."""
    with errors(debug):
        show.show_correction(append(home, "type", SetType(name=name, label=label)))
