"""Reading claims, their history, articles and operations."""

from __future__ import annotations

import pytest

from annotator.domain.claim import ClaimKind, ClaimState
from annotator.domain.errors import ProjectUnreadable, UnknownRecord
from annotator.domain.history import undo_state
from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.services import articles, claim_editing, review
from annotator.services.project import Project
from annotator.storage.articles import article_with_text, read_text
from annotator.storage.candidates import store_candidates
from annotator.storage.claims import find_claim
from annotator.storage.connection import connect
from annotator.storage.history import read_operations
from tests.made_projects import (
    DETECTOR,
    OTHER_TEXT,
    REVIEWER,
    TEXT,
    detect,
    opened,
    sentences,
    without_guards,
)


def test_claims_come_in_reading_order(project: Project) -> None:
    first = project.claims(1)[0]
    claim_editing.add_claim(project, 1, Span(first.span.start, first.span.start + 8))
    claim_editing.add_claim(project, 1, Span(first.span.start, first.span.end + 12))
    spans = [claim.span for claim in project.claims(1)]
    assert spans == sorted(spans, key=lambda span: (span.start, -span.end))
    assert [claim.article_id for claim in project.claims()] == [1] * 5 + [2] * 3


def test_a_claim_says_what_the_detector_thought(project: Project) -> None:
    claim = project.claim(1)
    assert claim.kinds == (ClaimKind.EVENT, ClaimKind.DATE)
    assert (claim.check_worthiness, claim.cues) == (0.7, ("names “3”",))
    assert not claim.touched


def test_ids_that_are_not_there(project: Project) -> None:
    assert [claim.id for claim in project.claims_by_id(frozenset({2, 99, 1}))] == [1, 2]
    with pytest.raises(UnknownRecord, match="claim 99"):
        project.claim(99)
    with pytest.raises(UnknownRecord, match="article 99"):
        project.article(99)
    with pytest.raises(UnknownRecord, match="article text 99"):
        read_text(project.database, 99)


def test_a_claim_is_found_by_the_beginning_of_its_uuid(project: Project) -> None:
    claim = project.claim(2)
    for start in (claim.uuid, claim.uuid[:8], f" {claim.uuid[:12].upper()} "):
        assert find_claim(project.database, start) == claim


@pytest.mark.parametrize("start", ["", "abc", "%%%%", "____", "zzzzzzzz", "____%"])
def test_a_uuid_that_is_none_finds_nothing(project: Project, start: str) -> None:
    with pytest.raises(UnknownRecord, match=r"No claim|too short"):
        find_claim(project.database, start)


def test_a_beginning_that_several_claims_share_is_refused(project: Project) -> None:
    project.close()
    connection = without_guards(project.path)
    connection.execute("UPDATE claim SET uuid = 'abcd' || substr(uuid, 5)")
    connection.close()
    reader = reading_without_guards(project)
    with pytest.raises(UnknownRecord, match="several"):
        find_claim(reader.database, "abcd")
    reader.database.close()


def reading_without_guards(project: Project) -> Project:
    """The project as a reader that was opened before its guards were taken away."""
    database = connect(project.path, read_only=True)
    project.file.database = database
    return project


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE candidate SET kinds = '[\"rumour\"]'",
        "UPDATE candidate SET cues = '[1'",
        "UPDATE candidate SET cues = replace(printf('%099999d', 0), '0', '[')",
        "UPDATE claim_event SET span_end = span_start",
        "UPDATE claim_event SET state = 'lost'",
    ],
)
def test_a_row_that_nobody_can_read_is_told_as_damage(project: Project, sql: str) -> None:
    project.close()
    connection = without_guards(project.path)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute(f"{sql} WHERE id = 1")
    connection.close()
    reader = reading_without_guards(project)
    with pytest.raises(ProjectUnreadable) as caught:
        reader.claims()
    assert caught.value.details.startswith("claim 1: ")
    reader.database.close()


def test_an_act_that_nobody_knows_is_told_as_damage(project: Project) -> None:
    project.close()
    connection = without_guards(project.path)
    connection.execute("UPDATE operation SET act = 'guess' WHERE id = 1")
    connection.close()
    reader = reading_without_guards(project)
    with pytest.raises(ProjectUnreadable):
        reader.undo_state()
    reader.database.close()


