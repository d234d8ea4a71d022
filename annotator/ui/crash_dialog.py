"""What a person sees when the program itself has a fault."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.crash_report import crash_report, what_happened
from annotator.ui.fonts import scaled


class CrashDialog(QDialog):
    """A report that can be copied; later faults are added to the open dialog."""

    def __init__(self, report: str, log_folder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reports: list[str] = []
        self.setWindowTitle("A fault in Fact Annotator")
        self.setModal(False)
        self.resize(scaled(600), scaled(420))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        title = QLabel("Something went wrong inside the program", self)
        title.setProperty("role", "heading")
        column.addWidget(title)
        log = f" The log is in {log_folder}." if log_folder else ""
        words = QLabel(
            "Every verdict that was shown as given is saved. You can go on; if something looks "
            "wrong, close the program and open it again. The report below holds no text of your "
            f"articles.{log}",
            self,
        )
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        column.addWidget(words)
        self.report = QPlainTextEdit(self)
        self.report.setReadOnly(True)
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.report.setAccessibleName("Report")
        column.addWidget(self.report, 1)
        row = QHBoxLayout()
        self.copy = QPushButton("Copy the report", self)
        self.copy.clicked.connect(self._copy_report)
        self.copy.setAutoDefault(False)
        row.addWidget(self.copy)
        row.addStretch(1)
        go_on = QPushButton("Go on", self)
        go_on.setProperty("look", "primary")
        go_on.setDefault(True)
        go_on.clicked.connect(self.accept)
        row.addWidget(go_on)
        column.addLayout(row)
        self.add_report(report)

    def add_report(self, report: str) -> None:
        """Add a further fault; the same one twice is only counted."""
        self._reports.append(report)
        parts = []
        for known in dict.fromkeys(self._reports):
            times = self._reports.count(known)
            parts.append(known if times == 1 else f"{known}\n\n({times} times)")
        self.report.setPlainText("\n\n----\n\n".join(parts))

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText("Copied")


class CrashRelay(QObject):
    """Carries a report to the window's thread.

    Signals:
        crashed: the report of a fault.
    """

    crashed = Signal(str)


def install_excepthook(
    logger: logging.Logger,
    show: Callable[[str], None],
    versions: Iterable[tuple[str, str]] = (),
) -> Callable[[], None]:
    """Log and show every exception that nobody caught; returns what takes the hook away again.

    ``show`` gets the report in the window's thread, also for faults of other threads. The log and
    the report hold kinds and places only, never the words of an exception.
    """
    known_versions = tuple(versions)
    relay = CrashRelay()
    relay.crashed.connect(show, Qt.ConnectionType.QueuedConnection)
    before, thread_before = sys.excepthook, threading.excepthook

    def tell(
        kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            error = kind()
        if isinstance(error, KeyboardInterrupt | SystemExit):
            before(kind, error, trace)
            return
        report = crash_report(error, trace, known_versions)
        logger.critical("Uncaught %s\n%s", what_happened(error), report)
        relay.crashed.emit(report)

    def tell_of_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_type is not SystemExit:
            tell(args.exc_type, args.exc_value, args.exc_traceback)

    def restore() -> None:
        sys.excepthook, threading.excepthook = before, thread_before
        relay.crashed.disconnect()

    sys.excepthook, threading.excepthook = tell, tell_of_thread
    return restore


def crash_shower(parent: QWidget | None, log_folder: str = "") -> Callable[[str], None]:
    """A ``show`` for ``install_excepthook`` that keeps all faults in one dialog."""
    open_dialogs: list[CrashDialog] = []

    def show(report: str) -> None:
        if open_dialogs and open_dialogs[0].isVisible():
            open_dialogs[0].add_report(report)
            return
        open_dialogs[:] = [CrashDialog(report, log_folder, parent)]
        open_dialogs[0].show()

    return show
