"""The modules of packaging/ and packaging/freeze can be imported."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGING = Path(__file__).resolve().parents[3] / "packaging"
sys.path[:0] = [str(_PACKAGING), str(_PACKAGING / "freeze")]
