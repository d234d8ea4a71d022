"""The part of the self-test that is killed: it works on a project as the program does."""

from __future__ import annotations

import itertools
import json
import queue
import time
from pathlib import Path

from annotator.domain.claim import Candidate, ClaimState, DetectorVersion
from annotator.domain.errors import ComparisonFailed, DetectionFailed, ReportedError
from annotator.domain.verdict import Verdict
from annotator.nlp.comparison.compared import ComparedEvent
from annotator.services import review
from annotator.services.articles import import_articles
from annotator.services.candidates import keep_candidates
from annotator.services.comparing import articles_to_compare, keep_event
from annotator.services.detection import DetectionWorker
from annotator.services.places import backup_dir
from annotator.services.project import Project, create_project, open_project
from annotator.services.sample import sample_articles

REVIEWER = "Self-test"
_DETECTION_SECONDS = 240.0
_NO_TEXT_ID = 0


def work_until_killed(path: Path) -> None:
    """Import the samples, have a worker process read and compare them, then decide without end.

    Every step that is acknowledged is printed, one JSON object a line: ``imported``,
    ``ready`` (the language model is loaded), ``detected``, ``compared``, and one ``verdict`` after
    the other.
    The worker process lives as long as this one.

    Raises:
        ReportedError: a step failed.
    """
    create_project(path)
    project = open_project(path, REVIEWER, backup_dir())
    if not project.articles():
        import_articles(project, sample_articles())
    _say("imported", articles=len(project.articles()))
    answers = _Answers()
    worker = DetectionWorker(answers)
    try:
        _detect(project, worker, answers)
        _compare(project, worker, answers)
        _give_verdicts(project)
    finally:
        worker.close()
        project.close()


_Read = tuple[int, DetectorVersion, tuple[Candidate, ...]]


class _Answers:
    """Takes what the worker says to the thread that waits for it."""

    def __init__(self) -> None:
        self.found: queue.Queue[_Read | ReportedError] = queue.Queue()
        self.compared: queue.Queue[ComparedEvent | ReportedError | None] = queue.Queue()

    def on_ready(self, version: DetectorVersion) -> None:
        _say("ready", model=version.model)

    def on_progress(self, text_id: int, done: int, total: int) -> None:
        """Nobody looks at a bar here."""

    def on_candidates(
        self, text_id: int, version: DetectorVersion, candidates: tuple[Candidate, ...]
    ) -> None:
        self.found.put((text_id, version, candidates))

    def on_failed(self, text_id: int, error: ReportedError) -> None:  # noqa: ARG002
        self.found.put(error)

    def on_restarted(self, reason: str) -> None:
        fault = DetectionFailed(reason, "Nothing is lost.", "", reason)
        self.found.put(fault)
        self.compared.put(fault)

    def on_compared_so_far(self, number: int, done: int, total: int) -> None:
        """Nobody looks at a bar here."""

    def on_event(self, number: int, event: ComparedEvent) -> None:  # noqa: ARG002
        self.compared.put(event)

    def on_compared(self, number: int) -> None:  # noqa: ARG002
        self.compared.put(None)

    def on_comparison_failed(self, number: int, error: ReportedError) -> None:  # noqa: ARG002
        self.compared.put(error)


def _detect(project: Project, worker: DetectionWorker, answers: _Answers) -> None:
    waiting = {article.text_id: article for article in project.articles()}
    for text_id, article in waiting.items():
        worker.submit(text_id, project.text(article), article.metadata.title)
    end = time.monotonic() + _DETECTION_SECONDS
    found = 0
    while waiting:
        try:
            answer = answers.found.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            raise DetectionFailed(
                f"The detector read nothing within {_DETECTION_SECONDS:.0f} s.", "Nothing is lost."
            ) from None
        if isinstance(answer, ReportedError):
            raise answer
        text_id, version, candidates = answer
        keep_candidates(project, text_id, version, candidates)
        found += len(candidates)
        del waiting[text_id]
    _say("detected", candidates=found)


def _compare(project: Project, worker: DetectionWorker, answers: _Answers) -> None:
    articles = articles_to_compare(project)
    worker.submit_comparison(_NO_TEXT_ID, articles, answers)
    drawn = 0
    while (event := _next_event(answers)) is not None:
        keep_event(project, articles, event)
        drawn += sum(link.drawn for link in event.links)
    _say("compared", links=drawn)


def _next_event(answers: _Answers) -> ComparedEvent | None:
    try:
        answer = answers.compared.get(timeout=_DETECTION_SECONDS)
    except queue.Empty:
        raise ComparisonFailed(
            f"Nothing was compared within {_DETECTION_SECONDS:.0f} s.", "Nothing is lost."
        ) from None
    if isinstance(answer, ReportedError):
        raise answer
    return answer


def _give_verdicts(project: Project) -> None:
    claims = [claim for claim in project.claims() if claim.state is ClaimState.OPEN]
    if not claims:
        raise DetectionFailed("The detector proposed no claim at all.", "Nothing is lost.")
    # Another verdict in every round, so that each one is an act.
    for verdict, claim in (
        (verdict, claim) for verdict in itertools.cycle(Verdict) for claim in claims
    ):
        if review.decide(project, claim.id, verdict) is not None:
            _say("verdict", claim=claim.uuid, verdict=verdict.value)


def _say(step: str, **values: object) -> None:
    print(json.dumps({"step": step, **values}), flush=True)
