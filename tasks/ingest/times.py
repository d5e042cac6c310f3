"""Read the times that formats state in a fixed form."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def read_iso(value: str | None) -> str | None:
    """Return a time written without its marks (`20250317T063000Z`) as ISO 8601, others as given."""
    found = re.fullmatch(
        r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?", value or ""
    )
    if found is None:
        return value
    year, month, day, hour, minute, second, zone = found.groups()
    date = f"{year}-{month}-{day}"
    return date if hour is None else f"{date}T{hour}:{minute}:{second}{zone or ''}"


def read_utc(value: object) -> str | None:
    """Return a time in ISO 8601 or RFC 2822 as ISO 8601 in UTC, or None where it is neither.

    A time without a zone is UTC.
    """
    if not isinstance(value, str) or not value.strip() or len(value) > 100:
        return None
    moment = _parse(value.strip())
    if moment is None:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC).isoformat()
    except OverflowError:  # 0001-01-01 east of Greenwich
        return None


def read_version(value: object) -> int | None:
    """Return the number that a version begins with (`3`, `2.1`), or None."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    found = re.match(r"\s*(\d{1,18})", str(value), re.ASCII)
    return int(found.group(1)) if found else None


def _parse(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(read_iso(value) or "")
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
