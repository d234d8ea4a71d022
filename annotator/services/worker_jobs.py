"""What the worker process is asked to do: read an article, compare articles, learn."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar, cast

from annotator.domain.errors import (
    ComparisonFailed,
    DetectionFailed,
    LearningFailed,
    ReportedError,
)
from annotator.nlp.protocol import (
    COMPARED,
    LEARNED,
    CompareRequest,
    LearnRequest,
    LinkRow,
    Request,
    event_from,
    learned_from,
)
from annotator.services.detection_listener import (
    ComparisonListener,
    DetectionListener,
    LearningListener,
)


@dataclass(slots=True)
class Job(ABC):
    """One piece of work, and who is told what becomes of it.

    Attributes:
        number: of the text, the comparison or the learning; what the worker answers with.
        request: what is sent to the worker.
        deaths: how often the worker died over it.
        rank: jobs of a lower rank come first.
        replaces: whether it takes the place of another of its sort that still waits.
    """

    number: int
    request: Request | CompareRequest | LearnRequest
    deaths: int
    rank: ClassVar[int]
    replaces: ClassVar[bool]

    @abstractmethod
    def tell_progress(self, done: int, total: int) -> None:
        """Pass on how far the worker is."""

    @abstractmethod
    def tell_failed(self, error: ReportedError) -> None:
        """Pass on that it cannot be done."""

    @abstractmethod
    def tell_answer(self, word: str, rest: tuple[Any, ...]) -> None:
        """Pass on an answer of the worker: its first word, and what followed the number."""

    @abstractmethod
    def tell_part(self, rest: tuple[Any, ...]) -> None:
        """Pass on a part of the answer that came before its end."""

    @abstractmethod
    def failure(self, texts: Iterable[str]) -> ReportedError:
        """The error that the worker told with these texts."""

    @abstractmethod
    def given_up(self, how: str) -> ReportedError:
        """What is told when the worker died over it too often; ``how`` is for the details."""


@dataclass(slots=True)
class ReadingJob(Job):
    """An article to read; its candidates are passed on by who knows the worker's version."""

    listener: DetectionListener
    rank: ClassVar[int] = 0
    replaces: ClassVar[bool] = False

    def tell_progress(self, done: int, total: int) -> None:
        """Pass on how far the worker is."""
        self.listener.on_progress(self.number, done, total)

    def tell_failed(self, error: ReportedError) -> None:
        """Pass on that it cannot be read."""
        self.listener.on_failed(self.number, error)

    def tell_answer(self, word: str, rest: tuple[Any, ...]) -> None:
        """Nothing is told: no other answer is meant for an article."""

    def tell_part(self, rest: tuple[Any, ...]) -> None:
        """Nothing is told: the candidates come all at once."""

    def failure(self, texts: Iterable[str]) -> ReportedError:
        """The error that the worker told with these texts."""
        return DetectionFailed(*texts)

    def given_up(self, how: str) -> ReportedError:
        """What is told when the worker died over it too often."""
        return DetectionFailed(
            "The detector stopped twice while it read this article.",
            "The article and its claims are as they were.",
            "You can mark claims in it by hand.",
            how,
        )


@dataclass(slots=True)
class LearningJob(Job):
    """Decisions to learn from: quickly done, so it goes before a comparison."""

    listener: LearningListener
    rank: ClassVar[int] = 1
    replaces: ClassVar[bool] = True

    def tell_progress(self, done: int, total: int) -> None:
        """Nothing is told: it takes no time that anybody waits for."""

    def tell_failed(self, error: ReportedError) -> None:
        """Pass on that nothing could be learned."""
        self.listener.on_learning_failed(self.number, error)

    def tell_answer(self, word: str, rest: tuple[Any, ...]) -> None:
        """Pass on what was learned."""
        if word == LEARNED:
            self.listener.on_learned(self.number, learned_from(*rest))

    def tell_part(self, rest: tuple[Any, ...]) -> None:
        """Nothing is told: the scores come all at once."""

    def failure(self, texts: Iterable[str]) -> ReportedError:
        """The error that the worker told with these texts."""
        return LearningFailed(*texts)

    def given_up(self, how: str) -> ReportedError:
        """What is told when the worker died over it too often."""
        return LearningFailed(
            "Learning from the decisions stopped twice.",
            "Claims, verdicts and the order of the candidates are as they were.",
            "Go on without, or switch learning off in the Claim menu.",
            how,
        )


@dataclass(slots=True)
class ComparisonJob(Job):
    """Articles to compare.

    Attributes:
        links: those of the event that comes in, as far as it came.
    """

    listener: ComparisonListener
    links: list[LinkRow] = field(default_factory=list)
    rank: ClassVar[int] = 2
    replaces: ClassVar[bool] = True

    def tell_progress(self, done: int, total: int) -> None:
        """Pass on how far the worker is."""
        self.listener.on_compared_so_far(self.number, done, total)

    def tell_failed(self, error: ReportedError) -> None:
        """Pass on that they cannot be compared."""
        self.listener.on_comparison_failed(self.number, error)

    def tell_answer(self, word: str, rest: tuple[Any, ...]) -> None:  # noqa: ARG002
        """Pass on that every event was told."""
        if word == COMPARED:
            self.listener.on_compared(self.number)

    def tell_part(self, rest: tuple[Any, ...]) -> None:
        """Pass on what was found in an event when its last part came."""
        text_ids, start, links, offices, is_last = rest
        # A worker that died may have sent some of an event before.
        del self.links[start:]
        self.links.extend(links)
        if not is_last:
            return
        event = event_from(text_ids, self.links, offices)
        self.links = []
        # Should the worker die over another one, this one is not compared a second time, and
        # deaths over earlier ones do not count.
        word, number, articles, unchanged = cast(CompareRequest, self.request)
        self.request = word, number, articles, (*unchanged, event.text_ids)
        self.deaths = 0
        self.listener.on_event(self.number, event)

    def failure(self, texts: Iterable[str]) -> ReportedError:
        """The error that the worker told with these texts."""
        return ComparisonFailed(*texts)

    def given_up(self, how: str) -> ReportedError:
        """What is told when the worker died over it too often."""
        return ComparisonFailed(
            "The comparison stopped twice.",
            "Claims, verdicts and what was said of links are as they were.",
            "You can link claims by hand, or compare the articles again.",
            how,
        )


def with_job(queue: Iterable[Job], job: Job) -> list[Job]:
    """``queue`` with ``job`` at its place: by rank, then in the order in which they came."""
    rest = [other for other in queue if not (job.replaces and other.rank == job.rank)]
    return sorted([*rest, job], key=lambda other: other.rank)


def cannot_start(how: str) -> DetectionFailed:
    """What is told of every job when there is no worker; ``how`` is for the details."""
    return DetectionFailed(
        "The detector could not be started.",
        "The articles and their claims are as they were.",
        "Close other programs if memory is short, then run the detection again.",
        how,
    )
