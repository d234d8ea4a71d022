"""What reviewers say of links: recorded, undone, and kept through new comparisons."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.domain.claim import ClaimState
from annotator.domain.errors import RuleBroken
from annotator.domain.link import Link, LinkDecision, ProposedLink, Relation
from annotator.domain.office import OfficeDispute, OfficeNamed
from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.services import articles, claim_editing, comparing, linking, review
from annotator.services.project import Project
from annotator.storage.candidates import store_candidates
from tests.made_projects import (
    DETECTOR,
    OTHER_TEXT,
    TEXT,
    detected_project,
    opened,
    proposed_links,
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Two articles of three claims each, compared."""
    made = detected_project(tmp_path, TEXT, OTHER_TEXT)
    compare(made)
    yield made
    made.close()


def compare(project: Project) -> None:
    comparing.keep_links(project, comparing.articles_to_compare(project), proposed_links(), ())


def link(project: Project, a: int, b: int) -> Link:
    (found,) = [one for one in linking.links(project, a) if (one.a, one.b) == (a, b)]
    return found


def test_proposals_come_back_as_they_were_stored(project: Project) -> None:
    found = linking.links(project)
    assert [(one.a, one.b) for one in found] == [(1, 6), (2, 4), (2, 5), (3, 5)]
    for one, proposed in zip(found, proposed_links(), strict=True):
        assert one == Link(
            proposed.a, proposed.b, proposed.score, proposed.drawn, proposed.relation,
            proposed.reason, proposed.differences,
        )  # fmt: skip
    assert [(one.a, one.b) for one in linking.links(project, 5)] == [(2, 5), (3, 5)]


def test_a_confirmed_link_is_drawn_by_name_and_time(project: Project) -> None:
    change = linking.confirm_link(project, 4, 2)
    assert change is not None
    assert change.claim_ids == {2, 4}
    now = link(project, 2, 4)
    assert (now.drawn, now.decision) == (True, LinkDecision.CONFIRMED)
    assert (now.reviewer, now.decided_at) == (project.reviewer, change.at)
    assert linking.confirm_link(project, 2, 4) is None


def test_a_rejected_link_is_not_drawn_and_can_be_taken_back(project: Project) -> None:
    linking.reject_link(project, 2, 5)
    assert not link(project, 2, 5).drawn
    linking.clear_link(project, 2, 5)
    now = link(project, 2, 5)
    assert (now.drawn, now.decision, now.reviewer) == (True, LinkDecision.UNDECIDED, "")
    assert linking.clear_link(project, 2, 5) is None


def test_a_link_by_hand_needs_no_proposal(project: Project) -> None:
    linking.confirm_link(project, 1, 4)
    made = link(project, 1, 4)
    assert (made.score, made.drawn, made.relation) == (None, True, Relation.SAME)
    review.undo(project)
    assert not [one for one in linking.links(project, 1) if one.b == 4]
    review.redo(project)
    assert link(project, 1, 4) == made


def test_what_is_no_conflict_is_partial_and_has_no_differences(project: Project) -> None:
    linking.deny_conflict(project, 5, 3)
    now = link(project, 3, 5)
    assert (now.relation, now.differences, now.no_conflict) == (Relation.PARTIAL, (), True)
    assert linking.deny_conflict(project, 3, 5) is None
    linking.confirm_link(project, 3, 5)
    assert link(project, 3, 5).no_conflict
    linking.clear_link(project, 3, 5)
    assert link(project, 3, 5).relation is Relation.CONFLICT


def test_only_a_conflict_can_be_denied(project: Project) -> None:
    for pair in ((1, 6), (1, 5)):
        with pytest.raises(RuleBroken, match="No conflict was found"):
            linking.deny_conflict(project, *pair)


def test_links_within_an_article_and_of_what_is_no_claim_are_refused(project: Project) -> None:
    with pytest.raises(RuleBroken, match="two articles"):
        linking.confirm_link(project, 1, 2)
    claim_editing.dismiss(project, 4)
    with pytest.raises(RuleBroken):
        linking.confirm_link(project, 2, 4)


def test_undo_and_redo_go_through_everything_that_was_said(project: Project) -> None:
    states = [linking.links(project)]
    for act in (
        lambda: linking.confirm_link(project, 2, 4),
        lambda: linking.reject_link(project, 2, 4),
        lambda: linking.deny_conflict(project, 2, 5),
        lambda: linking.clear_link(project, 2, 4),
    ):
        assert act() is not None
        states.append(linking.links(project))
    # A restored decision keeps its time, so the states are the very same.
    for before in reversed(states[:-1]):
        assert review.undo(project)
        assert linking.links(project) == before
    for after in states[1:]:
        assert review.redo(project)
        assert linking.links(project) == after


