"""The Qt application: its name, fonts, logging and what happens on a fault."""

from __future__ import annotations

import logging
import logging.handlers
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from annotator import __version__
from annotator.ui.fonts import register_fonts, set_chrome_font

LOG_BYTES = 500_000
LOG_FILES = 3
DESKTOP_NAME = "fact-annotator"

_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def make_application(arguments: Sequence[str]) -> QApplication:
    """The QApplication, named for the desktop, with the program's fonts."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication([sys.argv[0], *arguments])
    app.setApplicationName(DESKTOP_NAME)
    app.setApplicationDisplayName("Fact Annotator")
    app.setApplicationVersion(__version__)
    app.setOrganizationName("Fact Annotator")
    app.setDesktopFileName(DESKTOP_NAME)
    # Numbers and dates are written as the exports write them.
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    register_fonts()
    set_chrome_font(app)
    return app


def log_to(folder: Path) -> logging.Handler | None:
    """Write the program's log into a rotating file in ``folder``; None when that is impossible.

    Messages hold what happened and where, never text of an article.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "fact-annotator.log",
            maxBytes=LOG_BYTES,
            backupCount=LOG_FILES,
            encoding="utf-8",
        )
    except OSError:
        # Without a log the program still works; there is nobody to tell yet.
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    qInstallMessageHandler(_log_qt)
    return handler


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(_QT_LEVELS.get(kind, logging.INFO), "%s", message[:400])
