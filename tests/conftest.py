"""What all tests share: the example inbox, taken through the stages once."""

from pathlib import Path

import pytest

from tests.plain import run_stages

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="session")
def seeds_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the databases of `seeds/`; read it, never write it."""
    home = tmp_path_factory.mktemp("seeds") / "home"
    assert run_stages(SEEDS, home) is not None
    return home
