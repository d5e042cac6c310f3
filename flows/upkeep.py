"""The operator's commands beside a run: parse, call, exit code, nothing else."""

from pathlib import Path
from typing import Annotated

import typer

from flows.console import HOME, Debug, Home, errors
from tasks.warehouse.stale import RedoStage

commands = typer.Typer()

Model = Annotated[str | None, typer.Option(help="spaCy pipeline: name or path.")]


@commands.command()
def plan(
    inbox: Annotated[
        Path | None, typer.Argument(help="Folder of news files; else the home's own.")
    ] = None,
    home: Home = HOME,
    model: Model = None,
    debug: Debug = False,
) -> None:
    """Say what a run would do and why, and write nothing."""
    with errors(debug):
        from schemas.settings import read_settings
        from tasks import upkeep

        settings = read_settings(home.absolute(), **_given(model))
        work = upkeep.plan(inbox.absolute() if inbox else None, settings)
        for line in work:
            typer.echo(str(line))
        if not work:
            typer.echo("Nothing to do.")


@commands.command()
def rebuild(
    stage: Annotated[RedoStage, typer.Option("--stage", help="Stage to redo, with what follows.")],
    home: Home = HOME,
    model: Model = None,
    debug: Debug = False,
) -> None:
    """Redo a stage for all that is stored, from the stored originals, and what follows from it."""
    with errors(debug):
        from flows import present
        from flows.once import run_once
        from schemas.settings import read_settings
        from tasks import upkeep
        from tasks.warehouse.lock import claimed

        settings = read_settings(home.absolute(), **_given(model))
        with claimed(settings.home, "a rebuild", settings.lock_seconds):
            inbox = upkeep.redo(stage, settings)
        present.show_run(run_once(inbox, home, _given(model), False), home)


@commands.command()
def verify(home: Home = HOME, model: Model = None, debug: Debug = False) -> None:
    """Build the home anew aside, from its inbox, and compare; exit 1 on a difference."""
    with errors(debug):
        from flows.verify import verify as compare_with_clean_run

        differences = compare_with_clean_run(home.absolute(), _given(model))
        for difference in differences:
            typer.echo(str(difference))
        if not differences:
            typer.echo("identical")
    if differences:
        raise typer.Exit(1)


@commands.command()
def forget(
    article_id: Annotated[str, typer.Argument(help="Its id, as `articles` has it.")],
    home: Home = HOME,
    debug: Debug = False,
) -> None:
    """Delete an article from every file of the home, for good; its file may stay in the inbox."""
    with errors(debug):
        from flows.forget import forget as forget_for_good

        for line in forget_for_good(home.absolute(), article_id):
            typer.echo(line)


def _given(model: str | None) -> dict[str, str]:
    return {} if model is None else {"model": model}
