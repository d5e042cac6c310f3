"""What made a row: the code, settings and model of each stage."""

from schemas.contract import Contract


class Fingerprints(Contract):
    """One string a stage; rows made under another string are stale and are redone."""

    ingest: str
    clean: str
    extract: str
    deduplicate: str
    resolve: str
    aggregate: str
