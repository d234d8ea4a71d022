"""The CSV export is exact, safe, streamed and read back unchanged."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import ArticleMetadata
from annotator.exchange import atomic_file, csv_import
from annotator.exchange.csv_cells import checked_columns, plain_cells
from annotator.exchange.csv_columns import (
    COLUMNS,
    DEFAULT_COLUMNS,
    EXPORT_SCHEMA,
    CellType,
    ClaimRow,
)
from annotator.exchange.csv_export import ExportCancelled, preview_cells, write_claims_csv
from annotator.exchange.csv_import import ExportUnreadable, read_claims_csv
from annotator.exchange.formula_safety import CONTROL_STARTS, FORMULA_STARTS

GOLDEN = Path(__file__).parents[2] / "golden" / "claims.csv"
ALL = tuple(column.name for column in COLUMNS)
TEXTS = tuple(column.name for column in COLUMNS if column.type is CellType.TEXT)

any_text = st.text(
    st.characters(codec="utf-8", exclude_characters="\0")
    | st.sampled_from("\r\n\"',;=+-@\t\x1e\x1f🚢\ufeff ")
)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "claims.csv"


def written(
    target: Path, rows: Iterable[ClaimRow], columns: Sequence[str] = DEFAULT_COLUMNS, **how: Any
) -> int:
    """Write ``rows`` to ``target``; how many there were."""
    cells = (plain_cells(row, checked_columns(columns)) for row in rows)
    return write_claims_csv(target, cells, columns, **how)


def test_the_file_is_the_golden_one_byte_for_byte(
    target: Path, sample_rows: list[ClaimRow]
) -> None:
    assert written(target, sample_rows, ALL) == 5
    assert target.read_bytes() == GOLDEN.read_bytes()


def test_values_come_back_as_they_were(
    target: Path, sample_rows: list[ClaimRow], ferry_text: str
) -> None:
    rows = sample_rows
    written(target, rows, ALL, bom=True)
    read = read_claims_csv(target)
    assert len(read) == len(rows)
    for values, row in zip(read, rows, strict=True):
        claim, article = row.claim, row.article
        assert values["export_schema"] == EXPORT_SCHEMA
        assert values["claim_id"] == claim.uuid
        assert values["verdict"] == (claim.verdict or "")
        assert values["justification"] == claim.justification
        assert values["reviewer"] == claim.reviewer
        assert values["article_title"] == article.metadata.title
        assert values["outlet"] == article.metadata.outlet
        assert values["source_name"] == article.source.name
        assert values["quote"] == claim.quote == row.quote.exact
        assert (values["prefix"], values["suffix"]) == (row.quote.prefix, row.quote.suffix)
        assert values["kinds"].split() == list(claim.kinds)
        assert tuple(filter(None, values["cues"].split(" | "))) == claim.cues
        worth = values["check_worthiness"]
        assert (float(worth) if worth else None) == claim.check_worthiness
    assert [values["standing"] for values in read] == [
        "verified",
        "disputed",
        "unsupported",
        "dismissed",
        "unreviewed",
    ]
    for values in read[:4]:
        assert ferry_text[int(values["start"]) : int(values["end"])] == values["quote"]


def test_every_row_declares_which_cells_are_escaped(
    target: Path, sample_rows: list[ClaimRow]
) -> None:
    written(target, sample_rows)
    with target.open(encoding="utf-8", newline="") as file:
        raw = list(csv.DictReader(file))
    for row, values in zip(raw, read_claims_csv(target), strict=True):
        assert row["escaped"].split() == [name for name in row if row[name] != values[name]]
        assert all(row[name] == "'" + values[name] for name in row["escaped"].split())
    assert raw[1]["escaped"] == "justification reviewer quote"


@given(st.lists(st.tuples(*[any_text] * 6), max_size=4), st.booleans())
def test_any_text_survives_and_no_cell_starts_a_formula(
    tmp_path_factory: pytest.TempPathFactory,
    sample_rows: list[ClaimRow],
    texts: list[tuple[str, ...]],
    bom: bool,
) -> None:
    target = tmp_path_factory.mktemp("csv") / "any.csv"
    model = sample_rows[0]
    rows = [
        ClaimRow(
            replace(model.claim, justification=a, reviewer=b, cues=(c,)),
            replace(model.article, metadata=ArticleMetadata(d, e)),
            replace(model.quote, exact=f),
        )
        for a, b, c, d, e, f in texts
    ]
    written(target, rows, ALL, bom=bom)
    read = read_claims_csv(target)
    names = ("justification", "reviewer", "cues", "article_title", "outlet", "quote")
    assert [tuple(row[name] for name in names) for row in read] == texts
    with target.open(encoding="utf-8-sig", newline="") as file:
        for cells in csv.reader(file):
            for cell in cells:
                assert cell[:1] not in set(FORMULA_STARTS + CONTROL_STARTS)
                assert cell.lstrip()[:1] not in set(FORMULA_STARTS)


def test_the_file_is_rfc_4180(target: Path, sample_rows: list[ClaimRow]) -> None:
    written(target, sample_rows, ["claim_id", "justification", "quote"])
    data = target.read_bytes()
    lines = data.split(b"\r\n")
    assert lines[0] == b'"claim_id","justification","quote"'
    assert b'"Port register,' in data
    assert '🚢, ""with 312 on board"""\r\n'.encode() in data
    assert data.endswith(b'"\r\n')
    assert not data.startswith(b"\xef\xbb\xbf")


def test_the_mark_for_excel_comes_once_and_first(target: Path, sample_rows: list[ClaimRow]) -> None:
    written(target, sample_rows, bom=True)
    assert target.read_bytes().startswith(b'\xef\xbb\xbf"export_schema"')
    assert target.read_bytes().count(b"\xef\xbb\xbf") == 1


