from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deduplicate.house import House


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """An empty home."""
    made = House(tmp_path / "home")
    yield made
    made.connection.close()
