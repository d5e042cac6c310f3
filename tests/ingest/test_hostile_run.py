"""Hostile files through the whole DAG: each ends in quarantine with its reason, the run goes on."""

import os
import socket
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.test_hostile import HOSTILE
from tests.plain import rows, run_stages

SOUND = (
    "Quay reopens after storm\n\nThe quay in Lisbon reopened on Monday, and {} passengers left on "
    "the first ferry.\n\nThe harbour master, Ana Cruz, said the cranes would follow in a week."
)
QUARANTINE = "SELECT path, error_type FROM quarantine ORDER BY path"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An inbox with one sound article, which has to be there after every run."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "sound.txt").write_text(SOUND.format("forty"))
    return folder


def run(inbox: Path, **settings: Any) -> dict[str, str]:
    """Run all stages; the sound article is there, and what stands in quarantine is returned."""
    home = inbox.parent / "home"
    account = run_stages(inbox, home, **settings)
    assert account is not None
    row = account.row("completed")
    seen = row.files_new + row.files_changed + row.files_unchanged + row.files_quarantined
    assert seen >= 1
    assert rows(home, "SELECT count(*) FROM articles WHERE path = 'sound.txt'") == [(1,)]
    return dict(rows(home, QUARANTINE))


@pytest.mark.slow
def test_the_run_goes_on(inbox: Path) -> None:
    """All hostile files at once: each is told with its reason, in the time of a minute or two."""
    for name, make, _ in HOSTILE:
        (inbox / name).write_bytes(make())
    started = time.process_time()
    assert run(inbox) == {name: kind for name, _, kind in HOSTILE}
    assert time.process_time() - started < 180


def test_what_is_no_file(inbox: Path, tmp_path: Path) -> None:
    """Pipes, sockets, devices and links are told by what they are, and not opened."""
    (tmp_path / "outside.txt").write_text("Nothing of this is for the public.")
    os.mkfifo(inbox / "pipe.txt")
    (inbox / "device.txt").symlink_to("/dev/zero")
    (inbox / "loop.txt").symlink_to("loop.txt")
    (inbox / "loops").symlink_to(".", target_is_directory=True)
    (inbox / "out.txt").symlink_to("../outside.txt")
    with socket.socket(socket.AF_UNIX) as server:
        folder = os.open(inbox, os.O_RDONLY)
        server.bind(f"/proc/self/fd/{folder}/socket.txt")  # short enough for a socket's name
        os.close(folder)
        found = run(inbox)
    links = dict.fromkeys(("device.txt", "loop.txt", "loops", "out.txt"), "symlink")
    assert found == links | {"pipe.txt": "not a file", "socket.txt": "not a file"}
    assert b"Nothing of this" not in (tmp_path / "home" / "news.duckdb").read_bytes()


def test_followed_links(inbox: Path, tmp_path: Path) -> None:
    """With --follow-symlinks a link to a file is read; devices and loops are told all the same."""
    (tmp_path / "outside.txt").write_text(SOUND.format("sixty"))
    (inbox / "device.txt").symlink_to("/dev/zero")
    (inbox / "loop.txt").symlink_to("loop.txt")
    (inbox / "out.txt").symlink_to("../outside.txt")
    assert run(inbox, follow_symlinks=True) == {"device.txt": "not a file", "loop.txt": "io"}
    assert rows(tmp_path / "home", "SELECT path FROM articles ORDER BY path") == [
        ("out.txt",),
        ("sound.txt",),
    ]


NAMES = [
    b"line\nbreak.txt", b"tab\t.txt", b"quote'.txt", b'double".txt', b"-rf.txt", b"$(reboot).txt",
    b"; DROP TABLE articles;--.txt", b"<script>alert(1).txt", b"%s{0}.txt", b"back\\slash.txt",
    b"\xff\xfe.txt", b"caf\xe9.txt", b"\xe2\x80\xaetxt.exe.txt", b"a" * 251 + b".txt",
]  # fmt: skip


