"""What the desk shows before there is an article: three ways in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.ui.control_box import RING_ROOM
from annotator.ui.fonts import scaled
from annotator.ui.mark_legend import MarkLegend
from annotator.ui.start_card import CARD_WIDTH, RecentRow, StartCard
from annotator.ui.theme import Theme

_GAP = 16
_RECENT_SHOWN = 5
SAMPLE_WORDS = (
    "Invented articles about one event that do not agree with one another, ready to be checked."
)


class StartPage(QScrollArea):
    """Three cards, the recent projects, and what the marks look like.

    Signals:
        open_clicked, paste_clicked, sample_clicked: one of the ways in.
        recent_clicked: the path of a recent project.
    """

    open_clicked = Signal()
    paste_clicked = Signal()
    sample_clicked = Signal()
    recent_clicked = Signal(str)

    def __init__(
        self, theme: Theme, sample_words: str = SAMPLE_WORDS, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[RecentRow] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Start")
        page = self._page = QWidget(self)
        page.setAutoFillBackground(True)
        self.setWidget(page)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(0)
        column.addStretch(3)
        column.addWidget(self._words("Put the articles side by side", "title"))
        column.addSpacing(8)
        lead = "Statements worth checking are marked for you. You give the verdict."
        column.addWidget(self._words(lead, "lead"))
        column.addSpacing(32 - RING_ROOM)
        column.addLayout(self._cards(sample_words))
        column.addSpacing(24 - RING_ROOM)
        column.addWidget(self._words("You can also drop files anywhere in this window.", "small"))
        self._recent = QWidget(page)
        self._recent.setFixedWidth(self._full_width())
        self._recent_column = QVBoxLayout(self._recent)
        self._recent_column.setContentsMargins(0, 24, 0, 0)
        self._recent_column.setSpacing(0)
        self._recent_title = self._words("Recent projects", "section", centred=False)
        self._recent_column.addWidget(self._recent_title)
        self._recent_column.addSpacing(6)
        column.addWidget(self._recent, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(32)
        rule = QFrame(page)
        rule.setProperty("role", "rule")
        rule.setFixedWidth(self._full_width())
        column.addWidget(rule, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(24)
        self._legend = MarkLegend(theme, scaled(CARD_WIDTH) + _GAP, page)
        self._legend.setFixedWidth(self._full_width())
        column.addWidget(self._legend, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(4)
        column.addSpacing(24)
        promise = "Everything stays on this computer. No account, no network."
        column.addWidget(self._words(promise, "small"))
        self.set_recent(())
        self.set_theme(theme)

    def _full_width(self) -> int:
        return 3 * scaled(CARD_WIDTH) + 2 * _GAP

    def _words(self, text: str, role: str, centred: bool = True) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", role)
        if centred:
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return label

    def _cards(self, sample_words: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(_GAP - 2 * RING_ROOM)
        row.addStretch(1)
        files = "Text, Markdown or saved web pages. Choose several: each becomes one article."
        paste = "Paste one article from the clipboard and give it a title and an outlet."
        self.open_card = StartCard("open", "Open files", files, self._theme, self)
        self.paste_card = StartCard("paste", "Paste text", paste, self._theme, self)
        self.sample_card = StartCard(
            "book", "Try the sample project", sample_words, self._theme, self
        )
        self.open_card.clicked.connect(self.open_clicked)
        self.paste_card.clicked.connect(self.paste_clicked)
        self.sample_card.clicked.connect(self.sample_clicked)
        cards = (self.open_card, self.paste_card, self.sample_card)
        height = max(card.sizeHint().height() for card in cards)
        for card in cards:
            card.setFixedHeight(height)
            row.addWidget(card)
        row.addStretch(1)
        return row

    def set_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Show the keys (by command id) on the cards."""
        for card, command_id in (
            (self.open_card, "open_files"),
            (self.paste_card, "paste_article"),
            (self.sample_card, "open_sample"),
        ):
            shown = keys.get(command_id, ())
            card.set_key(shown[0] if shown else "")

    def set_recent(self, paths: Sequence[str]) -> None:
        """List recent projects, newest first; none hides the list."""
        for row in self._rows:
            self._recent_column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for path in list(paths)[:_RECENT_SHOWN]:
            row = RecentRow(path, self._theme, self._recent)
            row.clicked.connect(lambda _on=False, path=path: self.recent_clicked.emit(path))
            self._recent_column.addWidget(row)
            self._rows.append(row)
        self._recent.setVisible(bool(self._rows))

    @property
    def recent_rows(self) -> tuple[RecentRow, ...]:
        """The rows of the recent projects."""
        return tuple(self._rows)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        palette = self._page.palette()
        palette.setColor(self._page.backgroundRole(), theme.colour("paper"))
        self._page.setPalette(palette)
        for card in (self.open_card, self.paste_card, self.sample_card):
            card.set_theme(theme)
        for row in self._rows:
            row.set_theme(theme)
        self._legend.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        """The first way in has the focus, so that Return goes on."""
        super().showEvent(event)
        self.open_card.setFocus(Qt.FocusReason.OtherFocusReason)