def test_the_history_of_a_claim_is_told_in_order(project: Project) -> None:
    review.decide(project, 1, Verdict.VERIFIED)
    review.undo(project)
    review.redo(project)
    review.justify(project, 1, "Because.")
    claim_editing.dismiss(project, 1)
    history = project.claim_history(1)
    quote = "“The dam held 40 million litres 😱.”"
    assert [(entry.text, entry.undone) for entry in history] == [
        ("Detected as a candidate, 0.70", False),
        (f"Verified {quote}", True),
        (f"Undid: Verified {quote}", True),
        (f"Redid: Verified {quote}", False),
        (f"Justified {quote}", False),
        (f"Not a claim: {quote}", False),
    ]
    assert [entry.reviewer for entry in history] == ["", *[REVIEWER] * 5]
    assert [entry.at for entry in history] == sorted(entry.at for entry in history)
    assert len({entry.operation_id for entry in history}) == 6


def test_the_history_holds_what_was_written_each_time(project: Project) -> None:
    review.justify(project, 1, "Ship register, page 4.")
    review.decide(project, 1, Verdict.DISPUTED, "Harbour log.\nPage 7.")
    review.justify(project, 2, "Of another claim.")
    review.undo(project)
    review.undo(project)
    review.redo(project)
    review.justify(project, 1, "")
    assert [entry.justification for entry in project.claim_history(1)] == [
        "",
        "Ship register, page 4.",
        "Harbour log.\nPage 7.",
        "",
        "Harbour log.\nPage 7.",
        "",
    ]


def test_the_history_says_when_the_detector_gave_a_claim_up(project: Project) -> None:
    store_candidates(project.database, project.articles()[0], DETECTOR, [])
    detect(project)
    assert [entry.text for entry in project.claim_history(1)] == [
        "Detected as a candidate, 0.70",
        "No longer proposed by the detector",
        "Detected as a candidate, 0.70",
    ]
    assert project.claim(1).state is ClaimState.OPEN


def test_a_merge_is_in_the_history_of_both(project: Project) -> None:
    claim_editing.merge_claims(project, 1, 2)
    assert project.claim_history(1)[-1] == project.claim_history(2)[-1]
    assert project.claim_history(1)[-1].text.startswith("Merged “The dam held")
    assert project.claim_history(99) == []


def test_an_article_is_found_by_its_text(project: Project) -> None:
    first, second = project.articles()
    assert article_with_text(project.database, first.text_sha256) == first
    articles.remove_article(project, second.id)
    found = article_with_text(project.database, second.text_sha256)
    assert found is not None
    assert found.id == second.id
    assert article_with_text(project.database, "0" * 64) is None


def test_undo_state_read_bit_by_bit_is_that_of_all_operations(project: Project) -> None:
    def whole() -> object:
        return undo_state(read_operations(project.database))

    assert project.undo_state() == whole()
    for claim in project.claims():
        review.decide(project, claim.id, Verdict.VERIFIED)
        assert project.undo_state() == whole()
    for step in (review.undo, review.undo, review.redo, review.undo, review.undo, review.redo):
        step(project)
        assert project.undo_state() == whole()
    detect(project)
    assert project.undo_state() == whole()
    review.decide(project, 1, Verdict.DISPUTED)
    assert project.undo_state() == whole()
    assert project.undo_state().redo == ()


def test_a_reader_follows_what_the_writer_does(project: Project) -> None:
    reader = opened(project.path, read_only=True)
    assert len(reader.undo_state().undo) == 1
    review.decide(project, 1, Verdict.VERIFIED)
    assert len(reader.undo_state().undo) == 2
    assert reader.claim(1) == project.claim(1)
    reader.close()


def test_all_texts_are_read_as_they_came(project: Project) -> None:
    assert [project.text(article) for article in project.articles()] == [TEXT, OTHER_TEXT]
    assert all(
        project.text(article)[c.span.start : c.span.end] == c.quote
        for article in project.articles()
        for c in project.claims(article.id)
    )
    assert len(project.claims()) == len(sentences(TEXT)) + len(sentences(OTHER_TEXT))


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM claim_now WHERE id = 1",
        "SELECT * FROM claim_now WHERE article_id = 1",
        "SELECT * FROM article_now WHERE id = 1",
        "SELECT * FROM verdict_event WHERE operation_id = 1",
        "SELECT * FROM claim_event WHERE operation_id = 1",
        "SELECT * FROM article_event WHERE operation_id = 1",
        "SELECT * FROM justification_event WHERE operation_id = 1",
        "SELECT * FROM operation WHERE reverses = 1",
        "SELECT * FROM operation WHERE id > 1",
        "SELECT id FROM article_text WHERE sha256 = 'x'",
    ],
)
def test_a_read_by_number_goes_through_no_table_from_end_to_end(project: Project, sql: str) -> None:
    plan = [str(row[3]) for row in project.database.rows(f"EXPLAIN QUERY PLAN {sql}")]
    assert plan
    assert not [step for step in plan if step.startswith("SCAN")]
