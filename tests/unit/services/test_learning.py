"""Learning from the desk: the switch with undo, what is learned from, and scores that show."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.domain.claim import ClaimKind
from annotator.domain.history import Act
from annotator.domain.learning import Learned, LearnedScore, LearningState
from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.nlp.protocol import learning_claims_from, learning_rows
from annotator.services import articles, claim_editing, learning, review
from annotator.services.project import Project
from tests.made_projects import OTHER_TEXT, TEXT, detect, detected_project, opened

FOURTH, FIFTH = LearnedScore(4, 0.31), LearnedScore(5, 0.92)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Two articles of three candidates each, all at 0.7."""
    made = detected_project(tmp_path, TEXT, OTHER_TEXT)
    yield made
    made.close()


def keep(project: Project, *scores: LearnedScore, unmoved: tuple[int, ...] = ()) -> None:
    known = learning.claims_to_learn_from(project)
    learning.keep_learned(project, known, Learned(12, scores), unmoved)


def worth(project: Project) -> list[float | None]:
    return [claim.check_worthiness for claim in project.claims()]


def test_it_is_off_until_it_is_switched_on(project: Project) -> None:
    assert learning.learning_state(project) == LearningState(one_sided=True)
    keep(project, FOURTH, FIFTH)
    assert worth(project) == [0.7] * 6
    change = learning.set_learning(project, True)
    assert change is not None
    assert (change.act, change.claim_ids) == (Act.LEARN, {4, 5})
    assert worth(project) == [0.7, 0.7, 0.7, 0.31, 0.92, 0.7]
    assert learning.learning_state(project) == LearningState(True, 0, True, 12)
    assert learning.set_learning(project, True) is None


def test_undo_redo_and_a_restart(project: Project) -> None:
    keep(project, FOURTH)
    learning.set_learning(project, True)
    taken_back = review.undo(project)
    assert taken_back is not None
    assert taken_back.claim_ids == {4}
    assert not learning.learns(project)
    assert worth(project)[3] == 0.7
    review.redo(project)
    assert learning.learns(project)
    assert worth(project)[3] == 0.31
    learning.set_learning(project, False)
    assert worth(project)[3] == 0.7
    review.undo(project)
    project.close()
    again = opened(project.path)
    assert learning.learns(again)
    assert worth(again)[3] == 0.31
    assert [act.label for act in again.undo_state().undo] == ["Learn from my decisions"] or (
        again.undo_state().undo[-1].label == "Learn from my decisions"
    )
    assert again.check().findings == ()
    again.close()
    # The fixture closes it once more, which does nothing.


def test_what_was_said_is_what_is_learned_from(project: Project) -> None:
    review.decide(project, 1, Verdict.VERIFIED)
    claim_editing.dismiss(project, 2)
    review.justify(project, 4, "Because.")
    claim_editing.add_claim(project, 2, Span(4, 8))
    claim_editing.trim_claim(project, 5, Span(24, 37))
    found = {one.id: one for one in learning.claims_to_learn_from(project)}
    assert {key: one.worth_it for key, one in found.items()} == {
        1: True, 2: False, 3: None, 4: True, 5: None, 6: None, 7: True,
    }  # fmt: skip
    assert [key for key, one in found.items() if one.touched] == [1, 2, 4, 7, 5]
    assert found[7].check_worthiness is None
    assert found[7].kinds == ()
    assert {found[key].kinds for key in range(1, 7)} == {(ClaimKind.EVENT, ClaimKind.DATE)}
    rows = learning_rows(found.values())
    assert learning_claims_from(pickle.loads(pickle.dumps(rows))) == tuple(found.values())
    review.undo(project)
    review.undo(project)
    assert 7 not in {one.id for one in learning.claims_to_learn_from(project)}
    articles.remove_article(project, 2)
    assert [one.id for one in learning.claims_to_learn_from(project)] == [1, 2, 3]
    assert learning.learning_state(project).decisions == 2


def test_shipped_scores_are_learned_from_whatever_was_learned(project: Project) -> None:
    learning.set_learning(project, True)
    keep(project, FOURTH)
    assert {one.check_worthiness for one in learning.claims_to_learn_from(project)} == {0.7}


def test_touched_and_unmoved_claims_keep_their_place(project: Project) -> None:
    learning.set_learning(project, True)
    keep(project, FOURTH, FIFTH)
    review.decide(project, 4, Verdict.VERIFIED)
    again = [LearnedScore(key, 0.11) for key in (3, 4, 5, 6)]
    keep(project, *again, unmoved=(5,))
    assert worth(project) == [0.7, 0.7, 0.11, 0.31, 0.92, 0.11]


def test_learning_again_forgets_what_was_learned_before(project: Project) -> None:
    learning.set_learning(project, True)
    keep(project, FOURTH)
    keep(project, FIFTH)
    assert worth(project) == [0.7, 0.7, 0.7, 0.7, 0.92, 0.7]


def test_a_new_detection_shows_the_shipped_score_until_it_is_learned_anew(
    project: Project,
) -> None:
    learning.set_learning(project, True)
    keep(project, FOURTH)
    detect(project)
    assert worth(project) == [0.7] * 6
    assert project.check().findings == ()


def test_what_was_learned_is_known_by_all_that_it_depends_on(project: Project) -> None:
    known = learning.claims_to_learn_from(project)
    assert not learning.is_learned(project, known)
    keep(project, FOURTH)
    assert learning.is_learned(project, known)
    review.decide(project, 1, Verdict.VERIFIED)
    assert not learning.is_learned(project, learning.claims_to_learn_from(project))
    review.undo(project)
    # A claim that was touched once is ranked no more.
    assert not learning.is_learned(project, learning.claims_to_learn_from(project))


def test_scores_of_unknown_claims_are_left_out(project: Project) -> None:
    learning.set_learning(project, True)
    keep(project, LearnedScore(99, 0.5), FIFTH)
    assert worth(project)[4] == 0.92
    assert project.check().findings == ()


def test_the_history_of_a_claim_says_nothing_of_it(project: Project) -> None:
    keep(project, FOURTH)
    learning.set_learning(project, True)
    assert len(project.claim_history(4)) == 1
