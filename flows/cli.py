"""The `dateline` command: parse, call, exit code, nothing else."""

from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

from flows import analyst, present, upkeep
from flows.console import HOME, Debug, Home, errors

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Turn a folder of news files into a DuckDB database.",
)

app.add_typer(analyst.commands)
app.add_typer(upkeep.commands)


def main() -> None:
    """Run the command."""
    app()


@app.callback(invoke_without_command=True)
def options(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Turn a folder of news files into a DuckDB database."""
    if version:
        typer.echo(f"dateline {metadata.version('dateline')}")
        raise typer.Exit


@app.command()
def run(
    inbox: Annotated[Path, typer.Argument(help="Folder of news files.")] = Path("seeds"),
    home: Home = HOME,
    model: Annotated[str | None, typer.Option(help="spaCy pipeline: name or path.")] = None,
    workers: Annotated[int | None, typer.Option(min=0, help="Processes; 0: one a core.")] = None,
    dask: Annotated[str | None, typer.Option(help="Dask scheduler: tcp://HOST:PORT.")] = None,
    inbox_on_workers: Annotated[
        bool | None, typer.Option("--inbox-on-workers", help="Workers read INBOX themselves.")
    ] = None,
    keep_removed: Annotated[
        bool | None, typer.Option("--keep-removed", help="Keep articles of files that are gone.")
    ] = None,
    follow_symlinks: Annotated[
        bool | None, typer.Option("--follow-symlinks", help="Read what symbolic links name.")
    ] = None,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Take files for removed, however many are gone.")
    ] = False,
    rebind: Annotated[bool, typer.Option(help="The home's inbox has moved here.")] = False,
    strict: Annotated[bool, typer.Option(help="Exit 1 when files are in quarantine.")] = False,
    debug: Debug = False,
) -> None:
    """Process what is new, changed or gone in INBOX, once."""
    with errors(debug):
        flags = {
            "model": model,
            "workers": workers,
            "dask": dask,
            "inbox_on_workers": inbox_on_workers,
            "keep_removed": keep_removed,
            "follow_symlinks": follow_symlinks,
            "max_removed_share": 1.0 if allow_empty else None,
        }
        given = {name: value for name, value in flags.items() if value is not None}
        from flows.once import run_once  # imports Prefect: only where a run is wanted

        report = run_once(inbox, home, given, rebind)
        present.show_run(report, home)
    if strict and report.quarantine:
        raise typer.Exit(1)


@app.command()
def serve(
    inbox: Annotated[Path, typer.Argument(help="Folder of news files to watch.")],
    home: Home = HOME,
    host: Annotated[str, typer.Option(help="Address of the Prefect server.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Its port; 0: a free one.")] = 4200,
    poll_seconds: Annotated[
        float | None, typer.Option(min=1, help="Look at the inbox so often, whatever comes.")
    ] = None,
    cron: Annotated[str | None, typer.Option(help="Look at these times instead.")] = None,
    model: Annotated[str | None, typer.Option(help="spaCy pipeline: name or path.")] = None,
    debug: Debug = False,
) -> None:
    """Keep the database current with INBOX until Ctrl-C; shows every run in the Prefect UI."""
    with errors(debug):
        from flows.order import make_order
        from flows.serve import serve as keep

        flags = {"model": model} if model else {}
        keep(make_order(inbox, home, poll_seconds, cron, flags), host, port)


@app.command()
def formats() -> None:
    """List the formats that are read, and how each is recognised."""
    from tasks.ingest.formats import describe_formats  # imports all readers

    typer.echo(describe_formats())


@app.command()
def status(home: Home = HOME, debug: Debug = False) -> None:
    """Say what the last run did, what waits and what is in quarantine."""
    with errors(debug):
        present.show_status(home)


if __name__ == "__main__":
    main()
