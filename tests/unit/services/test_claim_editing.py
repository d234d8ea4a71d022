"""Making, trimming, splitting, merging and dismissing claims."""

from __future__ import annotations

import pytest

from annotator.domain.claim import Claim, ClaimState, Origin, is_shown
from annotator.domain.errors import RuleBroken, UnknownRecord
from annotator.domain.history import Act
from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.services import articles, claim_editing, review
from annotator.services.project import Project
from tests.made_projects import TEXT, dump, empty_project, incoming


def _open(project: Project) -> list[str]:
    return [c.quote for c in project.claims(1) if c.state is ClaimState.OPEN]


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def _refused(project: Project, act: object, match: str) -> None:
    assert callable(act)
    before = dump(project.database.connection)
    with pytest.raises(RuleBroken, match=match):
        act()
    assert dump(project.database.connection) == before


def test_selected_words_become_a_claim_without_white_space_at_their_ends(
    project: Project,
) -> None:
    change = claim_editing.add_claim(project, 1, _span(" broke on "))
    (claim_id,) = change.claim_ids
    claim = project.claim(claim_id)
    assert (claim.quote, claim.origin, claim.state) == (
        "broke on",
        Origin.REVIEWER,
        ClaimState.OPEN,
    )
    assert claim.span == _span("broke on")
    assert (change.act, change.label) == (Act.ADD_CLAIM, "Added “broke on”")
    assert change.article_ids == {1}


def test_a_selection_that_is_none_is_refused(project: Project) -> None:
    _refused(project, lambda: claim_editing.add_claim(project, 1, Span(3, 4)), "no words")
    length = len(TEXT)
    outside = Span(length - 2, length + 1)
    _refused(project, lambda: claim_editing.add_claim(project, 1, outside), "outside")
    with pytest.raises(UnknownRecord):
        claim_editing.add_claim(project, 99, Span(0, 3))
    articles.remove_article(project, 1)
    _refused(project, lambda: claim_editing.add_claim(project, 1, Span(0, 3)), "no longer in")


def test_words_that_are_a_claim_are_not_added_twice(project: Project) -> None:
    claim_editing.add_claim(project, 1, _span("broke on"))
    _refused(project, lambda: claim_editing.add_claim(project, 1, _span("broke on ")), "already")


def test_adding_a_dismissed_claim_brings_it_back(project: Project) -> None:
    claim = project.claim(1)
    claim_editing.dismiss(project, 1)
    change = claim_editing.add_claim(project, 1, claim.span)
    assert (change.act, change.claim_ids) == (Act.BRING_BACK, {1})
    assert project.claim(1).state is ClaimState.OPEN


def test_adding_a_candidate_that_nobody_touched_makes_it_the_reviewers(project: Project) -> None:
    change = claim_editing.add_claim(project, 1, project.claim(1).span)
    assert (change.act, change.claim_ids) == (Act.ADD_CLAIM, {1})
    assert project.claim(1).touched
    assert len(project.claims(1)) == 3


def test_undoing_an_act_hides_a_weak_candidate_again(project: Project) -> None:
    def shown() -> list[int]:
        return [claim.id for claim in project.claims(1) if is_shown(claim, 1.0)]

    assert shown() == []
    for act in (
        lambda: claim_editing.add_claim(project, 1, project.claim(1).span),
        lambda: review.decide(project, 1, Verdict.VERIFIED),
        lambda: review.justify(project, 1, "The log says so."),
    ):
        act()
        assert shown() == [1]
        review.undo(project)
        assert shown() == []
        assert project.claim(1).touched
    review.redo(project)
    assert shown() == [1]


def test_a_claim_is_trimmed_both_ways(project: Project) -> None:
    review.decide(project, 2, Verdict.VERIFIED)
    change = claim_editing.trim_claim(project, 2, _span("broke on 3 May. "))
    assert change is not None
    assert change.act is Act.TRIM_CLAIM
    claim = project.claim(2)
    assert (claim.quote, claim.verdict) == ("broke on 3 May.", Verdict.VERIFIED)
    assert claim_editing.trim_claim(project, 2, _span(" broke on 3 May.")) is None
    claim_editing.trim_claim(project, 2, Span(0, len(TEXT)))
    assert project.claim(2).quote == TEXT


