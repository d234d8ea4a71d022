"""The window's links: what is drawn, what is said of them, and comparing by itself."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.domain.link import DifferenceField, LinkDecision, Relation
from annotator.domain.office import OfficeDispute, OfficeNamed
from annotator.domain.span import Span
from annotator.services import comparing
from annotator.ui import link_model
from tests.made_projects import OTHER_TEXT, TEXT, detected_project, proposed_links
from tests.ui.desk_of_links import OFFICES, Desk


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
