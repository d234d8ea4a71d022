"""Projects for the tests of storage and of services."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.services.project import Project
from tests.made_projects import OTHER_TEXT, TEXT, detected_project, empty_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An open project with two articles, every sentence a candidate."""
    made = detected_project(tmp_path, TEXT, OTHER_TEXT)
    yield made
    made.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Project]:
    """An open project without articles."""
    made = empty_project(tmp_path)
    yield made
    made.close()
