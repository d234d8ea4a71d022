"""One writer per project, across processes, and whatever becomes of the holder."""

from __future__ import annotations

import errno
import getpass
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.storage import writer_lock
from annotator.storage.writer_lock import LockHolder, WriterLock, acquire_writer_lock

HOLD = """
import sys
from pathlib import Path
from annotator.storage.writer_lock import acquire_writer_lock
lock = acquire_writer_lock(Path(sys.argv[1]))
print(type(lock).__name__, flush=True)
sys.stdin.readline()
lock.release()
print("released", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the project."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "A.fact")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "WriterLock\n"
    with process:
        yield process
        process.kill()


def test_another_process_is_named_until_it_lets_go(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    found = acquire_writer_lock(tmp_path / "A.fact")
    assert isinstance(found, LockHolder)
    assert (found.pid, found.host) == (holder.pid, socket.gethostname())
    assert found.words().startswith(f"{found.user} on {found.host} (process {holder.pid}")
    assert found.since.endswith("Z")
    assert holder.stdin
    assert holder.stdout
    holder.stdin.write("\n")
    holder.stdin.flush()
    assert holder.stdout.readline() == "released\n"
    mine = acquire_writer_lock(tmp_path / "A.fact")
    assert isinstance(mine, WriterLock)
    mine.release()


def test_a_killed_process_holds_nothing(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    mine = acquire_writer_lock(tmp_path / "A.fact")
    assert isinstance(mine, WriterLock)
    second = acquire_writer_lock(tmp_path / "A.fact")
    assert isinstance(second, LockHolder)
    assert second.pid == os.getpid()
    mine.release()


def test_another_name_of_the_file_is_the_same_project(tmp_path: Path) -> None:
    (tmp_path / "A.fact").write_bytes(b"")
    (tmp_path / "Link.fact").symlink_to(tmp_path / "A.fact")
    mine = acquire_writer_lock(tmp_path / "A.fact")
    assert isinstance(mine, WriterLock)
    assert isinstance(acquire_writer_lock(tmp_path / "Link.fact"), LockHolder)
    mine.release()


@pytest.mark.parametrize("content", [None, "", "{", "[]", '{"user": "x"}', '{"pid": null}'])
def test_a_holder_whose_name_cannot_be_read_is_another_window(
    tmp_path: Path, content: str | None
) -> None:
    mine = acquire_writer_lock(tmp_path / "A.fact")
    assert isinstance(mine, WriterLock)
    mine.holder_path.unlink()
    if content is not None:
        mine.holder_path.write_text(content)
    found = acquire_writer_lock(tmp_path / "A.fact")
    assert isinstance(found, LockHolder)
    assert found.words() == "another window"
    mine.release()


def test_a_user_without_a_name_is_somebody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", nameless)
    mine = acquire_writer_lock(tmp_path / "A.fact")
    found = acquire_writer_lock(tmp_path / "A.fact")
    assert isinstance(mine, WriterLock)
    assert isinstance(found, LockHolder)
    assert found.words().startswith("somebody on ")
    mine.release()


def test_a_lock_that_cannot_say_its_name_is_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_lock, "_holder_path", lambda _: tmp_path / "no" / "folder")
    with pytest.raises(OSError, match="folder"):
        acquire_writer_lock(tmp_path / "A.fact")
    monkeypatch.undo()
    mine = acquire_writer_lock(tmp_path / "A.fact")
    assert isinstance(mine, WriterLock)
    mine.release()


@pytest.mark.skipif(sys.platform == "win32", reason="every Windows file system has locks")
def test_a_file_system_without_locks_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in that a killed process leaves behind would keep the project read-only for ever."""
    import fcntl

    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOSYS, "no flock here")

    with monkeypatch.context() as patch:
        patch.setattr(fcntl, "flock", no_locks)
        with pytest.raises(OSError, match="no flock here"):
            acquire_writer_lock(tmp_path / "A.fact")
    mine = acquire_writer_lock(tmp_path / "A.fact")
    assert isinstance(mine, WriterLock)
    mine.release()


def test_words_without_a_host() -> None:
    assert LockHolder("ida", "", 7).words() == "ida (process 7)"
