"""The portable archive and its start script."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
import system_packages
from build_tar import build_tar, folder_name, start_script
from elf_needs import ElfNeeds
from made_bundle import DATE, PARTS, make_bundle
from system_packages import SystemPackage

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the archive is for Linux")

NEEDS = ElfNeeds("", frozenset({"libc.so.6"}), frozenset({("libc.so.6", "GLIBC_2.17")}))


def test_the_same_bundle_gives_the_same_bytes(tmp_path: Path) -> None:
    archives = []
    for name, backwards in (("one", False), ("another", True)):
        bundle = make_bundle(tmp_path / name / "a bundle", backwards)
        archives.append(build_tar(bundle, tmp_path / name, "1.2", DATE, PARTS, quick=True))
    assert archives[0].name == f"fact-annotator-1.2-linux-{platform.machine()}.tar.xz"
    assert archives[0].read_bytes() == archives[1].read_bytes()


def test_everything_lies_in_one_folder(bundle: Path, tmp_path: Path) -> None:
    archive = build_tar(bundle, tmp_path, "1.2", DATE, PARTS, quick=True)
    with tarfile.open(archive) as tar:
        members = {member.name: member for member in tar}
        readme = tar.extractfile(f"{folder_name('1.2')}/README.txt")
        assert readme is not None
        text = readme.read().decode()
    assert {name.partition("/")[0] for name in members} == {folder_name("1.2")}
    inside = {name.partition("/")[2] for name in members}
    assert inside >= {"fact-annotator", "README.txt", "lib/fact-annotator", "share/applications"}
    assert members[f"{folder_name('1.2')}/fact-annotator"].mode == 0o755
    assert {(member.uid, member.uname, member.mtime) for member in members.values()} == {
        (0, "root", DATE)
    }
    assert "Fact Annotator 1.2," in text
    assert "glibc 2.34" in text
    assert "@" not in text


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """A folder with a start script for this machine and a program that tells its arguments."""
    folder = tmp_path / "an unpacked archive"
    program = folder / "lib" / "fact-annotator"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\nprintf "<%s>" "$@"\n', "utf-8")
    program.chmod(0o755)
    write_script(folder, start_script(NEEDS, with_qt=False))
    return folder


def write_script(folder: Path, text: str) -> None:
    script = folder / "fact-annotator"
    script.write_text(text, "utf-8")
    script.chmod(0o755)


def started(script: Path, *arguments: str, path: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "C", "PATH": path or os.environ["PATH"]}
    return subprocess.run([script, *arguments], env=environment, capture_output=True, text=True)


def test_the_program_is_started_with_its_arguments(unpacked: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(unpacked / "fact-annotator")
    for script in (unpacked / "fact-annotator", link):
        told = started(script, "a b.txt", "--x", "")
        assert (told.returncode, told.stdout, told.stderr) == (0, "<a b.txt><--x><>", "")


def with_unknown_library(monkeypatch: pytest.MonkeyPatch) -> str:
    known = system_packages.known_packages()
    known["libnobody.so.9"] = SystemPackage("libnobody9t64 | libnobody9", "nobody", "none", "no9")
    monkeypatch.setattr(system_packages, "known_packages", lambda: known)
    needs = ElfNeeds("", NEEDS.needed | {"libnobody.so.9", "libstdc++.so.6"}, NEEDS.versions)
    return start_script(needs, with_qt=False)


@pytest.mark.parametrize(
    ("manager", "words"),
    [
        ("apt-get", "sudo apt-get install libnobody9\n"),
        ("dnf", "sudo dnf install nobody\n"),
        ("pacman", "sudo pacman -S none\n"),
        ("zypper", "sudo zypper install no9\n"),
        ("", "Install these packages: libnobody.so.9\n"),
    ],
)
def test_a_missing_library_is_named_with_its_package(
    unpacked: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    manager: str,
    words: str,
) -> None:
    write_script(unpacked, with_unknown_library(monkeypatch))
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("readlink", "dirname", "uname", "getconf", "sort", "sed"):
        (tools / name).symlink_to(shutil.which(name) or name)
    for name in filter(None, (manager, "apt-cache")):
        (tools / name).write_text("#!/bin/sh\nexit 100\n", "utf-8")
        (tools / name).chmod(0o755)
    told = started(unpacked / "fact-annotator", path=str(tools))
    assert told.returncode == 1
    assert told.stdout == ""
    assert told.stderr == f"This system lacks libnobody.so.9.\n{words}"


def test_a_command_in_a_terminal_needs_nothing_of_a_desktop(
    unpacked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_script(unpacked, with_unknown_library(monkeypatch))
    for arguments in (("--version",), ("check", "a.fact")):
        assert started(unpacked / "fact-annotator", *arguments).returncode == 0
    assert started(unpacked / "fact-annotator", "a.fact").returncode == 1


def test_an_older_system_is_told(unpacked: Path) -> None:
    newer = ElfNeeds("", NEEDS.needed, frozenset({("libc.so.6", "GLIBC_2.999")}))
    write_script(unpacked, start_script(newer, with_qt=False))
    told = started(unpacked / "fact-annotator")
    assert told.returncode == 1
    assert "needs glibc 2.999 or newer; this system has 2." in told.stderr


def test_half_an_archive_is_told(unpacked: Path) -> None:
    (unpacked / "lib" / "fact-annotator").unlink()
    told = started(unpacked / "fact-annotator")
    assert told.returncode == 1
    assert "The folder is not whole" in told.stderr
