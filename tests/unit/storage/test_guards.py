"""What was recorded cannot be changed, by whatever program opens the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.services import articles, claim_editing, learning, linking, review
from annotator.storage.migrations import expected_schema
from tests.made_projects import OTHER_TEXT, detect, detected_project, dump, incoming, raw

REWRITTEN = {
    "view_state",
    "compared_text",
    "proposed_link",
    "office_named",
    "learned_from",
    "learned_score",
}
TABLES = sorted(
    name for kind, name, _ in expected_schema() if kind == "table" and name not in REWRITTEN
)


class Key(NamedTuple):
    """A unique key of a table."""

    table: str
    columns: tuple[str, ...]


def _keys() -> Iterator[Key]:
    connection = sqlite3.connect(":memory:")
    for _, _, sql in sorted(expected_schema(), key=lambda entry: entry[0] != "table"):
        connection.execute(sql)
    for table in TABLES:
        yield Key(table, ("id",))
        for row in connection.execute(f"PRAGMA index_list({table})").fetchall():
            if row[2]:
                columns = connection.execute(f"PRAGMA index_info({row[1]})").fetchall()
                yield Key(table, tuple(column[2] for column in columns))
    connection.close()


KEYS = list(_keys())


@pytest.fixture(scope="module")
def full_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed project with rows in every table."""
    project = detected_project(tmp_path_factory.mktemp("guards"))
    first, second, third = project.claims()
    review.decide(project, first.id, Verdict.VERIFIED)
    review.decide(project, second.id, Verdict.DISPUTED)
    review.undo(project)
    review.justify(project, first.id, "The operator's log says so.")
    claim_editing.trim_claim(project, third.id, Span(third.span.start + 4, third.span.end))
    review.undo(project)
    imported = articles.import_articles(project, [incoming(OTHER_TEXT)])
    assert imported
    detect(project)
    other = next(claim for claim in project.claims() if claim.article_id != first.article_id)
    linking.confirm_link(project, first.id, other.id)
    review.undo(project)
    learning.set_learning(project, True)
    review.undo(project)
    project.close()
    return project.path


@pytest.fixture
def plain(full_project: Path) -> Iterator[sqlite3.Connection]:
    """A connection with SQLite's defaults, whose changes are rolled back."""
    connection = raw(full_project)
    assert connection.execute("PRAGMA recursive_triggers").fetchone() == (0,)
    connection.execute("BEGIN")
    yield connection
    connection.rollback()
    connection.close()


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def test_every_table_is_known_and_filled(plain: sqlite3.Connection) -> None:
    assert len(TABLES) == 15
    assert [key for key in KEYS if len(key.columns) == 2]
    for table in TABLES:
        assert plain.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0, table


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_updated(plain: sqlite3.Connection, table: str) -> None:
    before = dump(plain)
    for column in _columns(plain, table):
        with pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"):
            plain.execute(f"UPDATE {table} SET {column} = {column}")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            plain.execute(f"UPDATE OR REPLACE {table} SET {column} = {column}")
    assert dump(plain) == before


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_deleted(plain: sqlite3.Connection, table: str) -> None:
    before = dump(plain)
    with pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"):
        plain.execute(f"DELETE FROM {table}")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        plain.execute(f"DELETE FROM {table} WHERE id = (SELECT max(id) FROM {table})")
    assert dump(plain) == before


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key.table}-{'-'.join(key.columns)}")
@pytest.mark.parametrize("recursive", [False, True])
def test_nothing_is_replaced(plain: sqlite3.Connection, key: Key, recursive: bool) -> None:
    """A row with one key of a recorded one and everything else new, put in with OR REPLACE."""
    plain.execute(f"PRAGMA recursive_triggers = {int(recursive)}")
    columns = _columns(plain, key.table)
    filled = " AND ".join(f"{column} IS NOT NULL" for column in key.columns)
    row = dict(
        zip(
            columns,
            plain.execute(f"SELECT * FROM {key.table} WHERE {filled}").fetchone(),
            strict=True,
        )
    )
    fresh = {
        "id": 9_999 if key.table != "project" else 1,
        "uuid": "0" * 36,
        "name": "Somebody else",
        "operation_id": 9_999,
        "version": 77,
        "reverses": None,
        "detection_run_id": 9_999,
        "claim_a": 9_999,
        "claim_b": 9_998,
        "project_id": 9_999,
    }
    for column, value in fresh.items():
        if column in row and column not in key.columns:
            row[column] = value
    before = dump(plain)
    marks = ", ".join("?" * len(row))
    with pytest.raises(sqlite3.IntegrityError, match=f"{key.table} is append-only"):
        plain.execute(f"INSERT OR REPLACE INTO {key.table} VALUES ({marks})", list(row.values()))
    assert dump(plain) == before


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("written", ["'1'", "1.0", "'1.0'", "x'31'"])
def test_an_id_of_another_type_replaces_nothing(
    plain: sqlite3.Connection, table: str, written: str
) -> None:
    before = dump(plain)
    values = ", ".join([written, *_columns(plain, table)[1:]])
    with pytest.raises(sqlite3.IntegrityError):
        plain.execute(f"INSERT OR REPLACE INTO {table} SELECT {values} FROM {table} WHERE id = 1")
    assert dump(plain) == before