@pytest.mark.parametrize("columns", [["quote"], ["escaped", "quote"], ["outlet", "end", "verdict"]])
def test_columns_come_as_chosen(
    target: Path, columns: list[str], sample_rows: list[ClaimRow]
) -> None:
    written(target, sample_rows, columns)
    everything = read_claims_csv(GOLDEN)
    for row, full in zip(read_claims_csv(target), everything, strict=True):
        assert list(row) == columns
        for name in set(columns) - {"escaped"}:
            assert row[name] == full[name]


@pytest.mark.parametrize("columns", [[], ["quote", "quote"], ["qoute"]])
def test_a_wrong_choice_of_columns_is_an_error_before_any_file(
    target: Path, columns: list[str], sample_rows: list[ClaimRow]
) -> None:
    with pytest.raises(ValueError, match="not a choice of columns"):
        written(target, sample_rows, columns)
    assert not target.exists()


def test_without_claims_there_is_a_header(target: Path) -> None:
    assert written(target, []) == 0
    assert target.read_bytes().count(b"\r\n") == 1
    assert read_claims_csv(target) == []


def test_the_preview_shows_what_the_file_will_hold(
    target: Path, sample_rows: list[ClaimRow]
) -> None:
    written(target, sample_rows, ALL)
    with target.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    assert [list(cells) for cells in preview_cells(sample_rows, ALL, 3)] == lines[1:4]


def _many(row: ClaimRow, count: int, drawn: list[int]) -> Iterator[ClaimRow]:
    for number in range(count):
        drawn.append(number)
        yield row


def test_progress_is_told_while_rows_are_drawn(target: Path, sample_rows: list[ClaimRow]) -> None:
    drawn: list[int] = []
    seen: list[tuple[int, int]] = []
    count = written(
        target,
        _many(sample_rows[0], 2_500, drawn),
        on_progress=lambda done: seen.append((done, len(drawn))),
    )
    assert count == 2_500
    # Rows are drawn a step at a time: never more than were told and one step.
    assert seen == [(1_000, 1_000), (2_000, 2_000), (2_500, 2_500)]


def test_a_cancelled_export_leaves_the_old_file(target: Path, sample_rows: list[ClaimRow]) -> None:
    target.write_text("old")
    drawn: list[int] = []
    with pytest.raises(ExportCancelled):
        written(
            target, _many(sample_rows[0], 9_000, drawn), is_cancelled=lambda: len(drawn) >= 2_000
        )
    assert len(drawn) == 2_000
    assert target.read_text() == "old"
    assert list(target.parent.iterdir()) == [target]


def test_a_fault_among_the_rows_leaves_the_old_file(
    target: Path, sample_rows: list[ClaimRow]
) -> None:
    target.write_text("old")

    def rows() -> Iterator[ClaimRow]:
        yield sample_rows[0]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        written(target, rows())
    assert target.read_text() == "old"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "does not begin with the names"),
        (b'"a","b"\r\n"1","2"\r\n', "does not begin with the names"),
        (b'"quote","quote"\r\n', "does not begin with the names"),
        (b'"quote","end"\r\n"1"\r\n', "has 1 cells in row 1"),
        (b'"quote"\r\n"open', "is not a CSV file"),
        (b'"quote"\r\n"\xff"\r\n', "is not UTF-8 text"),
    ],
)
def test_what_is_no_export_is_refused(target: Path, content: bytes, says: str) -> None:
    target.write_bytes(content)
    with pytest.raises(ExportUnreadable) as refusal:
        read_claims_csv(target)
    assert says in refusal.value.what


def test_a_missing_file_is_refused(target: Path) -> None:
    with pytest.raises(ExportUnreadable, match="could not be read"):
        read_claims_csv(target)


@pytest.mark.parametrize("cap", ["MAX_CSV_FILE_BYTES", "MAX_CSV_CELL", "MAX_CSV_ROWS"])
def test_more_than_any_export_holds_is_refused(cap: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(read_claims_csv(GOLDEN)) == 5
    monkeypatch.setattr(csv_import, cap, 4)
    with pytest.raises(ExportUnreadable, match="is larger than any export"):
        read_claims_csv(GOLDEN)


def test_a_very_long_quote_comes_back(target: Path, sample_rows: list[ClaimRow]) -> None:
    row = sample_rows[0]
    words = '=long "quote"\r\n' * 50_000
    written(target, [replace(row, quote=replace(row.quote, exact=words))], ["quote"])
    assert read_claims_csv(target) == [{"quote": words}]


@pytest.mark.parametrize("name", [column.name for column in COLUMNS if column.may_be_escaped])
def test_no_column_is_trusted(target: Path, name: str) -> None:
    """A project file from anybody may hold a formula where only words of ours belong."""
    cells = ["=1+1" if one == name else "" for one in ALL]
    write_claims_csv(target, [cells], ALL)
    with target.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row[name], row["escaped"]) == ("'=1+1", name)
    assert read_claims_csv(target)[0][name] == "=1+1"


def test_the_disk_is_flushed_before_the_file_takes_its_place(
    target: Path, monkeypatch: pytest.MonkeyPatch, sample_rows: list[ClaimRow]
) -> None:
    events: list[str] = []
    really_replace = atomic_file.os.replace

    def replaced(source: str, to: Path) -> None:
        events.append("replace")
        really_replace(source, to)

    monkeypatch.setattr(atomic_file.os, "fsync", lambda _: events.append("fsync"))
    monkeypatch.setattr(atomic_file.os, "replace", replaced)
    written(target, sample_rows)
    assert events == ["fsync", "replace", "fsync"]
