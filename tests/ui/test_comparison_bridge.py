"""Articles are compared by themselves, and only what changed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.domain.errors import ComparisonFailed, NotSaved, ProjectUnreadable
from annotator.domain.office import OfficeDispute, OfficeNamed
from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.nlp.comparison.compared import ComparedArticle, ComparedEvent
from annotator.services import comparing, linking, second_connection
from annotator.services.project import Project
from annotator.storage import compared_events
from annotator.ui import link_model
from tests.made_projects import OTHER_TEXT, TEXT, detected_project, proposed_links
from tests.ui.desk_of_links import OFFICES, Desk, HandWorker


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    project = detected_project(tmp_path, TEXT, OTHER_TEXT)
    made = Desk(project)
    yield made
    made.detection.close()
    made.model.set_project(None)
    project.close()


def asked(desk: Desk, qtbot: QtBot) -> HandWorker:
    """The worker, once it was asked to compare."""
    desk.detection.start()
    (worker,) = desk.workers
    qtbot.waitUntil(lambda: bool(worker.comparisons))
    return worker


class HandTimer:
    """A timer that never fires: a test takes each step itself."""

    def start(self, _milliseconds: int) -> None:
        pass

    def stop(self) -> None:
        pass


def test_articles_are_compared_once_they_are_read(desk: Desk, qtbot: QtBot) -> None:
    worker = asked(desk, qtbot)
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
    worker = asked(desk, qtbot)
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


def test_a_comparison_is_told_of_when_its_links_are_read(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = asked(desk, qtbot)
    monkeypatch.setattr(link_model, "_PART", 1)
    monkeypatch.setattr(desk.links, "_next", HandTimer())
    known: list[int] = []
    desk.comparison.compared.connect(lambda _count, _asked: known.append(len(desk.links.links)))
    worker.answer()
    qtbot.waitUntil(lambda: not desk.comparison.progress.running)
    assert desk.links.is_reading
    assert known == []
    while desk.links.is_reading:
        desk.links._read_part()
    assert known == [4]


def test_a_comparison_of_a_project_that_was_closed_is_not_told_of(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = asked(desk, qtbot)
    monkeypatch.setattr(link_model, "_PART", 1)
    monkeypatch.setattr(desk.links, "_next", HandTimer())
    told: list[int] = []
    desk.comparison.compared.connect(lambda count, _asked: told.append(count))
    worker.answer()
    qtbot.waitUntil(lambda: not desk.comparison.progress.running)
    assert desk.links.is_reading
    desk.model.set_project(None)
    assert not desk.links.is_reading
    assert told == []


def test_who_works_on_while_articles_are_compared_gets_links_all_the_same(
    desk: Desk, qtbot: QtBot
) -> None:
    worker = asked(desk, qtbot)
    assert desk.model.dismiss(desk.model.all_claims()[-1].id)
    desk.comparison._compare_if_needed()
    assert len(worker.comparisons) == 1
    with qtbot.waitSignal(desk.links.offices_changed):
        worker.answer()
    assert desk.links.links
    # What changed meanwhile is compared next.
    qtbot.waitUntil(lambda: bool(worker.comparisons))


def test_a_stopped_comparison_leaves_what_was_there(desk: Desk, qtbot: QtBot) -> None:
    worker = asked(desk, qtbot)
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
    worker = asked(desk, qtbot)
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


def test_too_many_claims_are_told_once_and_again_to_who_asks(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "MOST_CLAIMS", 2)
    desk.detection.start()
    qtbot.waitUntil(lambda: len(desk.failures) == 1)
    assert "more than 2 claims" in desk.failures[0].what
    bridge = desk.comparison
    assert desk.model.dismiss(4)
    qtbot.waitUntil(lambda: bridge._declined == bridge._signature() and not bridge._rest.isActive())
    assert len(desk.failures) == 1
    bridge.compare_again()
    qtbot.waitUntil(lambda: len(desk.failures) == 2)
    assert not bridge.progress.running


def test_another_project_need_not_wait_for_the_comparison_of_the_former(
    desk: Desk, qtbot: QtBot
) -> None:
    worker = asked(desk, qtbot)
    assert worker.cancelled == 0
    desk.model.set_project(None)
    assert worker.cancelled == 1
    # What was under way is no project's any more.
    worker.answer()
    qtbot.wait(1)
    assert desk.failures == []
    desk.model.set_project(None)
    assert worker.cancelled == 1, "there was nothing left to stop"


def test_who_stops_the_reading_of_articles_does_not_lose_the_comparison(
    desk: Desk, qtbot: QtBot
) -> None:
    worker = asked(desk, qtbot)
    worker.submit = lambda *_: None  # type: ignore[method-assign]
    desk.detection.submit_again()
    # The worker lets go of everything.
    worker.comparisons.clear()
    desk.detection.cancel()
    assert not desk.comparison.progress.running
    qtbot.waitUntil(lambda: bool(worker.comparisons))


def test_comparing_again_does_not_wait_for_the_comparison_that_runs(
    desk: Desk, qtbot: QtBot
) -> None:
    worker = asked(desk, qtbot)
    worker.comparisons.clear()
    desk.comparison.compare_again()
    assert worker.cancelled == 1
    qtbot.waitUntil(lambda: len(worker.comparisons) == 1)


def test_what_cannot_be_kept_stops_the_comparison(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = asked(desk, qtbot)
    error = NotSaved("It was not saved.", "All is as it was.")

    def full(*_given: object) -> None:
        raise error

    monkeypatch.setattr(compared_events, "_texts_of_events", full)
    worker.answer()
    qtbot.waitUntil(lambda: desk.failures == [error])
    assert worker.cancelled == 1
    assert not desk.comparison.progress.running


def test_a_large_event_is_kept_while_the_window_lives_on(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compared_events, "ROWS", 1)
    worker = asked(desk, qtbot)
    project = desk.model.project
    assert project is not None
    keeping = desk.comparison._keeping
    with monkeypatch.context() as by_hand:
        by_hand.setattr(keeping, "_next", HandTimer())
        worker.answer()
        qtbot.waitUntil(lambda: keeping.is_running)
        for _ in range(3):
            keeping._step()
    assert desk.comparison.progress.running
    assert linking.links(project) == []
    assert desk.model.decide(1, Verdict.VERIFIED)
    with qtbot.waitSignal(desk.links.offices_changed):
        keeping._step()
    assert desk.links.links == linking.links(project)
    assert len(desk.links.links) == 4
    qtbot.waitUntil(lambda: not desk.comparison.progress.running)
    assert desk.failures == []


def test_who_stops_a_comparison_gets_the_event_that_was_being_kept(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compared_events, "ROWS", 1)
    worker = asked(desk, qtbot)
    keeping = desk.comparison._keeping
    with monkeypatch.context() as by_hand:
        by_hand.setattr(keeping, "_next", HandTimer())
        worker.answer()
        qtbot.waitUntil(lambda: keeping.is_running)
    desk.comparison.cancel()
    assert not desk.comparison.progress.running
    with qtbot.waitSignal(desk.links.offices_changed):
        keeping._step()
    assert len(desk.links.links) == 4


def test_events_that_come_faster_than_they_are_kept_wait(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compared_events, "ROWS", 1)
    worker = asked(desk, qtbot)
    number, articles, listener = worker.comparisons.pop()
    for place, article in enumerate(articles):
        offices = (OfficeDispute(f"Who {place}", (OfficeNamed(article.text_id, "a", Span(0, 1)),)),)
        listener.on_event(number, ComparedEvent((article.text_id,), (), offices))
    listener.on_compared(number)
    qtbot.waitUntil(lambda: len(desk.links.offices) == 2)
    qtbot.waitUntil(lambda: not desk.comparison.progress.running)
    project = desk.model.project
    assert project is not None
    assert comparing.is_compared(project, articles)


def test_a_project_that_is_closed_takes_no_more_of_an_event(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compared_events, "ROWS", 1)
    worker = asked(desk, qtbot)
    project = desk.model.project
    assert project is not None
    keeping = desk.comparison._keeping
    with monkeypatch.context() as by_hand:
        by_hand.setattr(keeping, "_next", HandTimer())
        worker.answer()
        qtbot.waitUntil(lambda: keeping.is_running)
        for _ in range(3):
            keeping._step()
    desk.model.set_project(None)
    assert not keeping.is_running
    assert linking.links(project) == []
    assert not comparing.is_compared(project, comparing.articles_to_compare(project))
    assert project.check().findings == ()


def test_stopping_a_comparison_lets_others_look_at_the_worker_again(
    desk: Desk, qtbot: QtBot
) -> None:
    asked(desk, qtbot)
    # Learning that waited behind the comparison went with it.
    with qtbot.waitSignal(desk.detection.progressed):
        desk.comparison.cancel()


def test_a_comparison_that_fails_is_told(desk: Desk, qtbot: QtBot) -> None:
    worker = asked(desk, qtbot)
    number, _, listener = worker.comparisons.pop(0)
    error = ComparisonFailed("It stumbled.", "All is as it was.")
    with qtbot.waitSignal(desk.comparison.failed):
        listener.on_comparison_failed(number, error)
    assert desk.failures == [error]
    assert not desk.comparison.progress.running
