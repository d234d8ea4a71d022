"""What tests of packaging share."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _whole_application(qapp: QApplication) -> None:
    """Have the application of the window tests made first.

    What draws icons is content with less, and a process has one application for good.
    """
    assert isinstance(qapp, QApplication)
