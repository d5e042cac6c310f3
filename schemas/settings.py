"""All settings in one place: `dateline.toml` in the home, then environment, then flags."""

import os
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from schemas.duplicate import DeduplicateSettings
from schemas.errors import UsageError

# DuckDB fills what it is given with blocks that it has read, so that this, not the work, decides
# what a large archive takes. Making all published tables of 100,000 articles anew took 771 MB, and
# 2,183 MB with four times as much, for the same processor time (docs/decisions/0804).
MEMORY_LIMIT_MB = 512


class Settings(BaseSettings):
    """How a home is run; every setting can stand in `dateline.toml` or as `DATELINE_<NAME>`."""

    model_config = SettingsConfigDict(
        env_prefix="DATELINE_",
        frozen=True,
        extra="forbid",
        env_ignore_empty=True,
        env_nested_delimiter="__",
    )

    home: Path = Path("var")
    model: str = "en_news"
    workers: int = Field(0, ge=0, description="worker processes; 0 means one a core")
    # Workers are given up to three times as many where much is left to read (tasks.ingest.share).
    batch_words: int = Field(90_000, ge=1, description="words of one batch, about 225 articles")
    # A batch takes 6 s, and 90 s with a transformer on an old machine; a limit too low costs time
    # and no article, since parts of a batch are given relatively more.
    batch_seconds: float = Field(
        180.0, ge=0, description="processor seconds of a batch; 0: no limit"
    )
    # A pool of processes costs about 9 s to start; two of them save that at 300,000 words.
    pool_words: int = Field(300_000, ge=0, description="words above which processes are used")
    dask: str | None = Field(None, description="address of a Dask scheduler: tcp://HOST:PORT")
    inbox_on_workers: bool = Field(False, description="workers read the files: a shared path")
    settle_seconds: float = Field(2.0, ge=0, description="a younger file is still being written")
    max_file_mb: float = Field(64.0, gt=0, description="larger files go to quarantine")
    # The longest novel in print has 12 MB; an item of this size is a mistake or an attack.
    max_item_mb: float = Field(8.0, gt=0, description="larger pages, messages and lines, likewise")
    # News text packs 3 to 20 times smaller, archives of the web about 5; a bomb 1,000 times.
    max_unpack_ratio: float = Field(100.0, gt=1, description="files that unpack to more, likewise")
    columns: dict[str, str] = Field({}, description="field -> column of tables and JSON records")
    keep_removed: bool = False
    # A publish copies the database, or the marts alone where days lie apart; `python -m
    # benchmarks.partition` prints what both cost.
    publish_partition_mb: float = Field(
        1000.0, ge=0, description="a larger database is published by day; 0: never"
    )
    # Who opened the database before reads the files of then; a day is longer than most sessions.
    retain_publish_hours: float = Field(24.0, ge=0, description="replaced files are kept so long")
    # A share that is not mounted looks like an empty folder; newsrooms do not clear half a folder.
    max_removed_share: float = Field(0.5, ge=0, le=1, description="if more is gone, a run asks")
    follow_symlinks: bool = False
    lock_seconds: float = Field(60.0, ge=0, description="how long to wait for the home")
    poll_seconds: float = Field(300.0, ge=1, description="`serve` looks at the inbox so often")
    # What an idle run leaves on the server is printed by `python -m benchmarks.idle`.
    retain_days: float = Field(30.0, gt=0, description="the server of `serve` forgets older runs")
    keep_warm: bool = Field(True, description="`serve` keeps the pipeline in memory between runs")
    deduplicate: DeduplicateSettings = DeduplicateSettings()
    memory_limit_mb: int = Field(
        MEMORY_LIMIT_MB, ge=256, description="memory that DuckDB may use, its cache included"
    )

    @property
    def worker_count(self) -> int:
        """Worker processes, with 0 read as one a core."""
        return self.workers or os.cpu_count() or 1

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags beat the environment, which beats `dateline.toml` in the home."""
        home = init_settings().get("home") or env_settings().get("home") or cls.default_home()
        toml = TomlConfigSettingsSource(settings_cls, Path(home) / "dateline.toml")
        return init_settings, env_settings, toml

    @classmethod
    def default_home(cls) -> Path:
        """The home folder where none is named."""
        return Path("var")


def read_settings(home: Path | None = None, **flags: Any) -> Settings:
    """Read the settings of a home; flags beat the environment, which beats `dateline.toml`.

    Raises UsageError for a file that is not TOML and for a value or a name that cannot be.
    """
    given = dict(flags) if home is None else {**flags, "home": home}
    try:
        return Settings(**given)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()
        )
        raise UsageError(f"A setting cannot be used ({faults}); mend it and run again.") from error
    except (TOMLDecodeError, SettingsError) as error:
        raise UsageError(f"The settings cannot be read ({error}); mend dateline.toml.") from error
