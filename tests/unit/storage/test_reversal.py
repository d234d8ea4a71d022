"""Undo and redo as one function."""

from __future__ import annotations

import pytest

from annotator.domain.claim import ClaimState
from annotator.domain.errors import RuleBroken
from annotator.domain.history import Act, Operation
from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.services import articles, claim_editing, review
from annotator.services.project import Project
from annotator.storage.history import read_operations
from annotator.storage.reversal import EVENT_TABLES, reverse
from tests.made_projects import REVIEWER, dump, incoming, opened


def _last(project: Project) -> Operation:
    return read_operations(project.database)[-1]


def test_every_table_of_events_can_be_taken_back(project: Project) -> None:
    tables = {
        row[0]
        for row in project.database.rows(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '%event'"
        )
    }
    assert tables == {table.name for table in EVENT_TABLES}
    for table in EVENT_TABLES:
        columns = {row[1] for row in project.database.rows(f"PRAGMA table_info({table.name})")}
        assert columns == {"id", "operation_id", "restores", table.subject, *table.values}


def test_a_verdict_taken_back_and_given_again_keeps_its_reviewer_and_time(
    project: Project,
) -> None:
    review.decide(project, 1, Verdict.VERIFIED)
    first = project.claim(1)
    project.reviewer = "Bo Lind"
    review.decide(project, 1, Verdict.DISPUTED)
    second = project.claim(1)
    assert second.reviewer == "Bo Lind"
    reverse(project.database, _last(project), "Cy Ono")
    assert project.claim(1) == first
    reverse(project.database, _last(project), "Cy Ono")
    assert project.claim(1) == second
    assert project.check().sound


def test_taking_back_the_first_verdict_leaves_none(project: Project) -> None:
    review.decide(project, 1, Verdict.VERIFIED)
    change = reverse(project.database, _last(project), REVIEWER)
    claim = project.claim(1)
    assert (claim.verdict, claim.reviewer, claim.decided_at) == (None, "", "")
    assert (change.act, change.claim_ids) == (Act.REVERSE, {1})
    assert change.label.startswith("Verified “")


def test_an_operation_is_taken_back_once(project: Project) -> None:
    review.decide(project, 1, Verdict.VERIFIED)
    done = _last(project)
    reverse(project.database, done, REVIEWER)
    before = dump(project.database.connection)
    with pytest.raises(RuleBroken, match="already"):
        reverse(project.database, done, REVIEWER)
    assert dump(project.database.connection) == before


def test_what_was_changed_again_since_cannot_be_taken_back(project: Project) -> None:
    review.decide(project, 1, Verdict.VERIFIED)
    done = _last(project)
    review.decide(project, 1, Verdict.DISPUTED)
    before = dump(project.database.connection)
    with pytest.raises(RuleBroken, match="changed again"):
        reverse(project.database, done, REVIEWER)
    assert dump(project.database.connection) == before
    review.undo(project)
    reverse(project.database, done, REVIEWER)
    assert project.claim(1).verdict is None


def test_one_part_of_an_act_that_was_changed_since_stops_all_of_it(project: Project) -> None:
    first, second, *_ = project.claims()
    claim_editing.merge_claims(project, first.id, second.id)
    merged = _last(project)
    review.decide(project, first.id, Verdict.VERIFIED)
    claim_editing.dismiss(project, first.id)
    before = dump(project.database.connection)
    with pytest.raises(RuleBroken):
        reverse(project.database, merged, REVIEWER)
    assert dump(project.database.connection) == before


def test_an_import_taken_back_takes_its_articles_and_brings_them_again(empty: Project) -> None:
    result = articles.import_articles(empty, [incoming("One is so.", "1"), incoming("Two.", "2")])
    before = empty.articles()
    change = reverse(empty.database, _last(empty), REVIEWER)
    assert empty.articles() == []
    assert change.article_ids == set(result.article_ids)
    reverse(empty.database, _last(empty), REVIEWER)
    assert empty.articles() == before


def test_a_claim_that_was_added_goes_and_comes_under_the_same_id(project: Project) -> None:
    claim_editing.add_claim(project, 1, Span(4, 8))
    (claim,) = (claim for claim in project.claims() if claim.check_worthiness is None)
    reverse(project.database, _last(project), REVIEWER)
    assert project.claim(claim.id).state is ClaimState.REMOVED
    reverse(project.database, _last(project), REVIEWER)
    assert project.claim(claim.id) == claim


def test_a_long_way_back_and_forth_ends_where_it_began(project: Project) -> None:
    for verdict in (Verdict.VERIFIED, Verdict.DISPUTED, Verdict.UNSUPPORTED):
        review.decide(project, 1, verdict)
    review.withdraw(project, 1)
    seen = [project.claim(1)]
    for _ in range(3):
        while review.undo(project):
            seen.append(project.claim(1))
            if project.undo_state().undo[-1].act is Act.IMPORT:
                break
        states = seen[::-1]
        for state in states[1:]:
            review.redo(project)
            assert project.claim(1) == state
        assert review.redo(project) is None
        seen = [project.claim(1)]
    assert project.check().sound
    # Restored events are never restored themselves, so the chain stays flat.
    assert (
        list(
            project.database.rows(
                "SELECT a.id FROM verdict_event a JOIN verdict_event b ON b.id = a.restores"
                " WHERE b.restores IS NOT NULL"
            )
        )
        == []
    )


def test_undo_goes_on_after_a_restart(project: Project) -> None:
    review.decide(project, 1, Verdict.VERIFIED)
    review.decide(project, 2, Verdict.DISPUTED)
    review.undo(project)
    project.close()
    again = opened(project.path)
    assert [operation.act for operation in again.undo_state().undo] == [Act.IMPORT, Act.DECIDE]
    review.redo(again)
    review.undo(again)
    review.undo(again)
    assert [claim.verdict for claim in again.claims_by_id(frozenset({1, 2}))] == [None, None]
    again.close()
