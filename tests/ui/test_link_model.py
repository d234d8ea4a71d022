"""The window's links: what is drawn, what is said of them, and comparing by itself."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.domain.claim import DetectorVersion
from annotator.domain.errors import ComparisonFailed, ProjectUnreadable, ReportedError
from annotator.domain.learning import LearningClaim
from annotator.domain.link import DifferenceField, LinkDecision, Relation
from annotator.domain.office import OfficeDispute, OfficeNamed
from annotator.domain.span import Span
from annotator.nlp.comparison.compared import ComparedArticle, ComparedEvent
from annotator.services import comparing, linking, second_connection
from annotator.services.detection_listener import (
    ComparisonListener,
    DetectionListener,
    LearningListener,
)
from annotator.services.project import Project
from annotator.ui import link_model
from annotator.ui.comparison_bridge import ComparisonBridge
from annotator.ui.detection_bridge import DetectionBridge
from annotator.ui.link_model import LinkModel
from annotator.ui.project_model import ProjectModel
from tests.made_projects import OTHER_TEXT, TEXT, detected_project, proposed_links

OFFICES = (
    OfficeDispute(
        "The dam", (OfficeNamed(1, "dam", Span(4, 7)), OfficeNamed(2, "dam", Span(4, 7)))
    ),
)


class HandWorker:
    """A worker that compares when a test says so."""

    def __init__(self, listener: DetectionListener) -> None:
        self.listener = listener
        self.comparisons: list[tuple[int, tuple[ComparedArticle, ...], ComparisonListener]] = []
        self.unchanged: frozenset[tuple[int, ...]] = frozenset()
        self.cancelled = 0

    def start(self) -> None:
        self.listener.on_ready(DetectorVersion("by hand", "1", "none"))

    def submit(self, text_id: int, text: str, title: str = "") -> None:
        raise AssertionError("every article was read")

    def submit_comparison(
        self,
        number: int,
        articles: Sequence[ComparedArticle],
        listener: ComparisonListener,
        unchanged: Collection[tuple[int, ...]] = (),
    ) -> None:
        self.comparisons.append((number, tuple(articles), listener))
        self.unchanged = frozenset(unchanged)

    def submit_learning(
        self, number: int, claims: Sequence[LearningClaim], listener: LearningListener
    ) -> None:
        raise AssertionError("nobody asked to learn")

    def cancel(self) -> None:
        self.cancelled += 1

    def close(self) -> None:
        pass

    def answer(self) -> None:
        number, articles, listener = self.comparisons.pop(0)
        text_ids = tuple(article.text_id for article in articles)
        listener.on_event(number, ComparedEvent(text_ids, proposed_links(), OFFICES))
        listener.on_compared(number)


class Desk:
    """A project with its models, its bridges and the worker behind them."""

    def __init__(self, project: Project) -> None:
        self.failures: list[ReportedError] = []
        self.workers: list[HandWorker] = []
        self.model = ProjectModel(0.0)
        self.model.act_failed.connect(self.failures.append)
        self.links = LinkModel(self.model)
        self.detection = DetectionBridge(self.model, self._make)
        self.comparison = ComparisonBridge(self.model, self.links, self.detection)
        self.comparison.failed.connect(self.failures.append)
        self.model.set_project(project)

    def _make(self, listener: DetectionListener) -> HandWorker:
        self.workers.append(HandWorker(listener))
        return self.workers[-1]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    project = detected_project(tmp_path, TEXT, OTHER_TEXT)
    made = Desk(project)
    yield made
    made.detection.close()
    made.model.set_project(None)
    project.close()


@pytest.fixture
def compared(desk: Desk) -> Desk:
    project = desk.model.project
    assert project is not None
    articles = comparing.articles_to_compare(project)
    comparing.keep_links(project, articles, proposed_links(), OFFICES)
    desk.links.read_anew()
    return desk


def test_links_of_a_claim_and_their_counts(compared: Desk) -> None:
    assert [(link.a, link.b) for link in compared.links.links_of(2)] == [(2, 4), (2, 5)]
    assert compared.links.counts_of(2) == {Relation.CONFLICT: 1}
    assert compared.links.claims_in_conflict() == {2, 3, 5}
    assert compared.links.offices == OFFICES


def test_a_rejected_link_is_no_longer_drawn_until_it_is_undone(
    compared: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(compared.links.links_changed):
        assert compared.links.reject(3, 5)
    assert compared.links.counts_of(3) == {}
    assert compared.links.claims_in_conflict() == {2, 5}
    assert compared.model.undo()
    assert compared.links.counts_of(3) == {Relation.CONFLICT: 1}
    assert compared.model.redo()
    assert compared.links.counts_of(3) == {}
    assert compared.failures == []


def test_a_link_made_by_hand_is_drawn(compared: Desk) -> None:
    assert compared.links.confirm(1, 4)
    (link,) = [one for one in compared.links.links_of(1) if one.b == 4]
    assert (link.drawn, link.decision, link.score) == (True, LinkDecision.CONFIRMED, None)
    assert compared.links.clear(1, 4)
    assert 4 not in {one.b for one in compared.links.links_of(1)}


def test_not_a_conflict_keeps_the_link(compared: Desk) -> None:
    assert compared.links.no_conflict(2, 5)
    assert compared.links.counts_of(2) == {Relation.PARTIAL: 1}
    assert compared.links.claims_in_conflict() == {3, 5}


def test_what_makes_no_sense_is_told_and_changes_nothing(compared: Desk) -> None:
    before = compared.links.links
    assert not compared.links.confirm(1, 2)
    assert not compared.links.no_conflict(1, 6)
    assert len(compared.failures) == 2
    assert compared.links.links == before


def test_articles_are_compared_once_they_are_read(desk: Desk, qtbot: QtBot) -> None:
    desk.detection.start()
    (worker,) = desk.workers
    qtbot.waitUntil(lambda: bool(worker.comparisons))
    assert desk.comparison.progress.running
    with qtbot.waitSignal(desk.links.offices_changed):
        worker.answer()
    assert len(desk.links.links) == 4
    assert not desk.comparison.progress.running
    project = desk.model.project
    assert project is not None
    assert comparing.is_compared(project, comparing.articles_to_compare(project))


def test_links_of_an_event_are_shown_while_others_are_compared(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.detection.start()
    (worker,) = desk.workers
    qtbot.waitUntil(lambda: bool(worker.comparisons))
    number, articles, listener = worker.comparisons.pop()
    text_ids = tuple(article.text_id for article in articles)
    wholly_read: list[object] = []
    monkeypatch.setattr(linking, "links_in_parts", wholly_read.append)
    with qtbot.waitSignals([desk.links.links_changed, desk.links.offices_changed]):
        listener.on_event(number, ComparedEvent(text_ids, proposed_links(), OFFICES))
    assert len(desk.links.links) == 4
    assert desk.comparison.progress.running
    with qtbot.waitSignal(desk.links.links_changed):
        listener.on_event(number, ComparedEvent(text_ids, proposed_links()[2:], OFFICES))
    assert [(link.a, link.b) for link in desk.links.links] == [(2, 5), (3, 5)]
    listener.on_compared(number)
    qtbot.waitUntil(lambda: not desk.comparison.progress.running)
    assert (desk.failures, wholly_read) == ([], [])
    monkeypatch.undo()


def test_who_works_on_while_articles_are_compared_gets_links_all_the_same(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.detection.start()
    (worker,) = desk.workers
    qtbot.waitUntil(lambda: bool(worker.comparisons))
    assert desk.model.dismiss(desk.model.all_claims()[-1].id)
    desk.comparison._compare_if_needed()
    assert len(worker.comparisons) == 1
    with qtbot.waitSignal(desk.links.offices_changed):
        worker.answer()
    assert desk.links.links
    # What changed meanwhile is compared next.
    qtbot.waitUntil(lambda: bool(worker.comparisons))


def test_a_stopped_comparison_leaves_what_was_there(desk: Desk, qtbot: QtBot) -> None:
    desk.detection.start()
    (worker,) = desk.workers
    qtbot.waitUntil(lambda: bool(worker.comparisons))
    desk.comparison.cancel()
    assert worker.cancelled == 1
    assert not desk.comparison.progress.running
    # An answer that was under way is not wanted any more.
    worker.answer()
    qtbot.wait(1)
    assert desk.links.links == []
    desk.comparison.compare_again()
    qtbot.waitUntil(lambda: bool(worker.comparisons))
    with qtbot.waitSignal(desk.links.offices_changed):
        worker.answer()
    assert len(desk.links.links) == 4


def test_only_what_changed_is_asked_for_and_nothing_when_nothing_did(
    desk: Desk, qtbot: QtBot
) -> None:
    project = desk.model.project
    assert project is not None
    for article in comparing.articles_to_compare(project):
        # Each alone in its event.
        comparing.keep_links(project, [article], (), ())
    desk.detection.start()
    (worker,) = desk.workers
    bridge = desk.comparison
    qtbot.waitUntil(lambda: bridge._known == bridge._signature() and not bridge._rest.isActive())
    assert worker.comparisons == []
    assert desk.model.dismiss(4)
    qtbot.waitUntil(lambda: bool(worker.comparisons))
    assert worker.unchanged == {(1,)}


def test_no_claim_is_read_for_comparing_in_the_windows_thread(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers: list[int] = []
    read = comparing.articles_to_compare

    def noted(project: Project) -> tuple[ComparedArticle, ...]:
        readers.append(threading.get_ident())
        return read(project)

    monkeypatch.setattr(second_connection, "articles_to_compare", noted)
    monkeypatch.setattr(comparing, "articles_to_compare", noted)
    desk.detection.start()
    (worker,) = desk.workers
    qtbot.waitUntil(lambda: bool(worker.comparisons))
    worker.answer()
    qtbot.waitUntil(lambda: bool(desk.links.links))
    assert readers
    assert threading.get_ident() not in readers


def test_what_cannot_be_read_for_comparing_is_told_once(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = ProjectUnreadable("It cannot be read.", "Nothing was changed.")

    def unreadable(project: Project) -> tuple[ComparedArticle, ...]:
        raise error

    monkeypatch.setattr(second_connection, "articles_to_compare", unreadable)
    desk.detection.start()
    (worker,) = desk.workers
    desk.comparison.compare_again()
    qtbot.waitUntil(lambda: desk.failures == [error])
    assert not desk.comparison.progress.running
    desk.comparison._compare_if_needed()
    qtbot.wait(50)
    assert desk.failures == [error]
    assert worker.comparisons == []


def test_a_comparison_that_fails_is_told(desk: Desk, qtbot: QtBot) -> None:
    desk.detection.start()
    (worker,) = desk.workers
    qtbot.waitUntil(lambda: bool(worker.comparisons))
    number, _, listener = worker.comparisons.pop(0)
    error = ComparisonFailed("It stumbled.", "All is as it was.")
    with qtbot.waitSignal(desk.comparison.failed):
        listener.on_comparison_failed(number, error)
    assert desk.failures == [error]
    assert not desk.comparison.progress.running


# --- very many links ---------------------------------------------------------------------------


@pytest.fixture
def slow(compared: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk that reads one link at a time, as if there were very many."""
    monkeypatch.setattr(link_model, "_PART", 1)
    return compared


