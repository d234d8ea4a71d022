"""Finds ``db/`` and ``resources/`` in a checkout, a wheel and a frozen application."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _bases() -> tuple[Path, ...]:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return (Path(frozen),)
    # The wheel carries both folders inside the package; a checkout has them beside it.
    return (_PACKAGE / "_bundled", _PACKAGE.parent)


def asset_path(*parts: str) -> Path:
    """The path of a shipped file or folder, such as ``asset_path("resources", "icons")``.

    Raises:
        FileNotFoundError: it is in none of the places; the installation is damaged.
    """
    for base in _bases():
        path = base.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"The installation lacks {'/'.join(parts)}")
