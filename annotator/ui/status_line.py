"""The line at the bottom of the window: progress, detection, and what was saved last."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from annotator.domain.progress import Progress
from annotator.domain.verdict import Verdict
from annotator.ui.control_box import draw_box
from annotator.ui.eliding_label import ElidingLabel
from annotator.ui.fonts import chrome_font, scaled
from annotator.ui.icons import VERDICT_ICONS, VERDICT_INKS, draw_icon, themed_icon
from annotator.ui.learning_control import LearningControl
from annotator.ui.theme import Theme, token


class ShareBar(QWidget):
    """A thin bar that is filled up to a share."""

    def __init__(self, name: str, width: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._share = theme, 0.0
        self._name = name
        self.setFixedSize(scaled(width), 6)
        self.setAccessibleName(name)

    def set_share(self, done: int, total: int) -> None:
        """Fill the bar by ``done`` of ``total``; an empty total leaves it empty."""
        self._share = min(1.0, max(0.0, done / total)) if total > 0 else 0.0
        self.setAccessibleName(f"{self._name}: {done} of {total}")
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar and its filled part."""
        painter = QPainter(self)
        theme, box = self._theme, QRectF(self.rect())
        draw_box(painter, box, theme.colour("pressed"), theme.colour("control_border"), 1, 3)
        inner = box.adjusted(1, 1, -1, -1)
        inner.setWidth(inner.width() * self._share)
        if inner.width() > 0:
            draw_box(painter, inner, theme.colour("accent"), None, 0, 2)


