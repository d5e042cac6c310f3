"""An inbox and a home to which anything may happen; in one process, without Prefect."""

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from flows.account import Account
from flows.plain import run_plainly
from schemas.settings import Settings, read_settings
from tasks import stages, survey, twins, upkeep
from tasks.extract import batch as extracting
from tasks.ingest import append
from tasks.warehouse import migrate
from tasks.warehouse.compare import compare
from tasks.warehouse.connect import Connection, connect
from tasks.warehouse.publish import PUBLISHED
from tasks.warehouse.stale import RedoStage

# Bounds so tight that heads of posting lists, full lists of neighbours and boilerplate all count.
TIGHT = {
    "posting_heads": 3, "story_neighbours": 4, "story_heads": 2, "boilerplate_stories": 2,
    "boilerplate_texts": 2, "wire_outlets": 2, "chunk_articles": 3,
}  # fmt: skip
CORRECTIONS = (
    '[[merge]]\nnames = ["Anna Kowalczyk", "Nikos Kowalczyk"]\n',
    '[[rename]]\nname = "Abena Owusu"\nto = "A. Owusu"\n',
    '[[ignore]]\nname = "Tamale"\n',
    '[[type]]\nname = "Vistula"\nlabel = "ORG"\n',
    '[[outlet]]\noutlet = "herald"\nto = "The Herald"\n',
    '[[date]]\narticle = "herald/one.txt"\nday = 2025-05-08\n',
    '[[date]]\narticle = "wire/feed.jsonl#1"\nday = 2025-05-01\n',
    '[[story]]\narticle = "herald/one.txt"\nbeside = "gazette/one.txt"\n',
    '[[split]]\nname = "Piotr Lis"\narticles = ["gazette/one.txt"]\nto = "Piotr Lis the younger"\n',
)
_SHARED_MEMORY = Path("/dev/shm")


class World:
    """An inbox, a home, and what can happen to them."""

    def __init__(self, folder: Path) -> None:
        """Begin with nothing."""
        self.folder, self.inbox, self.home = folder, folder / "inbox", folder / "home"
        self.inbox.mkdir()
        self.home.mkdir()
        self.feed: list[str] = []
        self.flags: dict[str, Any] = {}

    def settings(self, home: Path | None = None, **flags: Any) -> Settings:
        """Return the settings of the home, or of another one."""
        given = {
            "settle_seconds": 0, "max_removed_share": 1, "memory_limit_mb": 512, "batch_seconds": 0,
        }  # fmt: skip
        return read_settings(home or self.home, **given, **self.flags, **flags)

    def write(self, name: str, text: str) -> None:
        """Write a file."""
        place = self.inbox / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def files(self) -> list[str]:
        """List the files below the inbox but the feed."""
        found = [path for path in self.inbox.rglob("*.*") if path.suffix != ".jsonl"]
        return sorted(str(path.relative_to(self.inbox)) for path in found)

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        (self.inbox / name).unlink(missing_ok=True)

    def rename(self, name: str, to: str) -> None:
        """Rename a file, if it is there, over what may be there."""
        place = self.inbox / to
        place.parent.mkdir(exist_ok=True)
        if (self.inbox / name).exists():
            (self.inbox / name).rename(place)

    def copy(self, name: str, to: str) -> None:
        """Copy a file, if it is there."""
        if (self.inbox / name).exists():
            self.write(to, (self.inbox / name).read_text(encoding="utf-8"))

    def append(self, items: list[dict[str, Any]]) -> None:
        """Let the feed grow."""
        self.feed += [json.dumps(item) for item in items]
        self.write("wire/feed.jsonl", "".join(f"{line}\n" for line in self.feed))

    def cut(self, keep: int) -> None:
        """Take the last items from the feed."""
        self.feed = self.feed[:keep]
        self.append([])

    def correct(self, chosen: set[int]) -> None:
        """Write corrections.toml anew."""
        text = "\n".join(CORRECTIONS[number] for number in sorted(chosen))
        (self.home / "corrections.toml").write_text(text, encoding="utf-8")

    def redo(self, stage: RedoStage) -> None:
        """Ask for a stage to be redone, if there was a run yet."""
        if (self.home / PUBLISHED).exists():
            upkeep.redo(stage, self.settings())

    def run(self, batch_words: int = 60_000, stop: str = "") -> None:
        """Run, or begin a run that ends before a stage, or amid the batches."""
        settings = self.settings(batch_words=batch_words)
        changes = stages.discover(self.inbox, settings)
        if changes.nothing:
            return
        account = Account(changes, "manual", None, stages.model_version(settings))
        stages.begin(account.row("running"), self.inbox, changes, settings)
        for number, batch in enumerate(stages.ingest(changes, account.started_at, settings)):
            if stop == f"batch {number}":
                return
            cleaned = twins.take_over(stages.clean(batch, settings), settings)
            done = stages.extract(cleaned, settings)
            account.loaded(done, stages.load_batch(done, account.run_id, settings))
        steps: list[tuple[str, Callable[[], Any]]] = [
            ("deduplicate", lambda: stages.deduplicate(account.run_id, settings)),
            ("resolve", lambda: stages.resolve(account.run_id, settings)),
            ("aggregate", lambda: stages.aggregate(account.row("completed"), settings)),
            ("publish", lambda: stages.put_in_place(settings)),
        ]
        for name, step in steps:
            if stop == name:
                return
            step()

    def assert_like_new(self) -> None:
        """Hold the published tables against those of one clean run."""
        self.run()
        assert run_plainly(self.inbox, self.settings()) is None
        clean = self.folder / "clean"
        clean.mkdir()
        if (self.home / "corrections.toml").exists():
            (clean / "corrections.toml").write_text((self.home / "corrections.toml").read_text())
        run_plainly(self.inbox, self.settings(clean))
        found = compare(self.home / PUBLISHED, clean / PUBLISHED)
        assert not found, "\n".join(str(difference) for difference in found)


@contextmanager
def new_world() -> Iterator[World]:
    """Give a world for the length of a block, in memory where the system has such a folder."""
    place = _SHARED_MEMORY if _SHARED_MEMORY.is_dir() else None
    with (
        tempfile.TemporaryDirectory(prefix="dateline-", dir=place) as folder,
        pytest.MonkeyPatch.context() as patch,
        _kept_open(patch),
    ):
        _remember_texts(patch)
        patch.setattr(append, "HEAD_BYTES", 400)
        yield World(Path(folder))


@contextmanager
def _kept_open(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let every stage use one connection a home: opening one costs more than a tiny stage does."""
    connections: dict[Path, Connection] = {}

    @contextmanager
    def opened(home: Path, memory_limit_mb: int = 0, read_only: bool = False) -> Iterator[Any]:
        if home not in connections:
            connections[home] = connect(home, memory_limit_mb)
            connections[home].execute("SET threads = 1")
        yield connections[home]

    for module in (stages, survey, twins, upkeep, migrate):
        patch.setattr(module, "opened", opened)
    try:
        yield
    finally:
        for connection in connections.values():
            connection.close()


_EXTRACTED: dict[str, Any] = {}


def _remember_texts(patch: pytest.MonkeyPatch) -> None:
    """Read each text once for all examples: extraction knows one article."""
    read_texts = extracting.read_texts

    def remembered(texts: Any, pipeline: Any) -> dict[str, Any]:
        missing = [text for text in texts if text not in _EXTRACTED]
        _EXTRACTED.update(read_texts(missing, pipeline) if missing else {})
        return {text: _EXTRACTED[text] for text in texts}

    patch.setattr(extracting, "read_texts", remembered)
