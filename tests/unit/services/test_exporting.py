"""Exports hold what was chosen, as it was at one moment, and the same bytes every time."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.domain.claim import ClaimKind
from annotator.domain.claim_filter import REVIEWED, ClaimFilter, Standing, chosen_claims
from annotator.domain.errors import ExportFailed, ProjectRefused
from annotator.domain.span import quote_at
from annotator.domain.verdict import Verdict
from annotator.exchange import csv_export
from annotator.exchange.csv_columns import COLUMNS, ClaimRow, Subject
from annotator.exchange.csv_import import read_claims_csv
from annotator.services import review
from annotator.services.articles import remove_article
from annotator.services.claim_editing import add_claim, dismiss
from annotator.services.exporting import (
    DEFAULT_COLUMNS,
    ExportCancelled,
    ExportCount,
    count_claims,
    export_claims,
    preview_cells,
    usable_columns,
)
from annotator.services.project import Project
from annotator.storage.claim_cells import CELLS
from tests.made_projects import OTHER_TEXT, TEXT, detected_project, opened

DESK = ClaimFilter()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Two articles with six candidates of 0.7: verified, disputed, dismissed, three left open."""
    made = detected_project(tmp_path, TEXT, OTHER_TEXT)
    claims = made.claims()
    review.decide(made, claims[0].id, Verdict.VERIFIED)
    review.justify(made, claims[0].id, "=the register, line 2\nsays so")
    review.decide(made, claims[3].id, Verdict.DISPUTED)
    dismiss(made, claims[5].id)
    yield made
    made.close()


def count_rows(project: Project, choice: ClaimFilter) -> ExportCount:
    articles = {article.id: article for article in project.articles()}
    return count_claims(project.claims(), articles, choice)


def rows_of(project: Project, choice: ClaimFilter) -> list[ClaimRow]:
    """What a window makes a preview of."""
    articles = {article.id: article for article in project.articles()}
    texts = {article.id: project.text(article) for article in articles.values()}
    return [
        ClaimRow(claim, articles[claim.article_id], quote_at(texts[claim.article_id], claim.span))
        for claim in chosen_claims(project.claims(), articles, choice)
    ]


def export(project: Project, target: Path, choice: ClaimFilter = DESK) -> list[dict[str, str]]:
    export_claims(project.path, choice, DEFAULT_COLUMNS, target)
    return read_claims_csv(target)


def test_every_claim_of_the_desk_is_a_row_and_reads_back(project: Project, tmp_path: Path) -> None:
    target = tmp_path / "claims.csv"
    report = export_claims(project.path, DESK, DEFAULT_COLUMNS, target)
    rows = read_claims_csv(target)
    claims = project.claims()[:5]
    assert (report.rows, report.path) == (5, target)
    assert [row["claim_id"] for row in rows] == [claim.uuid for claim in claims]
    assert [row["verdict"] for row in rows] == ["verified", "", "", "disputed", ""]
    assert rows[0]["justification"] == "=the register, line 2\nsays so"
    assert rows[0]["escaped"] == "justification"
    texts = {article.uuid: project.text(article) for article in project.articles()}
    for row in rows:
        text = texts[row["article_id"]]
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]
        assert (row["prefix"] + row["quote"] + row["suffix"]) in text


