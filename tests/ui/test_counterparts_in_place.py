"""Where counterparts come to stand: level with the claim, in view, and on a full desk."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.domain.article import ArticleMetadata
from annotator.domain.link import (
    Link,
    Relation,
)
from annotator.domain.span import Span
from annotator.exchange.article_reader import article_from_paste
from tests.ui.counterpart_room import Room

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
