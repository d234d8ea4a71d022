"""Puts the program together: which parts there are, and who is given what."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.services.detection import DetectionWorker
    from annotator.services.detection_listener import DetectionListener

_SETTLED_MS = 4000
"""After the first paint; by then files that were named are read and searched."""


def run_command_line(arguments: Sequence[str]) -> int:
    """Run one command in the terminal, without Qt; the exit code."""
    from annotator.cli.entry import run

    return run(list(arguments))


def run_window(arguments: Sequence[str], trial_report: Path | None = None) -> int:
    """Open the window with the files named in ``arguments``; the exit code.

    With ``trial_report`` it closes by itself once the articles are read, and that file says how
    long it all took: a part of the self-test.
    """
    prepare_window()
    import logging
    import sys

    from annotator import __version__
    from annotator.services import places
    from annotator.services.settings import read_settings
    from annotator.ui.appearance import Appearance
    from annotator.ui.application import log_to, make_application
    from annotator.ui.crash_dialog import crash_shower, install_excepthook
    from annotator.ui.main_window import MainWindow
    from annotator.ui.preferences import Preferences
    from annotator.ui.project_model import ProjectModel
    from annotator.ui.project_session import ProjectSession

    log_to(places.log_dir())
    app = make_application(())
    system_palette = app.palette()
    settings, fault = read_settings(places.settings_path())
    preferences = Preferences(settings, places.settings_path())
    appearance = Appearance(app, preferences, system_palette)
    model = ProjectModel(settings.threshold)
    session = ProjectSession(model, preferences)
    window = MainWindow(model, session, preferences, appearance, _make_detection)
    window.first_painted.connect(_collect_garbage)
    window.first_painted.connect(_give_back_memory_later)
    log = logging.getLogger("annotator")
    versions = (("Fact Annotator", __version__), ("Python", sys.version.split()[0]))
    restore_hooks = install_excepthook(log, crash_shower(window, str(places.log_dir())), versions)
    if fault is not None:
        window.messages.show_error(fault)
    if trial_report is not None:
        from annotator.ui.window_trial import WindowTrial

        WindowTrial(window, trial_report)
    paths = [Path(argument) for argument in arguments]
    if not any(path.suffix.lower() == ".fact" for path in paths):
        session.open_last()
    window.show()
    window.importing.bring_in(paths, at_once=True)
    try:
        return int(app.exec())
    finally:
        preferences.keep()
        restore_hooks()


def prepare_window() -> None:
    """What makes a start quick, before Qt is loaded."""
    import gc

    # A start makes next to no garbage; looking for it again and again takes a tenth of the time.
    gc.disable()
    # PySide reads the source of every module that is loaded after it.
    import_module("annotator.services.second_connection")
    import_module("annotator.services.settings")


def _make_detection(listener: DetectionListener) -> DetectionWorker:
    # Loaded when it is asked for: it starts a process, and the first paint needs none.
    from annotator.services.detection import DetectionWorker

    return DetectionWorker(listener)


def _collect_garbage() -> None:
    """Let the collector work from now on; what the start made lasts and is not searched."""
    import gc

    gc.freeze()
    gc.enable()


def _give_back_memory_later() -> None:
    """Once the files named are on the desk, give back what reading them took."""
    from PySide6.QtCore import QTimer

    from annotator.nlp.free_memory import give_back_memory

    QTimer.singleShot(_SETTLED_MS, give_back_memory)
