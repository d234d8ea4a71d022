"""Colours, sizes and type of the window, read from the design tokens."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtGui import QColor

from annotator.assets import asset_path

THEME_NAMES = ("light", "dark", "high_contrast")


@cache
def design_tokens() -> dict[str, Any]:
    """The parsed ``resources/themes/tokens.json``."""
    path = asset_path("resources", "themes", "tokens.json")
    tokens: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return tokens


@dataclass(frozen=True)
class Theme:
    """One set of colours; ``name`` is one of ``THEME_NAMES``."""

    name: str
    colours: dict[str, str]

    def colour(self, role: str) -> QColor:
        """The colour of a role such as ``"verified_ink"``; KeyError for an unknown role."""
        return QColor(self.colours[role])


def load_theme(name: str) -> Theme:
    """The theme called ``name``; KeyError when there is none."""
    return Theme(name, dict(design_tokens()["colour"][name]))


def token(*path: str) -> Any:
    """One design token, such as ``token("size", "lane")``."""
    value: Any = design_tokens()
    for part in path:
        value = value[part]
    return value
