"""When and which: the date that a build carries, and its version as Debian writes it."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

_RELEASE = re.compile(r"^## \[(\d[^\]]*)\] - (\d{4}-\d{2}-\d{2})$", re.MULTILINE)


def releases(changelog: str) -> list[tuple[str, str]]:
    """The releases that a changelog in the form of Keep a Changelog has: (version, ISO date)."""
    return _RELEASE.findall(changelog)


def source_date(root: Path, environment: Mapping[str, str] = os.environ) -> int:
    """The one moment that every file of a build carries, in seconds since 1970.

    SOURCE_DATE_EPOCH if it is set, else the time of the last commit of the checkout ``root``,
    else the date of the newest release in its CHANGELOG.md: never the time of the build.

    Raises:
        SystemExit: none of them is there.
    """
    given = environment.get("SOURCE_DATE_EPOCH", "")
    if given:
        return int(given)
    if (root / ".git").exists():
        command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
        told = subprocess.run(command, capture_output=True, text=True)
        if told.returncode == 0 and told.stdout.strip():
            return int(told.stdout)
    released = releases((root / "CHANGELOG.md").read_text("utf-8"))
    if released:
        return int(datetime.fromisoformat(released[0][1]).replace(tzinfo=UTC).timestamp())
    raise SystemExit("Set SOURCE_DATE_EPOCH: there is neither a commit nor a dated release.")


def debian_version(version: str) -> str:
    """A version of the program as Debian sorts it: "1.2.0rc1" becomes "1.2.0~rc1"."""
    return re.sub(r"\.?(a|b|rc|dev)(\d)", r"~\1\2", version)
