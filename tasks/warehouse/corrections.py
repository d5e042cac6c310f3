"""Read and append to `corrections.toml`, and keep the days that it pins."""

import json
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from schemas.article import Article
from schemas.contract import Contract
from schemas.correction import Corrections
from schemas.errors import UsageError
from schemas.fingerprint import REDO
from tasks.warehouse.connect import Connection, listed, transaction

FILE = "corrections.toml"

# An article is named by its path, and by its item where a file has several.
ADDRESS = "articles.path || coalesce('#' || articles.item, '')"
_REDO = f"{REDO}its day was corrected"


def read_corrections(home: Path) -> Corrections:
    """Return the corrections of a home. Raises UsageError for a file that cannot be used."""
    path = home / FILE
    if not path.exists():
        return Corrections()
    try:
        return Corrections.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UsageError(f"{path} cannot be read ({error}); mend it and run again.") from error
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()
        )
        raise UsageError(f"{path} cannot be used ({faults}); mend it and run again.") from error


def append(home: Path, kind: str, correction: Contract) -> Path:
    """Add a correction at the end of the file, which keeps its comments; returns the file."""
    read_corrections(home)
    lines = [
        f"{name} = {json.dumps(value, ensure_ascii=False)}"
        for name, value in correction.model_dump(mode="json").items()
    ]
    home.mkdir(parents=True, exist_ok=True)
    path = home / FILE
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{gap}[[{kind}]]\n" + "\n".join(lines) + "\n")
    return path


def pin_dates(articles: Sequence[Article], corrections: Corrections) -> tuple[Article, ...]:
    """Return the articles with the days that corrections pin."""
    pins = {pin.article: pin.day for pin in corrections.date}
    return tuple(_pinned(article, pins.get(_address(article))) for article in articles)


def redo_pinned(connection: Connection, corrections: Corrections) -> int:
    """Mark the stored articles whose pinned day came, went or changed as stale; returns how many.

    A stored original is cleaned anew, so that an article whose pin went gets its own day back.
    """
    keys = _to_redo(connection, corrections)
    if keys:
        with transaction(connection), listed(connection, keys=keys):
            connection.execute(
                "UPDATE documents SET clean_fingerprint = $redo WHERE article_id IN (FROM keys)",
                {"redo": _REDO},
            )
    return len(keys)


def count_redo(connection: Connection, corrections: Corrections) -> int:
    """Count the stored articles whose day is not what the corrections say."""
    return len(_to_redo(connection, corrections))


def _to_redo(connection: Connection, corrections: Corrections) -> list[str]:
    pins = {pin.article: pin.day for pin in corrections.date}
    with listed(connection, pinned=sorted(pins)):
        rows = connection.execute(
            f"SELECT article_id, {ADDRESS}, published_date, date_basis FROM articles"
            f" WHERE date_basis = 'correction' OR {ADDRESS} IN (FROM pinned)"
        ).fetchall()
    return [
        key
        for key, address, day, basis in rows
        if (day if basis == "correction" else None) != pins.get(address)
    ]


def _address(article: Article) -> str:
    return article.path if article.item is None else f"{article.path}#{article.item}"


def _pinned(article: Article, day: date | None) -> Article:
    if day is None:
        return article
    return article.model_copy(
        update={"published_date": day, "published_at": None, "date_basis": "correction"}
    )
