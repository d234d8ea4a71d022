"""Work off the window's thread: a thin shell round a plain function."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from annotator.domain.errors import ReportedError

Progress = Callable[[int, int], object]
"""Takes how much is done, and of how much (0 when nobody knows)."""
Work = Callable[[Progress, Callable[[], bool]], Any]
"""Gets a progress function and one that says whether to stop; its result is handed on."""

_LOOK_EVERY_MS = 25


class _Outbox:
    """What the work has said and the window has not yet heard; both threads may use it."""

    def __init__(self) -> None:
        self.progress: SimpleQueue[tuple[int, int]] = SimpleQueue()
        self.result: Any = None
        self.error: ReportedError | None = None
        self.succeeded = False
        self.ended = Event()
        self.stop = Event()


class _Run(QRunnable):
    # No QObject crosses into the other thread: one that dies there takes the program with it.
    def __init__(self, work: Work, outbox: _Outbox) -> None:
        super().__init__()
        self._work, self._outbox = work, outbox

    def run(self) -> None:
        outbox = self._outbox
        try:
            outbox.result = self._work(
                lambda done, total: outbox.progress.put((done, total)), outbox.stop.is_set
            )
            outbox.succeeded = True
        except ReportedError as error:
            outbox.error = error
        finally:
            # Whatever went wrong, the window must not wait for ever.
            outbox.ended.set()


class BackgroundWork(QObject):
    """Runs one piece of work at a time; it no longer ``is_running`` when ``done`` comes.

    Signals:
        progressed: how much is done, and of how much.
        done: the result.
        failed: the ReportedError that ended it.
        ended: after done or failed, or alone when a bug ended it.
    """

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._outbox: _Outbox | None = None
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY_MS)
        self._look.timeout.connect(self._collect)

    @property
    def is_running(self) -> bool:
        """Whether work is going on."""
        return self._outbox is not None

    def start(self, work: Work) -> None:
        """Begin; what was running before is told to stop, and its result is dropped."""
        self.drop()
        outbox = self._outbox = _Outbox()
        # When the page is gone, or the program ends, nobody waits for the result.
        weakref.finalize(self, outbox.stop.set)
        QThreadPool.globalInstance().start(_Run(work, outbox))
        self._look.start()

    def cancel(self) -> None:
        """Ask the work to stop; it ends by its own words."""
        if self._outbox is not None:
            self._outbox.stop.set()

    def drop(self) -> None:
        """Ask the work to stop, and hear no more of it."""
        self.cancel()
        self._outbox = None
        self._look.stop()

    def _collect(self) -> None:
        outbox = self._outbox
        if outbox is None:
            return
        ended = outbox.ended.is_set()
        latest = None
        while True:
            try:
                latest = outbox.progress.get_nowait()
            except Empty:
                break
        if latest is not None:
            self.progressed.emit(*latest)
        # A slot may have begun other work, or dropped this.
        if not ended or self._outbox is not outbox:
            return
        self._outbox = None
        self._look.stop()
        if outbox.error is not None:
            self.failed.emit(outbox.error)
        elif outbox.succeeded:
            self.done.emit(outbox.result)
        self.ended.emit()
