"""Which articles await detection, and keeping what it found."""

from __future__ import annotations

from dataclasses import replace

from annotator.domain.history import Act
from annotator.services import articles, review
from annotator.services.candidates import keep_candidates, undetected_articles
from annotator.services.project import Project
from tests.made_projects import DETECTOR, OTHER_TEXT, TEXT, detect, dump, incoming, sentences


def test_an_article_awaits_detection_until_it_is_done(empty: Project) -> None:
    articles.import_articles(empty, [incoming(TEXT), incoming(OTHER_TEXT)])
    first, second = empty.articles()
    assert undetected_articles(empty) == [first, second]
    change = keep_candidates(empty, first.text_id, DETECTOR, [])
    assert change is not None
    assert (change.act, change.article_ids, change.claim_ids) == (
        Act.DETECT,
        {first.id},
        frozenset(),
    )
    assert undetected_articles(empty) == [second]
    assert undetected_articles(empty, DETECTOR) == [second]
    assert undetected_articles(empty, replace(DETECTOR, version="2")) == [first, second]


def test_the_change_names_every_claim_that_may_look_different(project: Project) -> None:
    change = keep_candidates(project, 1, DETECTOR, sentences(TEXT)[:1])
    assert change is not None
    assert change.claim_ids == {claim.id for claim in project.claims(1)}


def test_what_was_found_for_an_article_that_is_gone_is_not_kept(project: Project) -> None:
    articles.remove_article(project, 1)
    before = dump(project.database.connection)
    assert keep_candidates(project, 1, DETECTOR, sentences(TEXT)) is None
    assert keep_candidates(project, 99, DETECTOR, []) is None
    assert dump(project.database.connection) == before
    assert undetected_articles(project) == []


def test_detection_is_no_act_of_a_person(project: Project) -> None:
    state = project.undo_state()
    project.reviewer = ""
    detect(project)
    assert project.undo_state() == state
    assert [operation.act for operation in state.undo] == [Act.IMPORT]
    project.reviewer = "Ida"
    review.undo(project)
    assert project.articles() == []
