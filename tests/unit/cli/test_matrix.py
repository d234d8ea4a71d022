"""``matrix`` writes what every article says of each statement."""

from __future__ import annotations

import csv
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.article import ArticleMetadata
from annotator.domain.verdict import Verdict
from annotator.services import articles, comparing, linking, review
from annotator.services.linking import statements
from annotator.services.matrix_export import Matrix, matrix_as_table
from tests.made_projects import OTHER_TEXT, TEXT, detected_project, opened, proposed_links

Command = Callable[..., Any]

HOSTILE = '=<script src="https://evil.example/x.js"></script> & "Post"'


@pytest.fixture
def compared(tmp_path: Path) -> Path:
    """A compared project whose second article has a hostile outlet."""
    project = detected_project(tmp_path, TEXT, OTHER_TEXT)
    articles.edit_article(project, 2, ArticleMetadata("Dam", HOSTILE))
    comparing.keep_links(project, comparing.articles_to_compare(project), proposed_links(), ())
    review.decide(project, 3, Verdict.DISPUTED)
    project.close()
    return project.path


def test_the_csv_has_a_row_for_each_statement(
    command: Command, compared: Path, tmp_path: Path
) -> None:
    target = tmp_path / "matrix.csv"
    result = command("matrix", compared, "-o", target, "--json")
    assert (result.code, result.err) == (0, "")
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert result.objects == [{"statements": len(rows), "path": str(target)}]
    conflict = rows[0]
    assert conflict["conflicts"] == "number"
    assert "two" in conflict["Valley Post"]
    assert conflict["Valley Post: verdict"] == "disputed"
    other = f"'{HOSTILE}"
    # The heading is escaped: a spreadsheet would take it for a formula.
    assert conflict[other] == "conflicts (hard): three"
    assert "Three villages" in conflict["'" + f"{HOSTILE}: passage"]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_stands_alone_and_escapes_everything(
    command: Command, compared: Path, tmp_path: Path
) -> None:
    target = tmp_path / "matrix.html"
    assert command("matrix", compared, "-o", target).code == 0
    page = _Tags()
    page.feed(target.read_text("utf-8"))
    assert "script" not in page.tags
    assert not {"src", "href", "onclick", "onload"} & {name for name, _ in page.attributes}
    assert HOSTILE in page.words
    assert "conflicts (hard)" in page.words
    assert "three" in page.words


def test_what_is_there_is_replaced_only_when_told(
    command: Command, compared: Path, tmp_path: Path
) -> None:
    target = tmp_path / "matrix.csv"
    target.write_text("mine", "utf-8")
    assert command("matrix", compared, "-o", target).code == 1
    assert target.read_text("utf-8") == "mine"
    assert command("matrix", compared, "-o", target, "--force").code == 0
    assert command("matrix", compared, "-o", tmp_path / "m.html", "--bom").code == 2


def test_the_clipboard_gets_a_table_safe_for_spreadsheets(compared: Path) -> None:
    project = opened(compared, read_only=True)
    rows = statements(project, 0.0)
    lines = matrix_as_table(Matrix(tuple(project.articles()), tuple(rows), None)).split("\n")
    project.close()
    assert lines[0].split("\t") == ["Statement", "Valley Post", f"'{HOSTILE}"]
    assert {len(line.split("\t")) for line in lines} == {3}
    assert any("conflicts (hard): three" in line for line in lines[1:])
    assert any("silent" in line for line in lines[1:])


def test_a_linked_claim_below_the_sensitivity_stays_in_its_statement(compared: Path) -> None:
    project = opened(compared)
    try:
        everything = statements(project, 0.0)
        # Only what an act keeps is on the desk now; its counterpart comes along.
        high = statements(project, 0.99)
        assert len(high) < len(everything)
        kept = next(one for one in high if 3 in {claim.id for claim in one.claims})
        assert 5 in {claim.id for claim in kept.claims}
        linking.reject_link(project, 3, 5)
        linking.reject_link(project, 2, 5)
        alone = next(
            one for one in statements(project, 0.99) if 3 in {claim.id for claim in one.claims}
        )
        assert {claim.id for claim in alone.claims} == {3}
    finally:
        project.close()


def test_a_project_that_was_never_compared_is_told_and_nothing_written(
    command: Command, tmp_path: Path
) -> None:
    project = detected_project(tmp_path, TEXT, OTHER_TEXT)
    project.close()
    target = tmp_path / "matrix.csv"
    result = command("matrix", project.path, "-o", target)
    assert (result.code, result.out) == (1, "")
    assert "never compared" in result.err
    assert f"fact-annotator compare {project.path}" in result.err
    assert not target.exists()


def test_links_made_by_hand_alone_are_written_with_a_word_on_the_rest(
    command: Command, tmp_path: Path
) -> None:
    project = detected_project(tmp_path, TEXT, OTHER_TEXT)
    linking.confirm_link(project, 3, 5)
    project.close()
    result = command("matrix", project.path, "-o", tmp_path / "matrix.csv", "--json")
    assert result.code == 0
    assert result.objects[0]["statements"] == 1
    assert "2 of 2 articles were not compared as they stand now" in result.err


def test_one_article_needs_no_comparison(command: Command, tmp_path: Path) -> None:
    project = detected_project(tmp_path, TEXT)
    project.close()
    result = command("matrix", project.path, "-o", tmp_path / "matrix.csv")
    assert (result.code, result.err) == (0, "")
