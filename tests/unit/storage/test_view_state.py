"""Remembering how the desk was left."""

from __future__ import annotations

import pytest

from annotator.domain.errors import ProjectReadOnly
from annotator.services.project import Project
from annotator.storage.view_state import write_view_state
from tests.made_projects import opened


def test_values_are_kept_and_replaced_one_by_one(project: Project) -> None:
    project.keep_view_state({"columns": [1, 2], "scroll": {"1": 0.25}, "label": "Ø\ud800"})
    project.keep_view_state({"columns": [2]})
    project.close()
    again = opened(project.path)
    assert again.view_state() == {"columns": [2], "scroll": {"1": 0.25}, "label": "Ø\ud800"}
    again.close()


@pytest.mark.parametrize("value", ["", "{", "nonsense", "[" * 100_000])
def test_a_value_that_is_no_json_is_passed_over(project: Project, value: str) -> None:
    project.keep_view_state({"columns": [1]})
    with project.database.transaction() as connection:
        connection.execute("INSERT INTO view_state VALUES ('broken', ?)", (value,))
    assert project.view_state() == {"columns": [1]}


def test_a_reader_does_not_remember(project: Project) -> None:
    reader = opened(project.path, read_only=True)
    reader.keep_view_state({"columns": [1]})
    with pytest.raises(ProjectReadOnly):
        write_view_state(reader.database, {"columns": [1]})
    reader.close()
    assert project.view_state() == {}


def test_what_is_no_json_value_changes_nothing(project: Project) -> None:
    with pytest.raises(TypeError):
        project.keep_view_state({"columns": [1], "bad": object()})
    assert project.view_state() == {}
