"""Print what a release brings: ``python packaging/release_notes.py v1.2.3``.

It is the part of CHANGELOG.md about that version. Fails when the tag is not the version that
annotator/__init__.py states, or when the changelog has nothing about it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "packaging" / "freeze"))

from identity import program_version  # noqa: E402


def notes(changelog: str, version: str) -> str:
    """The part of the changelog about a version, without its heading.

    Raises:
        LookupError: there is none, or nothing is in it.
    """
    heading = re.compile(rf"^## \[{re.escape(version)}\].*$", re.MULTILINE)
    found = heading.search(changelog)
    if found is None:
        raise LookupError(f"CHANGELOG.md has no section “## [{version}]”")
    part = re.split(r"^## |^\[[^\]]+\]: ", changelog[found.end() :], flags=re.MULTILINE)[0].strip()
    if not part:
        raise LookupError(f"CHANGELOG.md says nothing about {version}")
    return part


def main(tag: str) -> int:
    """Print the notes of a tag; the exit code."""
    version = program_version(ROOT)
    if tag != f"v{version}":
        print(f"The tag is {tag}, but annotator/__init__.py states {version}.", file=sys.stderr)
        return 1
    try:
        print(notes((ROOT / "CHANGELOG.md").read_text("utf-8"), version))
    except LookupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
