"""Detection for the window: one worker process reads the articles, one after the other.

A thread owns the process; other threads only queue articles and wake it. A worker that dies is
noticed by its sentinel, so nothing is polled and nothing waits for a dead process.
"""

from __future__ import annotations

import logging
import multiprocessing
import threading
import traceback
from collections import deque
from collections.abc import Callable, Collection, Sequence
from multiprocessing.connection import wait
from typing import Any

from annotator.domain.claim import DetectorVersion
from annotator.domain.errors import DetectionFailed
from annotator.domain.learning import LearningClaim
from annotator.nlp import worker
from annotator.nlp.comparison.compared import ComparedArticle
from annotator.nlp.protocol import (
    CANDIDATES,
    COMPARE,
    EVENT,
    FAILED,
    LEARN,
    MADE_WAY,
    MAKE_WAY,
    PROGRESS,
    READY,
    UNABLE,
    article_rows,
    candidates_from,
    learning_rows,
    version_by,
)
from annotator.services.detection_listener import (
    ComparisonListener,
    DetectionListener,
    LearningListener,
)
from annotator.services.worker_jobs import (
    ComparisonJob,
    Job,
    LearningJob,
    ReadingJob,
    cannot_start,
    with_job,
)
from annotator.services.worker_process import WorkerProcess, WorkerTarget, start_worker

_TRIES = 2
"""An article during which the worker died this often is given up."""

_DEATHS_WITHOUT_WORK = 2
"""A worker that dies this often in a row before it finished an article waits for new work."""

_CLOSE_SECONDS = 5.0

_LOG = logging.getLogger(__name__)


