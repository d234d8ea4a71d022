"""What compiled files need, and who brings it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from elf_needs import ElfNeeds, is_elf, outside_needs, read_elf_needs
from made_elf import made_elf
from system_packages import debian_depends, known_packages, needed_packages, oldest_glibc

LIBC = ("libc.so.6", "GLIBC_2.34")


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def needs(*needed: str, versions: tuple[tuple[str, str], ...] = ()) -> ElfNeeds:
    return ElfNeeds("", frozenset(needed), frozenset(versions))


def test_a_file_tells_what_it_is_linked_with(tmp_path: Path) -> None:
    data = made_elf(["liba.so.1", "libc.so.6"], [LIBC, ("liba.so.1", "A_2")], "libown.so.3")
    read = read_elf_needs(written(tmp_path / "libown.so.3", data))
    assert read.soname == "libown.so.3"
    assert read.needed == {"liba.so.1", "libc.so.6"}
    assert read.versions == {LIBC, ("liba.so.1", "A_2")}


def test_what_is_no_elf_file_is_refused(tmp_path: Path) -> None:
    text = written(tmp_path / "words.so", b"GROUP ( libc.so.6 )")
    assert not is_elf(text)
    with pytest.raises(ValueError, match=r"words\.so is not a 64-bit"):
        read_elf_needs(text)


def test_a_link_is_not_read_twice(tmp_path: Path) -> None:
    library = written(tmp_path / "liba.so.1", made_elf([], []))
    link = tmp_path / "liba.so"
    link.symlink_to(library)
    assert is_elf(library)
    assert not is_elf(link)


def test_what_the_bundle_brings_is_not_needed_from_outside(tmp_path: Path) -> None:
    written(tmp_path / "plugin.so", made_elf(["libown.so.3", "libc.so.6"], [LIBC]))
    written(tmp_path / "renamed.so", made_elf([], [], "libown.so.3"))
    assert outside_needs(tmp_path.iterdir()) == needs("libc.so.6", versions=(LIBC,))


@pytest.mark.skipif(not shutil.which("readelf"), reason="needs readelf to compare with")
def test_qts_own_libraries_are_read_as_readelf_reads_them() -> None:
    import PySide6

    library = Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so"
    if not library.exists():
        pytest.skip("this Qt has no X11 plugin")
    told = subprocess.run(["readelf", "-dW", library], capture_output=True, text=True, check=True)
    lines = [line for line in told.stdout.splitlines() if "(NEEDED)" in line]
    assert read_elf_needs(library).needed == {line.split("[")[1].rstrip("]") for line in lines}


def test_depends_are_sorted_single_and_have_versions() -> None:
    versions = (("libc.so.6", "GLIBC_2.4"), LIBC, ("libc.so.6", "GLIBC_2.9"))
    found = debian_depends(
        needs("libm.so.6", "libc.so.6", "libxcb.so.1", "libglib-2.0.so.0", versions=versions),
        with_qt=False,
    )
    assert found == ("libc6 (>= 2.34)", "libglib2.0-0t64 | libglib2.0-0", "libxcb1")


@pytest.mark.parametrize(
    ("version", "package"),
    [
        ("GLIBCXX_3.4.29", "libstdc++6 (>= 11)"),
        ("GLIBCXX_3.4.30", "libstdc++6 (>= 12)"),
        ("GLIBCXX_3.4.9", "libstdc++6"),
        ("GLIBCXX_3.4", "libstdc++6"),
    ],
)
def test_the_compiler_that_a_version_came_with(version: str, package: str) -> None:
    asked = (("libstdc++.so.6", version),)
    assert debian_depends(needs("libstdc++.so.6", versions=asked), with_qt=False) == (package,)


def test_qt_opens_more_than_it_is_linked_with() -> None:
    assert set(needed_packages(needs("libxcb.so.1"), with_qt=True)) > {"libxcb.so.1"}
    assert "libEGL.so.1" in needed_packages(needs(), with_qt=True)


def test_a_library_that_nobody_is_known_to_bring_stops_the_build() -> None:
    with pytest.raises(LookupError, match=r"no package is known for libgtk-3\.so\.0"):
        needed_packages(needs("libgtk-3.so.0", "libc.so.6"), with_qt=False)


def test_the_newest_version_asked_for_counts_not_the_longest_name() -> None:
    asked = (("libc.so.6", "GLIBC_2.9"), LIBC, ("libc.so.6", "GLIBC_2.3.4"))
    assert oldest_glibc(needs("libc.so.6", versions=asked)) == "2.34"


def test_every_library_that_start_py_asks_for_has_the_same_package() -> None:
    from system_tools import start_script

    known = known_packages()
    for pair in start_script().LIBRARIES.split():
        soname, package = pair.split("=")
        assert package in known[soname].debian.split(" | "), soname


def test_every_line_of_the_table_is_whole() -> None:
    for soname, one in known_packages().items():
        assert ".so" in soname
        assert all((one.debian, one.fedora, one.arch, one.suse)), soname
