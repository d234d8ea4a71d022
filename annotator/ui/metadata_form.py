"""The fields for what is known about an article."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from annotator.domain.article import ArticleMetadata
from annotator.services.reading import cleaned_metadata
from annotator.ui.fonts import scaled

_LONGEST = 2_000
LABEL_WIDTH = 60
"""px of the words before the fields, so that further rows can stand in line."""
_FIELDS = (
    ("title", "Title", ""),
    ("outlet", "Outlet", "Who published it"),
    ("author", "Author", ""),
    ("published", "Date", "YYYY-MM-DD"),
    ("url", "URL", "https://"),
)


class MetadataForm(QWidget):
    """Title, outlet, author, date and URL.

    Signals:
        edited: a person changed a field.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, QLineEdit] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for row, (name, words, hint) in enumerate(_FIELDS):
            label = QLabel(words, self)
            label.setProperty("role", "muted")
            field = QLineEdit(self)
            field.setMaxLength(_LONGEST)
            field.setPlaceholderText(hint)
            field.setAccessibleName(words)
            field.textEdited.connect(lambda _: self.edited.emit())
            label.setBuddy(field)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(field, row, 1)
            self.fields[name] = field
        grid.setColumnMinimumWidth(0, scaled(LABEL_WIDTH))
        grid.setColumnStretch(1, 1)

    def metadata(self) -> ArticleMetadata:
        """What the fields say, as a project keeps it."""
        return cleaned_metadata(
            ArticleMetadata(**{name: field.text() for name, field in self.fields.items()})
        )

    def set_metadata(self, metadata: ArticleMetadata) -> None:
        """Show other metadata."""
        for name, field in self.fields.items():
            field.setText(getattr(metadata, name))
            field.setCursorPosition(0)

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be changed, or let it."""
        for field in self.fields.values():
            field.setReadOnly(read_only)
