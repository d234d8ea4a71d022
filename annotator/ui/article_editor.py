"""The details of an article: what may be corrected, and where its text came from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.article import Article, SourceFormat
from annotator.services.reading import encoding_label
from annotator.ui.claim_words import plain_tooltip
from annotator.ui.fonts import scaled
from annotator.ui.metadata_form import MetadataForm
from annotator.ui.project_model import ProjectModel
from annotator.ui.sheet_frame import SheetFrame
from annotator.ui.theme import Theme

_FORMATS = {
    SourceFormat.TEXT: "plain text",
    SourceFormat.MARKDOWN: "Markdown",
    SourceFormat.HTML: "web page",
    SourceFormat.PASTED: "pasted text",
}


def source_facts(article: Article) -> tuple[tuple[str, str], ...]:
    """What is fixed about an article, as pairs of words and value."""
    source = article.source
    origin = source.name
    if source.format is not SourceFormat.PASTED:
        origin += f" ({_FORMATS[source.format]})"
    return (
        ("Source", origin),
        ("Text taken out by", source.extractor),
        ("Encoding", encoding_label(source.encoding)),
        ("Size", f"{source.byte_count:,} bytes, {article.length:,} characters of text"),
        ("SHA-256 of the text", article.text_sha256),
        ("SHA-256 of the source", source.sha256),
        ("Imported", article.imported_at.replace("T", " ").replace("Z", " UTC")),
        ("Identifier", article.uuid),
    )


class ArticleEditor(SheetFrame):
    """Corrects title, outlet, author, date and URL of one article; its text never changes."""

    def __init__(self, model: ProjectModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Article details", "Save", theme, "Enter", parent)
        self._model = model
        self._article: Article | None = None
        self._shown: list[QWidget] = []
        self.form = MetadataForm(self)
        self.form.edited.connect(self._look)
        left = QVBoxLayout()
        left.addWidget(self.form)
        left.addStretch(1)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(4)
        right = QVBoxLayout()
        right.addLayout(self._facts)
        right.addStretch(1)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(32)
        row.addLayout(left, 2)
        row.addLayout(right, 3)
        model.articles_changed.connect(self._follow)
        model.project_changed.connect(self._forget)
        self.set_theme(theme)
        self._look()

    @property
    def article_id(self) -> int | None:
        """The article shown."""
        return self._article.id if self._article else None

    def edit(self, article_id: int) -> None:
        """Show an article; nothing happens for one that is not in the project."""
        article = self._model.articles().get(article_id)
        if article is None:
            return
        self._article = article
        self.form.set_metadata(article.metadata)
        self.form.set_read_only(not self._model.can_write)
        self._show_facts(article)
        self._look()
        title = self.form.fields["title"]
        title.setFocus(Qt.FocusReason.OtherFocusReason)
        title.selectAll()

    def do_act(self) -> None:
        """Save what was changed; when that fails the sheet stays as it is."""
        if self._article is None:
            return
        if not self.act.isEnabled():
            return
        metadata = self.form.metadata()
        article_id = self._article.id
        if metadata == self._article.metadata or self._model.edit_article(article_id, metadata):
            self.closed.emit()

    def _look(self) -> None:
        writable = self._model.can_write
        titled = bool(self.form.metadata().title)
        self.act.setEnabled(self._article is not None and writable and titled)
        if not writable:
            self.set_foot("This project is open for reading only.")
        elif not titled:
            self.set_foot("An article needs a title.", "error_ink")
        else:
            self.set_foot("The text itself never changes.")

    def _show_facts(self, article: Article) -> None:
        for widget in self._shown:
            self._facts.removeWidget(widget)
            widget.deleteLater()
        self._shown = []
        facts = [(words, value) for words, value in source_facts(article) if value]
        for row, (words, value) in enumerate(facts):
            label = QLabel(words, self)
            label.setProperty("role", "muted")
            shown = QLineEdit(value, self)
            shown.setReadOnly(True)
            shown.setStyleSheet(self._fact_style())
            shown.setAccessibleName(words)
            shown.setToolTip(plain_tooltip(value))
            shown.setCursorPosition(0)
            copy = QPushButton("Copy", self)
            copy.setProperty("look", "flat")
            copy.setAccessibleName(f"Copy: {words}")
            copy.clicked.connect(lambda _=False, v=value: QGuiApplication.clipboard().setText(v))
            for column, widget in enumerate((label, shown, copy)):
                self._facts.addWidget(widget, row, column, Qt.AlignmentFlag.AlignVCenter)
                self._shown.append(widget)
        self._facts.setColumnStretch(1, 1)
        self._facts.setColumnMinimumWidth(0, scaled(140))

    def _fact_style(self) -> str:
        ring = self.theme.colour("focus_ring").name()
        return (
            "QLineEdit { border: 2px solid transparent; background: transparent; padding: 0;"
            " min-height: 0; }"
            f"QLineEdit:focus {{ border: 2px solid {ring}; }}"
        )

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        super().set_theme(theme)
        for widget in self._shown:
            if isinstance(widget, QLineEdit):
                widget.setStyleSheet(self._fact_style())

    def _follow(self, _ids: object = None) -> None:
        if self._article is not None:
            now = self._model.articles().get(self._article.id)
            if now is None:
                self._forget()
            elif now.metadata != self._article.metadata:
                self._article = now
                self.form.set_metadata(now.metadata)

    def _forget(self) -> None:
        if self._article is not None:
            self._article = None
            self.closed.emit()
