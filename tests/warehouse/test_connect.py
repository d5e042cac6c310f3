"""Opening the warehouse: how much memory it takes."""

import os
from pathlib import Path

import pytest

from schemas.settings import Settings, read_settings
from tasks import stages
from tasks.warehouse.connect import Connection, give_up_cache, opened, transaction


def setting(connection: Connection, name: str) -> str:
    """Return a setting of DuckDB."""
    row = connection.execute("SELECT current_setting(?)", [name]).fetchone()
    assert row is not None
    return str(row[0])


def test_work_that_outgrows_memory_spills_into_the_home(tmp_path: Path) -> None:
    """A sort of three times the memory there is goes through, by way of the home's own folder."""
    with opened(tmp_path, 64) as connection:
        assert setting(connection, "temp_directory") == str(tmp_path / "tmp")
        connection.execute(
            "CREATE TABLE sorted AS SELECT md5(i::VARCHAR) AS name FROM range(4_000_000) AS t(i)"
            " ORDER BY name"
        )
        assert connection.execute("SELECT count(*) FROM sorted").fetchone() == (4_000_000,)


def test_threads_have_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine of many cores gives DuckDB no more threads than its memory has buffers for."""
    monkeypatch.setattr(os, "cpu_count", lambda: 32)
    with opened(tmp_path, 512) as connection:
        assert setting(connection, "threads") == "4"


def test_loading_takes_half_and_gives_up_what_it_cached(tmp_path: Path) -> None:
    """While batches are loaded the warehouse stays in half the memory that the stages may use."""
    settings: Settings = read_settings(tmp_path, memory_limit_mb=512)
    with stages.beside_workers(settings), opened(tmp_path, settings.memory_limit_mb) as connection:
        assert setting(connection, "memory_limit") == "244.1 MiB"
    with opened(tmp_path, settings.memory_limit_mb) as connection:
        assert setting(connection, "memory_limit") == "488.2 MiB"


def test_what_a_killed_run_has_spilled_is_deleted(tmp_path: Path) -> None:
    """Also where the next run finds nothing to do."""
    settings: Settings = read_settings(tmp_path / "home")
    (tmp_path / "inbox").mkdir()
    assert stages.discover(tmp_path / "inbox", settings).new == ()
    spilled = tmp_path / "home" / "tmp" / "duckdb_temp_storage_S32K-0.tmp"
    spilled.write_bytes(b"spilled")
    stages.discover(tmp_path / "inbox", settings)
    assert not spilled.exists()


def test_cache_is_given_up_and_the_limit_stays(tmp_path: Path) -> None:
    """What a database keeps of its file goes; rows that no file holds yet stay whole."""
    with opened(tmp_path, 256) as connection:
        connection.execute(
            "CREATE TABLE kept AS SELECT md5(i::VARCHAR) AS name FROM range(2_000_000) t(i)"
        )
        connection.execute("CHECKPOINT")
        connection.execute("SELECT max(name) FROM kept").fetchall()
        before = cached(connection)
        with transaction(connection):
            connection.execute("CREATE TEMP TABLE fresh AS SELECT * FROM kept LIMIT 500_000")
            give_up_cache(connection)
            assert cached(connection) < before / 2
            assert connection.execute("SELECT count(DISTINCT name) FROM fresh").fetchone() == (
                500_000,
            )
        assert setting(connection, "memory_limit") == "244.1 MiB"


def cached(connection: Connection) -> int:
    """Return the bytes of tables that DuckDB holds in memory."""
    row = connection.execute(
        "SELECT sum(memory_usage_bytes) FROM duckdb_memory() WHERE tag = 'BASE_TABLE'"
    ).fetchone()
    assert row is not None
    return int(row[0])
