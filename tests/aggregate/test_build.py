"""Making the published tables whole."""

import shutil
from pathlib import Path

import pytest

from schemas.settings import read_settings
from tasks import upkeep
from tasks.aggregate import build
from tests.conftest import SEEDS
from tests.plain import rows, run_stages


def test_pairs_counted_in_parts_are_those_counted_at_once(
    seeds_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counting the pairs of entities a few at a time loses none and counts none twice."""
    home = tmp_path / "home"
    shutil.copytree(seeds_home, home)
    upkeep.redo("aggregate", read_settings(home))
    monkeypatch.setattr(build, "_PAIRS_AT_ONCE", 100)
    run_stages(SEEDS, home)
    pairs = "SELECT * FROM entity_pairs ORDER BY ALL"
    assert rows(home, pairs) == rows(seeds_home, pairs)
    assert rows(home, "SELECT count(*) > 1000 FROM entity_pairs") == [(True,)]


def test_pairs_of_entities_count_articles_and_stories(seeds_home: Path) -> None:
    """A pair has the articles and stories that name both, and the first and last of their days."""
    wanted = """
        WITH uses AS (SELECT DISTINCT article_id, entity_id FROM mentions)
        SELECT a.entity_id, b.entity_id, count(*), count(DISTINCT story_id), min(published_date),
               max(published_date)
        FROM uses AS a JOIN uses AS b ON a.article_id = b.article_id AND a.entity_id < b.entity_id
        JOIN articles ON articles.article_id = a.article_id
        GROUP BY ALL ORDER BY ALL
    """
    assert rows(seeds_home, "SELECT * FROM entity_pairs ORDER BY ALL") == rows(seeds_home, wanted)