class DetectionWorker:
    """Reads articles in one spawned process, in the order in which they were submitted.

    The same process learns and compares; both wait until no article is left to read. A comparison
    that runs makes way for an article within some ten milliseconds mostly, and goes on where it
    was when that is read.

    Every method may be called from any thread and returns at once.
    """

    def __init__(self, listener: DetectionListener, target: WorkerTarget = worker.run) -> None:
        self._listener = listener
        self._target = target
        self._lock = threading.Lock()
        self._queue: deque[Job] = deque()
        self._running: Job | None = None
        self._link: WorkerProcess | None = None
        self._start_wanted = False
        self._closing = False
        self._deaths_without_work = 0
        self._thread: threading.Thread | None = None
        self._wake_sent = False
        self._woken, self._waker = multiprocessing.Pipe(duplex=False)

    def start(self) -> None:
        """Start the process now, so that the language model is loaded when work comes."""
        with self._lock:
            self._start_wanted = True
            self._wake()

    def submit(self, text_id: int, text: str, title: str = "") -> None:
        """Queue an article; an article that is queued already keeps its place."""
        with self._lock:
            waiting = [job.number for job in self._queue if isinstance(job, ReadingJob)]
            if text_id not in waiting:
                self._put(ReadingJob(text_id, (text_id, text, title), 0, self._listener))
            self._wake()

    def submit_comparison(
        self,
        number: int,
        articles: Sequence[ComparedArticle],
        listener: ComparisonListener,
        unchanged: Collection[tuple[int, ...]] = (),
    ) -> None:
        """Queue a comparison, in the place of another one that still waits.

        ``number`` must differ from every text id and from the numbers of earlier comparisons;
        ``unchanged`` names, by the ids of their texts, the events whose links are known.
        """
        request = (COMPARE, number, article_rows(articles), tuple(unchanged))
        with self._lock:
            self._put(ComparisonJob(number, request, 0, listener))
            self._wake()

    def submit_learning(
        self, number: int, claims: Sequence[LearningClaim], listener: LearningListener
    ) -> None:
        """Queue decisions to learn from, in the place of others that still wait.

        ``number`` must differ from every other one that is submitted.
        """
        with self._lock:
            self._put(LearningJob(number, (LEARN, number, learning_rows(claims)), 0, listener))
            self._wake()

    def _put(self, job: Job) -> None:
        self._queue = deque(with_job(self._queue, job))

    def cancel(self) -> None:
        """Drop what is queued and stop the article that is being read.

        The process is killed for that; it starts again when work comes.
        """
        with self._lock:
            self._queue.clear()
            if self._running is not None and self._link is not None:
                self._running = None
                self._link.cancel()

    def close(self) -> None:
        """Stop for good; nothing can be submitted afterwards."""
        with self._lock:
            if self._closing:
                return
            self._closing = True
            self._queue.clear()
            self._running = None
            if self._link is not None:
                self._link.process.kill()
            thread = self._thread
            if thread is None:
                self._woken.close()
                self._waker.close()
                return
            self._send_wake()
        if thread is not threading.current_thread():
            thread.join(_CLOSE_SECONDS)

    @property
    def pending(self) -> int:
        """How many articles are queued or being read."""
        with self._lock:
            return len(self._queue) + (self._running is not None)

    @property
    def process_id(self) -> int | None:
        """The number of the worker process, or None while there is none."""
        with self._lock:
            return None if self._link is None else self._link.process.pid

    def _wake(self) -> None:
        if self._closing:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._supervise, name="detection", daemon=True)
            self._thread.start()
        self._send_wake()

    def _send_wake(self) -> None:
        # One unread byte is enough; more could fill the pipe and block the caller.
        if not self._wake_sent:
            self._wake_sent = True
            self._waker.send_bytes(b"!")

    def _supervise(self) -> None:
        while self._keep_going():
            link = self._link
            awaited: list[Any] = [self._woken]
            if link is not None:
                awaited += [link.connection, link.process.sentinel]
            ready = wait(awaited)
            if self._woken in ready:
                with self._lock:
                    self._woken.recv_bytes()
                    self._wake_sent = False
            if link is None:
                continue
            if link.connection in ready:
                if not self._hear(link):
                    self._bury(link)
            elif link.process.sentinel in ready:
                self._bury(link)
        self._woken.close()
        self._waker.close()

    def _keep_going(self) -> bool:
        """Start a process or send it the next article if it is time; False after `close`."""
        request: Any = None
        with self._lock:
            link = self._link
            if self._closing:
                pass
            elif link is None:
                if not (self._start_wanted or self._queue):
                    return True
                self._start_wanted = False
            elif link.version is None or link.cancelled or not self._queue:
                return True
            elif self._running is not None:
                if link.asked_to_make_way or self._queue[0].rank >= self._running.rank:
                    return True
                link.asked_to_make_way = True
                request = (MAKE_WAY,)
            else:
                self._running = self._queue.popleft()
                link.asked_to_make_way = False
                request = self._running.request
            closing = self._closing
        if closing:
            if link is not None:
                self._drop(link)
        elif link is None:
            self._start_process()
        elif request is not None:
            try:
                link.connection.send(request)
            except OSError:
                # It just died: its sentinel says so next, and the article is tried again.
                _LOG.info("the worker was gone when an article was sent to it")
        return not closing

    def _start_process(self) -> None:
        try:
            started = start_worker(self._target)
        except OSError as error:
            # New work tries again.
            self._fail_all(cannot_start(error.strerror or type(error).__name__))
            return
        with self._lock:
            self._link = started
            if self._closing:
                started.process.kill()

    def _drop(self, link: WorkerProcess) -> None:
        link.drop()
        with self._lock:
            self._link = None

    def _bury(self, link: WorkerProcess) -> None:
        """Let go of a worker that ended, and decide what becomes of the work it had."""
        self._drop(link)
        with self._lock:
            job, self._running = self._running, None
            if self._closing or link.cancelled or link.unable:
                return
            self._deaths_without_work += 1
            give_up = job is not None and job.deaths + 1 >= _TRIES
            tired = self._deaths_without_work >= _DEATHS_WITHOUT_WORK
            if job is not None and not give_up:
                job.deaths += 1
                self._queue.appendleft(job)
            self._start_wanted = not tired
        how = f"exit code {link.process.exitcode}"
        _LOG.warning("the detector ended unexpectedly: %s", how)
        if link.version is None and tired:
            self._fail_all(cannot_start(how))
            return
        if give_up and job is not None:
            self._tell(job.tell_failed, job.given_up(how))
        self._tell(self._listener.on_restarted, f"The detector stopped unexpectedly ({how}).")

    def _hear(self, link: WorkerProcess) -> bool:
        """Take one message and pass it on; False when the pipe has ended."""
        try:
            message = link.connection.recv()
        except (EOFError, OSError):
            return False
        word, *rest = message
        if word == READY:
            link.version = DetectorVersion(*rest)
            self._tell(self._listener.on_ready, link.version)
        elif word == UNABLE:
            link.unable = True
            self._fail_all(DetectionFailed(*rest))
        elif word == PROGRESS:
            self._tell_progress(*rest)
        elif word == EVENT:
            self._tell_part(*rest)
        elif word == MADE_WAY:
            self._put_off(*rest)
        else:
            self._hear_of_job(link, word, rest)
        return True

    def _hear_of_job(self, link: WorkerProcess, word: str, rest: list[Any]) -> None:
        number, *answer = rest
        job = self._finish(number)
        if job is None:
            return
        if word == FAILED:
            self._tell(job.tell_failed, job.failure(answer))
        elif word == CANDIDATES:
            assert link.version is not None
            rows, *model = answer
            version = version_by(link.version, *model) if model else link.version
            self._tell(self._listener.on_candidates, number, version, candidates_from(rows))
        else:
            self._tell(job.tell_answer, word, tuple(answer))

    def _tell_progress(self, number: int, done: int, total: int) -> None:
        job = self._running_job(number)
        if job is not None:
            self._tell(job.tell_progress, done, total)

    def _tell_part(self, number: int, *part: Any) -> None:
        job = self._running_job(number)
        if job is not None:
            self._tell(job.tell_part, part)

    def _put_off(self, number: int) -> None:
        """Let the rest of a comparison wait, unless a newer one waits in its place."""
        with self._lock:
            job = self._running
            if job is not None and job.number == number:
                self._running = None
                self._deaths_without_work = 0
                if all(other.rank != job.rank for other in self._queue):
                    self._put(job)

    def _running_job(self, number: int) -> Job | None:
        with self._lock:
            job = self._running
        return job if job is not None and job.number == number else None

    def _finish(self, number: int) -> Job | None:
        """The job of this number if it was still wanted; it no longer runs."""
        with self._lock:
            job = self._running
            if job is None or job.number != number:
                return None
            self._running = None
            self._deaths_without_work = 0
            return job

    def _fail_all(self, error: DetectionFailed) -> None:
        with self._lock:
            jobs = list(self._queue)
            self._queue.clear()
            self._deaths_without_work = 0
        for job in jobs:
            self._tell(job.tell_failed, error)

    def _tell(self, listener_method: Callable[..., None], *args: object) -> None:
        try:
            listener_method(*args)
        except Exception as error:  # noqa: BLE001
            # A listener's bug must not end the supervision of the process, and its words may
            # quote an article, so only its kind and place are logged.
            where = "".join(traceback.format_tb(error.__traceback__))
            _LOG.error("a listener of the detection failed: %s\n%s", type(error).__name__, where)
