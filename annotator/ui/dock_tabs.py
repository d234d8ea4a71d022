"""The bar of the bottom dock: tabs at the left, the current page's controls at the right."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QWidget,
)

from annotator.ui.control_box import draw_focus_ring
from annotator.ui.fonts import chrome_font, scaled, strong
from annotator.ui.icons import draw_icon
from annotator.ui.theme import Theme, token

_EDGE = 10
_LEFT = 8
_RIGHT = 12
_BETWEEN = 8
_GAP = 6


class DockTab(QToolButton):
    """One tab: icon, words and a count."""

    def __init__(self, words: str, icon: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._icon, self._theme = words, icon, theme
        self._count = ""
        self._has_icon = True
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)

    def set_count(self, count: int | None) -> None:
        """Show a count beside the words, or none."""
        self._count = "" if count is None else str(count)
        self.setAccessibleName(f"{self._words} {self._count}".strip())
        self.updateGeometry()
        self.update()

    def set_has_icon(self, has_icon: bool) -> None:
        """Show the icon before the words, or only these."""
        if has_icon != self._has_icon:
            self._has_icon = has_icon
            self.updateGeometry()
            self.update()

    @property
    def has_icon(self) -> bool:
        """Whether the icon is shown."""
        return self._has_icon

    @staticmethod
    def icon_room() -> int:
        """px that the icon takes, with the gap to the words."""
        return scaled(16) + _GAP

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Left and Right to the bar."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Wide enough for the heavier words of the current tab, so that nothing moves."""
        font = chrome_font()
        width = 2 * _EDGE + (self.icon_room() if self._has_icon else 0)
        width += QFontMetrics(strong(font)).horizontalAdvance(self._words)
        if self._count:
            width += _GAP + QFontMetrics(font).horizontalAdvance(self._count)
        return QSize(width, scaled(token("size", "dock_bar")))

    def minimumSizeHint(self) -> QSize:
        """The tab is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw icon, words, count and, for the current tab, the line under it."""
        painter = QPainter(self)
        theme, on = self._theme, self.isChecked()
        ink = theme.colour("text" if on or self.underMouse() else "text_muted")
        left = float(_EDGE)
        if self._has_icon:
            side = scaled(16)
            at = QPointF(_EDGE, round((self.height() - side) / 2))
            draw_icon(painter, self._icon, at, ink, theme.colour("panel"), side)
            left += self.icon_room()
        font = strong(chrome_font()) if on else chrome_font()
        painter.setFont(font)
        painter.setPen(ink)
        width = QFontMetrics(font).horizontalAdvance(self._words)
        line = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, 0, width + 2, self.height()), line, self._words)
        if self._count:
            painter.setFont(chrome_font())
            painter.setPen(theme.colour("text_muted"))
            left += width + _GAP
            painter.drawText(QRectF(left, 0, self.width() - left, self.height()), line, self._count)
        if on:
            accent = theme.colour("accent")
            painter.fillRect(QRectF(_EDGE, self.height() - 2, self.width() - 2 * _EDGE, 2), accent)
        if self.hasFocus():
            box = QRectF(self.rect()).adjusted(2, 6, -2, -6)
            draw_focus_ring(painter, box, theme, outside=False)


class DockTabs(QWidget):
    """Tabs of the dock; Left and Right move between them.

    Signals:
        current_changed: the id of the tab that is current now.
    """

    current_changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tabs: dict[str, DockTab] = {}
        self._controls: dict[str, QWidget] = {}
        self._group = QButtonGroup(self)
        self.setAccessibleName("Pages of the dock")
        self.setFixedHeight(scaled(token("size", "dock_bar")))
        row = QHBoxLayout(self)
        row.setContentsMargins(_LEFT, 0, _RIGHT, 0)
        row.setSpacing(_BETWEEN)
        self._places = QHBoxLayout()
        self._places.setSpacing(_BETWEEN)
        row.addLayout(self._places)
        self._corner = QWidget(self)
        self._stack = QStackedLayout(self._corner)
        self._stack.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._corner, 1)

    def add_tab(
        self, tab_id: str, words: str, icon: str, controls: QWidget | None = None
    ) -> DockTab:
        """Add a tab; ``controls`` stand at the right end of the bar while it is current."""
        tab = DockTab(words, icon, self._theme, self)
        self._tabs[tab_id] = tab
        self._group.addButton(tab)
        self._places.addWidget(tab)
        place = QWidget(self._corner)
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        if controls is not None:
            row.addWidget(controls)
        self._controls[tab_id] = place
        self._stack.addWidget(place)
        tab.toggled.connect(lambda on, tab_id=tab_id: self._on_toggled(tab_id, on))
        if len(self._tabs) == 1:
            tab.setChecked(True)
        return tab

    @property
    def current(self) -> str:
        """The id of the current tab, or empty before there is one."""
        return next((tab_id for tab_id, tab in self._tabs.items() if tab.isChecked()), "")

    def set_current(self, tab_id: str) -> None:
        """Make a tab current; KeyError when there is none of that id."""
        self._tabs[tab_id].setChecked(True)

    def set_count(self, tab_id: str, count: int | None) -> None:
        """Show a count beside the words of a tab, or none."""
        self._tabs[tab_id].set_count(count)
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for tab in self._tabs.values():
            tab.set_theme(theme)
        self.update()

    def _on_toggled(self, tab_id: str, on: bool) -> None:
        if on:
            self._stack.setCurrentWidget(self._controls[tab_id])
            self._fit()
            self.current_changed.emit(tab_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again whether there is room for icons."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave the icons out where the controls of the current page would be cut."""
        if not self.current:
            return
        tabs = self._tabs.values()
        without = sum(tab.sizeHint().width() - tab.icon_room() * tab.has_icon for tab in tabs)
        gaps = _LEFT + _RIGHT + _BETWEEN * len(self._tabs)
        controls = self._controls[self.current].minimumSizeHint().width()
        roomy = without + DockTab.icon_room() * len(self._tabs) + gaps + controls <= self.width()
        for tab in tabs:
            tab.set_has_icon(roomy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right make the neighbouring tab current."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        ids = list(self._tabs)
        if not step or not self.current:
            super().keyPressEvent(event)
            return
        place = min(max(ids.index(self.current) + step, 0), len(ids) - 1)
        self.set_current(ids[place])
        self._tabs[ids[place]].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the rules above and below the bar."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("panel"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("rule"))