def test_names_of_files(inbox: Path, tmp_path: Path) -> None:
    """A file is read whatever its name, also one that is not UTF-8; names do nothing."""
    for number, name in enumerate(NAMES):
        Path(os.fsdecode(os.fsencode(inbox) + b"/" + name)).write_text(SOUND.format(number + 50))
    assert run(inbox) == {}
    paths = {row[0] for row in rows(tmp_path / "home", "SELECT path FROM articles")}
    assert len(paths) == len(NAMES) + 1
    assert {"line\nbreak.txt", "\\xff\\xfe.txt", "; DROP TABLE articles;--.txt"} <= paths
    assert run_stages(inbox, tmp_path / "home") is None


def test_same_name_in_another_encoding(inbox: Path, tmp_path: Path) -> None:
    """Two names that print alike are two files, and neither is lost."""
    for number, name in enumerate((b"\xff.txt", rb"\xff.txt")):
        Path(os.fsdecode(os.fsencode(inbox) + b"/" + name)).write_text(SOUND.format(number + 50))
    assert run(inbox) == {}
    paths = rows(tmp_path / "home", "SELECT path FROM articles WHERE path <> 'sound.txt'")
    assert sorted(paths) == [(r"\x5cxff.txt",), (r"\xff.txt",)]


def test_tricks_with_characters(inbox: Path, tmp_path: Path) -> None:
    """What turns text around or hides within it is gone, and every offset is true."""
    tricks = "\u202e\u2066\u200b\u200f\ufeff\u2069\x1b[31m"
    hidden = SOUND.format("ninety").replace(" ", f" {tricks}").replace("Ana", "A\u200bna")
    (inbox / "tricks.txt").write_text(hidden + "\n\n" + "e" + "\u0301" * 2000 + " stood on a wall.")
    assert run(inbox) == {}
    home = tmp_path / "home"
    [(text,)] = rows(home, "SELECT text FROM articles WHERE path = 'tricks.txt'")
    assert not set(tricks) & set(text) - set("[31m")
    assert "Ana Cruz" in text
    offsets = (
        "SELECT text, start_char, end_char, surface FROM mentions JOIN articles USING (article_id)"
    )
    mentions = rows(home, offsets)
    assert mentions
    assert all(whole[start:end] == surface for whole, start, end, surface in mentions)


def test_file_that_changes_while_it_is_read(inbox: Path, tmp_path: Path) -> None:
    """A file that somebody writes at that moment waits in quarantine; the next run takes it in."""
    place = inbox / "growing.jsonl"
    place.write_bytes(b'{"text": "Rain fell on the coast for a week."}\n' + b"\n" * 30_000_000)
    stop = threading.Event()

    def write() -> None:
        with place.open("ab", buffering=0) as file:
            while not stop.wait(0.002):
                file.write(b"\n")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert run(inbox) == {"growing.jsonl": "changing"}
    finally:
        stop.set()
        writer.join()
    place.write_bytes(b'{"text": "Rain fell on the coast for a week."}\n')
    assert run(inbox) == {}


def test_file_without_permission(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that may not be read waits in quarantine; once it may, a run takes it in."""
    from tasks.ingest import content

    (inbox / "secret.txt").write_text(SOUND.format("fifty"))
    (inbox / "secret.txt").chmod(0)

    def refuse(location: Any, flags: int) -> int:
        # The owner of the machine may read everything: what anybody else is told.
        if os.fsencode(location).endswith(b"secret.txt"):
            raise PermissionError(13, "Permission denied")
        return opener(location, flags)

    opener = os.open
    with monkeypatch.context() as guarded:
        guarded.setattr(content.os, "open", refuse)
        assert run(inbox) == {"secret.txt": "permission"}
    (inbox / "secret.txt").chmod(0o600)
    assert run(inbox) == {}


def test_deep_folders(inbox: Path) -> None:
    """A file below two hundred folders, at the greatest length of a path, is read."""
    folder = inbox
    while len(os.fsencode(folder)) < 3500:
        folder = folder / ("d" * 40)
    folder.mkdir(parents=True)
    (folder / "deep.txt").write_text(SOUND.format("seventy"))
    assert run(inbox) == {}
