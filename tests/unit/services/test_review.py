"""Verdicts, justifications, undo and redo."""

from __future__ import annotations

import pytest

from annotator.domain.errors import ProjectReadOnly, RuleBroken, UnknownRecord
from annotator.domain.history import Act, UndoState
from annotator.domain.verdict import Verdict
from annotator.services import articles, claim_editing, review
from annotator.services.project import Project
from tests.made_projects import REVIEWER, TEXT, dump, opened


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_stands_with_its_reviewer_and_time(project: Project, verdict: Verdict) -> None:
    change = review.decide(project, 1, verdict)
    assert change is not None
    assert (change.act, change.claim_ids) == (Act.DECIDE, {1})
    assert change.label == f"{verdict.value.capitalize()} “The dam held 40 million litres 😱.”"
    claim = project.claim(1)
    assert (claim.verdict, claim.reviewer, claim.decided_at) == (verdict, REVIEWER, change.at)
    assert claim.touched
    assert [c.verdict for c in project.claims()[1:]] == [None] * 5


def test_the_same_verdict_again_is_no_act(project: Project) -> None:
    review.decide(project, 1, Verdict.VERIFIED)
    before = dump(project.database.connection)
    assert review.decide(project, 1, Verdict.VERIFIED) is None
    assert dump(project.database.connection) == before


def test_the_same_verdict_of_another_reviewer_is_theirs(project: Project) -> None:
    review.decide(project, 1, Verdict.VERIFIED)
    project.reviewer = "Bo Lind"
    assert review.decide(project, 1, Verdict.VERIFIED) is not None
    assert project.claim(1).reviewer == "Bo Lind"
    assert project.reviewers() == ["Bo Lind", REVIEWER]


def test_a_verdict_needs_somebody_who_gives_it(project: Project) -> None:
    project.reviewer = ""
    with pytest.raises(RuleBroken, match="name"):
        review.decide(project, 1, Verdict.VERIFIED)
    assert project.claim(1).verdict is None


def test_a_withdrawn_verdict_is_gone_and_in_the_history(project: Project) -> None:
    review.decide(project, 1, Verdict.VERIFIED)
    change = review.withdraw(project, 1)
    assert change is not None
    assert change.act is Act.WITHDRAW
    claim = project.claim(1)
    assert (claim.verdict, claim.reviewer, claim.decided_at) == (None, "", "")
    assert len(project.claim_history(1)) == 3
    assert review.withdraw(project, 1) is None


def test_a_justification_is_kept_without_white_space_at_its_ends(project: Project) -> None:
    change = review.justify(project, 1, "  The log,\nline 3: “40 Ml”. \0\ud83d \n")
    assert change is not None
    assert change.act is Act.JUSTIFY
    assert project.claim(1).justification == "The log,\nline 3: “40 Ml”. \ufffd"
    assert review.justify(project, 1, "The log,\nline 3: “40 Ml”. \ud83d") is None
    assert review.justify(project, 1, " ") is not None
    assert project.claim(1).justification == ""
    assert review.justify(project, 1, "") is None


def test_what_was_dismissed_or_removed_gets_no_verdict(project: Project) -> None:
    review.decide(project, 1, Verdict.VERIFIED)
    claim_editing.dismiss(project, 1)
    claim_editing.merge_claims(project, 2, 3)
    articles.remove_article(project, 2)
    in_removed_article = project.claims(2)[0].id
    before = dump(project.database.connection)
    for claim_id, words in (
        (1, "not a claim"),
        (3, "no longer there"),
        (in_removed_article, "no longer in the project"),
    ):
        with pytest.raises(RuleBroken, match=words):
            review.decide(project, claim_id, Verdict.DISPUTED)
        with pytest.raises(RuleBroken, match=words):
            review.withdraw(project, claim_id)
        with pytest.raises(RuleBroken, match=words):
            review.justify(project, claim_id, "Because.")
    assert dump(project.database.connection) == before


def test_a_claim_that_is_not_there_is_unknown(project: Project) -> None:
    for act in (
        lambda: review.decide(project, 99, Verdict.VERIFIED),
        lambda: review.withdraw(project, 99),
        lambda: review.justify(project, 99, "Because."),
    ):
        with pytest.raises(UnknownRecord):
            act()


def test_a_reader_decides_nothing(project: Project) -> None:
    review.decide(project, 1, Verdict.VERIFIED)
    reader = opened(project.path)
    for act in (
        lambda: review.decide(reader, 1, Verdict.DISPUTED),
        lambda: review.justify(reader, 1, "Because."),
        lambda: review.undo(reader),
    ):
        with pytest.raises(ProjectReadOnly):
            act()
    reader.close()
    assert project.claim(1).verdict is Verdict.VERIFIED


def test_undo_and_redo_go_step_by_step_and_say_what_they_did(project: Project) -> None:
    states = [project.claim(1).verdict]
    for verdict in (Verdict.VERIFIED, Verdict.DISPUTED, Verdict.UNSUPPORTED):
        review.decide(project, 1, verdict)
        states.append(verdict)
    for verdict in reversed(states[:-1]):
        change = review.undo(project)
        assert change is not None
        assert (change.act, change.claim_ids) == (Act.REVERSE, {1})
        assert project.claim(1).verdict is verdict
    for verdict in states[1:]:
        label = project.undo_state().redo[-1].label
        change = review.redo(project)
        assert change is not None
        assert (
            change.label == label == f"{verdict.value.capitalize()} {review.short_words(TEXT[:34])}"
        )
        assert project.claim(1).verdict is verdict
    assert review.redo(project) is None


def test_a_new_act_ends_redo(project: Project) -> None:
    review.decide(project, 1, Verdict.VERIFIED)
    review.undo(project)
    review.decide(project, 2, Verdict.VERIFIED)
    assert review.redo(project) is None


def test_an_empty_project_has_nothing_to_undo(empty: Project) -> None:
    assert review.undo(empty) is None
    assert review.redo(empty) is None
    assert empty.undo_state() == UndoState()


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("Short.", "“Short.”"),
        ("Two\n\n lines\tof it", "“Two lines of it”"),
        ("x" * 40, f"“{'x' * 40}”"),
        ("x" * 41, f"“{'x' * 39}…”"),
        ("word " * 30, f"“{('word ' * 30)[:39].rstrip()}…”"),
    ],
)
def test_a_label_shows_the_beginning_of_a_quote(quote: str, shown: str) -> None:
    assert review.short_words(quote) == shown


def test_a_verdict_and_its_justification_are_one_act(project: Project) -> None:
    assert review.decide(project, 1, Verdict.DISPUTED, " The log says 3. ") is not None
    claim = project.claim(1)
    assert (claim.verdict, claim.justification) == (Verdict.DISPUTED, "The log says 3.")
    assert review.decide(project, 1, Verdict.DISPUTED, "The log says 3.") is None
    review.undo(project)
    claim = project.claim(1)
    assert (claim.verdict, claim.justification) == (None, "")
