"""docs/schema.md speaks of everything that is there, and its queries run in any SQLite."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.domain.verdict import Verdict
from annotator.services import review
from annotator.services.project import Project
from annotator.storage.file_header import APPLICATION_ID
from annotator.storage.migrations import expected_schema, latest_version

DOCUMENT = (Path(__file__).resolve().parents[3] / "docs" / "schema.md").read_text("utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", DOCUMENT, re.DOTALL)


@pytest.fixture
def plain(project: Project) -> Iterator[sqlite3.Connection]:
    """A reviewed project, opened as the sqlite3 shell would."""
    review.decide(project, 1, Verdict.VERIFIED)
    review.decide(project, 1, Verdict.DISPUTED)
    review.undo(project)
    project.close()
    connection = sqlite3.connect(f"{project.path.as_uri()}?mode=ro", uri=True)
    yield connection
    connection.close()


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_a_query_of_the_document_runs(plain: sqlite3.Connection, query: str) -> None:
    rows = plain.execute(query).fetchall()
    before = " ".join(DOCUMENT.partition(query)[0].splitlines()[-5:])
    assert bool(rows) == ("No row is the right answer" not in before)


def test_the_current_verdict_is_the_same_with_and_without_the_view(
    plain: sqlite3.Connection,
) -> None:
    (query,) = (query for query in QUERIES if "max(id)" in query)
    assert (
        plain.execute(query).fetchall()
        == plain.execute("SELECT uuid, verdict FROM claim_now WHERE verdict IS NOT NULL").fetchall()
    )


def test_every_table_and_view_has_its_line() -> None:
    described = set(re.findall(r"^\| `(\w+)` \|", DOCUMENT, re.MULTILINE))
    assert described == {name for kind, name, _ in expected_schema() if kind in ("table", "view")}


def test_the_numbers_are_right() -> None:
    assert f"`application_id` is 0x{APPLICATION_ID:X}" in DOCUMENT
    assert f"(now {latest_version()})" in DOCUMENT


def test_links_lead_somewhere() -> None:
    folder = Path(__file__).resolve().parents[3] / "docs"
    for target in re.findall(r"\]\((\.\./[^)]+)\)", DOCUMENT):
        assert (folder / target).exists()
