"""Gather the licences of all that a bundle holds: ``python packaging/notices.py BUNDLE DIST``.

The text goes into the bundle, where the program shows it, and into the folder DIST. The same
bundle and the same packages give the same text.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

from bundle_contents import (  # noqa: E402
    BundledFile,
    bundled_files,
    bundled_packages,
    contents_folder,
    foreign_libraries,
    frozen_modules,
    part_version,
)

from annotator.services import notices  # noqa: E402

NAME = f"THIRD-PARTY-NOTICES-{sys.platform}-{platform.machine().lower()}.txt"
_TOLD = frozenset({"Python", "SQLite"})
"""Parts that the program's own list of notices has already."""


def library_notices(parts: dict[str, list[BundledFile]]) -> list[notices.Notice]:
    """The notices of libraries that belong to no package.

    Raises:
        LookupError: the licence of one of them cannot be found; it must not be shipped.
    """
    found = []
    lacking = []
    for part in parts:
        if part in _TOLD:
            continue
        if part == "OpenSSL":
            text = (ROOT / "resources" / "licences" / "Apache-2.0.txt").read_text("utf-8")
            found.append(notices.Notice(part, part_version(part), "Apache-2.0", (text,)))
            continue
        text = shipped_with_python(part) or system_copyright(part)
        if not text:
            lacking.append(part)
        found.append(notices.Notice(part, "", "see below", (text,)))
    if lacking:
        raise LookupError(f"no licence is known for {', '.join(lacking)}")
    return found


def system_copyright(library: str) -> str:
    """What Debian says of the copyright of the package that ``library`` belongs to, or nothing."""
    if shutil.which("dpkg-query") is None:
        return ""
    command = ["dpkg-query", "--search", f"*/{library}"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    for line in result.stdout.splitlines():
        package = line.partition(":")[0]
        path = Path("/usr/share/doc") / package / "copyright"
        if path.is_file():
            return path.read_text("utf-8", errors="replace")
    return ""


def shipped_with_python(library: str) -> str:
    """Where to look for the licence of a library that Python's own installer brought, or nothing.

    The licence of Python's builds for Windows and macOS tells of them.
    """
    base = Path(sys.base_prefix)
    folders = (base, base / "DLLs", base / "lib")
    if sys.platform == "linux" or not any((folder / library).is_file() for folder in folders):
        return ""
    return "Comes with Python; its licence is told there."


def gathered(bundle: Path) -> str:
    """The notices of a bundle.

    Raises:
        LookupError: a part has no licence or no text of it.
    """
    files = bundled_files(bundle)
    packages = bundled_packages(frozen_modules(bundle), files)
    found = [notices.package_notice(package) for package in packages]
    refuse_lacking(found)
    others = library_notices(foreign_libraries(files, packages))
    return notices.notices_text([*notices.own_notices(), *found, *others])


def refuse_lacking(found: Iterable[notices.Notice]) -> None:
    """Stop a release of something whose licence is not known; LookupError then."""
    lacking = [notice.name for notice in found if not notice.licence or not notice.texts]
    if lacking:
        raise LookupError(f"no licence is known for {', '.join(lacking)}")


def main(bundle: Path, target: Path) -> int:
    """Write the notices into the bundle and the folder; the exit code."""
    text = gathered(bundle)
    inside = contents_folder(bundle).joinpath(*notices.NOTICES_FILE)
    target.mkdir(parents=True, exist_ok=True)
    for path in (inside, target / NAME):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    print(target / NAME)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()))
