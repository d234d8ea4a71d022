"""Builds the Debian package of a frozen bundle.

python packaging/linux/build_deb.py BUNDLE_DIR DIST_DIR [--version VERSION] [--quick]

The bundle is what PyInstaller left: a folder with the program fact-annotator in it. The same
bundle and date (see source_date.py) give the same bytes. DEBFULLNAME and DEBEMAIL say who
maintains the package, as they do for Debian's own tools.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bundled_parts import Part, gathered_parts, places_of
from debian_copyright import copyright_file
from elf_needs import is_elf, outside_needs
from package_files import NAME, ROOT, compressed, debian_changelog, write, write_desktop_files
from source_date import debian_version, source_date
from system_packages import debian_depends, has_qt

INSTALLED = f"usr/lib/{NAME}"
REVISION = "1"
_HERE = Path(__file__).resolve().parent
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
_DESCRIPTION = """\
lay news articles side by side and give their claims a verdict
 Fact Annotator shows several articles about one event next to each other,
 with the statements worth checking marked by a language model that runs on
 this very machine. Each gets a verdict with one key: verified, disputed or
 unsupported.
 .
 Every verdict is on disk before the screen says so, every act can be undone,
 and claims are exported as CSV with exact positions and quotes. There is no
 account, no network connection and no telemetry.
 .
 The package carries its own Python, Qt and language model."""


def maintainer() -> str:
    """Who maintains the package: DEBFULLNAME and DEBEMAIL, or the project with no mailbox."""
    name = os.environ.get("DEBFULLNAME", "Fact Annotator contributors")
    return f"{name} <{os.environ.get('DEBEMAIL', 'fact-annotator@localhost.localdomain')}>"


def architecture() -> str:
    """What Debian calls the processor that the bundle was frozen on."""
    return _ARCHITECTURES[platform.machine()]


def file_name(version: str) -> str:
    """The name of the package's file."""
    return f"{NAME}_{debian_version(version)}-{REVISION}_{architecture()}.deb"


def control(version: str, depends: tuple[str, ...], size: int) -> str:
    """The control file; ``size`` is what is installed, in KiB."""
    fields = {
        "Package": NAME,
        "Version": f"{debian_version(version)}-{REVISION}",
        "Section": "text",
        "Priority": "optional",
        "Architecture": architecture(),
        "Maintainer": maintainer(),
        "Installed-Size": str(size),
        "Depends": ", ".join(depends),
        # The window works without; a double click, "Open the folder" and emoji do not.
        "Recommends": "fonts-noto-color-emoji, shared-mime-info, xdg-utils",
        # Articles may be written in scripts that the bundled fonts lack.
        "Suggests": "fonts-noto-core",
        "Description": _DESCRIPTION,
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items() if value)


def lay_out(bundle: Path, package: Path, version: str, date: int, parts: Sequence[Part]) -> None:
    """Put every file of the package where it will be installed, under the folder ``package``.

    Raises:
        LookupError: the bundle needs a library that no package is known for.
        FileNotFoundError: ``bundle`` holds no program.
    """
    if not (bundle / NAME).is_file():
        raise FileNotFoundError(f"{bundle} holds no {NAME}")
    shutil.copytree(bundle, package / INSTALLED, symlinks=True)
    (package / "usr/bin").mkdir(parents=True)
    (package / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    share = package / "usr/share"
    write_desktop_files(share, version, date)
    where = places_of(bundle, parts)
    licence = (ROOT / "LICENSE").read_text("utf-8")
    documents = share / "doc" / NAME
    copyrights = copyright_file(licence, parts, where, INSTALLED)
    write(documents / "copyright", copyrights.encode())
    write(documents / "changelog.gz", compressed((ROOT / "CHANGELOG.md").read_text("utf-8")))
    full = f"{debian_version(version)}-{REVISION}"
    write(documents / "changelog.Debian.gz", compressed(debian_changelog(full, maintainer(), date)))
    write(share / "lintian/overrides" / NAME, (_HERE / "lintian-overrides").read_bytes())
    needs = outside_needs((package / INSTALLED).rglob("*"))
    write_control(package, version, debian_depends(needs, has_qt(bundle)))
    settle(package, date)


def write_control(package: Path, version: str, depends: tuple[str, ...]) -> None:
    """Write the folder DEBIAN: the control file and the sums of all others."""
    files = sorted(path for path in package.rglob("*") if path.is_file() and not path.is_symlink())
    sums = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}"
        f"  {path.relative_to(package).as_posix()}\n"
        for path in files
    ]
    # As Policy counts: each file rounded up to whole KiB, one for each folder and link.
    others = sum(1 for path in package.rglob("*") if path.is_symlink() or path.is_dir())
    size = sum(-(-path.stat().st_size // 1024) for path in files) + others
    write(package / "DEBIAN/control", control(version, depends, size).encode())
    write(package / "DEBIAN/md5sums", "".join(sums).encode())


def settle(package: Path, date: int) -> None:
    """Give every file the same rights and date wherever the package is built."""
    for path in [package, *sorted(package.rglob("*"))]:
        if not path.is_symlink():
            # Policy: a shared library is no program, so it carries no right to be run.
            runs = path.is_dir() or (path.name == NAME and is_elf(path)) or is_script(path)
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (date, date), follow_symlinks=False)


def is_script(path: Path) -> bool:
    """Whether a file may be run and begins with #!."""
    if not path.is_file() or not os.access(path, os.X_OK):
        return False
    with path.open("rb") as file:
        return file.read(2) == b"#!"


def build_deb(
    bundle: Path,
    dist: Path,
    version: str,
    date: int,
    parts: Sequence[Part],
    quick: bool = False,
) -> Path:
    """Build the package in the folder ``dist``; where it lies.

    Args:
        bundle: what PyInstaller left.
        dist: the folder of the package; made if it is not there.
        version: of the program, as Python writes it.
        date: what every file carries, in seconds since 1970.
        parts: what the bundle holds, for the copyright file.
        quick: hardly compress, for trying.
    """
    dist.mkdir(parents=True, exist_ok=True)
    target = dist / file_name(version)
    squeeze = ["-Zgzip", "-z1"] if quick else ["-Zxz", "-z9"]
    with tempfile.TemporaryDirectory(prefix="fact-annotator-deb-") as folder:
        package = Path(folder) / "package"
        package.mkdir()
        lay_out(bundle, package, version, date, parts)
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(date), "LC_ALL": "C.UTF-8"}
        command = ["dpkg-deb", "--root-owner-group", *squeeze, "--build", str(package)]
        subprocess.run(
            [*command, str(target)], env=environment, check=True, stdout=subprocess.DEVNULL
        )
    return target


def main() -> int:
    """Build what the command line asks for; the exit code."""
    from annotator import __version__

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_Raw)
    parser.add_argument("bundle", type=Path, metavar="BUNDLE_DIR")
    parser.add_argument("dist", type=Path, metavar="DIST_DIR")
    parser.add_argument("--version", default=__version__, help="another version, for trying")
    parser.add_argument("--quick", action="store_true", help="hardly compress, for trying")
    chosen = parser.parse_args()
    if not shutil.which("dpkg-deb"):
        print("There is no dpkg-deb here: Debian packages can be built on Debian and its kin.")
        return 1
    date = source_date(ROOT)
    parts = gathered_parts(chosen.bundle)
    target = build_deb(chosen.bundle, chosen.dist, chosen.version, date, parts, chosen.quick)
    print(f"{target}  {target.stat().st_size / 1e6:.1f} MB")
    return 0


_Raw = argparse.RawDescriptionHelpFormatter

if __name__ == "__main__":
    raise SystemExit(main())
