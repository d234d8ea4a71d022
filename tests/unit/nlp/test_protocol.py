"""What was found in an event goes from process to process in parts, and comes out the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.domain.office import OfficeDispute, OfficeNamed
from annotator.domain.span import Span
from annotator.nlp import protocol
from annotator.nlp.comparison.compared import ComparedEvent
from annotator.nlp.protocol import EventPart, LinkRow, event_from, event_parts
from tests.made_projects import proposed_links

OFFICES = (OfficeDispute("Ada Roth", (OfficeNamed(1, "mayor", Span(0, 5)),)),)


def received(parts: list[EventPart]) -> ComparedEvent:
    links: list[LinkRow] = []
    for _, start, rows, _, is_last in parts:
        assert start == len(links)
        links.extend(rows)
        assert is_last == (parts[-1][1] == start)
    text_ids, _, _, offices, _ = parts[-1]
    return event_from(text_ids, links, offices)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_an_event_is_the_same_in_however_many_parts(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(protocol, "_PART", size)
    event = ComparedEvent((1, 2), proposed_links(), OFFICES)
    parts = list(event_parts(event))
    assert len(parts) == -(-4 // size)
    found = received(parts)
    assert replace(found, links=tuple(found.links)) == event
    assert (found.links[2], tuple(found.links[1:3])) == (event.links[2], event.links[1:3])
    assert len(found.links) == 4


def test_an_event_without_links_is_told_too() -> None:
    (part,) = event_parts(ComparedEvent((5,), (), ()))
    assert part == ((5,), 0, (), (), True)
