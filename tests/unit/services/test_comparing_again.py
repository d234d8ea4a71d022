"""Comparing only what changed finds what comparing everything finds, and loads one model."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

import pytest

from annotator.domain.article import ArticleMetadata
from annotator.domain.claim import Claim, ClaimState
from annotator.domain.link import ProposedLink
from annotator.domain.span import Span
from annotator.nlp import detector as detector_module
from annotator.nlp.comparison.compared import ComparedArticle, ComparedEvent
from annotator.nlp.comparison.comparer import Comparer
from annotator.nlp.detector import Detector, load_detector
from annotator.services import articles, claim_editing, comparing, linking, review
from annotator.services.comparison_in_process import compare_in_process, compare_project
from annotator.services.project import Project
from tests.made_projects import detect, detected_project, incoming, opened

pytestmark = pytest.mark.spacy

TRAIN = (
    "A freight train derailed near Hallbrook on Tuesday. Eleven wagons left the track, Norrail"
    " said. Transport minister Ada Lindholm told 140 residents of Hallbrook to leave.",
    "About 140 people left their houses in Hallbrook after the freight train derailed. Norrail"
    " counted nine wagons off the track. Mayor Ada Lindholm visited on Wednesday.",
    "The freight train that derailed near Hallbrook had eleven wagons of fertiliser. The line of"
    " Norrail stays closed until Friday.",
)
STRIKE = (
    "Pilots of Kestrel Airways walked out at Dunmore airport on Monday. Sixty flights were"
    " cancelled. The union of the pilots demands nine percent more.",
    "Kestrel Airways cancelled 60 flights at Dunmore airport. Its pilots went on strike on Monday"
    " and demand ten percent more, their union said.",
    "The pilots of Kestrel Airways end their strike at Dunmore. The union accepted eight percent.",
)
OPERA = ("Soprano Elena Vasquez sings at the Lindau opera on eleven evenings.",)


@pytest.fixture(scope="module")
def detector() -> Detector:
    return load_detector()


class Finder:
    """Compares with a comparer that forgot everything, and notes which events it compared."""

    def __init__(self, detector: Detector) -> None:
        self._detector = detector
        self.compared: list[tuple[int, ...]] = []

    def __call__(
        self, desk: Sequence[ComparedArticle], unchanged: Collection[tuple[int, ...]]
    ) -> Iterator[ComparedEvent]:
        for event in Comparer(self._detector.nlp).events(desk, lambda *_: None, unchanged):
            self.compared.append(event.text_ids)
            yield event


@pytest.fixture
def finder(detector: Detector) -> Finder:
    return Finder(detector)


def compare(project: Project, finder: Finder) -> list[tuple[int, ...]]:
    """Compare what changed; the events that were compared."""
    finder.compared.clear()
    for _ in compare_project(project, find=finder):
        pass
    return finder.compared


def stored(project: Project) -> tuple[dict[tuple[int, int], ProposedLink], set[object]]:
    """What is kept of links between articles that are there, and of offices."""
    present = {article.id for article in project.articles()}
    there = {claim.id for claim in project.claims() if claim.article_id in present}
    return {
        (link.a, link.b): ProposedLink(
            link.a, link.b, link.score or 0, link.drawn, link.relation, link.reason,
            link.differences,
        )
        for link in linking.links(project)
        if {link.a, link.b} <= there
    }, set(linking.offices(project))  # fmt: skip


def found_anew(
    project: Project, detector: Detector
) -> tuple[dict[tuple[int, int], ProposedLink], set[object]]:
    """What comparing everything finds."""
    events = list(
        Comparer(detector.nlp).events(comparing.articles_to_compare(project), lambda *_: None)
    )
    return (
        {(link.a, link.b): link for event in events for link in event.links},
        {dispute for event in events for dispute in event.offices},
    )


def test_an_article_of_one_event_does_not_touch_another(tmp_path: Path, finder: Finder) -> None:
    project = detected_project(tmp_path, TRAIN[0], STRIKE[0], TRAIN[1], STRIKE[1])
    assert compare(project, finder) == [(1, 3), (2, 4)]
    assert compare(project, finder) == []
    articles.import_articles(project, [incoming(TRAIN[2])])
    detect(project)
    path = project.path
    project.close()
    project = opened(path)
    assert compare(project, finder) == [(1, 3, 5)]
    claim_editing.dismiss(project, project.claims(2)[0].id)
    assert compare(project, finder) == [(2, 4)]
    project.close()
    again = opened(path)
    assert compare(again, finder) == []
    again.close()


def _add(project: Project, dice: random.Random) -> None:
    known = {project.text(article) for article in project.articles()}
    left = [text for text in (*TRAIN, *STRIKE, *OPERA) if text not in known]
    if left:
        articles.import_articles(project, [incoming(dice.choice(left), f"Told {len(left)}")])
        detect(project)


def _remove(project: Project, dice: random.Random) -> None:
    there = project.articles()
    if len(there) > 2:
        articles.remove_article(project, dice.choice(there).id)


def _claim(project: Project, dice: random.Random) -> Claim | None:
    own = [claim for article in project.articles() for claim in project.claims(article.id)]
    left = [claim for claim in own if claim.state is ClaimState.OPEN]
    return dice.choice(left) if left else None


def _dismiss(project: Project, dice: random.Random) -> None:
    claim = _claim(project, dice)
    if claim is not None:
        claim_editing.dismiss(project, claim.id)


def _trim(project: Project, dice: random.Random) -> None:
    claim = _claim(project, dice)
    if claim is not None and len(claim.span) > 20:
        claim_editing.trim_claim(project, claim.id, Span(claim.span.start, claim.span.end - 8))


def _date(project: Project, dice: random.Random) -> None:
    article = dice.choice(project.articles())
    day = f"2024-05-0{dice.randrange(1, 9)}"
    articles.edit_article(project, article.id, ArticleMetadata("Told", published=day))


def _undo(project: Project, dice: random.Random) -> None:
    # The first act brought the first articles in.
    for _ in range(dice.randrange(1, 4)):
        if len(project.undo_state().undo) > 1:
            review.undo(project)


Act = Callable[[Project, random.Random], None]
ACTS: tuple[Act, ...] = (_add, _add, _remove, _dismiss, _trim, _date, _undo)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_changes_the_links_are_those_of_comparing_everything(
    tmp_path: Path, finder: Finder, detector: Detector, seed: int
) -> None:
    dice = random.Random(seed)
    project = detected_project(tmp_path, TRAIN[0], STRIKE[0], TRAIN[1])
    spared = 0
    for _ in range(12):
        dice.choice(ACTS)(project, dice)
        compared = sum(map(len, compare(project, finder)))
        assert comparing.is_compared(project, comparing.articles_to_compare(project))
        assert stored(project) == found_anew(project, detector)
        spared += len(project.articles()) - compared
    assert project.check().sound
    assert spared > 12, "nearly every act compared everything"
    project.close()


def test_one_model_finds_claims_and_compares_them(
    detector: Detector, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = []

    def load() -> Detector:
        loaded.append(True)
        return detector

    monkeypatch.setattr(detector_module, "load_detector", load)
    found = compare_in_process([incoming(TRAIN[0]), incoming(TRAIN[1])], 0.0)
    assert loaded == [True]
    assert any(link.drawn for link in found.links)
