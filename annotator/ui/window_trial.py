"""Watches the window during the self-test and writes down how soon it was useful."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer

from annotator.domain.errors import ReportedError
from annotator.services.processes import descendants, running_processes
from annotator.ui.detection_bridge import DetectionProgress
from annotator.ui.main_window import MainWindow

_SETTLING_MS = 500


class WindowTrial(QObject):
    """Notes the first paint, the first candidates on screen and the memory; then closes the window.

    The report is a JSON object in the file ``report``: ``painted at`` and ``candidates at`` in
    seconds since 1970, ``window memory`` and ``worker memory`` in bytes, the number of
    ``processes``, or in ``failed`` what went wrong.
    """

    def __init__(self, window: MainWindow, report: Path) -> None:
        super().__init__(window)
        self._window, self._report = window, report
        self._told: dict[str, Any] = {}
        self._begun = self._over = False
        window.first_painted.connect(self._take_first_paint)
        window.model.claims_changed.connect(self._take_claims)
        window.detection.progressed.connect(self._take_progress)
        window.detection.failed.connect(self._take_failure)

    def _take_first_paint(self) -> None:
        self._told["painted at"] = time.time()

    def _take_claims(self, article_ids: frozenset[int]) -> None:
        model, desk = self._window.model, self._window.parts.desk
        if self._begun or not any(map(model.shown_claims, article_ids)):
            return
        self._begun = True
        for column in desk.columns():
            # They count when they are painted, not when they are known.
            column.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the paint that shows the first candidates."""
        if event.type() is QEvent.Type.Paint and "candidates at" not in self._told:
            QTimer.singleShot(0, self, self._take_candidates)
        return super().eventFilter(watched, event)

    def _take_candidates(self) -> None:
        self._told.setdefault("candidates at", time.time())

    def _take_progress(self, progress: DetectionProgress) -> None:
        if self._begun and not progress.running and not self._over:
            self._over = True
            QTimer.singleShot(_SETTLING_MS, self, self._finish)

    def _take_failure(self, error: ReportedError) -> None:
        self._told["failed"] = error.what
        self._finish()

    def _finish(self) -> None:
        own = os.getpid()
        processes = running_processes()
        children = descendants(own, processes)
        self._told["window memory"] = max((p.memory for p in processes if p.pid == own), default=0)
        self._told["worker memory"] = max((child.memory for child in children), default=0)
        self._told["processes"] = 1 + len(children)
        self._report.write_text(json.dumps(self._told), "utf-8")
        self._window.close()
