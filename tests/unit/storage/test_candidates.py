"""The detector never touches what a person decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from annotator.domain.claim import Candidate, Claim, ClaimKind, ClaimState, DetectorVersion
from annotator.domain.errors import RuleBroken, UnknownRecord
from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.services import claim_editing, review
from annotator.services.project import Project
from annotator.storage.candidates import detected_text_ids, store_candidates
from tests.made_projects import DETECTOR, TEXT, dump, sentences

NEWER = replace(DETECTOR, version="2")

Acting = Callable[[Project, Claim], object]


def _redetect(project: Project, candidates: list[Candidate]) -> None:
    article = project.articles()[0]
    store_candidates(project.database, article, NEWER, candidates)
    assert project.check().sound


def _claims(project: Project) -> list[Claim]:
    return project.claims(project.articles()[0].id)


ACTS: dict[str, Acting] = {
    "decide": lambda p, c: review.decide(p, c.id, Verdict.DISPUTED),
    "decide and withdraw": lambda p, c: (
        review.decide(p, c.id, Verdict.DISPUTED),
        review.withdraw(p, c.id),
    ),
    "decide and undo": lambda p, c: (review.decide(p, c.id, Verdict.DISPUTED), review.undo(p)),
    "justify": lambda p, c: review.justify(p, c.id, "Because."),
    "dismiss": lambda p, c: claim_editing.dismiss(p, c.id),
    "dismiss and bring back": lambda p, c: (
        claim_editing.dismiss(p, c.id),
        claim_editing.bring_back(p, c.id),
    ),
    "trim": lambda p, c: claim_editing.trim_claim(p, c.id, Span(c.span.start + 3, c.span.end)),
    "trim to little": lambda p, c: claim_editing.trim_claim(
        p, c.id, Span(c.span.start, c.span.start + 2)
    ),
    "split": lambda p, c: claim_editing.split_claim(p, c.id, c.span.start + 6),
    "add as it is": lambda p, c: claim_editing.add_claim(p, c.article_id, c.span),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("proposed", ["the same", "nothing", "shifted by a word"])
def test_a_touched_claim_stays_as_it_is(project: Project, act: Acting, proposed: str) -> None:
    target = _claims(project)[0]
    act(project, target)
    touched = [claim for claim in _claims(project) if claim.touched]
    assert target.id in [claim.id for claim in touched]
    candidates = {
        "the same": sentences(TEXT, 0.2),
        "nothing": [],
        "shifted by a word": [
            replace(sentences(TEXT)[0], span=Span(target.span.start + 4, target.span.end))
        ],
    }[proposed]
    count = len(_claims(project))
    _redetect(project, candidates)
    assert project.claims_by_id(frozenset(claim.id for claim in touched)) == touched
    if proposed == "the same":
        assert len(_claims(project)) == count


def test_untouched_claims_get_the_new_score_under_the_same_id(project: Project) -> None:
    before = _claims(project)
    _redetect(project, [replace(c, kinds=(ClaimKind.LAW,)) for c in sentences(TEXT, 0.25)])
    after = _claims(project)
    assert [claim.check_worthiness for claim in after] == [0.25] * 3
    assert [claim.kinds for claim in after] == [(ClaimKind.LAW,)] * 3
    assert [(c.id, c.uuid, c.span) for c in after] == [(c.id, c.uuid, c.span) for c in before]
    assert not any(claim.touched for claim in after)


def test_what_is_no_longer_proposed_goes_and_comes_again_under_the_same_id(
    project: Project,
) -> None:
    first, second, third = _claims(project)
    _redetect(project, sentences(TEXT)[:1])
    states = [claim.state for claim in _claims(project)]
    assert states == [ClaimState.OPEN, ClaimState.REMOVED, ClaimState.REMOVED]
    assert not any(claim.touched for claim in _claims(project))
    _redetect(project, sentences(TEXT))
    assert _claims(project) == [first, second, third]


def test_a_dismissed_claim_stays_dismissed_and_nothing_like_it_comes(project: Project) -> None:
    first, *_ = _claims(project)
    claim_editing.dismiss(project, first.id)
    longer = replace(sentences(TEXT)[0], span=Span(first.span.start, first.span.end + 9))
    _redetect(project, [longer, *sentences(TEXT)])
    assert [claim.state for claim in _claims(project)] == [
        ClaimState.DISMISSED,
        ClaimState.OPEN,
        ClaimState.OPEN,
    ]


def test_a_trimmed_claim_does_not_come_back_untrimmed(project: Project) -> None:
    first, *_ = _claims(project)
    claim_editing.trim_claim(project, first.id, Span(first.span.start, first.span.start + 2))
    _redetect(project, sentences(TEXT))
    assert len(_claims(project)) == 3


def test_a_merged_claim_does_not_come_back_in_parts(project: Project) -> None:
    first, second, _ = _claims(project)
    claim_editing.merge_claims(project, first.id, second.id)
    _redetect(project, sentences(TEXT))
    standing = [claim for claim in _claims(project) if claim.state is ClaimState.OPEN]
    assert [claim.span for claim in standing] == [
        Span(first.span.start, second.span.end),
        sentences(TEXT)[2].span,
    ]


def test_a_small_overlap_does_not_keep_a_candidate_away(project: Project) -> None:
    first, second, _ = _claims(project)
    review.decide(project, first.id, Verdict.VERIFIED)
    overlapping = Span(first.span.end - 5, second.span.end)
    _redetect(project, [replace(sentences(TEXT)[0], span=overlapping)])
    assert overlapping in [claim.span for claim in _claims(project)]


def test_the_touched_claim_that_guards_may_be_any_of_many(project: Project) -> None:
    """One long claim before many short ones must not be passed over by the search."""
    article = project.articles()[0]
    text = project.text(article)
    claim_editing.add_claim(project, article.id, Span(0, len(text)))
    for start in range(4, 30, 5):
        claim_editing.add_claim(project, article.id, Span(start, start + 4))
    before = [claim for claim in _claims(project) if claim.touched]
    _redetect(project, [replace(sentences(TEXT)[0], span=Span(*s)) for s in ((40, 60), (4, 33))])
    assert [claim for claim in _claims(project) if claim.state is ClaimState.OPEN] == before


def test_an_open_candidate_that_is_proposed_again_stays_beside_an_added_claim(
    project: Project,
) -> None:
    """Detecting again with nothing new takes nothing off the desk."""
    first, *_ = _claims(project)
    claim_editing.add_claim(project, first.article_id, Span(first.span.start, first.span.end - 6))
    before = _claims(project)
    _redetect(project, sentences(TEXT))
    assert _claims(project) == before


def test_a_few_words_made_a_claim_do_not_keep_their_sentence_away(project: Project) -> None:
    first, *_ = _claims(project)
    claim_editing.add_claim(project, first.article_id, Span(4, 15))
    shifted = replace(sentences(TEXT)[0], span=Span(first.span.start, first.span.end - 1))
    _redetect(project, [shifted])
    standing = [claim.span for claim in _claims(project) if claim.state is ClaimState.OPEN]
    assert standing == [shifted.span, Span(4, 15)]


def test_a_claim_that_was_added_and_taken_back_keeps_nothing_away(project: Project) -> None:
    article = project.articles()[0]
    claim_editing.add_claim(project, article.id, Span(40, 60))
    review.undo(project)
    candidate = replace(sentences(TEXT)[0], span=Span(40, 60))
    _redetect(project, [candidate])
    standing = [claim.span for claim in _claims(project) if claim.state is ClaimState.OPEN]
    assert standing == [candidate.span]


def test_a_claim_trimmed_to_little_does_not_come_back_a_letter_longer(project: Project) -> None:
    first, *_ = _claims(project)
    claim_editing.trim_claim(project, first.id, Span(first.span.start, first.span.start + 2))
    longer = replace(sentences(TEXT)[0], span=Span(first.span.start, first.span.end - 1))
    _redetect(project, [longer])
    standing = [claim.id for claim in _claims(project) if claim.state is ClaimState.OPEN]
    assert standing == [first.id]


def test_a_span_proposed_twice_is_one_claim(project: Project) -> None:
    _redetect(project, [*sentences(TEXT, 0.9), *sentences(TEXT, 0.1)])
    assert [claim.check_worthiness for claim in _claims(project)] == [0.9] * 3


@pytest.mark.parametrize(
    "candidate",
    [
        Candidate(Span(0, len(TEXT) + 1), (ClaimKind.OTHER,), 0.5, ()),
        Candidate(Span(0, 4), (ClaimKind.OTHER,), 0.5, ()),
        Candidate(Span(0, 3), (ClaimKind.OTHER,), 1.01, ()),
        Candidate(Span(0, 3), (ClaimKind.OTHER,), float("nan"), ()),
    ],
    ids=["outside the text", "white space at its end", "too worthy", "not a number"],
)
def test_a_candidate_that_cannot_be_stops_the_whole_run(
    project: Project, candidate: Candidate
) -> None:
    before = dump(project.database.connection)
    with pytest.raises(RuleBroken):
        _redetect(project, [*sentences(TEXT, 0.1), candidate])
    assert dump(project.database.connection) == before


def test_the_other_articles_are_left_alone(project: Project) -> None:
    other = project.articles()[1]
    before = project.claims(other.id)
    _redetect(project, [])
    assert project.claims(other.id) == before


def test_which_texts_were_detected_by_whom(project: Project) -> None:
    first, second = (article.text_id for article in project.articles())
    assert detected_text_ids(project.database, None) == {first, second}
    assert detected_text_ids(project.database, NEWER) == set()
    _redetect(project, [])
    assert detected_text_ids(project.database, NEWER) == {first}
    assert detected_text_ids(project.database, DetectorVersion("other", "1", "none")) == set()


def test_a_text_that_is_not_there_is_unknown(project: Project) -> None:
    article = replace(project.articles()[0], text_id=99)
    with pytest.raises(UnknownRecord):
        store_candidates(project.database, article, NEWER, [])
