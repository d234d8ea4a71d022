"""Projects: creating, opening, reading, closing."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.domain.errors import ProjectRefused
from annotator.domain.verdict import Verdict
from annotator.services import articles, review
from annotator.services.project import (
    PROJECT_SUFFIX,
    Project,
    create_project,
    present_article,
    project_path,
)
from annotator.storage.backup import backups_in
from annotator.storage.claims import read_claims
from tests.made_projects import REVIEWER, empty_project, opened


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("Dam", "Dam.fact"),
        ("Dam.fact", "Dam.fact"),
        ("Dam v1.2", "Dam v1.2.fact"),
        (".fact", ".fact.fact"),
        ("Dam.FACT", "Dam.FACT.fact"),
    ],
)
def test_a_project_gets_its_ending(given_name: str, name: str) -> None:
    assert project_path(Path("folder") / given_name) == Path("folder") / name
    assert PROJECT_SUFFIX == ".fact"


def test_a_project_knows_its_name_and_place(project: Project, tmp_path: Path) -> None:
    assert (project.name, project.path) == ("Dam", tmp_path / "Dam.fact")
    assert (project.read_only, project.writer, project.reviewer) == (False, "", REVIEWER)
    assert project.reviewers() == [REVIEWER]


def test_everything_is_there_after_reopening(project: Project) -> None:
    review.decide(project, 1, Verdict.DISPUTED)
    review.justify(project, 1, "Because.")
    seen = (project.articles(), project.claims(), project.undo_state(), project.claim_history(1))
    project.close()
    again = opened(project.path)
    assert seen == (again.articles(), again.claims(), again.undo_state(), again.claim_history(1))
    again.close()


def test_a_text_is_read_once(project: Project) -> None:
    article = project.articles()[0]
    text = project.text(article)
    assert project.text(article) is text


def test_removed_articles_are_not_listed_but_known(project: Project) -> None:
    articles.remove_article(project, 1)
    assert [article.id for article in project.articles()] == [2]
    assert project.article(1).id == 1
    assert present_article(project, 2).id == 2
    # Their claims stay on record.
    assert len(project.claims()) == 6
    assert project.claims() == read_claims(project.database)


def test_the_daily_backup_lies_in_the_projects_own_folder(project: Project) -> None:
    project.back_up_daily()
    (backup,) = backups_in(project.backups)
    assert backup.reason == "daily"
    assert project.backups.parent == project.path.parent / "backups"


def test_a_project_is_made_once(tmp_path: Path) -> None:
    project = empty_project(tmp_path)
    with pytest.raises(ProjectRefused):
        create_project(project.path)
    project.close()
    with pytest.raises(ProjectRefused):
        opened(tmp_path / "Nowhere.fact")


def test_find_claim_and_claims_by_id(project: Project) -> None:
    claim = project.claims()[3]
    assert project.find_claim(claim.uuid[:13]) == claim
    assert project.claims_by_id(frozenset({claim.id})) == [claim]


def test_a_file_that_may_only_be_read_is_opened_for_reading(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root may write everything, so the answer of the system is stood in for.
    project.close()
    monkeypatch.setattr("annotator.storage.project_file.os.access", lambda *_: False)
    reader = opened(project.path)
    assert reader.read_only
    assert reader.writer == ""
    assert len(reader.claims()) == 6
    reader.close()


def test_a_folder_without_room_for_a_lock_is_opened_for_reading(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.close()

    def no_room(_: Path) -> None:
        raise PermissionError("read-only folder")

    monkeypatch.setattr("annotator.storage.project_file.acquire_writer_lock", no_room)
    reader = opened(project.path)
    assert reader.read_only
    reader.close()
