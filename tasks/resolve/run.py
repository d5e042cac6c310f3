"""Run the resolve stage over the articles that are pending: names, dates, utterances."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from schemas.quote import QuoteRow
from tasks.resolve.dates import lend_date, resolve_expression
from tasks.resolve.kinds import Use, agree
from tasks.resolve.names import entity_id, entity_key, explain_alias, resolve_bare, surname_key
from tasks.resolve.utterances import join_utterances
from tasks.warehouse.connect import Connection, insert, listed, run_sql, transaction

Row = dict[str, Any]

# Articles of one chunk: their names and dates are held in memory at once.
_CHUNK = 2_000
_TABLES = (
    "entity_keys",
    "article_aliases",
    "resolved_entities",
    "dates",
    "lent_dates",
    "utterances",
)


def resolve(connection: Connection) -> int:
    """Resolve the pending articles and all that hangs on them; returns how many articles.

    What is derived from one article is written chunk by chunk; names and utterances, which hang
    on the whole set, in a last transaction that also clears `pending`. A killed run starts again.
    """
    run_sql(connection, __package__, "expand_pending")
    rows = connection.execute(
        "SELECT DISTINCT article_key FROM pending WHERE stage = 'resolve' ORDER BY article_key"
    ).fetchall()
    keys = [row[0] for row in rows]
    for chunk in _chunks(keys):
        with transaction(connection):
            _touch_surnames(connection, chunk)
            _forget(connection, chunk)
            _key_names(connection, chunk)
            _touch_surnames(connection, chunk)
            _lend_dates(connection, chunk)
            _resolve_dates(connection, chunk)
    with transaction(connection):
        run_sql(connection, __package__, "remember_bare")
        _agree_kinds(connection)
        _resolve_names(connection)
        _join_utterances(connection)
        run_sql(connection, __package__, "note_rewritten")
        connection.execute("DELETE FROM pending WHERE stage = 'resolve'")
        connection.execute("DELETE FROM touched_surnames")
    return len(keys)


def forget_all(connection: Connection) -> None:
    """Empty the stage's tables."""
    with transaction(connection):
        for table in (*_TABLES, "touched_surnames"):
            connection.execute(f"DELETE FROM {table}")


def _chunks(keys: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), _CHUNK):
        yield list(keys[start : start + _CHUNK])


def _touch_surnames(connection: Connection, keys: list[int]) -> None:
    """Keep the surnames that these articles have, before and after, for the names pass."""
    with listed(connection, keys=keys):
        connection.execute(
            "INSERT INTO touched_surnames SELECT DISTINCT surname FROM entity_keys"
            " WHERE surname IS NOT NULL AND article_key IN (FROM keys)"
        )


def _forget(connection: Connection, keys: list[int]) -> None:
    with listed(connection, keys=keys):
        for table in _TABLES:
            connection.execute(f"DELETE FROM {table} WHERE article_key IN (FROM keys)")


def _key_names(connection: Connection, keys: list[int]) -> None:
    """Give each name of the articles its key, and each printed form its reason."""
    with listed(connection, keys=keys):
        rows = connection.execute(
            "SELECT article_key, entity, name, label, bare, country_code FROM article_entities"
            " WHERE article_key IN (FROM keys) ORDER BY ALL"
        ).fetchall()
        forms = connection.execute(
            "SELECT article_key, entity, any_value(name), surface, count(*)"
            " FROM mentions JOIN article_entities USING (article_key, entity)"
            " WHERE article_key IN (FROM keys)"
            " GROUP BY article_key, entity, surface ORDER BY article_key, entity, surface"
        ).fetchall()
    insert(connection, "entity_keys", [_keyed(*row) for row in rows])
    insert(connection, "article_aliases", [_explained(*form) for form in forms])


def _keyed(
    article_key: int, entity: int, name: str, label: str, bare: bool, country_code: str | None
) -> Row:
    key = entity_key(name, label, country_code)
    return {
        "article_key": article_key,
        "entity": entity,
        "key": key,
        "entity_id": entity_id(key, label),
        "surname": surname_key(name) if label == "PERSON" else None,
        "bare": bare,
    }


def _explained(article_key: int, entity: int, name: str, surface: str, mentions: int) -> Row:
    reason = explain_alias(surface, name)
    return {
        "article_key": article_key,
        "entity": entity,
        "alias": surface,
        "mentions": mentions,
        **reason._asdict(),
    }


def _lend_dates(connection: Connection, keys: list[int]) -> None:
    """Lend undated articles the day of a dated sibling that their own words fit."""
    rows = []
    with listed(connection, keys=keys):
        undated = run_sql(connection, __package__, "undated").fetchall()
    for key, days in undated:
        patterns = [pattern for _, _, _, pattern in _expressions(connection, key)]
        lent = lend_date(patterns, days)
        if lent is not None:
            rows.append({"article_key": key, "published_date": lent.day, "evidence": lent.evidence})
    insert(connection, "lent_dates", rows)


