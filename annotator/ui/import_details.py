"""One file of an import: what is known about it, its encoding, and the beginning of its text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.exchange.article_reader import RawFile
from annotator.services.reading import encoding_label
from annotator.ui.fonts import scaled
from annotator.ui.import_list import ImportEntry
from annotator.ui.metadata_form import LABEL_WIDTH, MetadataForm
from annotator.ui.offsets import display_text
from annotator.ui.sheet_frame import SheetText
from annotator.ui.theme import Theme

_PREVIEWED = 4_000
"""Code points of the text that the preview shows."""


class ImportDetails(QWidget):
    """Shows one entry and lets a person correct it before its text is frozen.

    Signals:
        metadata_edited: the ArticleMetadata that the fields now hold.
        encoding_chosen: the codec name to read the file with.
    """

    metadata_edited = Signal(object)
    encoding_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.form = MetadataForm(self)
        self.form.edited.connect(lambda: self.metadata_edited.emit(self.form.metadata()))
        self.encoding = QComboBox(self)
        self.encoding.setAccessibleName("Encoding")
        self.encoding.activated.connect(self._choose_encoding)
        self._encoding_words = QLabel("Encoding", self)
        self._encoding_words.setProperty("role", "muted")
        self._encoding_words.setFixedWidth(scaled(LABEL_WIDTH))
        self._remark = QLabel(self)
        self._remark.setTextFormat(Qt.TextFormat.PlainText)
        self._remark.setWordWrap(True)
        self.preview = SheetText(self)
        self.preview.setReadOnly(True)
        self.preview.setAccessibleName("Beginning of the text")
        choice = QHBoxLayout()
        choice.setSpacing(12)
        choice.addWidget(self._encoding_words)
        choice.addWidget(self.encoding, 1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.form)
        left.addLayout(choice)
        left.addWidget(self._remark)
        left.addStretch(1)
        side = QWidget(self)
        left.setContentsMargins(0, 0, 0, 0)
        side.setLayout(left)
        side.setMinimumWidth(scaled(208))
        side.setMaximumWidth(scaled(320))
        self.encoding.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        # Whether an encoding is right is seen in the text.
        self.preview.setMinimumWidth(scaled(152))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(16)
        row.addWidget(side, 3)
        row.addWidget(self.preview, 4)
        # Alone, without the preview, the column stays where it is.
        row.addStretch(0)

    def show_entry(self, entry: ImportEntry | None, keep_fields: bool = False) -> None:
        """Show an entry, or nothing; ``keep_fields`` while a person types in them."""
        prepared = entry.prepared if entry else None
        refused = entry.refused if entry else None
        self.setVisible(entry is not None)
        self.form.setVisible(prepared is not None)
        self.preview.setVisible(prepared is not None)
        if prepared is not None:
            if not keep_fields:
                self.form.set_metadata(prepared.article.metadata)
            self._offer(prepared.raw, prepared.article.source.encoding)
            shown = display_text(prepared.article.text[:_PREVIEWED])
            if self.preview.toPlainText() != shown:
                self.preview.setPlainText(shown)
            self._say_encoding(prepared.raw, prepared.article.source.encoding)
        elif refused is not None:
            error = refused.error
            self._offer(refused.raw, "")
            self._remark.setText(" ".join(w for w in (error.what, error.safe, error.remedy) if w))

    def show_fault(self, words: str) -> None:
        """Say why another encoding does not do."""
        self._remark.setText(words)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``; the style sheet does the rest."""
        self.preview.viewport().update()
        del theme

    def _offer(self, raw: RawFile | None, encoding: str) -> None:
        names = () if raw is None else (raw.guess.encoding, *raw.guess.alternatives)
        self.encoding.clear()
        for name in names:
            self.encoding.addItem(encoding_label(name), name)
        self.encoding.setCurrentIndex(self.encoding.findData(encoding))
        self.encoding.setEnabled(len(names) > 1)
        self.encoding.setVisible(bool(names))
        self._encoding_words.setVisible(bool(names))

    def _say_encoding(self, raw: RawFile, encoding: str) -> None:
        guess = raw.guess
        if guess.had_bom:
            words = "The file says so itself (byte order mark)."
        elif encoding != guess.encoding:
            words = "Chosen by you."
        elif guess.certain and not guess.alternatives:
            words = ""
        elif guess.certain:
            words = "The whole file fits this encoding."
        else:
            words = "This is a guess. If letters look wrong, choose another; then it is fixed."
        self._remark.setText(words)

    def _choose_encoding(self, _place: int) -> None:
        self.encoding_chosen.emit(str(self.encoding.currentData()))
