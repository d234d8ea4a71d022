"""What tests of the worker share: a real worker, and who keeps what it tells."""

from __future__ import annotations

import os
import queue
import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from annotator.domain.claim import Candidate, DetectorVersion
from annotator.domain.errors import ReportedError
from annotator.services.detection import DetectionWorker

SENTENCE = "Eleven people died in Oslo on Friday."
WAIT = 300.0
"""Seconds after which a test that waits for an event is taken to hang."""

Event = tuple[Any, ...]


class Recorder:
    """Keeps what the worker tells, and may act inside a call."""

    def __init__(self) -> None:
        self.events: queue.Queue[Event] = queue.Queue()
        self.at_progress: Callable[[int], None] = lambda text_id: None

    def on_ready(self, version: DetectorVersion) -> None:
        self.events.put(("ready", version))

    def on_progress(self, text_id: int, done: int, total: int) -> None:
        self.at_progress(text_id)
        self.events.put(("progress", text_id, done, total))

    def on_candidates(
        self, text_id: int, version: DetectorVersion, candidates: tuple[Candidate, ...]
    ) -> None:
        self.events.put(("candidates", text_id, version, candidates))

    def on_failed(self, text_id: int, error: ReportedError) -> None:
        self.events.put(("failed", text_id, error))

    def on_restarted(self, reason: str) -> None:
        self.events.put(("restarted", reason))

    def next(self, *kinds: str) -> Event:
        """The next event of these kinds; others are passed over."""
        while True:
            event = self.events.get(timeout=WAIT)
            if event[0] in kinds:
                return event


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def detection(recorder: Recorder, unexpected_log_messages: list[str]) -> Iterator[DetectionWorker]:
    detection = DetectionWorker(recorder)
    yield detection
    detection.close()
    # That a worker was killed is logged, from a thread of its own.
    unexpected_log_messages.clear()


def kill(detection: DetectionWorker) -> None:
    process_id = detection.process_id
    assert process_id is not None
    os.kill(process_id, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
