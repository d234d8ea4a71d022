"""The panel at the left: all articles of the project, and which of them are on the desk."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import cast

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from annotator.domain.article import Article
from annotator.ui.article_delegate import ArticleDelegate
from annotator.ui.articles_model import ARTICLE_ROLE, ArticlesModel
from annotator.ui.eliding_label import ElidingLabel
from annotator.ui.fonts import chrome_font, scaled
from annotator.ui.project_model import ProjectModel
from annotator.ui.shortcuts import shown_key
from annotator.ui.theme import Theme, token


class _ArticleList(QListView):
    """Rows of articles: Space or a click on the box ticks, Return or a click goes there."""

    tick_asked = Signal(int)
    opened = Signal(int)

    def __init__(self, delegate: ArticleDelegate) -> None:
        super().__init__()
        self._rows = delegate
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName("Articles of the project")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        article = cast("Article | None", index.data(ARTICLE_ROLE))
        if article is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        ticks = self._rows.is_tick(event, self.visualRect(index))
        (self.tick_asked if ticks else self.opened).emit(article.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        article = cast("Article | None", self.currentIndex().data(ARTICLE_ROLE))
        if article is not None and event.key() == Qt.Key.Key_Space:
            self.tick_asked.emit(article.id)
        elif article is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(article.id)
        else:
            super().keyPressEvent(event)


class _DropPlace(QWidget):
    """The dashed box that says where files can go; a click opens the file dialog."""

    clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme, self.key, self.wanted = theme, "", False
        self.setFixedHeight(scaled(68))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def words(self) -> str:
        return f"Drop files here\nor press {shown_key(self.key)}" if self.key else "Drop files here"

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.theme.colour("accent" if self.wanted else "control_border"), 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        if self.wanted:
            painter.setBrush(self.theme.colour("accent_tint"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(chrome_font("small"))
        painter.setPen(self.theme.colour("text_muted"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.words())


class ArticlesPanel(QWidget):
    """Lists the articles in the order in which they came in.

    Signals carry article ids; the panel ticks nothing itself: ``set_on_desk`` tells it.
    """

    desk_toggled = Signal(int, bool)
    """An article is to come on the desk, or to leave it."""
    article_opened = Signal(int)
    """The keyboard is to go to an article, which may not be on the desk yet."""
    menu_asked = Signal(int, QPoint)
    """An article, and where on the screen."""
    open_asked = Signal()
    """The person wants to choose files."""

    def __init__(
        self,
        model: ProjectModel,
        theme: Theme,
        keys: Mapping[str, tuple[str, ...]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._theme = model, theme
        self.setAccessibleName("Articles")
        self.setMinimumWidth(scaled(170))
        self._rows = ArticlesModel(model, self)
        self._delegate = ArticleDelegate(theme)
        self._list = _ArticleList(self._delegate)
        self._list.setModel(self._rows)
        self._title = ElidingLabel(self)
        self._title.setFixedHeight(scaled(token("size", "dock_bar")))
        self._drop = _DropPlace(theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(12, 0, 8, 0)
        head.addWidget(self._title)
        column.addLayout(head)
        column.addWidget(self._list, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 12, 12, 0)
        foot.addWidget(self._drop)
        column.addLayout(foot)
        self._list.tick_asked.connect(self._toggle)
        self._list.opened.connect(self.article_opened)
        self._list.customContextMenuRequested.connect(self._ask_for_menu)
        self._drop.clicked.connect(self.open_asked)
        self._rows.modelReset.connect(self._show_title)
        self.set_keys(keys)
        self.set_theme(theme)

    @property
    def list(self) -> QListView:
        """The list, for the focus and for tests."""
        return self._list

    def set_on_desk(self, article_ids: Collection[int]) -> None:
        """Tick these articles and no others."""
        self._rows.set_on_desk(article_ids)
        self._show_title()

    def set_active(self, article_id: int | None) -> None:
        """Choose the row of the article that has the keyboard."""
        index = self._rows.row_of(article_id) if article_id is not None else None
        if index is not None and index.isValid():
            self._list.setCurrentIndex(index)
        else:
            self._list.clearSelection()

    def set_files_over(self, over: bool) -> None:
        """Show that files held over the window can be dropped."""
        self._drop.wanted = over
        self._drop.update()

    def set_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Show the key that opens files."""
        given = keys.get("open_files", ())
        self._drop.key = given[0] if given else ""
        self._drop.setAccessibleName(" ".join(self._drop.words().split()))
        self._drop.update()

    def set_compact(self, compact: bool) -> None:
        """Show lower rows, without the count."""
        self._delegate.compact = compact
        self._list.doItemsLayout()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = self._delegate.theme = self._drop.theme = theme
        panel = theme.colours["panel"]
        self._list.setStyleSheet(f"QListView {{ background: {panel}; border: none; }}")
        self._show_title()
        self.update()

    def sizeHint(self) -> QSize:
        """216 px wide in the design."""
        return QSize(scaled(token("size", "articles_width")), 400)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the rule under the title."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("panel"))
        height = scaled(token("size", "dock_bar"))
        painter.fillRect(0, height - 1, self.width(), 1, self._theme.colour("rule"))

    @property
    def title(self) -> str:
        """The words at the top."""
        return self._title.accessibleName()

    def _show_title(self) -> None:
        total, on_desk = self._rows.rowCount(), len(self._rows.on_desk)
        words = f"{on_desk} of {total} on desk" if total else ""
        ink, muted = self._theme.colour("text"), self._theme.colour("text_muted")
        self._title.set_words("Articles", words, ink, muted)

    def _toggle(self, article_id: int) -> None:
        self.desk_toggled.emit(article_id, article_id not in self._rows.on_desk)

    def _ask_for_menu(self, at: QPoint) -> None:
        article = cast("Article | None", self._list.indexAt(at).data(ARTICLE_ROLE))
        if article is not None:
            self.menu_asked.emit(article.id, self._list.viewport().mapToGlobal(at))
