"""``compare PROJECT`` links what changed and keeps it in the project."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from annotator.cli import compare_command
from annotator.domain.errors import ComparisonFailed
from annotator.domain.link import LinkDecision
from annotator.nlp.comparison.compared import ComparedArticle, ComparedEvent
from annotator.services import articles, claim_editing, comparing, linking
from annotator.services.comparison_in_process import compare_project
from tests.made_projects import (
    OTHER_TEXT,
    TEXT,
    detect,
    detected_project,
    incoming,
    opened,
    proposed_links,
)

Command = Callable[..., Any]

TOWER = "The tower leans."
"""A text that is about something else than a dam."""


class Finder:
    """Finds `proposed_links` between texts 1 and 2; every other article is alone."""

    def __init__(self) -> None:
        self.found: list[tuple[int, ...]] = []

    def __call__(
        self, compared: Sequence[ComparedArticle], unchanged: Collection[tuple[int, ...]]
    ) -> Iterator[ComparedEvent]:
        ids = [article.text_id for article in compared]
        for event in [(1, 2), *((text_id,) for text_id in ids if text_id > 2)]:
            if event not in unchanged:
                self.found.append(event)
                yield ComparedEvent(event, proposed_links() if event == (1, 2) else (), ())


@pytest.fixture(autouse=True)
def finder(monkeypatch: pytest.MonkeyPatch) -> Finder:
    made = Finder()
    monkeypatch.setattr(compare_command, "compare_project", partial(compare_project, find=made))
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project of two articles about a dam, not compared."""
    project = detected_project(tmp_path, TEXT, OTHER_TEXT)
    project.close()
    return project.path


def test_what_was_found_is_kept_and_told(command: Command, path: Path, tmp_path: Path) -> None:
    result = command("compare", path)
    assert (result.code, result.err) == (0, "")
    assert result.out == "Article 1 and 1 more: 3 links, 2 of them conflicts\n"
    project = opened(path, read_only=True)
    assert [(one.a, one.b) for one in linking.links(project)] == [(1, 6), (2, 4), (2, 5), (3, 5)]
    project.close()
    assert command("matrix", path, "-o", tmp_path / "matrix.csv").err == ""


def test_only_what_changed_is_compared_again(command: Command, path: Path, finder: Finder) -> None:
    command("compare", path)
    assert "Everything is compared already." in command("compare", path).out
    assert command("compare", path, "--json").out == ""
    project = opened(path)
    linking.reject_link(project, 3, 5)
    articles.import_articles(project, [incoming(TOWER)])
    detect(project)
    project.close()
    (event,) = command("compare", path, "--json").objects
    assert (event["links"], event["conflicts"], len(event["article_ids"])) == (0, 0, 1)
    assert finder.found == [(1, 2), (3,)]
    project = opened(path)
    said = {(link.a, link.b): link.decision for link in linking.links(project)}
    assert said[3, 5] is LinkDecision.REJECTED
    claim_editing.dismiss(project, 1)
    project.close()
    command("compare", path)
    assert finder.found == [(1, 2), (3,), (1, 2)]
    again = command("compare", path, "--again")
    assert finder.found[3:] == [(1, 2), (3,)]
    assert again.out.splitlines()[1] == "Dam breaks: no other article is about this event"


def test_articles_without_candidates_are_named(command: Command, path: Path) -> None:
    project = opened(path)
    articles.import_articles(project, [incoming(TOWER)])
    project.close()
    result = command("compare", path)
    assert result.code == 3
    assert "1 of 3 articles have no candidates yet" in result.err
    assert "Article 1 and 1 more" in result.out


def test_the_ending_of_a_project_may_be_left_out(
    command: Command, path: Path, finder: Finder
) -> None:
    assert command("compare", path.with_suffix("")).code == 0
    assert finder.found == [(1, 2)]


def test_a_matrix_tells_of_articles_without_candidates(
    command: Command, path: Path, tmp_path: Path
) -> None:
    project = opened(path)
    articles.import_articles(project, [incoming(TOWER)])
    project.close()
    command("compare", path)
    result = command("matrix", path, "-o", tmp_path / "matrix.csv")
    assert result.code == 0
    assert "1 of 3 articles have no candidates yet" in result.err


def test_a_project_and_files_are_not_compared_together(command: Command, path: Path) -> None:
    result = command("compare", path, "story.txt")
    assert (result.code, result.out) == (2, "")
    assert "not both" in result.err


def test_a_single_article_has_nothing_to_be_compared_with(
    command: Command, tmp_path: Path, finder: Finder
) -> None:
    project = detected_project(tmp_path, TEXT)
    project.close()
    assert "no two articles" in command("compare", project.path).out
    assert finder.found == []


def test_what_cannot_be_compared_is_refused(
    command: Command, path: Path, monkeypatch: pytest.MonkeyPatch, finder: Finder
) -> None:
    monkeypatch.setattr(comparing, "MOST_CLAIMS", 5)
    result = command("compare", path)
    assert result.code == 1
    assert "more than 5 claims" in result.err
    assert finder.found == []


def test_events_before_a_fault_are_kept(
    command: Command, path: Path, monkeypatch: pytest.MonkeyPatch, finder: Finder
) -> None:
    def stumble(*given: Any) -> Iterator[ComparedEvent]:
        yield next(finder(*given))
        raise ComparisonFailed("It stumbled.", "All is as it was.")

    monkeypatch.setattr(compare_command, "compare_project", partial(compare_project, find=stumble))
    assert command("compare", path).code == 1
    project = opened(path, read_only=True)
    assert len(linking.links(project)) == 4
    project.close()
