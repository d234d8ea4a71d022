"""Crash reports hold no words of an article; About tells what runs."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import __version__
from annotator.domain.errors import NotSaved
from annotator.ui.about import LICENCES, About, program_versions
from annotator.ui.crash_dialog import CrashDialog, crash_shower, install_excepthook
from annotator.ui.crash_report import crash_report
from annotator.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SECRET = "The Sølvi Maren was built in 1998"


def fault() -> BaseException:
    try:
        try:
            int(SECRET)
        except ValueError as error:
            raise KeyError(SECRET) from error
    except KeyError as error:
        return error


def test_a_report_tells_kinds_and_places_but_no_words() -> None:
    error = fault()
    report = crash_report(error, error.__traceback__, [("Fact Annotator", "9.9")])
    assert SECRET not in report
    assert "Fact Annotator 9.9" in report
    assert "KeyError" in report
    assert "after ValueError" in report
    assert "test_crash_dialog.py" in report
    assert "in fault" in report
    assert str(Path.home()) not in report


def test_words_for_people_and_of_the_system_are_kept() -> None:
    told = NotSaved("The disk is full.", "The verdict was not given.")
    assert "The disk is full. The verdict was not given." in crash_report(told, None, ())
    system = OSError(28, "No space left on device", f"/home/ann/{SECRET}")
    report = crash_report(system, None, ())
    assert "No space left on device" in report
    assert SECRET not in report


def test_a_chain_that_loops_ends() -> None:
    one, two = ValueError(), KeyError()
    one.__context__, two.__context__ = two, one
    assert crash_report(one, None, ()).count("KeyError") == 1


@pytest.fixture
def reports(caplog: pytest.LogCaptureFixture) -> Iterator[list[tuple[str, bool]]]:
    """What the hook showed, and whether that was in the window's thread."""
    shown: list[tuple[str, bool]] = []
    main = threading.current_thread()
    logger = logging.getLogger("annotator.tests.crash")
    with caplog.at_level(logging.CRITICAL):
        restore = install_excepthook(
            logger,
            lambda report: shown.append((report, threading.current_thread() is main)),
            [("Fact Annotator", "9.9")],
        )
        yield shown
        restore()


def test_an_uncaught_fault_is_logged_and_shown(
    reports: list[tuple[str, bool]],
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
    unexpected_log_messages: list[str],
) -> None:
    error = fault()
    sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: len(reports) == 1)
    assert "KeyError" in reports[0][0]
    assert "Uncaught KeyError" in caplog.text
    assert SECRET not in caplog.text
    unexpected_log_messages.clear()


def test_a_fault_of_another_thread_is_shown_in_the_windows_thread(
    reports: list[tuple[str, bool]], qtbot: QtBot, unexpected_log_messages: list[str]
) -> None:
    def fail() -> None:
        raise RuntimeError(SECRET)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(reports) == 1)
    report, in_window_thread = reports[0]
    assert "RuntimeError" in report
    assert SECRET not in report
    assert in_window_thread
    unexpected_log_messages.clear()


def test_stopping_the_program_is_no_fault(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed_on: list[type[BaseException]] = []
    shown: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: passed_on.append(kind))
    restore = install_excepthook(logging.getLogger("annotator.tests"), shown.append)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    qapp.processEvents()
    restore()
    assert passed_on == [KeyboardInterrupt]
    assert shown == []


def test_the_hook_can_be_taken_away() -> None:
    before = sys.excepthook, threading.excepthook
    restore = install_excepthook(logging.getLogger("annotator.tests"), lambda _report: None)
    assert sys.excepthook is not before[0]
    restore()
    assert (sys.excepthook, threading.excepthook) == before


def test_the_report_can_be_copied_and_repeats_are_counted(qtbot: QtBot) -> None:
    dialog = CrashDialog("one", "/logs")
    qtbot.addWidget(dialog)
    dialog.add_report("two")
    dialog.add_report("one")
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied == "one\n\n(2 times)\n\n----\n\ntwo"
    assert not dialog.isModal()


def test_all_faults_share_one_dialog(qtbot: QtBot) -> None:
    shown = crash_shower(None)
    shown("one")
    shown("two")
    dialogs = [w for w in QGuiApplication.instance().topLevelWidgets()  # type: ignore[union-attr]
               if isinstance(w, CrashDialog) and w.isVisible()]  # fmt: skip
    for dialog in dialogs:
        qtbot.addWidget(dialog)
    assert [dialog.report.toPlainText() for dialog in dialogs] == ["one\n\n----\n\ntwo"]


def test_about_tells_versions_and_licences(qtbot: QtBot, theme: Theme) -> None:
    versions = program_versions("3.40.1")
    about = About(versions, theme)
    qtbot.addWidget(about)
    about.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert f"Fact Annotator {__version__}" in copied
    assert "SQLite 3.40.1" in copied
    for name in ("Python", "Qt", "PySide6", "spaCy", "sqlite-utils"):
        assert any(line.startswith(f"{name} ") for line in copied.splitlines())
    assert "not installed" not in copied
    for name in ("Qt", "spaCy", "Inter", "Charis SIL"):
        assert name in LICENCES


def test_versions_are_told_without_importing_spacy() -> None:
    code = (
        "import sys; from annotator.ui.about import program_versions; program_versions();"
        "sys.exit('spacy' in sys.modules or 'sqlite_utils' in sys.modules)"
    )
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
