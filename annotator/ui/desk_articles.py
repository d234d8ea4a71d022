"""Which articles lie on the desk, and keeping their columns true to the project."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from PySide6.QtCore import QObject, Signal

from annotator.domain.claim import Claim, reading_order
from annotator.ui.desk import MOST_COLUMNS, Desk
from annotator.ui.project_model import ProjectModel


class DeskArticles(QObject):
    """Puts articles on the desk and takes them off, in the order of the project.

    Signals:
        desk_changed: other articles are on the desk.
        desk_full: an article was refused because the desk holds six.
    """

    desk_changed = Signal()
    desk_full = Signal()

    def __init__(self, model: ProjectModel, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._desk = model, desk
        self._guests: dict[int, tuple[Claim, ...]] = {}
        # Those that were taken out of the project while they lay on the desk.
        self._gone: set[int] = set()
        model.project_changed.connect(self._clear)
        model.articles_changed.connect(self._follow_articles)
        model.claims_changed.connect(self._follow_claims)
        model.current_changed.connect(self._follow_current)

    @property
    def ids(self) -> list[int]:
        """The articles on the desk, from left to right."""
        return self._desk.article_ids()

    def show(self, article_ids: Iterable[int]) -> None:
        """Lay out these articles; unknown ones are passed over, and those beyond six."""
        wanted = set(article_ids)
        articles = [a for a in self._model.articles().values() if a.id in wanted][:MOST_COLUMNS]
        before = set(self.ids)
        self._desk.show_articles([(one, self._model.text(one.id)) for one in articles])
        for article in articles:
            if article.id not in before:
                self._fill(article.id)
        self._follow_current(self._model.current.id if self._model.current else None)
        if before != set(self.ids):
            self.desk_changed.emit()

    def add(self, article_ids: Iterable[int]) -> None:
        """Put articles on the desk as long as there is room."""
        wanted = self.ids
        refused = False
        for article_id in article_ids:
            if article_id in wanted or article_id not in self._model.articles():
                continue
            if len(wanted) < MOST_COLUMNS:
                wanted.append(article_id)
            else:
                refused = True
        self.show(wanted)
        if refused:
            self.desk_full.emit()

    def give_way(self, to: int, needed: Collection[int]) -> int | None:
        """Put the article ``to`` on a full desk, in the place of the last that is not ``needed``.

        Gives the id of the article that is off the desk now, or None when it was not full or all
        are needed; nothing changed then.
        """
        ids = self.ids
        spare = [one for one in ids if one not in needed]
        if len(ids) < MOST_COLUMNS or not spare or to in ids:
            return None
        self.show([to if one == spare[-1] else one for one in ids])
        return spare[-1]

    def remove(self, article_id: int) -> None:
        """Take an article off the desk; it stays in the project."""
        self.show(one for one in self.ids if one != article_id)

    def go_to(self, article_id: int) -> bool:
        """Give an article the keyboard, on the desk if there is room; whether it is there now."""
        if article_id not in self.ids:
            self.add([article_id])
        if article_id not in self.ids:
            return False
        self._desk.set_active(article_id)
        return True

    def columns_with_claims(self) -> list[tuple[int, list[Claim]]]:
        """Each article on the desk with its shown claims, from left to right."""
        return [(one, self._model.shown_claims(one)) for one in self.ids]

    def set_guests(self, guests: Mapping[int, tuple[Claim, ...]]) -> None:
        """Show these claims too, by article id, though they are below the sensitivity.

        They are the counterparts of the current claim, which would be looked for in vain.
        """
        changed = {one for one in self._guests.keys() | guests.keys()
                   if self._guests.get(one) != guests.get(one)}  # fmt: skip
        self._guests = dict(guests)
        # An article that was removed, or whose project is being closed, still has its column.
        there = self._model.articles()
        for article_id in self.ids:
            if article_id in changed and article_id in there:
                self._fill(article_id)

    def _fill(self, article_id: int) -> None:
        column = self._desk.column(article_id)
        if column is not None:
            claims = self._model.shown_claims(article_id)
            guests = self._guests.get(article_id, ())
            if guests:
                known = {claim.id for claim in claims}
                new = (guest for guest in guests if guest.id not in known)
                claims = sorted([*claims, *new], key=reading_order)
            column.set_claims(claims)
            column.set_progress(self._model.progress(article_id))
            column.header.set_rules_only(self._model.rules_only_language(article_id))

    def _clear(self) -> None:
        self._gone.clear()
        self.show(())

    def _follow_articles(self, _ids: Collection[int]) -> None:
        there, ids = self._model.articles(), self.ids
        back = [one for one in there if one in self._gone]
        self._gone.update(one for one in ids if one not in there)
        self._gone.difference_update(back)
        # What an undo brings back lies where it lay before, as long as there is room.
        self.show([*ids, *back[: MOST_COLUMNS - sum(one in there for one in ids)]])

    def _follow_claims(self, article_ids: Collection[int]) -> None:
        for article_id in self.ids:
            if article_id in article_ids:
                self._fill(article_id)

    def _follow_current(self, claim_id: int | None) -> None:
        current = self._model.current
        home = current.article_id if current is not None else None
        for article_id in self.ids:
            column = self._desk.column(article_id)
            if column is not None:
                column.set_current(claim_id if article_id == home else None)