def _expressions(connection: Connection, key: int) -> list[tuple[int, int, str, str]]:
    return connection.execute(
        "SELECT start_char, end_char, surface, pattern FROM date_expressions"
        " WHERE article_key = ? ORDER BY start_char",
        [key],
    ).fetchall()


def _resolve_dates(connection: Connection, keys: list[int]) -> None:
    """Turn date expressions into days, against the article's own or lent date."""
    with listed(connection, keys=keys):
        rows = connection.execute(
            "SELECT article_key, start_char, end_char, surface, pattern,"
            " articles.published_date, lent_dates.published_date"
            " FROM date_expressions JOIN articles USING (article_key)"
            " LEFT JOIN lent_dates USING (article_key)"
            " WHERE article_key IN (FROM keys) ORDER BY article_key, start_char"
        ).fetchall()
    insert(connection, "dates", [_dated(*row) for row in rows])


def _dated(
    article_key: int,
    start: int,
    end: int,
    surface: str,
    pattern: str,
    own: date | None,
    lent: date | None,
) -> Row:
    days = resolve_expression(pattern, own or lent)
    basis: str = days.basis if days else "published date unknown"
    if basis == "published date" and own is None:
        basis = "story sibling"
    return {
        "article_key": article_key,
        "start_char": start,
        "end_char": end,
        "surface": surface,
        "date_from": days.date_from if days else None,
        "date_to": days.date_to if days else None,
        "basis": basis,
    }


def _agree_kinds(connection: Connection) -> None:
    """Let the names of each pending story be one thing each; who is who is asked after that."""
    stories: dict[str, list[Use]] = {}
    for story, *use in run_sql(connection, __package__, "story_names").fetchall():
        stories.setdefault(story, []).append(Use(*use))
    agreed = [each._asdict() for uses in stories.values() for each in agree(uses)]
    if agreed:
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE agreed_rows AS FROM entity_keys WITH NO DATA"
        )
        insert(connection, "agreed_rows", agreed)
        run_sql(connection, __package__, "take_agreed")
        connection.execute("DROP TABLE agreed_rows")


def _resolve_names(connection: Connection) -> None:
    """Name the entity of every name that is pending, and of every touched bare surname."""
    run_sql(connection, __package__, "surname_uses")
    run_sql(connection, __package__, "resolve_full_names")
    bare = run_sql(connection, __package__, "bare_names").fetchall()
    in_story: dict[tuple[str, str], dict[str, int]] = {}
    for surname, story, key, articles in run_sql(
        connection, __package__, "story_bearers"
    ).fetchall():
        in_story.setdefault((surname, story), {})[key] = articles
    in_archive: dict[str, dict[str, int]] = {}
    for surname, key, articles in run_sql(connection, __package__, "archive_bearers").fetchall():
        in_archive.setdefault(surname, {})[key] = articles
    connection.execute("DROP TABLE surname_uses")
    insert(
        connection,
        "resolved_entities",
        [
            {
                "article_key": article_key,
                "entity": entity,
                "label": label,
                **_meant(
                    surname, own, in_story.get((surname, story), {}), in_archive.get(surname, {})
                ),
            }
            for article_key, entity, surname, own, story, label in bare
        ],
    )


def _meant(surname: str, own_id: str, in_story: dict[str, int], in_archive: dict[str, int]) -> Row:
    """Say whom a bare surname means, and why."""
    key = resolve_bare(surname, in_story, in_archive)
    known = in_story or in_archive
    if key is None:
        method, score = "surname alone", 1.0
        evidence = f"bearers: {', '.join(sorted(known)) or 'none'}"
    else:
        method = "surname in story" if in_story else "dominant surname"
        score = known[key] / sum(known.values())
        evidence = f"{key} in {known[key]} of {sum(known.values())} articles"
    return {
        "entity_id": own_id if key is None else entity_id(key, "PERSON"),
        "method": method,
        "score": score,
        "evidence": evidence,
    }


def _join_utterances(connection: Connection) -> None:
    """Join the quotations of the stories that are pending, whole stories at a time."""
    stories = run_sql(connection, __package__, "pending_stories").fetchall()
    for chunk in _whole_stories(stories):
        with listed(connection, keys=chunk):
            rows = run_sql(connection, __package__, "story_quotes").fetchall()
        owners = {row[0]: row[5] for row in rows}
        names = ("quote_id", "article_id", "story_id", "text", "speaker")
        joined = join_utterances([QuoteRow(**dict(zip(names, row, strict=False))) for row in rows])
        insert(
            connection,
            "utterances",
            [
                {"quote_id": quote, "article_key": owners[quote], "utterance_id": utterance}
                for quote, utterance in sorted(joined.items())
            ],
        )


def _whole_stories(stories: Sequence[tuple[str, list[int]]]) -> Iterator[list[int]]:
    """Give the articles of stories in chunks that cut no story."""
    chunk: list[int] = []
    for _, keys in stories:
        chunk += keys
        if len(chunk) >= _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
