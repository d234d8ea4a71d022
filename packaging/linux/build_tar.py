"""Builds the portable archive of a frozen bundle.

python packaging/linux/build_tar.py BUNDLE_DIR DIST_DIR [--quick]

The archive holds one folder with a start script, a README, the bundle, and the files of the
desktop for those who want them. The same bundle and date (see source_date.py) give the same bytes.
"""

from __future__ import annotations

import argparse
import lzma
import platform
import shutil
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

from build_deb import settle
from bundled_parts import Part, gathered_parts, places_of
from debian_copyright import copyright_file
from elf_needs import ElfNeeds, outside_needs
from package_files import HERE, NAME, ROOT, write, write_desktop_files
from source_date import source_date
from system_packages import has_qt, needed_packages, oldest_glibc

from annotator.cli import COMMANDS


def folder_name(version: str) -> str:
    """The one folder that the archive holds, and the archive's name without its endings."""
    return f"{NAME}-{version}-linux-{platform.machine()}"


def start_script(needs: ElfNeeds, with_qt: bool) -> str:
    """The start script, which knows what the bundle needs of a system."""
    rows = [
        ",".join((soname, one.debian.replace(" ", ""), one.fedora, one.arch, one.suse))
        for soname, one in needed_packages(needs, with_qt).items()
        if one.debian != "libc6"
    ]
    text = (HERE / "portable-start.sh").read_text("utf-8")
    known = {
        "@LIBRARIES@": "\n" + "\n".join(rows) + "\n",
        "@OLDEST_LIBC@": oldest_glibc(needs),
        "@MACHINE@": platform.machine(),
        "@COMMANDS@": " | ".join(COMMANDS),
    }
    for name, value in known.items():
        text = text.replace(name, value)
    return text


def lay_out(bundle: Path, folder: Path, version: str, date: int, parts: Sequence[Part]) -> None:
    """Put everything that the archive holds into ``folder``.

    Raises:
        LookupError: the bundle needs a library that no package is known for.
        FileNotFoundError: ``bundle`` holds no program.
    """
    if not (bundle / NAME).is_file():
        raise FileNotFoundError(f"{bundle} holds no {NAME}")
    shutil.copytree(bundle, folder / "lib", symlinks=True)
    needs = outside_needs((folder / "lib").rglob("*"))
    write(folder / NAME, start_script(needs, has_qt(bundle)).encode())
    (folder / NAME).chmod(0o755)
    readme = (HERE / "portable-README.txt").read_text("utf-8")
    readme = readme.replace("@VERSION@", version).replace("@OLDEST_LIBC@", oldest_glibc(needs))
    write(folder / "README.txt", readme.encode())
    write(folder / "CHANGELOG.md", (ROOT / "CHANGELOG.md").read_bytes())
    write_desktop_files(folder / "share", version, date)
    licence = (ROOT / "LICENSE").read_text("utf-8")
    copyrights = copyright_file(licence, parts, places_of(bundle, parts), "lib")
    write(folder / "share/doc" / NAME / "copyright", copyrights.encode())
    settle(folder, date)


def pack(folder: Path, archive: Path, date: int, quick: bool) -> None:
    """Write ``folder`` into a .tar.xz, sorted, owned by root, with one date."""

    def belongs_to_nobody(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = date
        return member

    with (
        lzma.open(archive, "wb", preset=0 if quick else 9) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        # tarfile sorts what it finds in a folder.
        tar.add(folder, folder.name, filter=belongs_to_nobody)


def build_tar(
    bundle: Path,
    dist: Path,
    version: str,
    date: int,
    parts: Sequence[Part],
    quick: bool = False,
) -> Path:
    """Build the archive in the folder ``dist``; where it lies. The rest is as for the .deb."""
    dist.mkdir(parents=True, exist_ok=True)
    name = folder_name(version)
    target = dist / f"{name}.tar.xz"
    with tempfile.TemporaryDirectory(prefix="fact-annotator-tar-") as temporary:
        folder = Path(temporary) / name
        folder.mkdir()
        lay_out(bundle, folder, version, date, parts)
        pack(folder, target, date, quick)
    return target


def main() -> int:
    """Build what the command line asks for; the exit code."""
    from annotator import __version__

    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("bundle", type=Path, metavar="BUNDLE_DIR")
    parser.add_argument("dist", type=Path, metavar="DIST_DIR")
    parser.add_argument("--quick", action="store_true", help="hardly compress, for trying")
    chosen = parser.parse_args()
    parts = gathered_parts(chosen.bundle)
    date = source_date(ROOT)
    target = build_tar(chosen.bundle, chosen.dist, __version__, date, parts, chosen.quick)
    print(f"{target}  {target.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
