"""The worker process: loads the language model once and reads articles until its pipe closes.

Its top level stays light and free of spaCy, so that the window's process can name `run` as the
target of a spawned process without loading a language model itself.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, cast

from annotator.domain.errors import ComparisonFailed, DetectionFailed, LearningFailed
from annotator.nlp.free_memory import give_back_memory
from annotator.nlp.model_packages import MODEL_PACKAGES
from annotator.nlp.one_thread import use_one_thread
from annotator.nlp.protocol import (
    CANDIDATES,
    COMPARE,
    COMPARED,
    EVENT,
    FAILED,
    LEARN,
    LEARNED,
    MADE_WAY,
    MAKE_WAY,
    PROGRESS,
    READY,
    UNABLE,
    CompareRequest,
    LearnRequest,
    Request,
    articles_from,
    error_row,
    event_parts,
    learning_claims_from,
)

if TYPE_CHECKING:
    from annotator.nlp.comparison.comparer import Comparer
    from annotator.nlp.detector import Detector

_NICENESS = 5
"""The window must stay lively while a long article is read, also on two cores."""


def run(connection: Connection, packages: tuple[str, ...] = MODEL_PACKAGES) -> None:
    """Answer requests that arrive on ``connection``; return when its other end is gone.

    ``packages`` are those that may carry the language model, the first installed one is taken.
    """
    # Ctrl+C in a terminal reaches every process of the group; only the window decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(_NICENESS)
    try:
        _serve(connection, packages)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        # The window's process ended or let go of us: nobody is left to answer.
        return
    finally:
        connection.close()


def _serve(connection: Connection, packages: tuple[str, ...]) -> None:
    # urllib3, which spaCy brings along, would open a socket at its import to ask for IPv6.
    socket.has_ipv6 = False
    use_one_thread()
    from annotator.nlp.detector import load_detector

    try:
        detector = load_detector(packages)
    except DetectionFailed as error:
        connection.send((UNABLE, *error_row(error)))
        return
    version = detector.version
    connection.send((READY, version.name, version.version, version.model))
    comparing = _Comparing(detector)
    request = _next_comparison(connection, detector)
    while True:
        request = _compare(connection, comparing, request) or _next_comparison(connection, detector)


def _next_comparison(connection: Connection, detector: Detector) -> CompareRequest:
    """Answer everything else until a comparison is asked for."""
    while True:
        if not connection.poll():
            # Nobody waits for an answer.
            give_back_memory()
        request: Request | CompareRequest | LearnRequest = connection.recv()
        if request[0] == COMPARE:
            return cast(CompareRequest, request)
        if request[0] == LEARN:
            _learn(connection, detector, cast(LearnRequest, request))
        elif request[0] != MAKE_WAY:
            _answer(connection, detector, cast(Request, request))


def _answer(connection: Connection, detector: Detector, request: Request) -> None:
    text_id, text, title = request

    def tell_progress(done: int, total: int) -> None:
        connection.send((PROGRESS, text_id, done, total))

    try:
        rows = detector.read(text, title, tell_progress)
    except (EOFError, ConnectionError):
        raise
    except Exception as error:  # noqa: BLE001 - one odd article must not end the worker
        connection.send((FAILED, text_id, *error_row(reading_failed(error))))
    else:
        connection.send((CANDIDATES, text_id, rows, detector.other_model_for(text)))


class _Comparing:
    """The comparer of this process, made when it is first asked for: many only detect."""

    def __init__(self, detector: Detector) -> None:
        self.detector = detector
        self._comparer: Comparer | None = None

    def comparer(self) -> Comparer:
        """The one comparer; it remembers what it read."""
        from annotator.nlp.comparison.comparer import Comparer

        if self._comparer is None:
            self._comparer = Comparer(self.detector.nlp)
        return self._comparer


class _OtherComparison(Exception):
    """Another comparison is asked for than the one that made way."""

    def __init__(self, request: CompareRequest) -> None:
        self.request = request


def _compare(
    connection: Connection, comparing: _Comparing, request: CompareRequest
) -> CompareRequest | None:
    """Compare; gives the request that came in its place, if one did."""
    _, number, rows, unchanged = request

    def tell_progress(done: int, total: int) -> None:
        connection.send((PROGRESS, number, done, total))

    def make_way() -> None:
        # Nothing else is sent meanwhile: somebody waits for an article to be read. What was
        # compared so far is kept here until this comparison is asked for once more.
        if connection.poll():
            connection.send((MADE_WAY, number))
            again = _next_comparison(connection, comparing.detector)
            if again[1] != number:
                raise _OtherComparison(again)

    try:
        found = comparing.comparer().events(
            articles_from(rows), tell_progress, unchanged, rest=make_way
        )
        for event in found:
            for part in event_parts(event):
                connection.send((EVENT, number, *part))
            make_way()
    except (EOFError, ConnectionError):
        raise
    except _OtherComparison as other:
        return other.request
    except Exception as error:  # noqa: BLE001 - odd articles must not end the worker
        connection.send((FAILED, number, *error_row(comparing_failed(error))))
    else:
        connection.send((COMPARED, number))
    return None


def _learn(connection: Connection, detector: Detector, request: LearnRequest) -> None:
    from annotator.nlp.desk_learning import learn
    from annotator.nlp.static_vectors import load_static_vectors
    from annotator.nlp.text_scoring import scores_by

    _, number, rows = request
    try:
        learned = learn(
            learning_claims_from(rows),
            load_static_vectors(),
            lambda texts: scores_by(detector.nlp, texts),
        )
        scores = tuple((one.claim_id, one.check_worthiness) for one in learned.scores)
    except (EOFError, ConnectionError):
        raise
    except Exception as error:  # noqa: BLE001 - odd claims must not end the worker
        connection.send((FAILED, number, *error_row(learning_failed(error))))
    else:
        connection.send((LEARNED, number, learned.decisions, scores))


def learning_failed(error: Exception) -> LearningFailed:
    """What to tell a person when nothing could be learned; only the kind of ``error`` is told."""
    return LearningFailed(
        "Nothing could be learned from the decisions.",
        "Claims, verdicts and the order of the candidates are as they were.",
        "Go on without, or switch learning off in the Claim menu.",
        type(error).__name__,
    )


def comparing_failed(error: Exception) -> ComparisonFailed:
    """What to tell a person when the comparison stumbled; only the kind of ``error`` is told."""
    return ComparisonFailed(
        "The articles could not be compared.",
        "Claims, verdicts and what was said of links are as they were.",
        "You can link claims by hand, or compare the articles again.",
        type(error).__name__,
    )


def reading_failed(error: Exception) -> DetectionFailed:
    """What to tell a person when the detector stumbled over an article.

    Only the kind of ``error`` is told: its message may quote the article.
    """
    return DetectionFailed(
        "The detector could not read this article.",
        "Its text and its claims are as they were.",
        "You can mark claims in it by hand, or run the detection again.",
        type(error).__name__,
    )
