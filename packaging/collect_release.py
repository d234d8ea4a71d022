"""Put the packages of all systems together: ``python packaging/collect_release.py FROM TO``.

FROM holds one folder for each system, each with its SHA256SUMS. Every file is checked against
them, and TO gets all files with one list of sums.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

SUMS = "SHA256SUMS"


class Refused(Exception):
    """What was built is not what arrived."""


def stated_sums(folder: Path) -> dict[str, str]:
    """The sums in a folder's list, by file name."""
    lines = (folder / SUMS).read_text("utf-8").splitlines()
    pairs = (line.split(maxsplit=1) for line in lines if line.strip())
    return {name.removeprefix("*"): digest for digest, name in pairs}


def collect(source: Path, target: Path) -> list[str]:
    """Check and copy the files of all systems; their names.

    Raises:
        Refused: a file differs from its sum, is in no list, is missing, or two have one name.
    """
    found: dict[str, tuple[str, Path]] = {}
    for folder in sorted(path.parent for path in source.glob(f"*/{SUMS}")):
        stated = stated_sums(folder)
        there = {path.name for path in folder.iterdir()} - {SUMS}
        if there != set(stated):
            raise Refused(f"{folder.name}: {sorted(there ^ set(stated))} not listed or not there")
        for name, digest in stated.items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
                raise Refused(f"{folder.name}: {name} is not what was built")
            if name in found and found[name][0] != digest:
                raise Refused(f"two different files are called {name}")
            found[name] = (digest, folder / name)
    if not found:
        raise Refused(f"no {SUMS} in {source}")
    target.mkdir(parents=True, exist_ok=True)
    for _, path in found.values():
        shutil.copy(path, target / path.name)
    names = sorted(found)
    sums = "".join(f"{found[name][0]}  {name}\n" for name in names)
    (target / SUMS).write_text(sums, "utf-8", newline="\n")
    return names


def main(source: Path, target: Path) -> int:
    """Collect, and say what there is; the exit code."""
    try:
        print(*collect(source, target), sep="\n")
    except Refused as error:
        print(f"Refused: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()))
