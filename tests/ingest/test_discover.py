"""The inbox as it is walked, and held against what was settled."""

import shutil
from pathlib import Path

import pytest

from schemas.errors import InboxError
from tasks.ingest.discover import list_inbox, set_apart, walk_inbox


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An inbox with a file in each of three folders."""
    for name in "abc":
        (tmp_path / "inbox" / name).mkdir(parents=True)
        (tmp_path / "inbox" / name / "story.txt").write_text(name, "utf-8")
    return tmp_path / "inbox"


def test_a_folder_that_goes_during_the_walk_is_passed_over(inbox: Path) -> None:
    walk = walk_inbox(inbox)
    first, *_ = next(walk)
    others = sorted({"a", "b", "c"} - {first[0]})
    shutil.rmtree(inbox / others[0])
    assert [path for path, *_ in walk] == [f"{others[1]}/story.txt"]


def test_an_inbox_that_is_no_longer_mounted_has_lost_no_files(inbox: Path) -> None:
    """Where the share was, an empty folder stands, which is another one."""
    walk = walk_inbox(inbox)
    next(walk)
    inbox.rename(inbox.with_name("share"))
    inbox.mkdir()
    with pytest.raises(InboxError, match="cannot be read"):
        list(walk)


def test_files_as_they_were_are_counted_and_the_others_set_apart(inbox: Path) -> None:
    """What was settled and is gone remains of what was settled."""
    settled = {file.path: (file.bytes, file.modified_ns) for file in list_inbox(inbox)}
    settled["gone.txt"] = (1, 1)
    (inbox / "a" / "story.txt").write_text("longer", "utf-8")
    (inbox / "new.txt").write_text("new", "utf-8")
    unlike, alike = set_apart(walk_inbox(inbox), settled)
    assert [file.path for file in unlike] == ["a/story.txt", "new.txt"]
    assert alike == 2
    assert list(settled) == ["gone.txt"]
