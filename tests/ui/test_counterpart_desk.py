"""Links on the desk: what is outlined, what stands level, and the commands on links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.domain.article import ArticleMetadata
from annotator.domain.claim import Claim
from annotator.domain.link import (
    ConflictLevel,
    Difference,
    DifferenceField,
    Link,
    LinkDecision,
    Relation,
)
from annotator.domain.office import OfficeDispute, OfficeNamed
from annotator.domain.span import Span
from annotator.exchange.article_reader import article_from_paste
from annotator.services.settings import Settings
from annotator.ui.claim_steps import ClaimSteps
from annotator.ui.counterpart_desk import CounterpartDesk
from annotator.ui.desk import Desk
from annotator.ui.desk_articles import DeskArticles
from annotator.ui.other_articles import OtherArticles
from annotator.ui.preferences import Preferences
from annotator.ui.project_model import ProjectModel
from annotator.ui.theme import Theme

ACTIONS = ("level_counterparts", "confirm_link", "reject_link", "no_conflict", "clear_link")


@dataclass
class Links:
    """Links in memory, and what was said of them."""

    links: list[Link]
    said: list[tuple[str, int, int]] = field(default_factory=list)
    offices: tuple[OfficeDispute, ...] = ()

    def links_of(self, claim_id: int) -> Sequence[Link]:
        return [link for link in self.links if claim_id in (link.a, link.b)]

    @property
    def has_links(self) -> bool:
        return bool(self.links)

    def claims_in_conflict(self) -> frozenset[int]:
        conflicts = [link for link in self.links if link.drawn and link.differences]
        return frozenset(end for link in conflicts for end in (link.a, link.b))

    def _say(self, word: str, a: int, b: int) -> bool:
        self.said.append((word, a, b))
        return True

    def confirm(self, a: int, b: int) -> bool:
        return self._say("confirm", a, b)

    def reject(self, a: int, b: int) -> bool:
        return self._say("reject", a, b)

    def no_conflict(self, a: int, b: int) -> bool:
        return self._say("no conflict", a, b)

    def clear(self, a: int, b: int) -> bool:
        return self._say("clear", a, b)


@dataclass
class Room:
    """Everything a test touches."""

    model: ProjectModel
    links: Links
    desk: Desk
    articles: DeskArticles
    steps: ClaimSteps
    panel: OtherArticles
    preferences: Preferences
    part: CounterpartDesk
    told: list[str]
    waiting: list[Callable[[], None]]

    def claim(self, quote: str) -> Claim:
        return next(claim for claim in self.model.all_claims() if claim.quote == quote)

    def shown_in(self, claim: Claim) -> dict[int, Relation]:
        column = self.desk.column(claim.article_id)
        assert column is not None
        return dict(column.view.counterparts.relations)


@pytest.fixture
def room(ferry_model: ProjectModel, qtbot: QtBot, theme: Theme, tmp_path: Path) -> Room:
    """Two articles; "Nine died" and "Ten died" conflict, "213 people…" agrees with "=SUM…"."""
    model = ferry_model
    by_quote = {claim.quote: claim for claim in model.all_claims()}
    nine, ten = by_quote["Nine died"], by_quote["Ten died"]
    aboard, cost = by_quote["213 people were aboard"], by_quote["=SUM costs 40 crowns"]
    differing = Difference(
        DifferenceField.NUMBER, ConflictLevel.HARD,
        Span(nine.span.start, nine.span.start + 4), Span(ten.span.start, ten.span.start + 3),
        "nine", "ten",
    )  # fmt: skip
    links = Links(
        [
            Link(nine.id, ten.id, 0.8, True, Relation.CONFLICT, "", (differing,)),
            Link(aboard.id, cost.id, 0.7, True, Relation.SAME),
            Link(aboard.id, ten.id, 0.1, False, Relation.PARTIAL),
        ]
    )
    desk = Desk(theme)
    qtbot.addWidget(desk)
    desk.resize(800, 400)
    desk.show()
    articles = DeskArticles(model, desk)
    steps = ClaimSteps(model, desk, articles)
    panel = OtherArticles({name: QAction(name) for name in ACTIONS}, theme)
    qtbot.addWidget(panel)
    preferences = Preferences(Settings(reviewer_name="Ada"), tmp_path / "settings.json")
    waiting: list[Callable[[], None]] = []
    part = CounterpartDesk(
        model, links, desk, articles, steps, panel, preferences, waiting.append, QObject(desk)
    )
    told: list[str] = []
    part.told.connect(told.append)
    articles.show(model.articles())
    return Room(model, links, desk, articles, steps, panel, preferences, part, told, waiting)


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


LONG = "\n\n".join(f"Paragraph {n} says that the ferry met wave number {n}." for n in range(60))


def test_counterparts_come_level_with_the_claim(room: Room, qtbot: QtBot) -> None:
    model = room.model
    model.import_articles(
        [article_from_paste(LONG + mark, ArticleMetadata(mark, mark)) for mark in ("A", "B")]
    )
    first, second = [a for a in model.articles().values() if a.label in ("A", "B")]
    for article, number in ((first, 30), (second, 40)):
        words = f"wave number {number}"
        at = LONG.index(words)
        change = model.add_claim(article.id, Span(at, at + len(words)))
        assert change
    claims = [c for c in model.all_claims() if c.quote.startswith("wave number")]
    room.links.links.append(Link(claims[0].id, claims[1].id, 0.9, True, Relation.SAME))
    room.articles.show([first.id, second.id])
    room.steps.go_to(claims[0].id)
    columns = [room.desk.column(first.id), room.desk.column(second.id)]
    assert all(columns)
    heights = [
        column.view.mark_height(claim.id)
        for column, claim in zip(columns, claims, strict=True)
        if column is not None
    ]
    assert heights[0] == heights[1]
    # Another text size or width leaves no column behind, until somebody scrolls.
    views = [column.view for column in columns if column is not None]

    def differ() -> int:
        first, second = (
            view.mark_height(claim.id) for view, claim in zip(views, claims, strict=True)
        )
        assert first is not None
        assert second is not None
        return second - first

    room.desk.set_zoom(1.5)
    qtbot.waitUntil(lambda: differ() == 0)
    room.desk.resize(room.desk.width() - 180, room.desk.height() - 60)
    qtbot.waitUntil(lambda: differ() == 0)
    bar = views[1].verticalScrollBar()
    bar.setValue(bar.value() + 40)
    room.desk.resize(room.desk.width(), room.desk.height() + 30)
    QApplication.processEvents()
    assert differ() == -40
    # Without the setting, columns stay where they are until they are asked.
    room.part.run("keep_level")
    assert columns[1] is not None
    columns[1].view.verticalScrollBar().setValue(0)
    room.steps.go_to(claims[0].id)
    assert columns[1].view.verticalScrollBar().value() == 0
    room.part.run("level_counterparts")
    assert differ() == 0


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


def test_on_a_full_desk_a_silent_article_gives_way_to_a_counterpart(room: Room) -> None:
    incoming = [
        article_from_paste(f"Something else, number {number}.", ArticleMetadata(f"Report {number}"))
        for number in range(4)
    ]
    incoming.append(article_from_paste("It sank. Ten died.", ArticleMetadata("Seventh")))
    assert room.model.import_articles(incoming)
    ids = list(room.model.articles())
    room.articles.show(ids[:6])
    assert room.model.add_claim(ids[6], Span(9, 17))
    far, nine = room.model.claims(ids[6])[0], room.claim("Nine died")
    near = room.links.links[0]
    room.links.links.append(replace(near, a=nine.id, b=far.id))
    room.steps.go_to(nine.id)
    room.panel.choose(far.id)
    # The last one that is silent; neither the claim's own article nor its counterpart's.
    assert room.articles.ids == [*ids[:5], ids[6]]
    assert room.desk.is_in_view(ids[6])
    assert room.told[-1].replace("\u2068", "").replace("\u2069", "") == (
        "“Seventh” took the place of “Report 3” on the desk"
    )
    assert room.model.current == nine
    assert room.panel.chosen == far.id
    # Where all are needed, none gives way, and the desk says that it is full.
    full: list[bool] = []
    room.articles.desk_full.connect(lambda: full.append(True))
    room.articles.show(ids[:6])
    stated = (nine.article_id, room.claim("Ten died").article_id)
    others = [one for one in ids[:6] if one not in stated]
    for article_id in others:
        assert room.model.add_claim(article_id, Span(0, 9))
        claim = room.model.claims(article_id)[0]
        room.links.links.append(replace(near, a=nine.id, b=claim.id))
    room.panel.choose(None)
    room.steps.go_to(nine.id)
    room.part.refresh()
    assert far.id in room.panel.counterparts()
    room.panel.choose(far.id)
    assert room.articles.ids == ids[:6]
    assert full == [True]


def test_the_claim_stays_in_view_beside_its_far_counterpart(room: Room) -> None:
    """Two columns are seen; the counterpart stands in the third."""
    article = article_from_paste(
        "It sank. Ten died. Again.", ArticleMetadata("Third", "", "", "", "")
    )
    assert room.model.import_articles([article])
    third = list(room.model.articles())[-1]
    assert room.model.add_claim(third, Span(9, 17))
    far = room.model.claims(third)[0]
    nine = room.claim("Nine died")
    room.links.links = [Link(nine.id, far.id, 0.9, True, Relation.CONFLICT, "",
                             room.links.links[0].differences)]  # fmt: skip
    room.articles.show(room.model.articles())
    first, second, _ = room.articles.ids
    for command in ("next_counterpart", "next_conflict"):
        room.model.set_current(None)
        room.desk.set_active(second)
        room.desk.set_active(first)
        room.steps.go_to(nine.id)
        assert not room.desk.is_in_view(third)
        if command == "next_conflict":
            room.model.set_current(None)
        room.part.run(command)
        assert room.model.current == nine
        assert room.desk.is_in_view(first), command
        assert room.desk.is_in_view(third), command
        assert room.articles.ids == [first, second, third]
        room.desk.set_active(second)
        assert room.desk.is_in_view(second)