def test_decisions_outlive_a_new_comparison_and_a_restart(project: Project) -> None:
    linking.reject_link(project, 2, 5)
    linking.confirm_link(project, 1, 4)
    said = linking.links(project)
    compare(project)
    assert linking.links(project) == said
    path = project.path
    project.close()
    again = opened(path)
    assert linking.links(again) == said
    assert again.check().sound
    again.close()


def test_what_was_said_of_a_proposal_that_went_holds_when_it_comes_again(project: Project) -> None:
    linking.reject_link(project, 2, 5)
    linking.deny_conflict(project, 3, 5)
    comparing.keep_links(project, comparing.articles_to_compare(project), (), ())
    assert linking.links(project) == []
    # Who links the two by hand meanwhile has said nothing new of the conflict.
    linking.confirm_link(project, 3, 5)
    compare(project)
    assert link(project, 2, 5).decision is LinkDecision.REJECTED
    now = link(project, 3, 5)
    assert (now.decision, now.no_conflict) == (LinkDecision.CONFIRMED, True)


def test_the_detector_leaves_a_linked_claim_alone(project: Project) -> None:
    linking.confirm_link(project, 2, 4)
    claim = project.claim(2)
    assert claim.touched
    assert claim.kept
    store_candidates(project.database, project.article(1), DETECTOR, ())
    assert project.claim(2).state is ClaimState.OPEN
    assert project.claim(1).state is ClaimState.REMOVED
    linking.clear_link(project, 2, 4)
    assert not project.claim(2).kept


def test_history_of_both_claims_tells_of_the_link(project: Project) -> None:
    linking.confirm_link(project, 2, 4)
    for claim_id in (2, 4):
        assert project.claim_history(claim_id)[-1].text.startswith("Linked “")


def test_what_was_compared_is_known_until_something_changes(project: Project) -> None:
    now = comparing.articles_to_compare(project)
    assert comparing.is_compared(project, now)
    claim_editing.dismiss(project, 3)
    assert not comparing.is_compared(project, comparing.articles_to_compare(project))
    review.undo(project)
    assert comparing.is_compared(project, comparing.articles_to_compare(project))
    articles.remove_article(project, 2)
    assert comparing.articles_to_compare(project) == ()


def test_a_verdict_changes_nothing_that_is_compared(project: Project) -> None:
    review.decide(project, 1, Verdict.VERIFIED)
    assert comparing.is_compared(project, comparing.articles_to_compare(project))


def test_links_of_claims_that_went_are_left_out(project: Project) -> None:
    before = comparing.articles_to_compare(project)
    links = (*proposed_links(), ProposedLink(99, 6, 0.5, True, Relation.SAME, "", ()))
    comparing.keep_links(project, before, links, ())
    assert 99 not in {one.a for one in linking.links(project)}


def test_offices_are_kept_with_the_comparison(project: Project) -> None:
    dispute = OfficeDispute(
        "Jón Ívarsson",
        (OfficeNamed(1, "minister", Span(0, 3)), OfficeNamed(2, "acting minister", Span(4, 8))),
    )
    now = comparing.articles_to_compare(project)
    comparing.keep_links(project, now, (), (dispute,))
    assert linking.offices(project) == [dispute]
    comparing.keep_links(project, now, (), ())
    assert linking.offices(project) == []


def test_one_verdict_for_a_statement_is_one_act(project: Project) -> None:
    review.decide(project, 3, Verdict.DISPUTED)
    change = review.decide_statement(project, (3, 5, 5), Verdict.DISPUTED)
    assert change is not None
    assert change.claim_ids == {5}
    assert review.decide_statement(project, (3, 5), Verdict.DISPUTED) is None
    review.decide_statement(project, (3, 5), Verdict.VERIFIED)
    assert [project.claim(n).verdict for n in (3, 5)] == [Verdict.VERIFIED] * 2
    review.undo(project)
    assert [project.claim(n).verdict for n in (3, 5)] == [Verdict.DISPUTED] * 2


def test_a_statement_with_a_dismissed_claim_is_refused_whole(project: Project) -> None:
    claim_editing.dismiss(project, 5)
    with pytest.raises(RuleBroken):
        review.decide_statement(project, (3, 5), Verdict.VERIFIED)
    assert project.claim(3).verdict is None
