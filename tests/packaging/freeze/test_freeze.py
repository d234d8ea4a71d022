"""Identity, sources, stripping and icons of the frozen program."""

from __future__ import annotations

import ast
import plistlib
import shutil
import struct
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from elf import is_aligned, is_elf, segments
from freeze import SOURCES, copy_sources
from icon_containers import ICNS_TYPES, ICO_SIZES, icns, ico, write_program_icons
from identity import SUFFIX, TITLE, bundle_information, four_numbers, program_version
from program import let_go
from slimming import folder_size, strip_file, strippable

import annotator
from annotator.storage.project_file import PROJECT_SUFFIX

ROOT = Path(__file__).resolve().parents[3]
needs_strip = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("strip") is None,
    reason="only ELF files are stripped, with the strip of binutils",
)


def _elf(*parts: tuple[int, int, int]) -> bytes:
    """An ELF file whose parts to be loaded have these offsets, addresses and alignments."""
    header = b"\x7fELF\x02\x01\x01" + bytes(9) + struct.pack("<HHI", 3, 62, 1)
    header += struct.pack("<QQQIHHHHHH", 0, 64, 0, 0, 64, 56, len(parts), 0, 0, 0)
    for offset, address, alignment in parts:
        header += struct.pack("<IIQQQQQQ", 1, 5, offset, address, address, 16, 16, alignment)
    return header


def test_the_version_has_one_home() -> None:
    assert program_version(ROOT) == annotator.__version__
    spec = (ROOT / "packaging" / "freeze" / "fact-annotator.spec").read_text("utf-8")
    assert annotator.__version__ not in spec
    ast.parse(spec)


def test_no_process_is_given_qt_before_it_asks_for_it() -> None:
    spec = (ROOT / "packaging" / "freeze" / "fact-annotator.spec").read_text("utf-8")
    (line,) = (line for line in spec.splitlines() if "pyi_rth_pyside6" in line)
    # On every system alike, so not in a branch.
    assert line.startswith("analysis.scripts[:] = ")
    # What stands in for it: PySide6 itself tells Qt where its plugins are.
    told = "from PySide6.QtCore import QFile; print(QFile.exists(':/qt/etc/qt.conf'))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_a_program_without_a_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "annotator").mkdir()
    (tmp_path / "annotator" / "__init__.py").write_text("__versions__ = '1'\n", "utf-8")
    with pytest.raises(ValueError, match="states no version"):
        program_version(tmp_path)


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("1.2.3", (1, 2, 3, 0)), ("0.10.0rc2", (0, 10, 0, 0)), ("2", (2, 0, 0, 0)),
     ("1.2.3.4.5", (1, 2, 3, 4)), ("odd", (0, 0, 0, 0))],
)  # fmt: skip
def test_versions_as_windows_counts_them(version: str, numbers: tuple[int, ...]) -> None:
    assert four_numbers(version) == numbers


def test_the_macos_program_opens_projects_and_asks_for_no_rights() -> None:
    told = plistlib.loads(plistlib.dumps(bundle_information("1.2.3")))
    (kind,) = told["UTExportedTypeDeclarations"]
    assert f".{SUFFIX}" == PROJECT_SUFFIX
    assert kind["UTTypeTagSpecification"]["public.filename-extension"] == [SUFFIX]
    assert told["CFBundleDocumentTypes"][0]["LSItemContentTypes"] == [kind["UTTypeIdentifier"]]
    assert told["CFBundleShortVersionString"] == told["CFBundleVersion"] == "1.2.3"
    assert told["CFBundleName"] == TITLE
    assert told["NSHighResolutionCapable"] is True
    assert not [key for key in told if key.endswith("UsageDescription")]


def test_parts_must_agree_within_a_page() -> None:
    assert is_aligned(_elf((0, 0, 0x1000), (0x2E00, 0x3E00, 0x1000)))
    assert not is_aligned(_elf((0, 0, 0x1000), (0x2E00, 0x3D00, 0x1000)))
    assert is_aligned(_elf((3, 5, 1), (3, 5, 0)))


@pytest.mark.parametrize("data", [b"", b"MZ" + bytes(80), b"\x7fELF\x02\x01", _elf((0, 0, 1))[:-9]])
def test_what_is_no_whole_elf_file_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"ELF|cut off"):
        segments(data)


def _extension() -> Path:
    """A compiled module of the standard library or of a package that everybody has."""
    folder = Path(sysconfig.get_path("platlib"))
    return next(path for path in sorted((folder / "lxml").glob("etree*.so")))


