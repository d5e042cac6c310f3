"""Find and verify pairs of texts, and keep those that are near-duplicates or reuse."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from schemas.duplicate import DeduplicateSettings, PairKind
from tasks.deduplicate.pairs import (
    Likeness,
    compare,
    find_cover,
    flag_boilerplate,
    is_near,
    is_reuse,
    meet,
)
from tasks.deduplicate.passages import align
from tasks.deduplicate.residual import measure_residual
from tasks.deduplicate.shelf import Reading, Shelf
from tasks.deduplicate.words import Flags, Hashes
from tasks.warehouse.connect import Connection, insert, run_sql

_PACKAGE = "tasks.deduplicate"
# Pairs verified between two looks at how many texts lie on the shelf.
_STEP = 500


@dataclass
class Boilerplate:
    """Sorted hashes that are no sign of reuse: `anywhere`, and all with those between strangers.

    Keeps the flags of each text, which many pairs ask for.
    """

    anywhere: Hashes
    everything: Hashes
    scale: int
    flags: dict[int, tuple[Flags, Flags]] = field(default_factory=dict)

    def flag(self, key: int, reading: Reading) -> tuple[Flags, Flags]:
        """Flag the grams of a text that are boilerplate anywhere, and those that may be."""
        if key not in self.flags:
            self.flags[key] = (
                flag_boilerplate(reading.gram_set, self.anywhere, self.scale),
                flag_boilerplate(reading.gram_set, self.everything, self.scale),
            )
        return self.flags[key]


def find_targets(connection: Connection, settings: DeduplicateSettings) -> None:
    """Find the texts to be paired anew, and take their near and reuse pairs out."""
    run_sql(connection, _PACKAGE, "meet")
    run_sql(connection, _PACKAGE, "find_targets", {"heads": settings.posting_heads})
    _drop_pairs(connection, near=True)
    connection.execute("CREATE OR REPLACE TEMP TABLE all_dropped AS FROM dropped")
    if _grow_hashes(connection, "pairing"):
        run_sql(connection, _PACKAGE, "meet")
    _find_candidates(connection, settings)


def pair_near(connection: Connection, shelf: Shelf, settings: DeduplicateSettings) -> None:
    """Verify the candidates of near-duplicates and keep those that pass."""
    for pairs in _candidates(connection, "maybe_near"):
        rows = [_near_row(shelf, a, b, settings) for a, b in _loaded(shelf, pairs)]
        _keep(connection, shelf, [row for row in rows if row])


def find_boilerplate(connection: Connection, settings: DeduplicateSettings) -> None:
    """Bring boilerplate up to date, and widen the pairing to the texts that it concerns.

    When texts moved between stories, boilerplate may have changed: the pairs of every text that
    holds such a gram are reckoned anew.
    """
    grown = [_grow_hashes(connection, table) for table in ("moves", "leaders_moved")]
    if any(grown):
        run_sql(connection, _PACKAGE, "meet")
    bounds = {
        "stories": settings.boilerplate_stories,
        "texts": settings.boilerplate_texts,
        "outlets": settings.wire_outlets,
        "days": settings.story_window_days,
    }
    run_sql(connection, _PACKAGE, "gather_common")
    run_sql(connection, _PACKAGE, "find_boilerplate", bounds)
    run_sql(connection, _PACKAGE, "cross_boilerplate")
    if not connection.execute("FROM crossed LIMIT 1").fetchone():
        return
    connection.execute(
        "INSERT INTO pairing SELECT DISTINCT article_key FROM met SEMI JOIN crossed USING (hash)"
        " WHERE article_key NOT IN (SELECT article_key FROM pairing)"
    )
    _drop_pairs(connection, near=False)
    connection.execute("INSERT INTO all_dropped FROM dropped")
    if _grow_hashes(connection, "pairing"):
        run_sql(connection, _PACKAGE, "meet")
    _find_candidates(connection, settings)


def pair_reuse(connection: Connection, shelf: Shelf, settings: DeduplicateSettings) -> None:
    """Verify the candidates of reuse against the boilerplate of now, and keep those that pass."""
    boilerplate = _read_boilerplate(connection, settings.scale)
    for pairs in _candidates(connection, "maybe_reuse"):
        rows = [_reuse_row(shelf, a, b, boilerplate, settings) for a, b in _loaded(shelf, pairs)]
        _keep(connection, shelf, [row for row in rows if row])


def _read_boilerplate(connection: Connection, scale: int) -> Boilerplate:
    found = connection.execute(
        "SELECT hash, anywhere FROM boilerplate ORDER BY hash"
    ).to_arrow_table()
    hashes = np.asarray(found["hash"].to_numpy(), dtype=np.uint64)
    anywhere = np.asarray(found["anywhere"].to_numpy(), dtype=np.bool_)
    return Boilerplate(anywhere=hashes[anywhere], everything=hashes, scale=scale)


def _drop_pairs(connection: Connection, near: bool) -> None:
    run_sql(connection, _PACKAGE, "drop_pairs", {"near": near})
    run_sql(connection, _PACKAGE, "forget_pairs")


def _find_candidates(connection: Connection, settings: DeduplicateSettings) -> None:
    parameters = {
        "heads": settings.posting_heads,
        "scale": settings.scale,
        "containment": settings.candidate_containment,
        "shared": settings.candidate_shared,
        "short_grams": settings.short_grams,
    }
    run_sql(connection, _PACKAGE, "find_candidates", parameters)


def _grow_hashes(connection: Connection, table: str) -> bool:
    """Add the hashes of the texts in a table to those in question; says whether any was new."""
    row = connection.execute(
        f"INSERT INTO met_hashes SELECT DISTINCT hash FROM fingerprints SEMI JOIN {table}"
        " USING (article_key) ANTI JOIN met_hashes USING (hash)"
    ).fetchone()
    return row is not None and row[0] > 0


def _candidates(connection: Connection, flag: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the candidates of one kind that are no pair yet, in steps."""
    rows = connection.execute(
        f"SELECT key_a, key_b FROM candidates WHERE {flag}"
        " AND (key_a, key_b) NOT IN (SELECT (key_a, key_b) FROM duplicate_pairs)"
        " ORDER BY key_a, key_b"
    ).fetchall()
    for start in range(0, len(rows), _STEP):
        yield rows[start : start + _STEP]


