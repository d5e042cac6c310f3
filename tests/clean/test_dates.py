from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import Document
from tasks.clean.dates import When, infer_published, read_path_day, read_stamp


@pytest.mark.parametrize(
    ("value", "day", "instant"),
    [
        ("2025-03-12T08:00:00Z", (2025, 3, 12), (2025, 3, 12, 8, 0)),
        ("2025-03-12T23:30:00-05:00", (2025, 3, 12), (2025, 3, 13, 4, 30)),
        ("Wed, 12 Mar 2025 00:15:00 +0100", (2025, 3, 12), (2025, 3, 11, 23, 15)),
        ("1741766400", (2025, 3, 12), (2025, 3, 12, 8, 0)),
        ("1741766400.25", (2025, 3, 12), (2025, 3, 12, 8, 0)),
        ("1741766400000", (2025, 3, 12), (2025, 3, 12, 8, 0)),
        ("2025-03-12 10:15", (2025, 3, 12), (2025, 3, 12, 10, 15)),
        ("March 12, 2025 4:05 pm EDT", (2025, 3, 12), (2025, 3, 12, 20, 5)),
        ("20250312T101500Z", (2025, 3, 12), (2025, 3, 12, 10, 15)),
        ("2025-03-12", (2025, 3, 12), None),
        ("12th of March 2025", (2025, 3, 12), None),
        ("12-Mar-2025", (2025, 3, 12), None),
        ("12 March 2025 10:15 IST", (2025, 3, 12), None),
        ("2024-02-29", (2024, 2, 29), None),
    ],
)
def test_notations_of_a_stamp(
    value: str, day: tuple[int, int, int], instant: tuple[int, int, int, int, int] | None
) -> None:
    """The day is local to the source, the instant is UTC and only there if the time is certain."""
    read = read_stamp(value)
    assert read is not None
    assert read.day == date(*day)
    if instant is None:
        assert read.instant is None
    else:
        assert read.instant is not None
        assert read.instant.replace(microsecond=0) == datetime(*instant, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        "2025-02-30",
        "2023-02-29",
        "1599-12-31",
        "2101-01-01",
        "03/04/2025",
        "March 2025",
        "2025",
        "soon",
        "",
        "-1",
    ],
)
def test_impossible_and_ambiguous_stamps_are_none(value: str) -> None:
    """No day is made up from an impossible, distant, ambiguous or incomplete statement."""
    assert read_stamp(value) is None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("wire/2025-03-12-port.txt", date(2025, 3, 12)),
        ("wire/20250312_port.txt", date(2025, 3, 12)),
        ("wire/port.2025_03_12.txt", date(2025, 3, 12)),
        ("wire/2025/03/12/port.txt", date(2025, 3, 12)),
        ("wire/2025-03-12/port.txt", date(2025, 3, 12)),
        ("wire/2025-03-11/2025-03-12.txt", date(2025, 3, 12)),
        ("wire/2025-02-30.txt", None),
        ("wire/2025-03-12_2025-03-14.txt", None),
        ("wire/0412_port.txt", None),
        ("wire/120250312.txt", None),
        ("wire/a20250312f.txt", None),
        ("wire/2025-13-12.txt", None),
    ],
)
def test_days_in_paths(path: str, day: date | None) -> None:
    """A path dates an article by one whole, possible day that stands apart."""
    assert read_path_day(path) == day


def test_field_comes_before_metadata_before_path() -> None:
    """Of several sources the one closest to the publisher counts, and says which it was."""
    metadata = [When(date(2025, 3, 11))]
    dated = Document(path="x/2025-03-10.txt", text="x", published_at="2025-03-12")
    assert infer_published(dated, metadata)[1:] == (date(2025, 3, 12), "field")
    undated = dated.model_copy(update={"published_at": None})
    assert infer_published(undated, metadata)[1:] == (date(2025, 3, 11), "metadata")
    assert infer_published(undated, [])[1:] == (date(2025, 3, 10), "filename")
    assert infer_published(Document(path="x.txt", text="x"), []) == (None, None, None)


def test_unreadable_field_leaves_the_day_to_the_next_source() -> None:
    """A field that states no possible day does not hide the day in the file's name."""
    broken = Document(path="x/2025-03-10.txt", text="x", published_at="2025-02-30")
    assert infer_published(broken, [])[1:] == (date(2025, 3, 10), "filename")


@given(
    st.text(max_size=60) | st.from_regex(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?([+-]\d\d:?\d\d|Z)?")
)
def test_no_stamp_raises(value: str) -> None:
    """Any string is read or refused; a day that is read lies between 1600 and 2100."""
    read = read_stamp(value)
    assert read is None or 1600 <= read.day.year <= 2100


@given(
    st.datetimes(
        min_value=datetime(1700, 1, 1), max_value=datetime(2099, 12, 30), timezones=st.just(UTC)
    )
)
def test_iso_stamps_survive(instant: datetime) -> None:
    """Every ISO 8601 instant that Python writes is read back, to the second."""
    read = read_stamp(instant.isoformat())
    assert read is not None
    assert read.instant == instant.replace(microsecond=0)