def test_the_same_project_gives_the_same_bytes(project: Project, tmp_path: Path) -> None:
    one, other = tmp_path / "1.csv", tmp_path / "2.csv"
    export_claims(project.path, DESK, DEFAULT_COLUMNS, one)
    project.close()
    again = opened(tmp_path / "Dam.fact", read_only=True)
    export_claims(again.path, DESK, DEFAULT_COLUMNS, other)
    again.close()
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (ClaimFilter(standings=REVIEWED), [0, 3]),
        (ClaimFilter(standings=frozenset(Standing)), [0, 1, 2, 3, 4, 5]),
        (ClaimFilter(standings=frozenset({Standing.DISMISSED})), [5]),
        (ClaimFilter(threshold=0.8), [0, 3]),
        (ClaimFilter(reviewers=frozenset({"Nobody"})), []),
        (ClaimFilter(kinds=frozenset({ClaimKind.LAW})), []),
        (ClaimFilter(words="VILLAGES flooded"), [2, 4]),
    ],
)
def test_filters_choose_the_rows(
    project: Project, tmp_path: Path, choice: ClaimFilter, expected: list[int]
) -> None:
    claims = project.claims()
    rows = export(project, tmp_path / "claims.csv", choice)
    assert [row["claim_id"] for row in rows] == [claims[n].uuid for n in expected]
    assert count_rows(project, choice).rows == len(expected)


def test_articles_can_be_chosen_and_removed_ones_are_never_written(
    project: Project, tmp_path: Path
) -> None:
    first, second = project.articles()
    target = tmp_path / "claims.csv"
    rows = export(project, target, ClaimFilter(article_ids=frozenset({second.id})))
    assert {row["article_id"] for row in rows} == {second.uuid}
    remove_article(project, second.id)
    rows = export(project, target)
    assert {row["article_id"] for row in rows} == {first.uuid}
    assert count_rows(project, DESK) == ExportCount(3, 0, 0)


def test_the_count_tells_what_is_left_out_and_why(project: Project) -> None:
    assert count_rows(project, DESK) == ExportCount(rows=5, dismissed=1, below_sensitivity=0)
    high = ClaimFilter(threshold=0.8)
    assert count_rows(project, high) == ExportCount(rows=2, dismissed=1, below_sensitivity=3)
    # Candidates that are not asked for are not left out for their check-worthiness.
    reviewed = ClaimFilter(standings=REVIEWED, threshold=0.8)
    assert count_rows(project, reviewed) == ExportCount(rows=2, dismissed=1, below_sensitivity=0)


def test_a_claim_that_a_reviewer_added_has_no_threshold(project: Project, tmp_path: Path) -> None:
    article = project.articles()[0]
    span = project.claims()[0].span
    change = add_claim(project, article.id, type(span)(span.start + 4, span.start + 7))
    added = project.claims_by_id(change.claim_ids if change else frozenset())[0]
    rows = export(project, tmp_path / "claims.csv", ClaimFilter(threshold=1.0))
    row = next(row for row in rows if row["claim_id"] == added.uuid)
    assert (row["origin"], row["check_worthiness"]) == ("reviewer", "")


def test_an_export_sees_one_moment_while_verdicts_go_on(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_export, "_ROWS_A_STEP", 1)
    before = [claim.verdict for claim in project.claims()[:5]]

    def decide_meanwhile(rows: int) -> None:
        if rows == 1:
            for claim in project.claims()[1:5]:
                review.decide(project, claim.id, Verdict.UNSUPPORTED)

    target = tmp_path / "claims.csv"
    export_claims(project.path, DESK, DEFAULT_COLUMNS, target, on_progress=decide_meanwhile)
    assert [row["verdict"] or None for row in read_claims_csv(target)] == before
    assert project.claims()[4].verdict is Verdict.UNSUPPORTED


def test_a_stopped_export_leaves_the_earlier_file(project: Project, tmp_path: Path) -> None:
    target = tmp_path / "claims.csv"
    target.write_text("earlier", encoding="utf-8")
    with pytest.raises(ExportCancelled):
        export_claims(project.path, DESK, DEFAULT_COLUMNS, target, is_cancelled=lambda: True)
    assert target.read_text(encoding="utf-8") == "earlier"
    assert sorted(path.name for path in tmp_path.glob("*.part")) == []


def test_a_place_that_cannot_be_written_is_reported(project: Project, tmp_path: Path) -> None:
    with pytest.raises(ExportFailed):
        export_claims(project.path, DESK, DEFAULT_COLUMNS, tmp_path / "gone" / "claims.csv")