def _loaded(shelf: Shelf, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    shelf.load(key for pair in pairs for key in pair)
    return pairs


def _near_row(
    shelf: Shelf, key_a: int, key_b: int, settings: DeduplicateSettings
) -> dict[str, Any] | None:
    a, b = shelf[key_a].gram_set, shelf[key_b].gram_set
    meeting = meet(a.hashes, b.hashes)
    nothing = np.zeros(len(a), np.bool_), np.zeros(len(b), np.bool_)
    likeness = compare(a, b, meeting, *nothing)
    if not is_near(likeness, settings):
        return None
    b_longer = len(b) > len(a)
    cover = find_cover(b, meeting.in_b) if b_longer else find_cover(a, meeting.in_a)
    score = max(likeness.containment_a, likeness.containment_b)
    row = _row(key_a, key_b, "near", likeness, score)
    longer = {"longer_key": key_b if b_longer else key_a}
    return row | longer | {"cover_start": cover.start, "cover_end": cover.end}


def _reuse_row(
    shelf: Shelf, key_a: int, key_b: int, boilerplate: Boilerplate, settings: DeduplicateSettings
) -> dict[str, Any] | None:
    """Return the pair if it is reuse, also without what only strangers would have in common."""
    a, b = shelf[key_a], shelf[key_b]
    meeting = meet(a.gram_set.hashes, b.gram_set.hashes)
    flags = boilerplate.flag(key_a, a), boilerplate.flag(key_b, b)
    likeness, strict = (
        compare(a.gram_set, b.gram_set, meeting, flags[0][sort], flags[1][sort]) for sort in (0, 1)
    )
    if not is_reuse(likeness, settings):
        return None
    strangers = not is_reuse(strict, settings)
    if strangers and measure_residual(a, b, meeting) < settings.residual_similarity:
        return None
    row = _row(key_a, key_b, "reuse", likeness, max(likeness.outside_a, likeness.outside_b))
    return row | {"longer_key": None, "cover_start": None, "cover_end": None}


def _row(
    key_a: int, key_b: int, kind: PairKind, likeness: Likeness, score: float
) -> dict[str, Any]:
    return {
        "key_a": key_a,
        "key_b": key_b,
        "kind": kind,
        "containment_a": likeness.containment_a,
        "containment_b": likeness.containment_b,
        "score": score,
        "shared": likeness.outside if kind == "reuse" else likeness.shared,
        "method": "5-gram containment" + (" outside quotations" if kind == "reuse" else ""),
    }


def _keep(connection: Connection, shelf: Shelf, rows: list[dict[str, Any]]) -> None:
    """Insert pairs with their passages."""
    insert(connection, "duplicate_pairs", rows)
    passages = [row for pair in rows for row in _passage_rows(shelf, pair["key_a"], pair["key_b"])]
    insert(connection, "reused_passages", passages)


def _passage_rows(shelf: Shelf, key_a: int, key_b: int) -> Iterator[dict[str, int]]:
    for passage in align(shelf[key_a].words, shelf[key_b].words):
        yield {
            "key_a": key_a, "start_char_a": passage.start_a, "end_char_a": passage.end_a,
            "key_b": key_b, "start_char_b": passage.start_b, "end_char_b": passage.end_b,
            "words": passage.words,
        }  # fmt: skip
