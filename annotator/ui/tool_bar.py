"""The bar of tools under the menu."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from annotator.ui.command_button import CommandButton
from annotator.ui.commands import command
from annotator.ui.fonts import scaled
from annotator.ui.search_field import SearchField
from annotator.ui.theme import Theme, token

SECTIONS = (
    ("toggle_articles", "open_files", "paste_article"),
    ("undo", "redo"),
    ("previous_claim", "next_claim", "next_unreviewed", "level_counterparts"),
)
AFTER_FIND = ("command_palette", "export")
_GOES_FIRST = ("previous_claim", "next_claim")
_SPACING = 2
_FIND_WITH_WORDS = 172
"""px of the find field while it holds words, so that they stand beside the number of hits."""


class _Rule(QWidget):
    """A thin upright line between two sections."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._colour: QColor = theme.colour("rule_strong")
        self.setFixedSize(11, scaled(20))

    def set_theme(self, theme: Theme) -> None:
        self._colour = theme.colour("rule_strong")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self._colour, 1))
        painter.drawLine(QPointF(5.5, 0), QPointF(5.5, self.height()))


class ToolBar(QWidget):
    """Buttons of the main commands, with their keys, and the find field.

    ``actions`` gives the action of each command by its id; ids of ``SECTIONS`` and ``AFTER_FIND``
    that it lacks get no button. When the width does not suffice, Previous and Next go first, then
    the keys; words stay.

    ``find_field`` belongs to find in all columns.
    """

    def __init__(
        self,
        actions: Mapping[str, QAction],
        theme: Theme,
        keys: Mapping[str, tuple[str, ...]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("Tools")
        self.setFixedHeight(scaled(token("size", "tool_bar")))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._buttons: dict[str, CommandButton] = {}
        self._rules: list[_Rule] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 1)
        row.setSpacing(_SPACING)
        # What is shown follows the width, so the layout must not hold the width up.
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        for section in SECTIONS:
            if self._buttons:
                self._rules.append(_Rule(theme, self))
                row.addWidget(self._rules[-1])
            for command_id in section:
                self._add(command_id, actions, row)
        row.addStretch(1)
        self.find_field = SearchField("Find", theme, clears_on_escape=True, parent=self)
        self.find_field.setAccessibleName("Find in all columns")
        self.find_field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.find_field.textChanged.connect(self._fit)
        row.addWidget(self.find_field)
        for command_id in AFTER_FIND:
            self._add(command_id, actions, row)
        find = actions.get("find")
        if find is not None:
            find.changed.connect(lambda: self.find_field.setEnabled(find.isEnabled()))
            self.find_field.setEnabled(find.isEnabled())
        self.set_keys(keys or {})

    def _add(self, command_id: str, actions: Mapping[str, QAction], row: QHBoxLayout) -> None:
        action = actions.get(command_id)
        if action is None:
            return
        known = command(command_id)
        button = CommandButton(
            action, known.short or known.text, self._theme, known.icon, parent=self
        )
        self._buttons[command_id] = button
        row.addWidget(button)

    def button(self, command_id: str) -> CommandButton:
        """The button of a command; KeyError when it has none."""
        return self._buttons[command_id]

    def set_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Show these keys (by command id) on the buttons; those of the left part stay quiet."""
        quiet = {"toggle_articles", "open_files", "paste_article", "undo", "redo"}
        for command_id, button in self._buttons.items():
            shown = keys.get(command_id, ())
            button.set_key(shown[0] if shown and command_id not in quiet else "")
            if command_id in quiet:
                words = command(command_id).text.rstrip("…")
                button.setToolTip(f"{words} ({shown[0]})" if shown else words)
        find = keys.get("find", ())
        self.find_field.set_key(find[0] if find else "")
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for button in self._buttons.values():
            button.set_theme(theme)
        for rule in self._rules:
            rule.set_theme(theme)
        self.find_field.set_theme(theme)
        self._fit()
        self.update()

    def _needed(self, all_buttons: bool, keys_shown: bool) -> int:
        """px that the whole bar takes; the find field is wide unless all else gives way."""
        shown = [
            button
            for command_id, button in self._buttons.items()
            if all_buttons or command_id not in _GOES_FIRST
        ]
        widths = [button.width_with_key(keys_shown) for button in shown]
        widths += [rule.width() for rule in self._rules]
        narrow = self.find_field.sizeHint().width()
        # Room is kept for the wide field, so that no button goes while a person types.
        wide = max(narrow, scaled(_FIND_WITH_WORDS))
        widths.append(wide if all_buttons or keys_shown else narrow)
        return sum(widths) + _SPACING * len(widths) + 24

    def _fit(self, _words: str = "") -> None:
        all_buttons = self._needed(True, True) <= self.width()
        keys_shown = self._needed(False, True) <= self.width()
        for command_id, button in self._buttons.items():
            button.setVisible(all_buttons or command_id not in _GOES_FIRST)
            button.set_key_shown(keys_shown)
        narrow = width = self.find_field.sizeHint().width()
        if self.find_field.text():
            room = narrow + self.width() - self._needed(False, False)
            width = max(narrow, min(room, scaled(_FIND_WITH_WORDS)))
        self.find_field.setFixedWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose what fits."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The narrowest form: every word, no keys."""
        return QSize(self._needed(False, False), self.height())

    def sizeHint(self) -> QSize:
        """Everything."""
        return QSize(self._needed(True, True), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the rule under the bar."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("window"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("rule_strong"))
