"""The matrix outside the program: a CSV file, a page, a table."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from annotator.domain.article import (
    Article,
    ArticleMetadata,
    ArticleSource,
    ArticleState,
    SourceFormat,
)
from annotator.domain.claim import Claim, ClaimKind, ClaimState, Origin
from annotator.domain.errors import ExportFailed
from annotator.domain.link import ConflictLevel, Difference, DifferenceField, Link, Relation
from annotator.domain.span import Span
from annotator.domain.statement_grouping import group_statements
from annotator.domain.verdict import Verdict
from annotator.services.matrix_export import (
    Matrix,
    matrix_as_table,
    matrix_cells,
    matrix_title,
    write_matrix_csv,
    write_matrix_page,
)

HOSTILE = '=1+1 <script src="https://example.invalid/x.js">alert(1)</script> & "q"'


def article(number: int, label: str) -> Article:
    source = ArticleSource("a.txt", SourceFormat.TEXT, "utf-8", "", 1)
    return Article(
        number, f"u{number}", number, ArticleMetadata("Title", outlet=label), source,
        ArticleState.PRESENT, "", 100, "ltr", "",
    )  # fmt: skip


def claim(number: int, article_id: int, quote: str, verdict: Verdict | None = None) -> Claim:
    return Claim(
        number, f"c{number}", article_id, article_id, Span(0, len(quote)), quote, Origin.DETECTOR,
        ClaimState.OPEN, (ClaimKind.DATE,), 0.5, (), False, verdict,
    )  # fmt: skip


def matrix(first: str = "built in 1998") -> Matrix:
    difference = Difference(
        DifferenceField.DATE, ConflictLevel.HARD, Span(0, 4), Span(0, 4), "1998", "1989"
    )
    claims = [claim(1, 1, first, Verdict.VERIFIED), claim(2, 2, "it is from 1989")]
    links = [Link(1, 2, 0.9, True, Relation.CONFLICT, "", (difference,))]
    articles = (article(1, "Wire"), article(2, "Post"), article(3, "Voice"))
    return Matrix(articles, tuple(group_statements(claims, links)), 1)


def test_cells_say_relation_value_passage_and_verdict() -> None:
    head, row = matrix_cells(matrix())
    assert head[:5] == ["statement", "conflicts", "Wire", "Wire: passage", "Wire: verdict"]
    assert dict(zip(head, row, strict=True)) == {
        "statement": "built in 1998",
        "conflicts": "date",
        "Wire": "says: 1998",
        "Wire: passage": "built in 1998",
        "Wire: verdict": "verified",
        "Post": "conflicts (hard): 1989",
        "Post: passage": "it is from 1989",
        "Post: verdict": "",
        "Voice": "silent",
        "Voice: passage": "",
        "Voice: verdict": "",
    }


def test_an_article_with_a_linked_passage_in_another_row_is_not_called_silent() -> None:
    made = matrix()
    (statement,) = made.statements
    told = replace(made, statements=(replace(statement, elsewhere=frozenset({3})),))
    head, row = matrix_cells(told)
    assert dict(zip(head, row, strict=True))["Voice"] == "in another row"


def test_a_file_reads_back_and_runs_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "matrix.csv"
    assert write_matrix_csv(matrix(HOSTILE), path, bom=True) == 1
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    _, row = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert row[0] == "'" + HOSTILE


def test_a_table_is_one_line_a_statement_whatever_the_words_hold() -> None:
    table = matrix_as_table(matrix("=a\tb\nc"))
    lines = [line.split("\t") for line in table.split("\n")]
    assert [len(line) for line in lines] == [4, 4]
    assert lines[1][0] == "'=a b c"


class Tags(HTMLParser):
    """Every tag and attribute of a page, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_a_page_stands_alone_and_shows_hostile_words_as_words(tmp_path: Path) -> None:
    path = tmp_path / "matrix.html"
    assert write_matrix_page(matrix(HOSTILE), "<b>Title</b>", path) == 1
    page = path.read_text("utf-8")
    found = Tags()
    found.feed(page)
    assert not found.tags & {"script", "img", "link", "iframe", "a", "b", "form"}
    assert not found.attributes & {"src", "href", "onload", "onclick"}
    assert HOSTILE in found.text
    note = "1 statement in 3 articles. What conflicts is marked, and"
    assert any(words.startswith(note) for words in found.text)
    assert "default-src 'none'" in page
    assert 'class="conflict"' in page


def test_a_page_marks_the_words_that_differ_in_each_passage(tmp_path: Path) -> None:
    made = matrix("built in\n 1998")
    (statement,) = made.statements
    (link,) = statement.links
    difference = replace(link.differences[0], a=Span(10, 14), b=Span(11, 15))
    statement = replace(statement, links=(replace(link, differences=(difference,)),))
    path = tmp_path / "m.html"
    write_matrix_page(replace(made, statements=(statement,)), "x", path)
    page = path.read_text("utf-8")
    assert '<div class="passage" dir="ltr">built in <mark>1998</mark></div>' in page
    assert '<div class="passage" dir="ltr">it is from <mark>1989</mark></div>' in page
    assert '<div class="conflicts">conflicts: date</div>' in page
    agreed = replace(link, relation=Relation.SAME, no_conflict=True)
    write_matrix_page(
        replace(made, statements=(replace(statement, links=(agreed,)),)), matrix_title(""), path
    )
    page = path.read_text("utf-8")
    assert "<mark>" not in page
    assert 'class="conflicts"' not in page
    assert "<h1>What the articles say</h1>" in page


def test_a_page_shows_every_passage_of_a_cell(tmp_path: Path) -> None:
    made = matrix()
    (statement,) = made.statements
    more = claim(3, 2, "the year was 1989")
    link = Link(1, 3, 0.8, True, Relation.SAME)
    both = replace(statement, claims=(*statement.claims, more), links=(*statement.links, link))
    path = tmp_path / "m.html"
    write_matrix_page(replace(made, statements=(both,)), "x", path)
    page = path.read_text("utf-8")
    assert page.index("s from 1989</div>") < page.index("the year was 1989")


def test_half_surrogates_and_right_to_left_words_are_written(tmp_path: Path) -> None:
    made = matrix("\ud800 שנה")
    made = replace(made, articles=(replace(made.articles[0], direction="rtl"), *made.articles[1:]))
    write_matrix_page(made, "x", tmp_path / "m.html")
    write_matrix_csv(made, tmp_path / "m.csv")
    assert "שנה" in (tmp_path / "m.html").read_text("utf-8")


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed):
        write_matrix_csv(matrix(), tmp_path / "nowhere" / "m.csv")
    with pytest.raises(ExportFailed):
        write_matrix_page(matrix(), "x", tmp_path / "nowhere" / "m.html")
