"""Reading the head of a file that may be anything."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from annotator.domain.errors import ProjectRefused
from annotator.services.project import Project
from annotator.storage.file_header import APPLICATION_ID, FileHeader, read_header
from annotator.storage.migrations import latest_version


def test_a_project_says_what_it_is(project: Project) -> None:
    project.close()
    assert read_header(project.path) == FileHeader(APPLICATION_ID, latest_version())
    assert APPLICATION_ID.to_bytes(4, "big") == b"FACT"


@pytest.mark.parametrize(
    "content",
    [b"", b"SQLite format 3\0", b"Once upon a time " * 20, bytes(200)],
    ids=["empty", "cut off", "text", "zeros"],
)
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.fact"
    path.write_bytes(content)
    with pytest.raises(ProjectRefused, match="not a Fact Annotator project"):
        read_header(path)
    assert path.read_bytes() == content


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectRefused, match="cannot be read"):
        read_header(tmp_path / "gone.fact")
    with pytest.raises(ProjectRefused, match="cannot be read"):
        read_header(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.fact")
    with pytest.raises(ProjectRefused, match="cannot be read"):
        read_header(tmp_path / "pipe.fact")