def test_a_claim_is_not_trimmed_to_another_or_to_nothing(project: Project) -> None:
    first, second, _ = project.claims(1)
    _refused(project, lambda: claim_editing.trim_claim(project, 1, second.span), "exactly these")
    _refused(project, lambda: claim_editing.trim_claim(project, 1, Span(3, 4)), "no words")
    claim_editing.dismiss(project, first.id)
    _refused(project, lambda: claim_editing.trim_claim(project, 1, Span(0, 3)), "not a claim")


def test_bringing_back_does_not_make_a_twin(project: Project) -> None:
    first, second, _ = project.claims(1)
    claim_editing.dismiss(project, first.id)
    claim_editing.trim_claim(project, second.id, first.span)
    _refused(project, lambda: claim_editing.bring_back(project, first.id), "exactly these")


@pytest.mark.parametrize("at", ["million", "illion", " million", "on litres"])
def test_a_claim_is_split_before_the_word(project: Project, at: str) -> None:
    review.decide(project, 1, Verdict.DISPUTED)
    review.justify(project, 1, "Because.")
    change = claim_editing.split_claim(project, 1, TEXT.index(at))
    assert change.act is Act.SPLIT_CLAIM
    first, second, *_ = project.claims(1)
    assert (first.id, first.quote) == (1, "The dam held 40")
    assert (first.verdict, first.justification) == (Verdict.DISPUTED, "Because.")
    assert (second.quote, second.origin) == ("million litres 😱.", Origin.REVIEWER)
    assert (second.verdict, second.justification) == (None, "")
    assert change.claim_ids == {first.id, second.id}


@pytest.mark.parametrize("at", [0, 1, 2, 34, 35, 10_000, -5])
def test_a_claim_is_not_split_outside_its_words(project: Project, at: int) -> None:
    # At 1 and 2 the first word would be cut, so the split is where the fingers were.
    if at in (1, 2):
        claim_editing.split_claim(project, 1, at)
        assert project.claim(1).quote == TEXT[:at]
        return
    _refused(project, lambda: claim_editing.split_claim(project, 1, at), "between its words")


def test_a_letter_and_its_marks_stay_together(project: Project) -> None:
    text = "Das cafe\u0301 war zu."
    articles.import_articles(project, [incoming(text, "Café")])
    change = claim_editing.add_claim(project, 3, Span(0, len(text)))
    (claim_id,) = change.claim_ids
    claim_editing.split_claim(project, claim_id, text.index("\u0301"))
    assert [claim.quote for claim in project.claims(3)] == ["Das", "cafe\u0301 war zu."]


def test_a_split_does_not_make_a_twin(project: Project) -> None:
    claim_editing.add_claim(project, 1, _span("million litres 😱."))
    at = TEXT.index("million")
    _refused(project, lambda: claim_editing.split_claim(project, 1, at), "exactly these")


def _with(project: Project, claim: Claim, verdict: Verdict | None, justification: str) -> None:
    if verdict:
        review.decide(project, claim.id, verdict)
    review.justify(project, claim.id, justification)


@pytest.mark.parametrize("kept_first", [True, False])
def test_two_claims_become_one_that_spans_both(project: Project, kept_first: bool) -> None:
    first, second, third = project.claims(1)
    kept, other = (first, third) if kept_first else (third, first)
    change = claim_editing.merge_claims(project, kept.id, other.id)
    assert (change.act, change.claim_ids) == (Act.MERGE_CLAIMS, {first.id, third.id})
    merged = project.claim(kept.id)
    assert merged.span == Span(first.span.start, third.span.end)
    assert project.claim(other.id).state is ClaimState.REMOVED
    assert project.claim(second.id) == second


