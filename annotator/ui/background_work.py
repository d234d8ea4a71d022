"""Work off the window's thread: a thin shell round a plain function."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from annotator.domain.errors import ReportedError

Progress = Callable[[int, int], object]
"""Takes how much is done, and of how much (0 when nobody knows)."""
Work = Callable[[Progress, Callable[[], bool]], Any]
"""Gets a progress function and one that says whether to stop; its result is handed on."""


class _Relay(QObject):
    """Carries what happens in the other thread to the window's."""

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)
    ended = Signal()


class _Run(QRunnable):
    def __init__(self, work: Work, relay: _Relay, stop: Event) -> None:
        super().__init__()
        self._work, self._relay, self._stop = work, relay, stop

    def run(self) -> None:
        try:
            result = self._work(self._relay.progressed.emit, self._stop.is_set)
        except ReportedError as error:
            self._relay.failed.emit(error)
        else:
            self._relay.done.emit(result)
        finally:
            # Whatever went wrong, the window must not wait for ever.
            self._relay.ended.emit()


class BackgroundWork(QObject):
    """Runs one piece of work at a time.

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
        self._relay: _Relay | None = None
        self._stop = Event()

    @property
    def is_running(self) -> bool:
        """Whether work is going on."""
        return self._relay is not None

    def start(self, work: Work) -> None:
        """Begin; what was running before is told to stop, and its result is dropped."""
        self.drop()
        stop = self._stop = Event()
        relay = self._relay = _Relay()
        relay.progressed.connect(self.progressed)
        relay.done.connect(self.done)
        relay.failed.connect(self.failed)
        relay.ended.connect(self._end)
        QThreadPool.globalInstance().start(_Run(work, relay, stop))

    def cancel(self) -> None:
        """Ask the work to stop; it ends by its own words."""
        self._stop.set()

    def drop(self) -> None:
        """Ask the work to stop, and hear no more of it."""
        self._stop.set()
        if self._relay is not None:
            self._relay.disconnect(self)
            self._relay = None

    def _end(self) -> None:
        self._relay = None
        self.ended.emit()
