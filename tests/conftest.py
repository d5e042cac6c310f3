"""What all tests share: the example inbox, taken through the stages once, and a Prefect server."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before anything imports Prefect, which would settle in the account of whoever runs the tests.
_PREFECT = tempfile.TemporaryDirectory(prefix="dateline-tests-", ignore_cleanup_errors=True)
os.environ["PREFECT_HOME"] = _PREFECT.name
os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
os.environ["DO_NOT_TRACK"] = "1"

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Where tests run in several processes: a file in one, and all that need the server in one."""
    for item in items:
        group = "server" if "server" in item.fixturenames else str(item.path)
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def seeds_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the databases of `seeds/`; read it, never write it."""
    from tests.plain import run_stages

    home = tmp_path_factory.mktemp("seeds") / "home"
    assert run_stages(SEEDS, home) is not None
    return home


@pytest.fixture(scope="session")
def seeds_by_day(seeds_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same home, published by day; read it, never write it."""
    from schemas.settings import read_settings
    from tasks import upkeep
    from tests.plain import run_stages

    home = tmp_path_factory.mktemp("seeds") / "home"
    shutil.copytree(seeds_home, home, ignore=shutil.ignore_patterns("search.duckdb*"))
    upkeep.redo("aggregate", read_settings(home))
    assert run_stages(SEEDS, home, publish_partition_mb=1e-6) is not None
    return home


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A real Prefect server with a database of its own, started once; gives its address."""
    from prefect.settings import PREFECT_API_URL
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=180):
        yield str(PREFECT_API_URL.value())
