"""The installer for Windows: compiled by makensis and, where Wine is there, really run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path, PurePosixPath
from types import ModuleType

import pytest
from PySide6.QtWidgets import QApplication

from annotator.services.project import PROJECT_SUFFIX

ROOT = Path(__file__).resolve().parents[2]
NAME = "Fact Annotator"
INSTALLED = f"AppData/Local/Programs/{NAME}"
CLASSES = r"HKCU\Software\Classes"
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\FactAnnotator"

needs_makensis = pytest.mark.skipif(
    shutil.which("makensis") is None, reason="makensis (Debian package nsis) is not installed"
)
needs_wine = pytest.mark.skipif(
    shutil.which("wine") is None, reason="Wine (Debian packages wine, wine64) is not installed"
)


@pytest.fixture
def setup(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[ModuleType]:
    # The icon is drawn by the tests' own application, for a process can have but one.
    path = list(sys.path)
    monkeypatch.syspath_prepend(str(ROOT / "packaging" / "windows"))
    yield import_module("build_setup")
    sys.path[:] = path
    for name in ("build_setup", "identity", "icon_containers", "icon_files"):
        sys.modules.pop(name, None)


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "a bundle"
    names = ("fact-annotator.exe", "fact-annotator-cli.exe", "_internal/python311.dll")
    for name in (*names, "_internal/a b/süß.txt", "_internal/a b/c/deep.txt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(f"This is {name}.".encode() * 50)
    return folder


def compiled(setup: ModuleType, bundle: Path, folder: Path) -> Path:
    assert setup.main(bundle, folder) == 0
    (path,) = folder.glob("*.exe")
    return path


def test_the_suffix_is_that_of_projects(setup: ModuleType, tmp_path: Path) -> None:
    told = setup.defines("1.2.3", tmp_path, tmp_path, 1025, tmp_path, {})
    assert told["SUFFIX"] == PROJECT_SUFFIX
    assert told["FOUR_NUMBERS"] == "1.2.3.0"
    assert told["SIZE_KB"] == "2"
    assert "SIGN" not in told


def test_a_sign_command_is_passed_on(setup: ModuleType, tmp_path: Path) -> None:
    signing = {"WINDOWS_SIGN_COMMAND": "sign it"}
    told = setup.defines("1", tmp_path, tmp_path, 1, tmp_path, signing)
    assert told["SIGN"] == "sign it"


def test_what_is_removed_is_exactly_what_was_installed(setup: ModuleType, bundle: Path) -> None:
    files = setup.bundle_files(bundle)
    text = setup.file_list(bundle, files)
    install, remove = text.split("!macroend")[:2]
    assert install.count("  File ") == remove.count("  Delete ") == 5
    assert r'Delete "$INSTDIR\_internal\a b\süß.txt"' in remove
    folders = [line.split('"')[1] for line in remove.splitlines() if "RMDir" in line]
    assert folders == [
        r"$INSTDIR\_internal\a b\c",
        r"$INSTDIR\_internal\a b",
        r"$INSTDIR\_internal",
    ]
    script = (ROOT / "packaging" / "windows" / "setup.nsi").read_text("utf-8")
    assert "/r" not in [word for line in script.splitlines() if "RMDir" in line for word in
                        line.split()]  # fmt: skip


@pytest.mark.parametrize("name", ["$INSTDIR.txt", 'a"b', "star*"])
def test_names_that_would_run_in_the_script_are_refused(setup: ModuleType, name: str) -> None:
    with pytest.raises(ValueError, match="cannot take"):
        setup.file_list(Path("bundle"), [PurePosixPath(name)])


def test_a_folder_without_the_program_is_refused(setup: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"fact-annotator\.exe"):
        setup.bundle_files(tmp_path)


def test_a_missing_compiler_is_named(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FileNotFoundError, match="makensis"):
        setup.makensis()


@needs_makensis
def test_the_installer_needs_no_administrator_and_states_its_version(
    setup: ModuleType, bundle: Path, tmp_path: Path
) -> None:
    path = compiled(setup, bundle, tmp_path / "dist")
    content = path.read_bytes()
    version = setup.program_version(ROOT)
    assert path.name == f"Fact-Annotator-{version}-Setup.exe"
    assert content.startswith(b"MZ")
    assert b'requestedExecutionLevel level="asInvoker"' in content
    for words in ("ProductVersion", version, f"{NAME} Setup"):
        assert words.encode("utf-16-le") in content


@needs_makensis
def test_it_wears_the_icon_of_the_program(
    setup: ModuleType, bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "packaging" / "freeze"))
    containers = import_module("icon_containers")
    picture = b"\x89PNG\r\n\x1a\n a picture of the program"
    icons = tmp_path / "icons"
    icons.mkdir()
    (icons / "fact-annotator.ico").write_bytes(containers.ico({256: picture}))
    monkeypatch.setenv("PROGRAM_ICONS", str(icons))
    assert picture in compiled(setup, bundle, tmp_path / "dist").read_bytes()


def test_without_a_folder_of_icons_it_is_drawn(setup: ModuleType, tmp_path: Path) -> None:
    icon = setup.find_icon(tmp_path / "drawn", {})
    assert icon == tmp_path / "drawn" / "fact-annotator.ico"
    assert icon.read_bytes().startswith(bytes((0, 0, 1, 0)))


def test_a_folder_of_icons_without_it_is_refused(setup: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"holds no fact-annotator\.ico"):
        setup.find_icon(tmp_path / "drawn", {"PROGRAM_ICONS": str(tmp_path)})


@needs_makensis
def test_the_same_bundle_gives_the_same_installer(
    setup: ModuleType, bundle: Path, tmp_path: Path
) -> None:
    first = compiled(setup, bundle, tmp_path / "one").read_bytes()
    for path in bundle.rglob("*"):
        os.utime(path, (1, 1))
    moved = bundle.rename(tmp_path / "elsewhere")
    assert compiled(setup, moved, tmp_path / "two").read_bytes() == first


class Windows:
    """A Windows of its own, played by Wine."""

    def __init__(self, folder: Path) -> None:
        self.environment = {
            **{key: value for key, value in os.environ.items() if key != "DISPLAY"},
            "WINEPREFIX": str(folder),
            "WINEDEBUG": "-all",
        }
        self.run("wineboot", "--init")
        (self.home,) = (p for p in (folder / "drive_c/users").iterdir() if p.name != "Public")
        self.cmd = folder / "drive_c/windows/system32/cmd.exe"
        self.set_version("win10")

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["wine", *map(str, command)],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=120,
        )

    def set_version(self, version: str) -> None:
        self.run("winecfg", "-v", version)

    def registry(self, key: str) -> str:
        return self.run("reg", "query", key, "/s").stdout

    @property
    def installed(self) -> Path:
        return self.home / INSTALLED


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    windows = Windows(tmp_path_factory.mktemp("windows"))
    yield windows
    windows.run("wineboot", "--kill")


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@needs_makensis
@needs_wine
@pytest.mark.xdist_group("wine")
@pytest.mark.timeout(300)
def test_installing_upgrading_and_removing(
    setup: ModuleType,
    bundle: Path,
    tmp_path: Path,
    windows: Windows,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The installer of 32 bit would need a Wine of 32 bit.
    monkeypatch.setenv("NSIS_TARGET", "amd64-unicode")
    shutil.copy(windows.cmd, bundle / "fact-annotator.exe")
    first = compiled(setup, bundle, tmp_path / "first")

    windows.set_version("win7")
    assert windows.run(first, "/S").returncode == 4
    assert not windows.installed.exists()
    windows.set_version("win10")

    assert windows.run(first, "/S").returncode == 0
    assert files_in(windows.installed) == files_in(bundle) | {"uninstall.exe"}
    (link,) = windows.home.rglob(f"{NAME}.lnk")
    assert "Start Menu" in str(link)
    opened = windows.registry(rf"{CLASSES}\FactAnnotator.Project\shell\open\command")
    assert rf'Programs\{NAME}\fact-annotator.exe" "%1"' in opened
    assert "FactAnnotator.Project" in windows.registry(rf"{CLASSES}\{PROJECT_SUFFIX}")
    assert "QuietUninstallString" in windows.registry(UNINSTALL)

    project = windows.installed / "_internal" / "a b" / "mine.fact"
    project.write_text("a project that somebody put there")
    (bundle / "_internal" / "a b" / "c" / "deep.txt").unlink()
    (bundle / "_internal" / "new.txt").write_text("new")
    second = compiled(setup, bundle, tmp_path / "second")

    running = subprocess.Popen(
        ["wine", windows.installed / "fact-annotator.exe"],
        env=windows.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with running:
        assert running.stdout is not None
        while running.stdout.read(1) not in (b">", b""):
            pass
        assert windows.run(second, "/S").returncode == 3
        assert "_internal/new.txt" not in files_in(windows.installed)

    assert windows.run(second, "/S").returncode == 0
    assert "_internal/new.txt" in files_in(windows.installed)
    assert "_internal/a b/c/deep.txt" not in files_in(windows.installed)
    assert project.exists()

    # Told its folder, the uninstaller does its work before it ends, not in a copy of itself.
    batch = tmp_path / "remove.bat"
    folder = rf"C:\users\{windows.home.name}\{INSTALLED.replace('/', chr(92))}"
    batch.write_text(f'"{folder}\\uninstall.exe" /S _?={folder}\r\n')
    windows.run("cmd", "/c", batch)
    # Only a copy of itself can delete it.
    assert files_in(windows.installed) == {"_internal/a b/mine.fact", "uninstall.exe"}
    assert not list(windows.home.rglob(f"{NAME}.lnk"))
    assert "FactAnnotator" not in windows.registry(CLASSES)
    assert windows.run("reg", "query", UNINSTALL).returncode == 1
