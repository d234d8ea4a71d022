"""Links read some at a time, while the project may change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.domain.link import LinkDecision
from annotator.services import comparing, linking
from annotator.services.project import Project
from tests.made_projects import OTHER_TEXT, TEXT, detected_project, proposed_links


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Two articles of three claims each: four proposed links, one by hand."""
    made = detected_project(tmp_path, TEXT, OTHER_TEXT)
    comparing.keep_links(made, comparing.articles_to_compare(made), proposed_links(), ())
    linking.confirm_link(made, 3, 6)
    yield made
    made.close()


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 100])
def test_the_parts_hold_every_link_once(project: Project, size: int) -> None:
    parts = list(linking.links_in_parts(project, size))
    assert sorted((link for part in parts for link in part), key=lambda link: (link.a, link.b)) == (
        linking.links(project)
    )
    assert all(len(part) <= size for part in parts[:-1])


def test_what_changes_between_two_parts_is_told_in_the_later_ones(project: Project) -> None:
    parts = linking.links_in_parts(project, 2)
    before = next(parts)
    assert linking.reject_link(project, before[0].a, before[0].b)
    assert linking.confirm_link(project, 3, 5)
    later = {(link.a, link.b): link for part in parts for link in part}
    assert later[3, 5].decision is LinkDecision.CONFIRMED
    assert (before[0].a, before[0].b) not in later
