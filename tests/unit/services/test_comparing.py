"""What is stored of a comparison: event by event, and what of it still holds."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.domain.article import ArticleMetadata
from annotator.domain.link import LinkDecision, ProposedLink, Relation
from annotator.domain.office import OfficeDispute, OfficeNamed
from annotator.domain.span import Span
from annotator.nlp.comparison.compared import ComparedArticle, ComparedEvent
from annotator.services import articles, claim_editing, comparing, linking, review
from annotator.services.project import Project
from annotator.storage import compared_events
from tests.made_projects import OTHER_TEXT, TEXT, detect, detected_project, incoming, opened

TOWN = "The tower leans. Nobody may climb it. A bell fell down."
CITY = "The bell of the tower fell. The tower is closed. It leans by a degree."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Texts 1 and 2 are about a dam, 3 and 4 about a tower; each sentence a claim, in order."""
    made = detected_project(tmp_path, TEXT, OTHER_TEXT, TOWN, CITY)
    keep(made, 1, 2)
    keep(made, 3, 4)
    yield made
    made.close()


def desk(project: Project) -> tuple[ComparedArticle, ...]:
    return comparing.articles_to_compare(project)


def keep(project: Project, *text_ids: int, score: float = 0.5) -> None:
    """Link the first claims of the texts of an event, each with each, and dispute an office."""
    event = [article for article in desk(project) if article.text_id in text_ids]
    first = [article.claims[0].id for article in event]
    links = [
        ProposedLink(one, other, score, True, Relation.SAME, "", ())
        for place, one in enumerate(first)
        for other in first[place + 1 :]
    ]
    named = tuple(OfficeNamed(text_id, "The", Span(0, 3)) for text_id in text_ids)
    comparing.keep_links(project, event, links, (OfficeDispute(f"of {text_ids}", named),))


def pairs(project: Project) -> dict[tuple[int, int], float | None]:
    return {(link.a, link.b): link.score for link in linking.links(project)}


def names(project: Project) -> set[str]:
    return {one.name for one in linking.offices(project)}


def steps(project: Project, *text_ids: int) -> Iterator[None]:
    """Keep the links of every first claim with every claim of the next text, and an office."""
    event = [article for article in desk(project) if article.text_id in text_ids]
    one, other = event[:2]
    links = tuple(
        ProposedLink(one.claims[0].id, claim.id, 0.25, True, Relation.SAME, "", ())
        for claim in other.claims
    )
    named = (OfficeNamed(text_ids[0], "The", Span(0, 3)),)
    found = ComparedEvent(text_ids, links, (OfficeDispute("in steps", named),))
    return comparing.keep_event_in_steps(project, event, found)


@pytest.mark.parametrize("done", range(8))
def test_an_event_that_is_kept_in_steps_is_told_whole_or_not_at_all(
    project: Project, monkeypatch: pytest.MonkeyPatch, done: int
) -> None:
    monkeypatch.setattr(compared_events, "ROWS", 1)
    before, other = {(1, 4): 0.5}, {(7, 10): 0.5}
    whole: dict[tuple[int, int], float | None] = {(1, 4): 0.25, (1, 5): 0.25, (1, 6): 0.25}
    taken = sum(1 for _ in itertools.islice(steps(project, 1, 2), done))
    told = pairs(project)
    assert told == ({**before, **other} if done < 2 else other if taken == done else told)
    if "in steps" in names(project):
        assert told == {**whole, **other}
        assert comparing.is_compared(project, desk(project))
    elif done >= 2:
        assert comparing.unchanged_events(project, desk(project)) == {(3, 4)}
        assert names(project) == {"of (3, 4)"}
    assert [link for part in linking.links_in_parts(project, 1) for link in part] == linking.links(
        project
    )
    assert project.check().findings == ()
    # Whoever died is followed by one who keeps the event again.
    project.close()
    again = opened(project.path)
    assert list(steps(again, 1, 2))
    assert pairs(again) == {**whole, **other}
    assert comparing.is_compared(again, desk(again))
    assert again.check().findings == ()
    again.close()


def test_the_steps_end_with_the_event(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compared_events, "ROWS", 1)
    # Made ready, marked, one link gone, two come and one; the last step ends it.
    assert len(list(steps(project, 1, 2))) == 5
    assert names(project) == {"in steps", "of (3, 4)"}
    monkeypatch.setattr(compared_events, "ROWS", 6)
    assert len(list(steps(project, 1, 2))) == 1


def test_what_reviewers_said_is_told_while_an_event_is_kept(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compared_events, "ROWS", 1)
    linking.confirm_link(project, 1, 5)
    linking.reject_link(project, 1, 4)
    keeping = steps(project, 1, 2)
    for _ in range(5):
        next(keeping)
        said = {(link.a, link.b): link.decision for link in linking.links(project, 1)}
        assert said[1, 5] is LinkDecision.CONFIRMED
    assert list(said) == [(1, 5)]
    assert list(keeping) == []
    (rejected, confirmed, _) = linking.links(project, 1)
    assert (rejected.decision, confirmed.decision) == (
        LinkDecision.REJECTED,
        LinkDecision.CONFIRMED,
    )


