"""The check finds every fault that is planted, and tells nothing of the articles."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.domain.learning import Learned, LearnedScore
from annotator.domain.office import OfficeDispute, OfficeNamed
from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.services import claim_editing, comparing, learning, linking, review
from annotator.storage.check import CheckReport, check_project
from annotator.storage.connection import connect
from annotator.storage.migrations import expected_schema
from tests.made_projects import (
    OTHER_TEXT,
    TEXT,
    detected_project,
    dump,
    proposed_links,
    raw,
    without_guards,
)


@pytest.fixture(scope="module")
def sound_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed project with every kind of record."""
    project = detected_project(tmp_path_factory.mktemp("check"), TEXT, OTHER_TEXT)
    first, second, third, *_ = project.claims()
    review.decide(project, first.id, Verdict.VERIFIED)
    review.decide(project, first.id, Verdict.DISPUTED)
    review.undo(project)
    review.justify(project, second.id, "Because.")
    review.undo(project)
    review.redo(project)
    claim_editing.trim_claim(project, third.id, Span(third.span.start + 4, third.span.end))
    review.undo(project)
    named = (OfficeNamed(1, "dam", Span(4, 7)), OfficeNamed(2, "dam", Span(4, 7)))
    disputes = (OfficeDispute("The dam", named),)
    comparing.keep_links(
        project, comparing.articles_to_compare(project), proposed_links(), disputes
    )
    linking.confirm_link(project, 2, 6)
    linking.deny_conflict(project, 2, 5)
    linking.reject_link(project, 2, 6)
    review.undo(project)
    learning.set_learning(project, True)
    known = learning.claims_to_learn_from(project)
    learning.keep_learned(project, known, Learned(10, (LearnedScore(4, 0.5),)))
    project.close()
    return project.path


@pytest.fixture
def planted(sound_project: Path, tmp_path: Path) -> Callable[[str], CheckReport]:
    """Plants a fault in a copy, with all guards back in place, and checks it."""
    path = tmp_path / "Planted.fact"
    shutil.copy(sound_project, path)

    def plant(sql: str) -> CheckReport:
        connection = without_guards(path)
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.executescript(sql)
        for kind, _, guard in expected_schema():
            if kind == "trigger":
                connection.execute(guard)
        connection.close()
        return _checked(path)

    return plant


def _checked(path: Path) -> CheckReport:
    database = connect(path, read_only=True)
    try:
        return check_project(database)
    finally:
        database.close()


def test_a_sound_project_is_sound_and_was_looked_at(sound_project: Path) -> None:
    report = _checked(sound_project)
    assert report.findings == ()
    assert report.sound
    counts = dict(report.checks)
    assert counts["article texts and hashes"] == 2
    assert counts["spans and quotes"] == 8
    assert counts["structure"] == len(expected_schema())
    assert counts["acts, kinds and cues"] > 10
    assert min(counts.values()) >= 1


def test_checking_changes_nothing(sound_project: Path) -> None:
    before = sound_project.read_bytes()
    _checked(sound_project)
    assert sound_project.read_bytes() == before


