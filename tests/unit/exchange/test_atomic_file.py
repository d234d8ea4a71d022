"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from annotator.domain.errors import ExportFailed
from annotator.exchange import atomic_file
from annotator.exchange.atomic_file import replaced_file


def _write(path: Path, data: bytes = b"new") -> None:
    with replaced_file(path) as file:
        file.write(data)


def _failing(monkeypatch: pytest.MonkeyPatch, name: str, number: int) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(atomic_file.os, name, fail)


def test_a_new_file_appears_with_ordinary_permissions(tmp_path: Path) -> None:
    _write(tmp_path / "a.csv")
    (tmp_path / "plain").touch()
    assert (tmp_path / "a.csv").read_bytes() == b"new"
    assert (tmp_path / "a.csv").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions and links")
def test_an_old_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)
    _write(path)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions and links")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    real, link = tmp_path / "elsewhere" / "real.csv", tmp_path / "link.csv"
    real.write_bytes(b"old")
    link.symlink_to(real)
    _write(link)
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_readers_see_the_old_file_until_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    with replaced_file(path) as file:
        file.write(b"new")
        file.flush()
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("name", "number", "says"),
    [
        ("fsync", errno.ENOSPC, "The disk is full"),
        ("fsync", errno.EDQUOT, "The disk is full"),
        ("fsync", errno.EIO, "could not be written"),
        # What Windows answers when Excel has the file open.
        ("replace", errno.EACCES, "Close it in other programs"),
        ("replace", errno.EBUSY, "Close it in other programs"),
    ],
)
def test_a_fault_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int, says: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    _failing(monkeypatch, name, number)
    with pytest.raises(ExportFailed, match=says) as failure:
        _write(path)
    assert "untouched" in failure.value.safe
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_disk_that_fills_up_while_writing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    really_open = os.fdopen

    def onto_a_full_disk(handle: int, *args: object, **options: object) -> object:
        os.dup2(os.open("/dev/full", os.O_WRONLY), handle)
        return really_open(handle, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(atomic_file.os, "fdopen", onto_a_full_disk)
    with pytest.raises(ExportFailed, match="The disk is full"):
        _write(path, b"x" * 3_000_000)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "file").touch()
    for path, says in (
        (tmp_path / "none" / "a.csv", "is not there"),
        (tmp_path / "folder.csv", "is not a place for a file"),
        (tmp_path / "file" / "a.csv", "is not a place for a file"),
        (tmp_path / "nul\0.csv", "could not be written"),
    ):
        with pytest.raises(ExportFailed, match=says):
            _write(path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder.csv"]


def test_a_read_only_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(atomic_file.tempfile, "mkstemp", denied)
    with pytest.raises(ExportFailed, match="is read-only"):
        _write(tmp_path / "a.csv")


@pytest.mark.parametrize("fault", [ValueError("mine"), KeyboardInterrupt()])
def test_what_the_writer_raises_passes_through_and_cleans_up(
    tmp_path: Path, fault: BaseException
) -> None:
    def write_half() -> None:
        with replaced_file(tmp_path / "a.csv") as file:
            file.write(b"half")
            raise fault

    with pytest.raises(type(fault)):
        write_half()
    assert list(tmp_path.iterdir()) == []