def test_many_links_are_read_in_parts_and_the_former_stand_meanwhile(
    slow: Desk, qtbot: QtBot
) -> None:
    before, heard = slow.links.links, []
    slow.links.links_changed.connect(lambda: heard.append(len(slow.links.links)))
    project = slow.model.project
    assert project is not None
    comparing.keep_links(project, comparing.articles_to_compare(project), proposed_links()[:3], ())
    slow.links.read_anew()
    assert slow.links.is_reading
    assert (slow.links.links, heard) == (before, [])
    qtbot.waitUntil(lambda: not slow.links.is_reading)
    assert heard == [3]
    assert [(link.a, link.b) for link in slow.links.links] == [(1, 6), (2, 4), (2, 5)]


def test_what_is_said_while_links_are_read_is_not_lost(slow: Desk, qtbot: QtBot) -> None:
    slow.links.read_anew()
    assert slow.links.reject(1, 6), "its part was read already"
    assert slow.links.confirm(3, 6)
    assert slow.links.is_reading
    said = {(1, 6): LinkDecision.REJECTED, (3, 6): LinkDecision.CONFIRMED}

    def decided() -> dict[tuple[int, int], LinkDecision]:
        return {
            (link.a, link.b): link.decision
            for link in slow.links.links
            if link.decision is not LinkDecision.UNDECIDED
        }

    assert decided() == said
    qtbot.waitUntil(lambda: not slow.links.is_reading)
    assert decided() == said
    assert len(slow.links.links) == 5


