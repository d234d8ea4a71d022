"""A desk with two articles, links in memory, and everything that shows and changes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Claim
from annotator.domain.link import (
    ConflictLevel,
    Difference,
    DifferenceField,
    Link,
    Relation,
)
from annotator.domain.office import OfficeDispute
from annotator.domain.span import Span
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


def made_room(model: ProjectModel, qtbot: QtBot, theme: Theme, folder: Path) -> Room:
    """Two articles; "Nine died" and "Ten died" conflict, "213 people…" agrees with "=SUM…"."""
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
    preferences = Preferences(Settings(reviewer_name="Ada"), folder / "settings.json")
    waiting: list[Callable[[], None]] = []
    part = CounterpartDesk(
        model, links, desk, articles, steps, panel, preferences, waiting.append, QObject(desk)
    )
    told: list[str] = []
    part.told.connect(told.append)
    articles.show(model.articles())
    return Room(model, links, desk, articles, steps, panel, preferences, part, told, waiting)