def test_an_upsert_changes_nothing(plain: sqlite3.Connection) -> None:
    before = dump(plain)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        plain.execute(
            "INSERT INTO reviewer (uuid, name, created_at) SELECT uuid, name, created_at FROM"
            " reviewer WHERE true ON CONFLICT (name) DO UPDATE SET name = 'Another'"
        )
    assert dump(plain) == before


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO operation (uuid, act, label, reviewer_id, at, program)"
        " VALUES (printf('%036d', 1), 'decide', 'x', NULL, '', '')",
        "INSERT INTO operation (uuid, act, label, reviewer_id, at, program)"
        " VALUES (printf('%036d', 1), 'detect', 'x', 1, '', '')",
        "INSERT INTO operation (uuid, act, label, reviewer_id, at, program, reverses)"
        " VALUES (printf('%036d', 1), 'reverse', 'x', 1, '', '', 9999)",
        "INSERT INTO verdict_event (operation_id, claim_id, verdict) VALUES (1, 1, 'true')",
        "INSERT INTO claim_event (operation_id, claim_id, state, article_text_id, span_start,"
        " span_end, quote, prefix, suffix) VALUES (1, 1, 'open', 1, 5, 5, '', '', '')",
        "INSERT INTO claim_event (operation_id, claim_id, state, article_text_id, span_start,"
        " span_end, quote, prefix, suffix) VALUES (1, 1, 'open', 1, 5, 9, 'abc', '', '')",
        "INSERT INTO claim_event (operation_id, claim_id, state, article_text_id, span_start,"
        " span_end, quote, prefix, suffix) VALUES (1, 1, 'open', 1, -1, 2, 'abc', '', '')",
        "INSERT INTO candidate (detection_run_id, claim_id, check_worthiness, kinds, cues)"
        " VALUES (1, 99, 1.5, '[]', '[]')",
        "INSERT INTO reviewer (uuid, name, created_at) VALUES (printf('%036d', 1), '  ', '')",
        "INSERT INTO article (uuid, operation_id) VALUES ('short', 1)",
        "INSERT INTO justification_event (operation_id, claim_id, justification)"
        " VALUES (1, 1, x'00')",
    ],
)
def test_what_makes_no_sense_is_not_recorded(plain: sqlite3.Connection, sql: str) -> None:
    with pytest.raises(sqlite3.IntegrityError) as caught:
        plain.execute(sql)
    assert "append-only" not in str(caught.value)


def test_a_length_in_other_units_than_code_points_is_refused(plain: sqlite3.Connection) -> None:
    sql = (
        "INSERT INTO article_text SELECT 99, article_id, operation_id, 9, ?, ?, sha256, direction,"
        " source_name, source_format, source_encoding, source_sha256, source_byte_count, extractor"
        " FROM article_text LIMIT 1"
    )
    text = OTHER_TEXT + "😱"
    with pytest.raises(sqlite3.IntegrityError, match="length"):
        plain.execute(sql, (text, len(text.encode("utf-16-le")) // 2))
    plain.execute(sql, (text, len(text)))