class VerdictCounts(QWidget):
    """How often each verdict was given, as glyph and number."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts = dict.fromkeys(Verdict, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_counts(self, counts: dict[Verdict, int]) -> None:
        """Show these counts."""
        self._counts = counts
        words = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def _width_of(self, count: int) -> int:
        return QFontMetrics(chrome_font("small")).horizontalAdvance(str(count))

    def sizeHint(self) -> QSize:
        """Three glyphs with their numbers."""
        width = sum(scaled(13) + 6 + self._width_of(c) + 10 for c in self._counts.values())
        return QSize(width - 10, scaled(18))

    def minimumSizeHint(self) -> QSize:
        """Numbers are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the three pairs."""
        painter = QPainter(self)
        painter.setFont(chrome_font("small"))
        painter.setPen(self._theme.colour("text"))
        left, side = 0.0, scaled(13)
        ground = self._theme.colour("window")
        for verdict, count in self._counts.items():
            at = QPointF(left, round((self.height() - side) / 2))
            ink = self._theme.colour(VERDICT_INKS[verdict])
            draw_icon(painter, VERDICT_ICONS[verdict], at, ink, ground, side)
            left += side + 6
            width = self._width_of(count)
            where = QRectF(left, 0, width + 1, self.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, str(count))
            left += width + 10


class StatusLine(QWidget):
    """What is done, what is being done, and what is safe.

    Signals:
        cancel_asked: the person wants the detection or comparison to stop.
        reviewer_asked: the person clicked the reviewer's name.
        zoom_asked: the person clicked the zoom.
    """

    cancel_asked = Signal()
    reviewer_asked = Signal()
    zoom_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName("Status")
        self.setFixedHeight(scaled(token("size", "status_bar")))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 6, 0)
        row.setSpacing(12)
        self._reviewed = ElidingLabel(self, "small")
        self._reviewed.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._bar = ShareBar("Reviewed", 120, theme, self)
        self._counts = VerdictCounts(theme, self)
        self._dismissed = self._label("small")
        self.learning = LearningControl(theme, self)
        self._rule = self._label("")
        self._rule.setFixedSize(1, scaled(20))
        self._detecting = self._label("detail")
        self._detection_bar = ShareBar("Detection", 80, theme, self)
        self._cancel = self._button("Cancel", "Cancel detecting or comparing", self.cancel_asked)
        # It goes when it is clicked, and must not take the keyboard with it.
        self._cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._saved_icon = QLabel(self)
        self._saved = ElidingLabel(self, "small")
        self._reviewer = self._button("", "Reviewer", self.reviewer_asked)
        self._zoom = self._button("100%", "Zoom of the article text", self.zoom_asked)
        for part in (self._reviewed, self._bar, self._counts, self._dismissed, self.learning,
                     self._rule, self._detecting, self._detection_bar, self._cancel):  # fmt: skip
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._saved_icon)
        row.addWidget(self._saved, 0)
        self._second_rule = self._label("")
        self._second_rule.setFixedSize(1, scaled(20))
        row.addWidget(self._second_rule)
        row.addWidget(self._reviewer)
        row.addWidget(self._zoom)
        row.setSpacing(8)
        self._progress: Progress | None = None
        self._saved_words = ("", True)
        self.set_progress(None)
        self.set_detection(None)
        self.set_reviewer("")
        self.set_zoom(100)
        self.set_theme(theme)

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", role)
        return label

    def _button(self, words: str, name: str, asked: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("look", "flat_small")
        button.setAccessibleDescription(name)
        button.setToolTip(name)
        button.clicked.connect(asked)
        return button

    def set_progress(self, progress: Progress | None) -> None:
        """Show how far the review has come; None when there are no articles yet."""
        self._progress = progress
        known = progress is not None
        for part in (self._bar, self._counts):
            part.setVisible(known)
        ink = self._theme.colour("text")
        if progress is None:
            self._reviewed.set_words("", "No articles yet", self._theme.colour("text_muted"))
            self._dismissed.hide()
            return
        self._reviewed.set_words(f"{progress.reviewed} of {progress.total} reviewed", "", ink)
        self._bar.set_share(progress.reviewed, progress.total)
        self._counts.set_counts({
            Verdict.VERIFIED: progress.verified,
            Verdict.DISPUTED: progress.disputed,
            Verdict.UNSUPPORTED: progress.unsupported,
        })  # fmt: skip
        self._dismissed.setText(f"{progress.dismissed} not a claim")
        self._dismissed.setVisible(progress.dismissed > 0)

    def set_detection(self, words: str | None, done: int = 0, total: int = 0) -> None:
        """Show a running detection ("Detecting claims: 4 of 5 articles"); None ends it."""
        running = words is not None
        for part in (self._rule, self._detecting, self._detection_bar, self._cancel):
            part.setVisible(running)
        self._detecting.setText(words or "")
        self._detection_bar.set_share(done, total)

    def set_saved(self, words: str, good: bool = True) -> None:
        """Say what is on disk ("Saved 14:33 · …"); ``good`` is False when it is not."""
        self._saved_words = (words, good)
        theme = self._theme
        role, icon = ("success_ink", "check") if good else ("error_ink", "warn")
        self._saved.set_words("", words, theme.colour("text" if good else "error_ink"))
        side = scaled(16)
        shown = themed_icon(icon, theme, ink=role)
        self._saved_icon.setPixmap(shown.pixmap(QSize(side, side), self.devicePixelRatioF()))
        self._saved_icon.setVisible(bool(words) and (good or icon == "warn"))

    @property
    def tells_what_is_saved(self) -> bool:
        """Whether it says what is on disk, or is not, rather than something in passing."""
        return bool(self._saved_words[0])

    def set_hint(self, words: str) -> None:
        """Say something at the right end without a mark, such as "Press F1 for all keys"."""
        self.set_saved("")
        self._saved.set_words("", words, self._theme.colour("text_muted"))

    def set_reviewer(self, name: str) -> None:
        """Show who reviews; a way to say it when it is not known."""
        words = name or "Who reviews?"
        short = QFontMetrics(chrome_font("small")).elidedText(
            words, Qt.TextElideMode.ElideRight, scaled(140)
        )
        self._reviewer.setText(short.replace("&", "&&"))
        self._reviewer.setAccessibleName(f"Reviewer: {name}" if name else words)

    def set_zoom(self, per_cent: int) -> None:
        """Show the zoom of the article text."""
        self._zoom.setText(f"{per_cent}%")
        self._zoom.setAccessibleName(f"Zoom {per_cent} per cent")

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for part in (self._bar, self._counts, self.learning, self._detection_bar):
            part.set_theme(theme)
        for rule in (self._rule, self._second_rule):
            rule.setStyleSheet(f"background: {theme.colours['rule_strong']};")
        self._cancel.setIcon(themed_icon("x", theme))
        self.set_progress(self._progress)
        self.set_saved(*self._saved_words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the rule above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("window"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.colour("rule_strong"))
