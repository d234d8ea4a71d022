"""Pasting an article: its text and what is known about it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.domain.article import ArticleMetadata, IncomingArticle
from annotator.domain.errors import ArticleRefused
from annotator.domain.text import canonical_text, text_sha256
from annotator.services.reading import pasted_article
from annotator.ui.fonts import scaled
from annotator.ui.metadata_form import MetadataForm
from annotator.ui.offsets import display_text
from annotator.ui.project_model import ProjectModel
from annotator.ui.sheet_frame import SheetFrame, SheetText
from annotator.ui.theme import Theme

_REST_MS = 150


class PasteSheet(SheetFrame):
    """One article from the clipboard.

    The text that comes in is the clipboard's own, not the field's, as long as nobody edits it.

    Signals:
        articles_accepted: a list of one IncomingArticle.
    """

    articles_accepted = Signal(object)

    def __init__(self, model: ProjectModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Paste text", "Put it on the desk", theme, "Ctrl+Enter", parent)
        self._model = model
        self._pasted: str | None = None
        self._title_given = False
        self.form = MetadataForm(self)
        self.text = SheetText(self)
        self.text.setAccessibleName("Text of the article")
        self.text.setPlaceholderText("Paste or type the text of one article here.")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._look)
        self.text.textChanged.connect(self._take_typing)
        self.form.edited.connect(self._note_title)
        hint = QLabel("An empty title is taken from the first line.", self)
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.form)
        left.addWidget(hint)
        left.addStretch(1)
        side = QWidget(self)
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(scaled(344))
        row = QHBoxLayout(self.body)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(24)
        row.addWidget(side)
        row.addWidget(self.text, 1)
        self.set_theme(theme)
        self._look()

    def start(self, text: str | None = None) -> None:
        """Begin with ``text``, or with the clipboard's plain text."""
        self._title_given = False
        self.form.set_metadata(ArticleMetadata(title=""))
        pasted = QGuiApplication.clipboard().text() if text is None else text
        self.text.setPlainText(display_text(canonical_text(pasted).text))
        self._pasted = pasted or None
        self.text.document().setModified(False)
        self._look()
        (self.act if pasted.strip() else self.text).setFocus()

    def article(self) -> IncomingArticle:
        """The article as it would come in.

        Raises:
            ArticleRefused: there is no text, or too much of it.
        """
        metadata = self.form.metadata()
        return pasted_article(self._canonical_source(), metadata)

    def do_act(self) -> None:
        """Hand the article on, unless there is none."""
        self._look()
        if self.act.isEnabled():
            self.articles_accepted.emit([self.article()])
            self.closed.emit()

    def _canonical_source(self) -> str:
        if self._pasted is not None:
            return self._pasted
        # toPlainText() would turn no-break spaces into spaces; the raw text keeps them.
        return self.text.document().toRawText().replace("\u2029", "\n")

    def _take_typing(self) -> None:
        self._pasted = None
        self._rest.start()

    def _note_title(self) -> None:
        self._title_given = bool(self.form.fields["title"].text().strip())

    def _look(self) -> None:
        self._rest.stop()
        source = self._canonical_source()
        if not source.strip():
            self.act.setEnabled(False)
            self.set_note("")
            self.set_foot("There is no text yet.")
            return
        try:
            article = pasted_article(source)
        except ArticleRefused as error:
            self.act.setEnabled(False)
            self.set_note("")
            self.set_foot(str(error), "error_ink")
            return
        self.act.setEnabled(True)
        if not self._title_given:
            title = self.form.fields["title"]
            if not title.hasFocus():
                title.setText(article.metadata.title)
                title.setCursorPosition(0)
        words, letters = len(article.text.split()), len(article.text)
        self.set_note(f"{words:,} words, {letters:,} characters")
        known = {known.text_sha256 for known in self._model.articles().values()}
        there = text_sha256(article.text) in known
        self.set_foot("This text is in the project already." if there else "")