FAULTS = {
    "wrong hash": (
        "UPDATE article_text SET sha256 = printf('%064d', 1) WHERE id = 2",
        "article text 2 does not have its SHA-256",
    ),
    "changed letter": (
        "UPDATE article_text SET text = replace(text, '3 May', '4 May') WHERE id = 1",
        "article text 1 does not have its SHA-256",
    ),
    "wrong length": (
        "UPDATE article_text SET length = length + 1 WHERE id = 1",
        "article text 1 does not have its length",
    ),
    "text as bytes": (
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')')"
        " WHERE name = 'article_text'; PRAGMA writable_schema = RESET;"
        "UPDATE article_text SET text = CAST(text AS BLOB) WHERE id = 1",
        "article text 1 is no text",
    ),
    "shifted span": (
        "UPDATE claim_event SET span_start = span_start + 1, span_end = span_end + 1 WHERE id = 2",
        "claim event 2: the quote is not what stands at",
    ),
    "wrong quote": (
        "UPDATE claim_event SET quote = replace(quote, '3 May', '4 May') WHERE id = 2",
        "claim event 2: the quote is not what stands at",
    ),
    "quote of another length": (
        "UPDATE claim_event SET quote = substr(quote, 2) WHERE id = 2",
        "claim event 2: the quote is not what stands at",
    ),
    "span before the text": (
        "UPDATE claim_event SET span_start = span_start - 1000 WHERE id = 2",
        "claim event 2 has no span",
    ),
    "reversed span": (
        "UPDATE claim_event SET span_start = span_end, span_end = span_start WHERE id = 2",
        "claim event 2 has no span",
    ),
    "wrong prefix": (
        "UPDATE claim_event SET prefix = 'x' WHERE id = 2",
        "claim event 2: prefix or suffix",
    ),
    "wrong suffix": (
        "UPDATE claim_event SET suffix = 'x' WHERE id = 2",
        "claim event 2: prefix or suffix",
    ),
    "claim without a state": (
        "DELETE FROM claim_event WHERE claim_id = 2",
        "claim 2 has no state",
    ),
    "article without a state": (
        "DELETE FROM article_event WHERE article_id = 2",
        "article 2 has no state or no text",
    ),
    "article without a text": (
        "DELETE FROM article_text WHERE article_id = 2",
        "article 2 has no state or no text",
    ),
    "claim in another article": (
        "UPDATE claim SET article_id = 2 WHERE id = 1",
        "claim event 1 lies in the text of another article",
    ),
    "restores another claim's event": (
        "UPDATE verdict_event SET claim_id = 2 WHERE id = (SELECT max(id) FROM verdict_event)",
        "verdict_event 3 is not the state that it says it restores",
    ),
    "restores another state": (
        "UPDATE verdict_event SET verdict = 'unsupported' WHERE restores IS NOT NULL",
        "verdict_event 3 is not the state that it says it restores",
    ),
    "restores what was restored": (
        "UPDATE justification_event SET restores = 1 WHERE id = 2;"
        "UPDATE justification_event SET restores = 2 WHERE id = 3",
        "justification_event 3 is not the state that it says it restores",
    ),
    "lost operation": (
        "DELETE FROM operation WHERE act = 'justify'",
        "refers to a row of operation that is not there",
    ),
    "link without a state": (
        "DELETE FROM link_event WHERE link_id = 1",
        "link 1 has no state",
    ),
    "link inside an article": (
        "UPDATE link SET claim_b = 3 WHERE id = 1",
        "link 2-3 does not join claims of two articles in their order",
    ),
    "proposal in the wrong order": (
        "UPDATE proposed_link SET claim_a = claim_b, claim_b = claim_a WHERE claim_b = 6",
        "proposed_link 6-1 does not join claims of two articles in their order",
    ),
    "proposal under the wrong text": (
        "UPDATE proposed_link SET text_a = 2, text_b = 1 WHERE claim_b = 6",
        "proposed_link 1-6 is kept under a text that does not hold its claim b",
    ),
    "event without its first text": (
        "DELETE FROM compared_text WHERE article_text_id = 1",
        "compared text 2 is in an event that does not begin with its first text",
    ),
    "restores another decision": (
        "UPDATE link_event SET decision = 'rejected' WHERE restores IS NOT NULL",
        "is not the state that it says it restores",
    ),
    "differences that are none": (
        "UPDATE proposed_link SET differences = '[1]' WHERE claim_a = 2",
        "could not be finished: link 2-4: TypeError",
    ),
    "differences outside the text": (
        "UPDATE proposed_link SET differences = replace(differences, '52,55', '52,5500')"
        " WHERE claim_a = 3",
        "link 3-5: words that differ lie outside the text",
    ),
    "a relation that is none": (
        "UPDATE proposed_link SET relation = 'alike' WHERE claim_b = 6",
        "could not be finished: link 1-6: ValueError",
    ),
    "office outside its text": (
        "UPDATE office_named SET span_end = 100000 WHERE id = 2",
        "office 2 lies outside its text",
    ),
    "learned score of another claim": (
        "UPDATE learned_score SET candidate_id = (SELECT max(id) FROM candidate)",
        "is that of a candidate of another claim",
    ),
    "unknown act": (
        "UPDATE operation SET act = 'guess' WHERE act = 'justify'",
        "is of an unknown act",
    ),
    "reversal of nothing": (
        "UPDATE operation SET reverses = NULL WHERE act = 'reverse'",
        "does not say rightly what it reverses",
    ),
    "unknown kind": (
        "UPDATE candidate SET kinds = '[\"rumour\"]' WHERE id = 3",
        "candidate 3 is of an unknown kind",
    ),
    "kinds that are no list": (
        "UPDATE candidate SET kinds = '{\"event\": 1}' WHERE id = 3",
        "candidate 3 is of an unknown kind",
    ),
    "broken cues": (
        "UPDATE candidate SET cues = '[\"half' WHERE id = 3",
        "candidate 3 has cues that are no texts",
    ),
    "cues without end": (
        "UPDATE candidate SET cues = replace(printf('%099999d', 0), '0', '[') WHERE id = 3",
        "candidate 3 has cues that are no texts",
    ),
    "a verdict that is none": (
        "UPDATE verdict_event SET verdict = 'maybe'",
        "could not be finished: claim 1: KeyError",
    ),
    "a format that is none": (
        "UPDATE article_text SET source_format = 'papyrus' WHERE id = 2",
        "could not be finished: article 2: ValueError",
    ),
    "an index that lies": (
        "PRAGMA writable_schema = ON; CREATE INDEX empty ON claim (uuid) WHERE uuid IS NULL;"
        "UPDATE sqlite_schema SET sql = 'CREATE INDEX empty ON claim (uuid)' WHERE name = 'empty';"
        "PRAGMA writable_schema = RESET",
        "missing from index empty",
    ),
    "a missing guard": (
        "CREATE TABLE x (y); DROP TABLE x; DROP INDEX claim_by_article",
        "index claim_by_article is missing",
    ),
    "another view": (
        "DROP VIEW claim_now; CREATE VIEW claim_now AS SELECT 1",
        "view claim_now is not as this version",
    ),
    "something more": ("CREATE TABLE spy (id)", "table spy is not as this version"),
    "text that is no UTF-8": (
        "UPDATE claim_event SET quote = CAST(x'54686520ff' AS TEXT) WHERE id = 1",
        "could not be finished: Could not decode to UTF-8",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(planted: Callable[[str], CheckReport], fault: str) -> None:
    sql, message = FAULTS[fault]
    report = planted(sql)
    assert not report.sound
    messages = [finding.message for finding in report.findings]
    assert any(message in found for found in messages), messages
    told = " ".join(messages)
    for words in ("dam", "May", "litres", "Because"):
        assert words not in told
    # It went on to the end.
    assert len(report.checks) == len(dict(report.checks)) == 11


def test_a_copy_without_faults_is_sound(planted: Callable[[str], CheckReport]) -> None:
    assert planted("SELECT 1").findings == ()


def test_damaged_pages_are_found(sound_project: Path, tmp_path: Path) -> None:
    path = tmp_path / "Damaged.fact"
    shutil.copy(sound_project, path)
    connection = raw(path)
    (root,) = connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'claim_event'"
    ).fetchone()
    connection.close()
    data = bytearray(path.read_bytes())
    data[(root - 1) * 4096 + 8 : (root - 1) * 4096 + 64] = b"\xff" * 56
    path.write_bytes(data)
    assert not _checked(path).sound
    assert path.read_bytes() == data


def test_a_planted_copy_differs_only_in_the_fault(sound_project: Path, tmp_path: Path) -> None:
    """The way faults are planted changes nothing else that the check could stumble over."""
    path = tmp_path / "Copy.fact"
    shutil.copy(sound_project, path)
    connection = without_guards(path)
    for kind, _, guard in expected_schema():
        if kind == "trigger":
            connection.execute(guard)
    original = connect(sound_project, read_only=True)
    assert sorted(dump(connection)) == sorted(dump(original.connection))
    original.close()
    connection.close()
