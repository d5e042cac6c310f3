"""What the commands share: where the home is, and how an error ends."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from schemas.errors import DatelineError, UsageError

Home = Annotated[
    Path, typer.Option("--home", envvar="DATELINE_HOME", help="Folder of the databases.")
]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]
HOME = Path("var")


@contextmanager
def errors(debug: bool) -> Iterator[None]:
    """Turn an error that a user can act on into one sentence and an exit code."""
    try:
        yield
    except (typer.Exit, typer.Abort, typer.BadParameter):
        raise
    except DatelineError as error:
        if debug:
            raise
        typer.echo(f"dateline: {error}", err=True)
        raise typer.Exit(2 if isinstance(error, UsageError) else 1) from None
    except BrokenPipeError:
        sys.stderr.close()
    except KeyboardInterrupt:
        typer.echo("dateline: stopped; the next run goes on where this one was.", err=True)
        raise typer.Exit(130) from None
    except Exception as error:
        if debug:
            raise
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        typer.echo(
            f"dateline: The run failed ({reason}); what was done is kept, run again, and with "
            "--debug to see where.",
            err=True,
        )
        raise typer.Exit(1) from None