def test_a_project_that_is_gone_is_reported_and_nothing_written(tmp_path: Path) -> None:
    target = tmp_path / "claims.csv"
    with pytest.raises(ProjectRefused):
        export_claims(tmp_path / "none.fact", DESK, DEFAULT_COLUMNS, target)
    assert not target.exists()


def test_progress_ends_at_the_number_of_rows(project: Project, tmp_path: Path) -> None:
    seen: list[int] = []
    export_claims(
        project.path, DESK, DEFAULT_COLUMNS, tmp_path / "claims.csv", on_progress=seen.append
    )
    assert seen[-1] == 5


def test_the_byte_order_mark_is_a_choice(project: Project, tmp_path: Path) -> None:
    with_mark, without = tmp_path / "1.csv", tmp_path / "2.csv"
    export_claims(project.path, DESK, DEFAULT_COLUMNS, with_mark, bom=True)
    export_claims(project.path, DESK, DEFAULT_COLUMNS, without)
    assert with_mark.read_bytes() == b"\xef\xbb\xbf" + without.read_bytes()


def test_unknown_and_doubled_columns_are_passed_over() -> None:
    assert usable_columns(("quote", "gone", "quote", "verdict")) == ("quote", "verdict")
    assert usable_columns(("gone",)) == DEFAULT_COLUMNS
    assert usable_columns(()) == DEFAULT_COLUMNS


def test_claims_come_in_the_order_of_articles_and_reading(project: Project, tmp_path: Path) -> None:
    rows = export(project, tmp_path / "claims.csv")
    places = {article.uuid: nth for nth, article in enumerate(project.articles())}
    order = [(places[row["article_id"]], int(row["start"])) for row in rows]
    assert order == sorted(order)


EVERY_COLUMN = tuple(column.name for column in COLUMNS)


@pytest.mark.parametrize(
    "columns",
    [
        EVERY_COLUMN,
        EVERY_COLUMN[::-1],
        ("quote",),
        ("escaped",),
        ("standing", "article_title"),
        ("export_schema",),
    ],
)
@pytest.mark.parametrize(
    "choice",
    [
        DESK,
        ClaimFilter(standings=frozenset(Standing)),
        ClaimFilter(standings=REVIEWED, reviewers=frozenset({"Ida Krause"})),
        ClaimFilter(standings=frozenset(Standing), threshold=0.8),
        ClaimFilter(article_ids=frozenset({2})),
        ClaimFilter(kinds=frozenset({ClaimKind.EVENT, ClaimKind.LAW})),
        ClaimFilter(kinds=frozenset({ClaimKind.LAW})),
        ClaimFilter(words="VILLAGES  flooded"),
        ClaimFilter(words="article 2"),
        ClaimFilter(words="valley register"),
    ],
)
def test_the_preview_is_what_the_file_holds(
    project: Project, tmp_path: Path, choice: ClaimFilter, columns: tuple[str, ...]
) -> None:
    first = project.articles()[0]
    span = project.claims()[0].span
    add_claim(project, first.id, type(span)(span.start + 4, span.start + 7))
    target = tmp_path / "claims.csv"
    export_claims(project.path, choice, columns, target)
    with target.open(encoding="utf-8", newline="") as file:
        _, *lines = csv.reader(file)
    assert [list(cells) for cells in preview_cells(rows_of(project, choice), columns)] == lines


def test_every_column_of_a_claim_has_its_cell() -> None:
    of_claims = {column.name for column in COLUMNS if column.subject is Subject.CLAIM}
    assert of_claims == set(CELLS)


def test_a_wrong_choice_of_columns_is_an_error_before_any_file(project: Project) -> None:
    target = project.path.with_suffix(".csv")
    for columns in ((), ("gone",), ("quote", "quote")):
        with pytest.raises(ValueError, match="not a choice of columns"):
            export_claims(project.path, DESK, columns, target)
    assert not target.exists()
