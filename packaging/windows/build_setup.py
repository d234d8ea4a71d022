"""Make the installer for Windows: ``python packaging/windows/build_setup.py BUNDLE DIST``.

BUNDLE is the folder of the frozen program; what was made is printed. makensis (NSIS 3) must be
there; it runs on Windows, Linux and macOS. Environment:

NSIS_TARGET           the sort of installer, such as amd64-unicode where NSIS has it; without it,
                      one of 32 bit, which every Windows runs
PROGRAM_ICONS         a folder with fact-annotator.ico, which Setup wears; without it, it is drawn
WINDOWS_SIGN_COMMAND  signs the file whose path is put after it, such as a call of signtool; the
                      programs, the uninstaller and Setup go through it. Without it nothing is
                      signed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "packaging" / "freeze"))

from icon_containers import write_program_icons  # noqa: E402
from identity import SUFFIX, four_numbers, program_version  # noqa: E402


def makensis() -> str:
    """The compiler of installers.

    Raises:
        FileNotFoundError: it is not installed.
    """
    usual = [Path(os.environ.get("PROGRAMFILES(X86)", "")) / "NSIS" / "makensis.exe"]
    found = shutil.which("makensis") or next((str(path) for path in usual if path.is_file()), None)
    if found is None:
        raise FileNotFoundError("makensis (NSIS 3) is not installed")
    return found


def bundle_files(bundle: Path) -> list[PurePosixPath]:
    """The files of a bundle relative to it, in the order of their names.

    Raises:
        FileNotFoundError: it is no frozen program.
    """
    files = sorted(
        PurePosixPath(path.relative_to(bundle).as_posix())
        for path in bundle.rglob("*")
        if path.is_file()
    )
    if PurePosixPath("fact-annotator.exe") not in files:
        raise FileNotFoundError(f"{bundle} holds no fact-annotator.exe")
    return files


def file_list(bundle: Path, files: Iterable[PurePosixPath]) -> str:
    """NSIS macros that install the files of a bundle, and that remove exactly these."""
    install, remove, folders = [], [], set()
    current = None
    for file in files:
        folder = _windows(file.parent)
        if folder != current:
            install.append(f'  SetOutPath "{folder}"')
            current = folder
        install.append(f'  File "{_quoted(str(bundle / file))}"')
        remove.append(f'  Delete "{_windows(file)}"')
        folders.update(parent for parent in file.parents if parent.parts)
    deepest_first = sorted(folders, key=lambda folder: (-len(folder.parts), folder))
    remove += [f'  RMDir "{_windows(folder)}"' for folder in deepest_first]
    parts = ["!macro INSTALL_FILES", *install, "!macroend", "!macro REMOVE_FILES", *remove]
    return "\n".join([*parts, "!macroend", ""])


def _windows(path: PurePosixPath) -> str:
    inside = _quoted(str(PureWindowsPath(path))) if path.parts else ""
    return f"$INSTDIR\\{inside}" if inside else "$INSTDIR"


def _quoted(text: str) -> str:
    if any(sign in text for sign in '"$*?\n\r'):
        raise ValueError(f"NSIS cannot take this name: {text}")
    return text


def find_icon(folder: Path, environment: Mapping[str, str]) -> Path:
    """The program's icon: the one that PROGRAM_ICONS holds, or one that is drawn into ``folder``.

    Raises:
        FileNotFoundError: PROGRAM_ICONS names a folder without it.
    """
    given = environment.get("PROGRAM_ICONS")
    icon = Path(given or folder) / "fact-annotator.ico"
    if not given:
        write_program_icons(ROOT / "resources" / "icons", folder)
    if not icon.is_file():
        raise FileNotFoundError(f"PROGRAM_ICONS holds no {icon.name}")
    return icon


def defines(
    version: str, target: Path, listed: Path, size: int, icon: Path, environment: Mapping[str, str]
) -> dict[str, str]:
    """What the script is told; ``size`` in bytes."""
    told = {
        "VERSION": version,
        "FOUR_NUMBERS": ".".join(map(str, four_numbers(version))),
        "LICENCE": str(ROOT / "LICENSE"),
        "TARGET": str(target),
        "FILES": str(listed),
        "SIZE_KB": str(-(-size // 1024)),
        "SUFFIX": f".{SUFFIX}",
        "ICON": str(icon),
    }
    if environment.get("WINDOWS_SIGN_COMMAND"):
        told["SIGN"] = environment["WINDOWS_SIGN_COMMAND"]
    if environment.get("NSIS_TARGET"):
        told["STUB"] = environment["NSIS_TARGET"]
    return told


def sign_programs(bundle: Path, command: str) -> None:
    """Sign the programs of a bundle; CalledProcessError when that fails."""
    for program in sorted(bundle.glob("*.exe")):
        # The command is the maintainer's own, with quotes where it needs them.
        subprocess.run(f'{command} "{program}"', shell=True, check=True)


def main(bundle: Path, folder: Path) -> int:
    """Compile the installer of a bundle into a folder; the exit code."""
    version = program_version(ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"Fact-Annotator-{version}-Setup.exe"
    files = bundle_files(bundle)
    if os.environ.get("WINDOWS_SIGN_COMMAND"):
        sign_programs(bundle, os.environ["WINDOWS_SIGN_COMMAND"])
    size = sum((bundle / file).stat().st_size for file in files)
    with tempfile.TemporaryDirectory() as made:
        listed = Path(made) / "files.nsh"
        listed.write_text(file_list(bundle, files), "utf-8")
        icon = find_icon(Path(made) / "icons", os.environ)
        told = defines(version, target, listed, size, icon, os.environ)
        options = ["-V2", "-WX", "-NOCD", "-INPUTCHARSET", "UTF8"]
        options += [f"-D{name}={value}" for name, value in told.items()]
        command = [makensis(), *options, str(HERE / "setup.nsi")]
        code = subprocess.run(command, check=False).returncode
    if code == 0:
        print(target)
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()))
