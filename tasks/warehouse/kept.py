"""Hand the articles of files that are gone to another home, which cannot read them any more."""

from pathlib import Path

from schemas.fingerprint import REDO
from tasks.warehouse.connect import WAREHOUSE, Connection, run_sql

_REASON = f"{REDO}kept"


def take_kept(connection: Connection, home: Path) -> None:
    """Enter what another home keeps of files that are gone, to be cleaned and extracted anew."""
    quoted = str(home / WAREHOUSE).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS origin (READ_ONLY)")
    run_sql(connection, __package__, "take_kept", {"redo": _REASON})
    connection.execute("DETACH origin")
