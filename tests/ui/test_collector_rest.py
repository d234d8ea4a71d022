"""Rests of the search for cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from annotator.ui.collector_rest import CollectorRest


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """Searches as they were before the test."""
    was = gc.isenabled()
    gc.enable()
    yield
    gc.unfreeze()
    if not was:
        gc.disable()


def test_what_was_made_in_a_rest_is_not_searched_again() -> None:
    rest = CollectorRest()
    rest.begin()
    assert not gc.isenabled()
    lasting = [[number] for number in range(1000)]
    before = gc.get_freeze_count()
    rest.end()
    assert gc.isenabled()
    assert gc.get_freeze_count() - before > len(lasting)


def test_overlapping_rests_leave_searches_on() -> None:
    one, other = CollectorRest(), CollectorRest()
    one.begin()
    other.begin()
    one.end()
    assert gc.isenabled()
    other.end()
    assert gc.isenabled()


def test_an_end_without_a_beginning_changes_nothing() -> None:
    frozen = gc.get_freeze_count()
    CollectorRest().end()
    assert (gc.isenabled(), gc.get_freeze_count()) == (True, frozen)
    gc.disable()
    rest = CollectorRest()
    rest.begin()
    rest.end()
    assert not gc.isenabled(), "somebody else had switched searches off"
