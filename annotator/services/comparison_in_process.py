"""Comparison inside this very process, for the command line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from annotator.domain.article import IncomingArticle
from annotator.domain.claim import DetectorVersion
from annotator.domain.errors import ComparisonFailed, DetectionFailed
from annotator.domain.link import ProposedLink
from annotator.domain.span import Span
from annotator.nlp.comparison.compared import ComparedArticle, ComparedClaim, ComparedEvent
from annotator.services.comparing import (
    articles_to_compare,
    keep_event,
    refuse_too_many,
    unchanged_events,
)
from annotator.services.detection_in_process import Detected, detect_in_process
from annotator.services.project import Project

if TYPE_CHECKING:
    from annotator.nlp.detector import Detector

Detect = Callable[
    [Sequence[tuple[int, str]], Mapping[int, str], dict[int, DetectionFailed]], Iterable[Detected]
]
Compare = Callable[[Sequence[ComparedArticle]], Sequence[ProposedLink]]
FindEvents = Callable[
    [Sequence[ComparedArticle], Collection[tuple[int, ...]]], Iterator[ComparedEvent]
]


@dataclass(frozen=True, slots=True)
class ArticleComparison:
    """What a comparison of articles without a project found.

    Attributes:
        claims: the compared passages by the numbers that the links name: the place of their
            article among those given, and the span in its text.
        links: drawn ones, and for each claim the best three per other article.
        failed: what went wrong with an article's claims, by its place.
        detectors: what found the claims of each article, by its place.
    """

    claims: Mapping[int, tuple[int, Span]]
    links: tuple[ProposedLink, ...]
    failed: Mapping[int, DetectionFailed]
    detectors: Mapping[int, DetectorVersion] = field(default_factory=dict)


def compare_in_process(
    articles: Sequence[IncomingArticle],
    threshold: float,
    detect: Detect | None = None,
    compare: Compare | None = None,
) -> ArticleComparison:
    """Find the claims of articles and link them, with the language model in this very process.

    Args:
        articles: in the order in which links name them.
        threshold: least check-worthiness (0 to 1) of a claim that takes part.
        detect, compare: stand in for the language model.

    Raises:
        DetectionFailed: no language model is installed.
        ComparisonFailed: the comparison stumbled.
    """
    if detect is None or compare is None:
        # spaCy comes in here: a program that never compares anything never pays for it.
        from annotator.nlp.detector import load_detector

        # One model finds the claims and compares them; loading it may take longer than both.
        detector = load_detector()
        detect = detect or partial(detect_in_process, detector=detector)
        compare = compare or partial(_compare, detector)
    failed: dict[int, DetectionFailed] = {}
    texts = [(place, article.text) for place, article in enumerate(articles)]
    titles = {place: article.metadata.title for place, article in enumerate(articles)}
    spans: dict[int, list[Span]] = {place: [] for place, _ in texts}
    detectors: dict[int, DetectorVersion] = {}
    for place, version, candidates in detect(texts, titles, failed):
        detectors[place] = version
        spans[place] = [one.span for one in candidates if one.check_worthiness >= threshold]
    claims: dict[int, tuple[int, Span]] = {}
    compared = []
    for place, article in enumerate(articles):
        own = []
        for span in spans[place]:
            own.append(ComparedClaim(len(claims), span))
            claims[len(claims)] = (place, span)
        metadata = article.metadata
        compared.append(
            ComparedArticle(
                place,
                article.text,
                metadata.title,
                metadata.outlet,
                metadata.published,
                tuple(own),
            )
        )
    links = tuple(compare(compared))
    return ArticleComparison(claims, links, failed, detectors)


def compare_project(
    project: Project, *, again: bool = False, find: FindEvents | None = None
) -> Iterator[ComparedEvent]:
    """Compare what changed in a project since it was compared, in this very process.

    Each event is kept before it is yielded. The language model is loaded only if there is one.

    Args:
        again: compare everything, whatever was compared before.
        find: stands in for the language model.

    Raises:
        DetectionFailed: no language model is installed.
        ComparisonFailed: the project is too large, or the comparison stumbled.
        ProjectReadOnly, NotSaved: the events before are kept.
    """
    articles = articles_to_compare(project)
    refuse_too_many(articles)
    unchanged = frozenset() if again else unchanged_events(project, articles)
    if sum(map(len, unchanged)) == len(articles):
        return
    for event in (find or _events)(articles, unchanged):
        keep_event(project, articles, event)
        yield event


def _events(
    articles: Sequence[ComparedArticle], unchanged: Collection[tuple[int, ...]]
) -> Iterator[ComparedEvent]:
    from annotator.nlp.comparison.comparer import Comparer
    from annotator.nlp.detector import load_detector

    detector = load_detector()
    with _stumbling_told():
        found = Comparer(detector.nlp).events(articles, _untold, unchanged)
    while True:
        with _stumbling_told():
            event = next(found, None)
        if event is None:
            return
        yield event


def _compare(detector: Detector, articles: Sequence[ComparedArticle]) -> Sequence[ProposedLink]:
    from annotator.nlp.comparison.comparer import Comparer

    with _stumbling_told():
        return Comparer(detector.nlp).compare(articles, _untold)


@contextmanager
def _stumbling_told() -> Iterator[None]:
    from annotator.nlp.worker import comparing_failed

    try:
        yield
    except (ComparisonFailed, MemoryError):
        raise
    # What odd articles set off is anybody's guess; its message may quote them, so it is not told.
    except Exception as error:
        raise comparing_failed(error) from error


def _untold(done: int, total: int) -> None:
    """Nobody waits to be told."""
