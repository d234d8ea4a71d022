"""The files of the desktop: what an installed program has beside the program itself."""

from __future__ import annotations

import gzip
import sys
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from icon_files import write_icons
from man_page import man_page
from source_date import releases

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "packaging" / "freeze")]

from identity import FILE_TYPE, IDENTIFIER, NAME  # noqa: E402

__all__ = [
    "FILE_TYPE",
    "HERE",
    "IDENTIFIER",
    "METAINFO",
    "NAME",
    "ROOT",
    "compressed",
    "debian_changelog",
    "with_releases",
    "write",
    "write_desktop_files",
]

METAINFO = f"{IDENTIFIER}.metainfo.xml"


def write_desktop_files(share: Path, version: str, date: int) -> None:
    """Write desktop entry, media type, metainfo, icons and manual page into a ``share`` folder."""
    from annotator.cli.entry import build_parser

    metainfo = (HERE / METAINFO).read_text("utf-8")
    page = man_page(build_parser(), version, date)
    files = {
        f"applications/{NAME}.desktop": (HERE / f"{NAME}.desktop").read_bytes(),
        f"mime/packages/{NAME}.xml": (HERE / f"{NAME}-mime.xml").read_bytes(),
        f"metainfo/{METAINFO}": with_releases(metainfo, version, date).encode(),
        f"man/man1/{NAME}.1.gz": compressed(page),
    }
    for name, content in files.items():
        write(share / name, content)
    write_icons(ROOT / "resources" / "icons", share / "icons" / "hicolor", NAME, FILE_TYPE)


def with_releases(metainfo: str, version: str, date: int) -> str:
    """The metainfo with the releases of the changelog; this one first, dated by the changelog.

    A version that the changelog does not name yet carries the date of the sources.
    """
    known = releases((ROOT / "CHANGELOG.md").read_text("utf-8"))
    if version not in dict(known):
        known = [(version, datetime.fromtimestamp(date, UTC).date().isoformat()), *known]
    lines = [f'    <release version="{number}" date="{day}"/>\n' for number, day in known]
    return metainfo.replace("<releases/>", f"<releases>\n{''.join(lines)}  </releases>")


def debian_changelog(version: str, maintainer: str, date: int) -> str:
    """The Debian changelog, which has one entry: that of this build."""
    day = format_datetime(datetime.fromtimestamp(date, UTC))
    return (
        f"{NAME} ({version}) unstable; urgency=medium\n\n"
        "  * Built by the project itself; what is new stands in changelog.gz.\n\n"
        f" -- {maintainer}  {day}\n"
    )


def compressed(text: str) -> bytes:
    """A text as Debian keeps it: gzip at its best, without a name and a time."""
    return gzip.compress(text.encode(), 9, mtime=0)


def write(path: Path, content: bytes) -> None:
    """Write a file, and the folders above it if they are not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
