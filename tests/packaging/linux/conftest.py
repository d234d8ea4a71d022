"""The modules of packaging/linux can be imported, and there is a bundle to pack."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[2] / "packaging" / "linux")]

from made_bundle import make_bundle  # noqa: E402


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A made bundle."""
    return make_bundle(tmp_path / "a bundle")
