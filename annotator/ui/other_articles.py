"""The part of the claim panel that says what every other article says about the claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedLayout, QVBoxLayout, QWidget

from annotator.domain.link import Relation
from annotator.ui.command_button import CommandButton
from annotator.ui.counterparts import (
    CONFIRMED_WORDS,
    NO_CONFLICT_WORDS,
    REJECTED_WORDS,
    ArticleSays,
)
from annotator.ui.notice_bar import NoticeBar
from annotator.ui.other_article_row import OtherArticleRow
from annotator.ui.theme import Theme

_EDGE = 16
_ACTS = (
    ("confirm_link", "Confirm"),
    ("reject_link", "Not linked"),
    ("no_conflict", "Not a conflict"),
    ("clear_link", "Take back"),
)
_DONE_BY = {
    CONFIRMED_WORDS: "confirm_link",
    REJECTED_WORDS: "reject_link",
    NO_CONFLICT_WORDS: "no_conflict",
    "": "clear_link",
}
"""The act that what was said of a link came from: there is no sense in doing it again."""


class OtherArticles(QWidget):
    """Rows by article, conflicts first, and what a reviewer may say of the chosen one.

    Signals:
        counterpart_chosen: the id of a claim that acts on links go to, or None.
        counterpart_opened: the id of a claim to make the current one.
        stop_asked: the person does not want to link anything by hand after all.
    """

    counterpart_chosen = Signal(object)
    counterpart_opened = Signal(int)
    stop_asked = Signal()

    def __init__(
        self, actions: Mapping[str, QAction], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._actions, self._theme = actions, theme
        self._rows: list[OtherArticleRow] = []
        self._chosen: int | None = None
        self.setAccessibleName("What the other articles say")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._made_head())
        self._note = QLabel(self)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setProperty("role", "small")
        self._note.setWordWrap(True)
        self._note.setContentsMargins(_EDGE, 2, _EDGE, 10)
        column.addWidget(self._note)
        self._stop = QAction("Stop", self)
        self._stop.triggered.connect(self.stop_asked)
        self._waiting = NoticeBar(theme, self)
        column.addWidget(self._waiting)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        column.addWidget(self._made_foot())

    def _made_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(_EDGE, 0, 10, 4)
        title = QLabel("What the other articles say")
        title.setProperty("role", "section")
        head.addWidget(title)
        head.addStretch(1)
        self._show = CommandButton(
            self._actions["level_counterparts"], "Show", self._theme, role="small"
        )
        head.addWidget(self._show)
        return head

    def _made_foot(self) -> QWidget:
        foot = self._foot = QWidget(self)
        self._foot_pages = QStackedLayout(foot)
        self._hint = QLabel(foot)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setProperty("role", "small")
        self._hint.setContentsMargins(_EDGE, 4, _EDGE, 6)
        self._say_hint("")
        acts = QWidget(foot)
        self._foot_pages.addWidget(self._hint)
        self._foot_pages.addWidget(acts)
        row = QHBoxLayout(acts)
        row.setContentsMargins(_EDGE - 7, 4, _EDGE - 7, 6)
        row.setSpacing(2)
        self._buttons = {}
        for command_id, words in _ACTS:
            button = CommandButton(self._actions[command_id], words, self._theme, role="small")
            button.set_key_shown(False)
            self._buttons[command_id] = button
            row.addWidget(button)
        row.addStretch(1)
        return foot

    def _say_hint(self, key: str) -> None:
        keys = f"Click a row or press {key}" if key else "Click a row"
        self._hint.setText(f"{keys} to say whether it is right")

    # --- what is shown -----------------------------------------------------------------------

    def set_rows(self, rows: Sequence[ArticleSays], note: str = "") -> None:
        """Show these rows in their order; ``note`` stands above them, such as why there are none.

        The chosen counterpart stays chosen while it is there.
        """
        while len(self._rows) > len(rows):
            gone = self._rows.pop()
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._rows) < len(rows):
            self._add_row()
        for row, says in zip(self._rows, rows, strict=True):
            row.set_says(says)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._foot.setVisible(any(says.claim_id is not None for says in rows))
        if self._chosen not in self.counterparts():
            self._chosen = None
        self._show_chosen()

    def _add_row(self) -> None:
        row = OtherArticleRow(self._theme, self)
        row.chosen.connect(lambda: self._choose_row(row))
        row.opened.connect(lambda: self._open_row(row))
        row.stepped.connect(lambda by: self._step_from(row, by))
        row.menu_asked.connect(self._open_menu)
        self._rows.append(row)
        self._list.addWidget(row)

    def set_waiting(self, waiting: bool) -> None:
        """Say whether the next claim that is clicked is linked with the current one."""
        if waiting:
            self._waiting.tell("Now click its counterpart", "", (self._stop,))
        else:
            self._waiting.withdraw()

    @property
    def waiting_words(self) -> str:
        """What is said while the next claim that is clicked is linked; else empty."""
        return self._waiting.words

    def rows(self) -> list[OtherArticleRow]:
        """The rows downwards."""
        return list(self._rows)

    def counterparts(self) -> list[int]:
        """The claims of the rows downwards, without silent articles."""
        return [row.says.claim_id for row in self._rows if row.says.claim_id is not None]

    # --- the chosen one ----------------------------------------------------------------------

    @property
    def chosen(self) -> int | None:
        """The counterpart that acts on links go to."""
        return self._chosen

    @property
    def chosen_conflicts(self) -> bool:
        """Whether the chosen counterpart conflicts."""
        return any(
            row.says.claim_id == self._chosen and row.says.relation is Relation.CONFLICT
            for row in self._rows
            if row.says.claim_id is not None
        )

    @property
    def _done(self) -> str:
        """The act that was done to the chosen counterpart already."""
        decided = (
            row.says.decided
            for row in self._rows
            if row.says.claim_id is not None and row.says.claim_id == self._chosen
        )
        return _DONE_BY.get(next(decided, ""), "")

    def choose(self, claim_id: int | None) -> None:
        """Choose a counterpart that is shown, or none; tells nothing when it is chosen already."""
        if claim_id == self._chosen or (
            claim_id is not None and claim_id not in self.counterparts()
        ):
            return
        self._chosen = claim_id
        self._show_chosen()
        self.counterpart_chosen.emit(claim_id)

    def step(self, by: int) -> int | None:
        """Choose the next (1) or previous (-1) counterpart, round and round; gives its id."""
        there = self.counterparts()
        if not there:
            return None
        if self._chosen is None:
            place = 0 if by > 0 else len(there) - 1
        else:
            place = (there.index(self._chosen) + by) % len(there)
        if there[place] == self._chosen:
            # The only one: its passage may be out of view again.
            self.counterpart_chosen.emit(self._chosen)
        self.choose(there[place])
        return there[place]

    def _show_chosen(self) -> None:
        for row in self._rows:
            row.set_selected(self._chosen is not None and row.says.claim_id == self._chosen)
        self._foot_pages.setCurrentIndex(0 if self._chosen is None else 1)
        done = self._done
        for command_id, button in self._buttons.items():
            button.setVisible(command_id != done)

    def _choose_row(self, row: OtherArticleRow) -> None:
        row.setFocus(Qt.FocusReason.MouseFocusReason)
        self.choose(row.says.claim_id)

    def _open_row(self, row: OtherArticleRow) -> None:
        if row.says.claim_id is not None:
            self.counterpart_opened.emit(row.says.claim_id)

    def _step_from(self, row: OtherArticleRow, by: int) -> None:
        linked = [one for one in self._rows if one.says.claim_id is not None]
        place = linked.index(row) + by
        if 0 <= place < len(linked):
            linked[place].setFocus(Qt.FocusReason.TabFocusReason)
            self.choose(linked[place].says.claim_id)

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for command_id, _ in _ACTS:
            if command_id != self._done:
                menu.addAction(self._actions[command_id])
        menu.popup(at)

    # --- look --------------------------------------------------------------------------------

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Show these keys, by command id."""
        self._show.set_key(keys.get("level_counterparts", ""))
        self._say_hint(keys.get("next_counterpart", ""))
        for command_id, button in self._buttons.items():
            button.set_key(keys.get(command_id, ""))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for button in (self._show, *self._buttons.values()):
            button.set_theme(theme)
        self._waiting.set_theme(theme)
        for row in self._rows:
            row.set_theme(theme)
