"""An empty Prefect database, kept ready: Prefect's own migrations of one take 5 s of CPU.

`python -m flows.template` makes it again from the migrations of the Prefect that is installed.
"""

import asyncio
import gzip
import os
import sqlite3
import tempfile
from importlib import metadata
from importlib.resources import files
from pathlib import Path


def name() -> str:
    """Return the name of the file for the Prefect that is installed."""
    return f"prefect-{metadata.version('prefect')}.db.gz"


def lay_down(path: Path) -> None:
    """Put the empty database at a path where there is none; Prefect brings it up to date.

    Does nothing where the template is of another Prefect, or another database is wanted.
    """
    template = files("flows").joinpath(name())
    if path.exists() or not template.is_file() or _elsewhere():
        return
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_bytes(gzip.decompress(template.read_bytes()))
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        pass  # another process was first
    finally:
        fresh.unlink()


def _elsewhere() -> bool:
    names = ("PREFECT_SERVER_DATABASE_CONNECTION_URL", "PREFECT_API_DATABASE_CONNECTION_URL")
    return any(name in os.environ for name in names)


def make() -> bytes:
    """Return an empty database as Prefect's migrations leave it, compressed."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PREFECT_HOME"] = folder
        from prefect.server.database import provide_database_interface

        asyncio.run(provide_database_interface().create_db())
        path = Path(folder) / "prefect.db"
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("VACUUM")
        connection.close()
        return gzip.compress(path.read_bytes(), 9, mtime=0)


if __name__ == "__main__":
    (Path(__file__).parent / name()).write_bytes(make())
