"""The name of the open project in the menu bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from annotator.services.project import Project
from annotator.ui.fonts import scaled

_WIDTH = 340


class ProjectName(QLabel):
    """Shows the name of the project's file, cut in the middle where it is long."""

    def __init__(self, bar: QWidget) -> None:
        super().__init__(bar)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "small")
        # Its place is taken once: a menu bar does not follow the words.
        self.setFixedSize(scaled(_WIDTH), bar.height())
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setContentsMargins(0, 0, 4, 0)
        self.show_project(None)

    def show_project(self, project: Project | None) -> None:
        """Name a project, or say that none is open."""
        words = project.path.name if project else "No project open"
        room = self.width() - 12
        self.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, room))
