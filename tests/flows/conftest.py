from collections.abc import Iterator

import pytest
from prefect.settings import PREFECT_API_URL
from prefect.testing.utilities import prefect_test_harness


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A real Prefect server with a database of its own, started once; gives its address."""
    with prefect_test_harness(server_startup_timeout=180):
        yield str(PREFECT_API_URL.value())
