"""The foot of the export page: what will be written, where, how far it is, and what came of it."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from annotator.services.exporting import ExportCount
from annotator.ui.eliding_label import ElidingLabel
from annotator.ui.fonts import scaled
from annotator.ui.icons import icon_pixmap
from annotator.ui.isolated_text import isolated, one_line
from annotator.ui.keyed_button import KeyedButton
from annotator.ui.theme import Theme

_GAP = 12
_LEAST_WORDS = 180
"""px for the check mark, the margins and how many rows were written."""


class FooterState(Enum):
    """What the footer is about."""

    READY = "ready"
    ASKING = "asking"
    WRITING = "writing"
    WRITTEN = "written"


def left_out_words(count: ExportCount) -> str:
    """What an export leaves out, such as "left out: 1 dismissed candidate"; empty for nothing.

    That something is left out is said first: in a small window the end may be cut.
    """
    parts = []
    if count.dismissed:
        parts.append(_counted(count.dismissed, "dismissed candidate"))
    if count.below_sensitivity:
        below = (
            f"{count.below_sensitivity:,}"
            if parts
            else _counted(count.below_sensitivity, "candidate")
        )
        parts.append(f"{below} below the sensitivity")
    return f"left out: {', '.join(parts)}" if parts else ""


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


class ExportFooter(QWidget):
    """Says what will be written and where.

    Signals:
        place_asked, export_asked, cancel_asked: a button was pressed.
        replace_asked, keep_asked: the answer to "is there already".
        folder_asked: show the folder of the finished file.
    """

    place_asked = Signal()
    export_asked = Signal()
    cancel_asked = Signal()
    replace_asked = Signal()
    keep_asked = Signal()
    folder_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = FooterState.READY
        self._strong, self._plain = "", ""
        self._target_path: Path | None = None
        self._glyph = QLabel(self)
        self._words = ElidingLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(scaled(120))
        self._name = ElidingLabel(self)
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._place = self._button("Choose place…", self.place_asked)
        self.export = KeyedButton("Export", "Ctrl+E", theme, primary=True, parent=self)
        self.export.clicked.connect(self.export_asked)
        self._cancel = self._button("Cancel", self.cancel_asked)
        self._replace = self._button("Replace", self.replace_asked)
        self._keep = self._button("Keep it", self.keep_asked)
        self._folder = self._button("Show in folder", self.folder_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._glyph)
        row.addWidget(self._words, 1)
        row.addWidget(self._bar)
        row.addWidget(self._name)
        for button in (self._folder, self._keep, self._replace, self._cancel, self._place):
            row.addWidget(button)
        row.addWidget(self.export)
        self.setFixedHeight(scaled(48))
        self.set_theme(theme)
        self._arrange(FooterState.READY)

    def _button(self, words: str, pressed: object) -> QPushButton:
        button = QPushButton(words, self)
        button.clicked.connect(pressed)
        return button

    @property
    def state(self) -> FooterState:
        """What the footer is about."""
        return self._state

    @property
    def words(self) -> str:
        """What it says, for a screen reader."""
        return f"{self._strong} {self._plain}".strip()

    def show_ready(self, count: ExportCount, columns: int, target: Path) -> None:
        """Say what would be written to ``target``."""
        self._say(f"{_counted(count.rows, 'row')}, {_counted(columns, 'column')}",
                  left_out_words(count))  # fmt: skip
        self._target(target)
        self.export.setEnabled(count.rows > 0 and columns > 0)
        if not columns:
            self._say("Choose at least one column", "")
        elif not count.rows:
            self._say("No claim to export", left_out_words(count))
        self._arrange(FooterState.READY)

    def show_asking(self, target: Path) -> None:
        """Ask whether the file that is there may be replaced."""
        self._say(f"{isolated(one_line(target.name))} is there already.", "Replace it?")
        self._arrange(FooterState.ASKING)
        self._replace.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_writing(self, done: int, total: int) -> None:
        """Say how far the writing is."""
        self._say("Writing", f"{done:,} of {_counted(total, 'row')}")
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        self._arrange(FooterState.WRITING)

    def show_written(self, rows: int, target: Path) -> None:
        """Say what was written, and offer the way there."""
        self._say(f"{_counted(rows, 'row')} written", f"to {isolated(one_line(target.name))}")
        self._target(target)
        self._arrange(FooterState.WRITTEN)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.export.set_theme(theme)
        ratio = self.devicePixelRatioF()
        ink, ground = theme.colour("success_ink"), theme.colour("panel")
        self._glyph.setPixmap(icon_pixmap("check", ink, ground, scaled(16), ratio))
        self._say(self._strong, self._plain)
        self._name.set_words("", self._name_words(), theme.colour("text_muted"))

    def _say(self, strong: str, plain: str) -> None:
        self._strong, self._plain = strong, plain
        theme = self._theme
        self._words.set_words(strong, plain, theme.colour("text"), theme.colour("text_muted"))

    def _target(self, target: Path) -> None:
        self._target_path = target
        self._place.setToolTip(str(target))
        self._name.set_words("", self._name_words(), self._theme.colour("text_muted"))

    def _name_words(self) -> str:
        return isolated(one_line(self._target_path.name)) if self._target_path else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what would cut the words."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave the file's name out, and another place while the way to the written file shows."""
        if self._state is FooterState.WRITTEN:
            side_by_side = (self._folder, self._place, self.export)
            taken = sum(one.sizeHint().width() + _GAP for one in side_by_side)
            self._place.setVisible(self.width() - taken >= scaled(_LEAST_WORDS))
        shown = self._state is FooterState.READY
        room = self.width() - self._words.sizeHint().width() - self._name.sizeHint().width()
        buttons = self._place.sizeHint().width() + self.export.sizeHint().width()
        self._name.setVisible(shown and room > buttons + scaled(80))

    def _arrange(self, state: FooterState) -> None:
        self._state = state
        ready = state in (FooterState.READY, FooterState.WRITTEN)
        self._glyph.setVisible(state is FooterState.WRITTEN)
        self._bar.setVisible(state is FooterState.WRITING)
        self._cancel.setVisible(state is FooterState.WRITING)
        self._replace.setVisible(state is FooterState.ASKING)
        self._keep.setVisible(state is FooterState.ASKING)
        self._folder.setVisible(state is FooterState.WRITTEN)
        self._place.setVisible(ready)
        self.export.setVisible(ready)
        self._fit()
