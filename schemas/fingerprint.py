"""What made a row: the code, settings and model of each stage."""

from typing import Final

from schemas.contract import Contract

# Put in a fingerprint's place, this and a reason let a row be redone.
REDO: Final = "to be redone: "


class Fingerprints(Contract):
    """One string a stage; rows made under another string are stale and are redone."""

    ingest: str
    clean: str
    extract: str
    deduplicate: str
    resolve: str
    aggregate: str