def test_an_event_that_takes_the_texts_of_others_ends_them(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compared_events, "ROWS", 1)
    keeping = steps(project, 2, 3)
    for _ in range(2):
        next(keeping)
    assert pairs(project) == {}
    assert names(project) == set()
    assert list(keeping)
    assert set(pairs(project)) == {(4, 7), (4, 8), (4, 9)}
    assert comparing.unchanged_events(project, desk(project)) == {(2, 3)}


def test_links_of_some_claims_are_those_of_each(project: Project) -> None:
    linking.confirm_link(project, 2, 5)
    linking.reject_link(project, 1, 4)
    one_by_one = {link for claim in (1, 2, 3, 7) for link in linking.links(project, claim)}
    together = linking.links_of(project, (7, 3, 2, 1))
    assert set(together) == one_by_one
    assert [(link.a, link.b) for link in together] == [(1, 4), (2, 5), (7, 10)]
    assert linking.links_of(project, ()) == []


def test_each_event_is_kept_for_itself(project: Project) -> None:
    assert pairs(project) == {(1, 4): 0.5, (7, 10): 0.5}
    assert comparing.unchanged_events(project, desk(project)) == {(1, 2), (3, 4)}
    keep(project, 3, 4, score=0.75)
    assert pairs(project) == {(1, 4): 0.5, (7, 10): 0.75}
    assert names(project) == {"of (1, 2)", "of (3, 4)"}


def test_a_changed_claim_concerns_its_own_event_alone(project: Project) -> None:
    claim_editing.dismiss(project, 8)
    assert comparing.unchanged_events(project, desk(project)) == {(1, 2)}
    assert not comparing.is_compared(project, desk(project))
    review.undo(project)
    assert comparing.is_compared(project, desk(project))
    articles.edit_article(project, 1, ArticleMetadata("Dam", published="2024-05-05"))
    assert comparing.unchanged_events(project, desk(project)) == {(3, 4)}


def test_an_article_that_comes_or_goes_leaves_other_events_alone(project: Project) -> None:
    articles.import_articles(project, [incoming("A tower fell. It was old.")])
    detect(project)
    assert comparing.unchanged_events(project, desk(project)) == {(1, 2), (3, 4)}
    assert not comparing.is_compared(project, desk(project))
    articles.remove_article(project, 2)
    assert comparing.unchanged_events(project, desk(project)) == {(3, 4)}


def test_events_that_share_a_text_take_each_others_place(project: Project) -> None:
    keep(project, 2, 3)
    assert pairs(project) == {(4, 7): 0.5}
    assert names(project) == {"of (2, 3)"}
    # What was left of the two events is to be compared again.
    assert comparing.unchanged_events(project, desk(project)) == {(2, 3)}
    keep(project, 1)
    keep(project, 4)
    assert comparing.is_compared(project, desk(project))
    assert pairs(project) == {(4, 7): 0.5}


def test_an_article_alone_in_its_event_is_known_too(project: Project) -> None:
    articles.remove_article(project, 4)
    keep(project, 3)
    assert comparing.is_compared(project, desk(project))
    assert pairs(project) == {(1, 4): 0.5}
    articles.remove_article(project, 3)
    assert comparing.is_compared(project, desk(project))
    review.undo(project)
    review.undo(project)
    assert comparing.unchanged_events(project, desk(project)) == {(1, 2), (3,)}


def test_nothing_is_to_be_compared_after_a_restart(project: Project) -> None:
    project.close()
    again = opened(project.path)
    assert comparing.is_compared(again, desk(again))
    again.close()


def test_another_comparer_compares_everything_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "comparer_version", lambda: "another")
    assert comparing.unchanged_events(project, desk(project)) == frozenset()
    keep(project, 1, 2)
    assert comparing.unchanged_events(project, desk(project)) == {(1, 2)}
    assert pairs(project) == {(1, 4): 0.5, (7, 10): 0.5}


def test_persons_of_one_name_in_two_events_are_not_taken_for_one(project: Project) -> None:
    for text_ids in ((1, 2), (3, 4)):
        event = [article for article in desk(project) if article.text_id in text_ids]
        named = tuple(OfficeNamed(text_id, "The", Span(0, 3)) for text_id in text_ids)
        comparing.keep_links(project, event, (), (OfficeDispute("Ada Roth", named),))
    told = [[named.text_id for named in one.named] for one in linking.offices(project)]
    assert told == [[1, 2], [3, 4]]


def test_links_and_offices_of_what_took_no_part_are_left_out(project: Project) -> None:
    event = desk(project)[:2]
    links = [ProposedLink(1, 7, 0.5, True, Relation.SAME, "", ())]
    named = (OfficeNamed(1, "The", Span(0, 3)), OfficeNamed(3, "The", Span(0, 3)))
    comparing.keep_links(project, event, links, (OfficeDispute("A", named),))
    assert pairs(project) == {(7, 10): 0.5}
    assert names(project) == {"of (3, 4)"}
