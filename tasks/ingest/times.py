"""Read the times that formats state in a fixed form."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


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
    compact = re.fullmatch(r"(\d{8}T\d{6})\.?\d*(Z|[+-]\d\d:?\d\d)?", value)
    try:
        return (
            datetime.fromisoformat("".join(part or "" for part in compact.groups()))
            if (compact)
            else datetime.fromisoformat(value)
        )
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
