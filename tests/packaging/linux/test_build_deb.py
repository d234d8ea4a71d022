"""The Debian package, built from a made bundle."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from email.parser import Parser
from io import BytesIO
from pathlib import Path

import pytest
from build_deb import build_deb, file_name, maintainer
from bundled_parts import places_of
from debian_copyright import copyright_file
from made_bundle import DATE, PARTS, make_bundle
from older_versions import with_version

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="Debian packages are of Linux"),
    pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="needs dpkg-deb, as Debian has it"),
]


def packed(bundle: Path, dist: Path, version: str = "1.2.0rc1") -> Path:
    return build_deb(bundle, dist, version, DATE, PARTS, quick=True)


def told(deb: Path, *words: str) -> str:
    return subprocess.run(
        ["dpkg-deb", *words, deb], capture_output=True, text=True, check=True
    ).stdout


def contents(deb: Path) -> dict[str, tarfile.TarInfo]:
    raw = subprocess.run(["dpkg-deb", "--fsys-tarfile", deb], capture_output=True, check=True)
    with tarfile.open(fileobj=BytesIO(raw.stdout)) as archive:
        return {member.name.removeprefix("./"): member for member in archive}


def test_the_same_bundle_gives_the_same_bytes(tmp_path: Path) -> None:
    sums = set()
    for name, backwards in (("one", False), ("another", True)):
        bundle = make_bundle(tmp_path / name / "a bundle", backwards)
        deb = packed(bundle, tmp_path / name)
        assert deb.name == file_name("1.2.0rc1")
        sums.add(hashlib.sha256(deb.read_bytes()).hexdigest())
    assert len(sums) == 1


def test_what_the_package_says_of_itself(bundle: Path, tmp_path: Path) -> None:
    fields = Parser().parsestr(told(packed(bundle, tmp_path), "--field"))
    assert fields["Package"] == "fact-annotator"
    assert fields["Version"] == "1.2.0~rc1-1"
    assert fields["Maintainer"] == maintainer()
    depends = fields["Depends"].split(", ")
    assert depends == sorted(depends)
    # Linked with, opened by Qt itself, and a name that changed.
    assert {"libc6 (>= 2.34)", "libxcb-cursor0", "libstdc++6 (>= 11)"} <= set(depends)
    assert {"libegl1", "libfontconfig1", "libglib2.0-0t64 | libglib2.0-0"} <= set(depends)
    assert not any("qt" in package.lower() for package in depends)
    assert int(fields["Installed-Size"]) > 100


def test_no_script_of_the_package_runs_as_root(bundle: Path, tmp_path: Path) -> None:
    folder = tmp_path / "control"
    subprocess.run(["dpkg-deb", "--control", packed(bundle, tmp_path), folder], check=True)
    assert {path.name for path in folder.iterdir()} == {"control", "md5sums"}


def test_where_everything_lies(bundle: Path, tmp_path: Path) -> None:
    files = contents(packed(bundle, tmp_path))
    assert set(files) >= {
        "usr/lib/fact-annotator/fact-annotator",
        "usr/lib/fact-annotator/_internal/numpy/core.so",
        "usr/share/applications/fact-annotator.desktop",
        "usr/share/mime/packages/fact-annotator.xml",
        "usr/share/icons/hicolor/512x512/apps/fact-annotator.png",
        "usr/share/man/man1/fact-annotator.1.gz",
        "usr/share/doc/fact-annotator/copyright",
        "usr/share/doc/fact-annotator/changelog.gz",
        "usr/share/doc/fact-annotator/changelog.Debian.gz",
    }
    link = files["usr/bin/fact-annotator"]
    assert link.linkname == "../lib/fact-annotator/fact-annotator"
    assert files["usr/lib/fact-annotator/_internal/libQt6Gui.so"].linkname == "libQt6Gui.so.6"
    for name, file in files.items():
        assert (file.uid, file.gid, file.mtime) == (0, 0, DATE), name
        runs = file.isdir() or name == "usr/lib/fact-annotator/fact-annotator"
        assert file.issym() or file.mode == (0o755 if runs else 0o644), name


def test_a_folder_without_the_program_is_no_bundle(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(FileNotFoundError, match="holds no fact-annotator"):
        packed(tmp_path / "empty", tmp_path)


def test_a_newer_package_differs_in_its_version_alone(bundle: Path, tmp_path: Path) -> None:
    deb = packed(bundle, tmp_path)
    newer = with_version(deb, tmp_path, "9~test-1")
    assert told(
        newer,
        "--field",
    ) != told(deb, "--field")
    older, later = (told(one, "--field").replace("9~test-1", "1.2.0~rc1-1") for one in (deb, newer))
    assert older == later
    command = ["dpkg", "--compare-versions", "1.2.0~rc1-1", "lt", "9~test-1"]
    assert subprocess.run(command).returncode == 0


@pytest.mark.skipif(
    not shutil.which("lintian"), reason="needs lintian, of Debian's package lintian"
)
def test_lintian_has_nothing_to_say(bundle: Path, tmp_path: Path) -> None:
    deb = packed(bundle, tmp_path)
    # What a real bundle has and the made one lacks is overridden in vain.
    command = ["lintian", "--allow-root", "--fail-on", "error,warning", "--suppress-tags"]
    command += ["unused-override", str(deb)]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    said = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr


def test_the_copyright_file_tells_of_every_part_that_is_there(bundle: Path) -> None:
    where = places_of(bundle, PARTS)
    assert where["numpy"] == ("_internal/numpy/*",)
    assert where["wasabi"] == ("fact-annotator",)
    assert "OpenSSL" not in where
    text = copyright_file(
        "MIT License\n\nCopyright (c) 2026 We\n\nFree for all.", PARTS, where, "x"
    )
    assert text.startswith("Format: https://www.debian.org/doc/packaging-manuals/copyright-format/")
    assert "Files: x/_internal/numpy/*\nCopyright: Copyright (c) 2020 Some\n" in text
    assert "Comment: wasabi 1.0\n" in text
    # Equal licences stand there once, whatever their line ends; the GPL is only pointed to.
    assert text.count("\nLicense: MIT\n Free for") == 1
    assert "/usr/share/common-licenses/GPL-2." in text
    assert "June 1991" not in text
    assert "Apache" not in text
    for block in text.split("\n\n"):
        assert all(line[0] == " " or ": " in line for line in block.splitlines()), block


def test_who_maintains_it_can_be_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBFULLNAME", "Mirela K")
    monkeypatch.setenv("DEBEMAIL", "mirela@example.org")
    assert maintainer() == "Mirela K <mirela@example.org>"