def test_reading_is_dropped_when_it_begins_anew_or_the_project_goes(
    slow: Desk, qtbot: QtBot
) -> None:
    heard = []
    slow.links.links_changed.connect(lambda: heard.append(len(slow.links.links)))
    slow.links.read_anew()
    slow.links.read_anew()
    qtbot.waitUntil(lambda: not slow.links.is_reading)
    assert heard == [4], "the first reading ended"
    slow.links.read_anew()
    slow.model.set_project(None)
    assert (slow.links.is_reading, slow.links.has_links) == (False, False)
    qtbot.wait(1)
    assert not slow.links.has_links


def test_links_of_another_project_are_not_shown_while_its_own_are_read(
    slow: Desk, qtbot: QtBot
) -> None:
    project = slow.model.project
    slow.model.set_project(project)
    assert slow.links.is_reading
    assert not slow.links.has_links
    qtbot.waitUntil(lambda: slow.links.has_links)
    assert len(slow.links.links) == 4


def test_a_conflict_that_is_told_above_the_articles_is_not_walked_to(desk: Desk) -> None:
    project = desk.model.project
    assert project is not None
    office = replace(proposed_links()[3].differences[0], field=DifferenceField.ROLE)
    links = [replace(link, differences=link.differences and (office,)) for link in proposed_links()]
    texts = [article.text_id for article in project.articles()]
    named = [
        OfficeNamed(text, words, Span(0, 1))
        for text, words in zip(texts, ("Two", "three"), strict=True)
    ]
    for told, walked in ((named, set()), (named[:1], {2, 3, 5})):
        disputes = (OfficeDispute("The dam", tuple(told)),)
        comparing.keep_links(project, comparing.articles_to_compare(project), links, disputes)
        desk.links.read_anew()
        assert desk.links.claims_in_conflict() == walked


def test_the_memory_of_former_links_is_given_back(slow: Desk, qtbot: QtBot) -> None:
    former = slow.links.links[0]
    held = weakref.WeakSet([slow.links._known])
    slow.links.read_anew()
    qtbot.waitUntil(lambda: not slow.links.is_reading and not slow.links._going)
    assert not held
    assert slow.links.links[0] == former
