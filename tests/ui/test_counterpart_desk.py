"""Links on the desk: what is outlined, what stands level, and the commands on links."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.domain.article import ArticleMetadata
from annotator.domain.link import (
    LinkDecision,
    Relation,
)
from annotator.domain.office import OfficeDispute, OfficeNamed
from annotator.domain.span import Span
from annotator.exchange.article_reader import article_from_paste
from tests.ui.counterpart_room import Room


def test_the_current_claim_outlines_its_counterparts(room: Room) -> None:
    nine, ten = room.claim("Nine died"), room.claim("Ten died")
    room.steps.go_to(nine.id)
    assert room.shown_in(ten) == {ten.id: Relation.CONFLICT}
    column = room.desk.column(nine.article_id)
    assert column is not None
    words = [nine.quote[s.start : s.end] for s in column.view.counterparts.differences]
    assert words == ["Nine"]
    room.steps.go_to(room.claim("213 people were aboard").id)
    assert room.shown_in(ten) == {room.claim("=SUM costs 40 crowns").id: Relation.SAME}
    room.model.set_current(None)
    assert room.shown_in(ten) == {}
    assert room.panel.rows() == []


def test_panel_lists_weaker_matches_on_request(room: Room) -> None:
    room.steps.go_to(room.claim("213 people were aboard").id)
    assert [row.says.weak for row in room.panel.rows()] == [False]
    room.part.run("show_weak_links")
    assert [row.says.weak for row in room.panel.rows()] == [False, True]
    assert room.preferences.settings.weak_links


def test_a_claim_without_counterparts_says_so(room: Room) -> None:
    room.links.links = [replace(room.links.links[2])]
    room.steps.go_to(room.claim("213 people were aboard").id)
    assert [row.says.relation for row in room.panel.rows()] == [None]
    assert room.panel._note.text() == "No other article states this."


def test_dismissed_claims_are_no_counterparts(room: Room) -> None:
    nine, ten = room.claim("Nine died"), room.claim("Ten died")
    room.steps.go_to(nine.id)
    assert room.model.dismiss(ten.id)
    assert room.shown_in(ten) == {}


def test_stepping_chooses_and_reveals_counterparts(room: Room) -> None:
    room.steps.go_to(room.claim("Nine died").id)
    ten = room.claim("Ten died")
    room.articles.remove(ten.article_id)
    room.part.run("next_counterpart")
    assert room.part.chosen == ten.id
    # It was not on the desk: it is brought there, outlined.
    assert ten.article_id in room.articles.ids
    assert room.shown_in(ten) == {ten.id: Relation.CONFLICT}
    assert room.model.current == room.claim("Nine died")
    room.steps.go_to(room.claim("it sank").id)
    room.part.run("next_counterpart")
    assert room.told[-1] == "No other article states this"


def test_opening_a_row_makes_the_counterpart_current(room: Room) -> None:
    room.steps.go_to(room.claim("Nine died").id)
    room.panel.rows()[0].opened.emit()
    assert room.model.current == room.claim("Ten died")


def test_next_conflict_goes_round_over_all_columns(room: Room) -> None:
    room.steps.go_to(room.claim("213 people were aboard").id)
    seen = []
    for _ in range(3):
        room.part.run("next_conflict")
        assert room.model.current is not None
        seen.append(room.model.current.quote)
    assert seen == ["Ten died", "Nine died", "Ten died"]
    room.part.run("previous_conflict")
    assert room.model.current.quote == "Nine died"
    room.links.links = []
    room.part.run("next_conflict")
    assert room.told[-1] == "No conflict on the desk"


@pytest.mark.parametrize(
    ("command", "word"),
    [
        ("confirm_link", "confirm"),
        ("reject_link", "reject"),
        ("no_conflict", "no conflict"),
        ("clear_link", "clear"),
    ],
)
def test_what_is_said_of_a_link_waits_for_a_name(room: Room, command: str, word: str) -> None:
    nine, ten = room.claim("Nine died"), room.claim("Ten died")
    room.steps.go_to(nine.id)
    room.part.run(command)
    assert not room.waiting, "nothing is chosen yet"
    room.part.run("next_counterpart")
    room.part.run(command)
    assert room.links.said == []
    room.waiting.pop()()
    assert room.links.said == [(word, nine.id, ten.id)]
    assert room.told == [], "what was saved is told with its time"


def test_a_link_is_added_by_choosing_the_other_claim(room: Room) -> None:
    nine, sank = room.claim("Nine died"), room.claim("it sank")
    room.steps.go_to(nine.id)
    room.part.run("add_link")
    assert room.part.awaits_partner
    room.steps.go_to(sank.id)
    room.waiting.pop()()
    assert room.links.said == [("confirm", nine.id, sank.id)]
    assert room.model.current is not None
    assert room.model.current.id == nine.id
    assert not room.part.awaits_partner


def test_a_link_within_one_article_is_refused(room: Room) -> None:
    room.steps.go_to(room.claim("Nine died").id)
    room.part.run("add_link")
    room.steps.go_to(room.claim("213 people were aboard").id)
    assert not room.waiting
    assert room.told[-1] == "A link joins claims of two articles"


def test_waiting_for_the_other_claim_can_be_stopped(room: Room) -> None:
    room.steps.go_to(room.claim("Nine died").id)
    room.part.run("add_link")
    room.part.stop_waiting()
    room.steps.go_to(room.claim("it sank").id)
    assert not room.waiting


def test_unknown_commands_are_left_to_others(room: Room) -> None:
    assert not room.part.run("undo")


def test_what_other_said_of_a_link_shows(room: Room) -> None:
    room.links.links[0] = replace(room.links.links[0], decision=LinkDecision.CONFIRMED)
    room.steps.go_to(room.claim("Nine died").id)
    assert room.panel.rows()[0].says.decided == "confirmed"


def test_an_office_that_others_give_otherwise_is_said_once_above_each_article(room: Room) -> None:
    first, second = room.model.articles().values()
    room.links.offices = (
        OfficeDispute(
            "Jón Ívarsson",
            (
                OfficeNamed(first.text_id, "acting minister", Span(0, 4)),
                OfficeNamed(second.text_id, "minister", Span(0, 3)),
            ),
        ),
    )
    room.part.refresh()
    columns = [room.desk.column(article.id) for article in (first, second)]
    words = [column.offices.notes[0].words for column in columns if column is not None]
    assert words == [
        "“acting minister” here, elsewhere “minister”",
        "“minister” here, elsewhere “acting minister”",
    ]
    assert columns[0] is not None
    assert columns[0].offices.isVisible()
    assert columns[0].offices.accessibleName().startswith("Jón Ívarsson: ")
    # What an article said that was taken out since is said nowhere.
    assert room.model.remove_article(second.id)
    assert not columns[0].offices.isVisible()
    assert room.model.undo()
    assert columns[0].offices.isVisible()


def test_waiting_for_a_counterpart_is_said_and_can_be_stopped(room: Room) -> None:
    room.steps.go_to(room.claim("Nine died").id)
    room.part.run("add_link")
    assert room.panel.waiting_words == "Now click its counterpart"
    room.panel.stop_asked.emit()
    assert not room.part.awaits_partner
    assert room.panel.waiting_words == ""
    assert room.told[-1] == "Nothing was linked"
    room.part.stop_waiting()
    assert room.told.count("Nothing was linked") == 1
    room.steps.go_to(room.claim("Ten died").id)
    assert not room.waiting


def test_of_many_silent_articles_only_those_on_the_desk_have_rows(room: Room) -> None:
    incoming = [
        article_from_paste(f"Something else, number {number}.", ArticleMetadata(f"Report {number}"))
        for number in range(20)
    ]
    assert room.model.import_articles(incoming)
    room.articles.show(list(room.model.articles())[:3])
    room.steps.go_to(room.claim("Nine died").id)
    assert [row.says.relation for row in room.panel.rows()] == [Relation.CONFLICT, None]
    assert room.panel._note.text() == "19 more articles, not on the desk, are silent."