@pytest.mark.parametrize(
    ("kept", "other", "merged"),
    [
        ((None, ""), (Verdict.VERIFIED, "Because."), (Verdict.VERIFIED, "Because.")),
        ((Verdict.VERIFIED, ""), (None, "Because."), (Verdict.VERIFIED, "Because.")),
        ((Verdict.VERIFIED, "x"), (Verdict.VERIFIED, "x"), (Verdict.VERIFIED, "x")),
        ((Verdict.VERIFIED, "x"), (None, ""), (Verdict.VERIFIED, "x")),
    ],
)
def test_what_only_one_of_them_has_passes_to_the_merged(
    project: Project,
    kept: tuple[Verdict | None, str],
    other: tuple[Verdict | None, str],
    merged: tuple[Verdict | None, str],
) -> None:
    first, second, _ = project.claims(1)
    _with(project, first, *kept)
    _with(project, second, *other)
    claim_editing.merge_claims(project, first.id, second.id)
    claim = project.claim(first.id)
    assert (claim.verdict, claim.justification) == merged


def test_claims_that_contradict_each_other_are_not_merged(project: Project) -> None:
    first, second, third = project.claims(1)
    _with(project, first, Verdict.VERIFIED, "x")
    _with(project, second, Verdict.DISPUTED, "x")
    _with(project, third, Verdict.VERIFIED, "y")
    merge = claim_editing.merge_claims
    _refused(project, lambda: merge(project, first.id, second.id), "different verdicts")
    _refused(project, lambda: merge(project, first.id, third.id), "different justifications")
    _refused(project, lambda: merge(project, first.id, first.id), "of one article")
    _refused(project, lambda: merge(project, first.id, project.claims(2)[0].id), "of one article")
    claim_editing.dismiss(project, third.id)
    _refused(project, lambda: merge(project, first.id, third.id), "not a claim")
    _refused(project, lambda: merge(project, third.id, first.id), "not a claim")


def test_a_merge_does_not_make_a_twin(project: Project) -> None:
    first, second, _ = project.claims(1)
    claim_editing.add_claim(project, 1, Span(first.span.start, second.span.end))
    merge = claim_editing.merge_claims
    _refused(project, lambda: merge(project, first.id, second.id), "exactly these")


def test_dismissing_keeps_the_verdict_for_when_the_claim_comes_back(project: Project) -> None:
    review.decide(project, 1, Verdict.VERIFIED)
    before = project.claim(1)
    assert claim_editing.dismiss(project, 1).act is Act.DISMISS
    assert project.claim(1).state is ClaimState.DISMISSED
    _refused(project, lambda: claim_editing.dismiss(project, 1), "not a claim")
    assert claim_editing.bring_back(project, 1).act is Act.BRING_BACK
    assert project.claim(1) == before
    _refused(project, lambda: claim_editing.bring_back(project, 1), "not dismissed")


def test_each_edit_is_undone_whole(project: Project) -> None:
    def visible() -> list[str]:
        return [f"{c.id} {c.span} {c.state} {c.verdict} {c.justification}" for c in _standing()]

    def _standing() -> list[Claim]:
        return [c for c in project.claims() if c.state is not ClaimState.REMOVED]

    _with(project, project.claim(2), Verdict.VERIFIED, "Because.")
    for act in (
        lambda: claim_editing.add_claim(project, 1, _span("broke on")),
        lambda: claim_editing.trim_claim(project, 1, _span("dam held")),
        lambda: claim_editing.split_claim(project, 2, TEXT.index("3 May")),
        lambda: claim_editing.merge_claims(project, 1, 2),
        lambda: claim_editing.dismiss(project, 3),
    ):
        before = visible()
        act()
        after = visible()
        assert after != before
        review.undo(project)
        assert visible() == before
        review.redo(project)
        assert visible() == after
    assert project.check().sound


def test_claims_on_characters_outside_the_basic_plane_keep_their_offsets(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    project = empty_project(tmp_path_factory.mktemp("planes"))
    text = "😱😱 𝔘𝔫𝔦 ﷺ \u2028 שלום עולם e\u0301"
    articles.import_articles(project, [incoming(text)])
    change = claim_editing.add_claim(project, 1, Span(2, 10))
    (claim_id,) = change.claim_ids
    claim = project.claim(claim_id)
    assert claim.quote == text[claim.span.start : claim.span.end] == "𝔘𝔫𝔦 ﷺ"
    assert project.check().sound
    project.close()
