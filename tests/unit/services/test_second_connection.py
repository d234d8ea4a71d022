"""Copies, today's backup and the check, beside a project that is being worked on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.domain.errors import NotSaved, ProjectRefused
from annotator.domain.verdict import Verdict
from annotator.services import review
from annotator.services.project import Project
from annotator.services.second_connection import (
    back_up_today,
    checked,
    save_copy,
    unlearned_claims,
    what_to_compare,
)
from annotator.storage.backup import backups_in
from annotator.storage.connection import log_path
from tests.made_projects import (
    OTHER_TEXT,
    TEXT,
    detected_project,
    dump,
    empty_project,
    opened,
    raw,
)


def test_a_copy_holds_what_was_just_decided(project: Project, tmp_path: Path) -> None:
    review.decide(project, 1, Verdict.VERIFIED)
    target = save_copy(project.path, tmp_path / "copy")
    assert target == tmp_path / "copy.fact"
    connection = raw(target)
    assert dump(connection) == dump(project.database.connection)
    connection.close()
    assert not list(tmp_path.glob(".copy-*"))


def test_a_copy_cannot_take_the_place_of_the_project(project: Project, tmp_path: Path) -> None:
    link = tmp_path / "Link.fact"
    os.link(project.path, link)
    for target in (project.path, link):
        with pytest.raises(NotSaved, match="cannot take the place"):
            save_copy(project.path, target)


def test_a_copy_over_a_killed_project_is_not_mixed_with_its_log(
    project: Project, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = empty_project(tmp_path / "other")
    target = other.path
    review_log = log_path(target)
    other.database.connection.execute("INSERT INTO view_state VALUES ('a', '1')")
    left = {path: path.read_bytes() for path in (target, review_log)}
    other.close()
    for path, content in left.items():
        path.write_bytes(content)

    save_copy(project.path, target)

    copy = opened(target)
    assert [claim.uuid for claim in copy.claims()] == [claim.uuid for claim in project.claims()]
    assert copy.view_state() == {}
    assert copy.check().sound
    copy.close()
    assert [old.read_bytes() for old in target.parent.glob("*-wal.*.old")] == [left[review_log]]


def test_a_copy_does_not_replace_a_project_that_is_open(project: Project, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = empty_project(tmp_path / "other")
    with pytest.raises(ProjectRefused, match="is open in"):
        save_copy(project.path, other.path)
    assert other.check().sound
    other.close()


def test_a_folder_that_is_gone_is_reported(project: Project, tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match="could not be written"):
        save_copy(project.path, tmp_path / "gone" / "copy.fact")


def test_todays_backup_is_taken_once(project: Project, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    back_up_today(project.path, backups)
    back_up_today(project.path, backups)
    assert [backup.reason for backup in backups_in(project.backups)] == ["daily"]


def test_a_project_is_checked_while_it_is_open(project: Project) -> None:
    assert checked(project.path).sound


def test_another_project_at_the_same_place_is_not_taken_for_the_open_one(
    tmp_path: Path,
) -> None:
    meant = detected_project(tmp_path, TEXT, OTHER_TEXT)
    articles, _ = what_to_compare(meant.path, meant.uuid)
    assert len(articles) == 2
    meant.close()
    moved = meant.path.rename(tmp_path / "Moved.fact")
    other = empty_project(tmp_path)
    assert other.path == meant.path
    for read in (what_to_compare, unlearned_claims):
        with pytest.raises(ProjectRefused, match="another project now"):
            read(meant.path, meant.uuid)
    assert what_to_compare(moved, meant.uuid)[0] == articles
    other.close()
