"""A project with its models, its bridges and a worker that compares when a test says so."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from annotator.domain.claim import DetectorVersion
from annotator.domain.errors import ReportedError
from annotator.domain.learning import LearningClaim
from annotator.domain.office import OfficeDispute, OfficeNamed
from annotator.domain.span import Span
from annotator.nlp.comparison.compared import ComparedArticle, ComparedEvent
from annotator.services.detection_listener import (
    ComparisonListener,
    DetectionListener,
    LearningListener,
)
from annotator.services.project import Project
from annotator.ui.comparison_bridge import ComparisonBridge
from annotator.ui.detection_bridge import DetectionBridge
from annotator.ui.link_model import LinkModel
from annotator.ui.project_model import ProjectModel
from tests.made_projects import proposed_links

OFFICES = (
    OfficeDispute(
        "The dam", (OfficeNamed(1, "dam", Span(4, 7)), OfficeNamed(2, "dam", Span(4, 7)))
    ),
)


class HandWorker:
    """A worker that compares when a test says so."""

    def __init__(self, listener: DetectionListener) -> None:
        self.listener = listener
        self.comparisons: list[tuple[int, tuple[ComparedArticle, ...], ComparisonListener]] = []
        self.unchanged: frozenset[tuple[int, ...]] = frozenset()
        self.cancelled = 0

    def start(self) -> None:
        self.listener.on_ready(DetectorVersion("by hand", "1", "none"))

    def submit(self, text_id: int, text: str, title: str = "") -> None:
        raise AssertionError("every article was read")

    def submit_comparison(
        self,
        number: int,
        articles: Sequence[ComparedArticle],
        listener: ComparisonListener,
        unchanged: Collection[tuple[int, ...]] = (),
    ) -> None:
        self.comparisons.append((number, tuple(articles), listener))
        self.unchanged = frozenset(unchanged)

    def submit_learning(
        self, number: int, claims: Sequence[LearningClaim], listener: LearningListener
    ) -> None:
        raise AssertionError("nobody asked to learn")

    def cancel(self) -> None:
        self.cancelled += 1

    def close(self) -> None:
        pass

    def answer(self) -> None:
        number, articles, listener = self.comparisons.pop(0)
        text_ids = tuple(article.text_id for article in articles)
        listener.on_event(number, ComparedEvent(text_ids, proposed_links(), OFFICES))
        listener.on_compared(number)


class Desk:
    """A project with its models, its bridges and the worker behind them."""

    def __init__(self, project: Project) -> None:
        self.failures: list[ReportedError] = []
        self.workers: list[HandWorker] = []
        self.model = ProjectModel(0.0)
        self.model.act_failed.connect(self.failures.append)
        self.links = LinkModel(self.model)
        self.detection = DetectionBridge(self.model, self._make)
        self.comparison = ComparisonBridge(self.model, self.links, self.detection)
        self.comparison.failed.connect(self.failures.append)
        self.model.set_project(project)

    def _make(self, listener: DetectionListener) -> HandWorker:
        self.workers.append(HandWorker(listener))
        return self.workers[-1]
