"""What docs/csv-export.md says about the export is what the program does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from annotator.exchange.csv_cells import checked_columns, plain_cells
from annotator.exchange.csv_columns import COLUMNS, DEFAULT_COLUMNS, EXPORT_SCHEMA, ClaimRow
from annotator.exchange.csv_export import write_claims_csv
from annotator.exchange.csv_import import read_claims_csv

PAGE = (Path(__file__).parents[3] / "docs" / "csv-export.md").read_text(encoding="utf-8")


def test_the_table_of_columns_is_today_s() -> None:
    rows = ["| Column | Type | By default | Meaning |", "| --- | --- | --- | --- |"]
    for column in COLUMNS:
        meaning = column.meaning.replace("|", "\\|")
        chosen = "yes" if column.chosen else "no"
        rows.append(f"| `{column.name}` | {column.type} | {chosen} | {meaning} |")
    table = "\n".join(rows)
    found = re.search(r"<!-- columns -->\n(.*?)\n<!-- end of columns -->", PAGE, re.DOTALL)
    assert found is not None
    assert found[1] == table


def test_the_page_names_the_version() -> None:
    assert EXPORT_SCHEMA in PAGE


def test_the_snippet_gives_the_values_back(
    tmp_path: Path, sample_rows: list[ClaimRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    columns = checked_columns(DEFAULT_COLUMNS)
    cells = [plain_cells(row, columns) for row in sample_rows]
    write_claims_csv(Path("claims.csv"), cells, bom=True)
    snippet = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert snippet is not None
    names: dict[str, Any] = {}
    exec(compile(snippet[1], "csv-export.md", "exec"), names)
    undone = [{**row, "escaped": ""} for row in names["claims"]]
    assert undone == [{**row, "escaped": ""} for row in read_claims_csv(Path("claims.csv"))]
    assert undone[1]["quote"] == "- 16 people died"