@needs_strip
def test_a_stripped_module_still_works(tmp_path: Path) -> None:
    path = Path(shutil.copy2(_extension(), tmp_path))
    assert strip_file(path)
    assert is_aligned(path.read_bytes())
    script = (
        "import importlib.util, sys\n"
        f"spec = importlib.util.spec_from_file_location('lxml.etree', {str(path)!r})\n"
        "print(importlib.util.module_from_spec(spec).__name__)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout == "lxml.etree\n", done.stderr
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


@needs_strip
def test_what_strip_would_break_stays_as_it_was(tmp_path: Path) -> None:
    libraries = sorted(Path(sysconfig.get_path("platlib"), "numpy.libs").glob("lib*openblas*"))
    if not libraries:
        pytest.skip("this numpy brings no OpenBLAS of its own")
    path = Path(shutil.copy2(libraries[0], tmp_path))
    before = path.read_bytes()
    assert is_aligned(before)
    subprocess.run(["strip", "--strip-unneeded", "-o", tmp_path / "broken", path], check=True)
    if is_aligned((tmp_path / "broken").read_bytes()):
        pytest.skip("this strip does not break it")
    assert not strip_file(path)
    assert path.read_bytes() == before


@needs_strip
def test_strip_refusing_a_file_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "odd.so"
    path.write_bytes(_elf((0, 0, 0x1000)) + b"odd")
    before = path.read_bytes()
    strip_file(path)
    assert path.read_bytes()[:16] == before[:16]
    assert strip_file(path, strip="false") is False


def test_the_program_itself_is_never_stripped(tmp_path: Path) -> None:
    for name in ("fact-annotator", "one.so", "inner/two.so"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(_elf((0, 0, 1)))
    (tmp_path / "link.so").symlink_to("one.so")
    (tmp_path / "words.txt").write_text("words")
    found = [
        path.relative_to(tmp_path).as_posix() for path in strippable(tmp_path, "fact-annotator")
    ]
    assert found == ["inner/two.so", "one.so"]
    assert folder_size(tmp_path) == 3 * len(_elf((0, 0, 1))) + 5
    assert not is_elf(tmp_path / "words.txt")


def test_only_what_is_committed_is_frozen(tmp_path: Path) -> None:
    root = tmp_path / "checkout"
    (root / "annotator").mkdir(parents=True)
    (root / "annotator" / "one.py").write_text("1\n")
    git = ["git", "-C", str(root), "-c", "user.name=T", "-c", "user.email=t@localhost"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "One"], check=True)
    (root / "annotator" / "one.py").write_text("2\n")
    (root / "annotator" / "stray.py").write_text("3\n")
    told = copy_sources(root, tmp_path / "sources")
    assert "1 uncommitted files left out" in told
    copied = tmp_path / "sources" / "annotator"
    assert [(path.name, path.read_text()) for path in copied.iterdir()] == [("one.py", "1\n")]


def test_a_source_distribution_is_frozen_as_it_lies(tmp_path: Path) -> None:
    root = tmp_path / "unpacked"
    for name in SOURCES:
        if "." in name or name == "LICENSE":
            root.mkdir(exist_ok=True)
            (root / name).write_text(name)
        else:
            (root / name / "__pycache__").mkdir(parents=True)
            (root / name / "file").write_text(name)
    copy_sources(root, tmp_path / "sources")
    assert {path.name for path in (tmp_path / "sources").iterdir()} == set(SOURCES)
    assert not list((tmp_path / "sources").rglob("__pycache__"))
    assert all((ROOT / name).exists() for name in SOURCES)


def test_an_ico_file_points_to_its_pictures() -> None:
    data = ico({256: b"large", 16: b"small"})
    assert data[:6] == struct.pack("<HHH", 0, 1, 2)
    first = struct.unpack_from("<BBBBHHII", data, 6)
    second = struct.unpack_from("<BBBBHHII", data, 22)
    assert (first[:2], second[:2]) == ((16, 16), (0, 0))
    for entry, words in ((first, b"small"), (second, b"large")):
        assert data[entry[7] : entry[7] + entry[6]] == words


def test_an_icns_file_holds_pictures_by_their_type() -> None:
    data = icns({128: b"picture", 77: b"odd"})
    assert data == b"icns" + struct.pack(">I", 23) + b"ic07" + struct.pack(">I", 15) + b"picture"


def test_the_icons_are_drawn_in_all_sizes(tmp_path: Path, qapp: object) -> None:
    write_program_icons(ROOT / "resources" / "icons", tmp_path)
    data = (tmp_path / "fact-annotator.ico").read_bytes()
    assert struct.unpack_from("<HHH", data) == (0, 1, len(ICO_SIZES))
    for number, size in enumerate(ICO_SIZES):
        entry = struct.unpack_from("<BBBBHHII", data, 6 + 16 * number)
        picture = data[entry[7] : entry[7] + entry[6]]
        assert picture[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack_from(">II", picture, 16) == (size, size)
    drawn = (tmp_path / "fact-annotator.icns").read_bytes()
    assert struct.unpack_from(">I", drawn, 4) == (len(drawn),)
    assert all(kind in drawn for kind in ICNS_TYPES)


@pytest.mark.parametrize(
    ("before", "path"),
    [
        ({"LD_LIBRARY_PATH": "/opt/it/_internal"}, None),
        ({"LD_LIBRARY_PATH": "/opt/it/_internal:/x", "LD_LIBRARY_PATH_ORIG": "/x"}, "/x"),
        ({}, None),
    ],
)
def test_other_programs_are_not_given_our_libraries(
    before: dict[str, str], path: str | None
) -> None:
    environment = {**before, "HOME": "/home/it"}
    let_go(environment)
    assert environment.get("LD_LIBRARY_PATH") == path
    assert "LD_LIBRARY_PATH_ORIG" not in environment
    # Its own worker needs what the starter sets, so the starter must do it again.
    assert environment["PYINSTALLER_RESET_ENVIRONMENT"] == "1"
    assert environment["HOME"] == "/home/it"
