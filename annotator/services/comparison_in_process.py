"""Comparison inside this very process, for the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.domain.article import IncomingArticle
from annotator.domain.claim import DetectorVersion
from annotator.domain.errors import ComparisonFailed, DetectionFailed
from annotator.domain.link import ProposedLink
from annotator.domain.span import Span
from annotator.nlp.comparison.compared import ComparedArticle, ComparedClaim
from annotator.services.detection_in_process import Detected, detect_in_process

Detect = Callable[
    [Sequence[tuple[int, str]], Mapping[int, str], dict[int, DetectionFailed]], Sequence[Detected]
]
Compare = Callable[[Sequence[ComparedArticle]], Sequence[ProposedLink]]


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
    failed: dict[int, DetectionFailed] = {}
    texts = [(place, article.text) for place, article in enumerate(articles)]
    titles = {place: article.metadata.title for place, article in enumerate(articles)}
    spans: dict[int, list[Span]] = {place: [] for place, _ in texts}
    detectors: dict[int, DetectorVersion] = {}
    for place, version, candidates in (detect or detect_in_process)(texts, titles, failed):
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
    links = tuple((compare or _compare)(compared))
    return ArticleComparison(claims, links, failed, detectors)


def _compare(articles: Sequence[ComparedArticle]) -> Sequence[ProposedLink]:
    # spaCy comes in here: a program that never compares anything never pays for it.
    from annotator.nlp.comparison.comparer import Comparer
    from annotator.nlp.detector import load_detector
    from annotator.nlp.worker import comparing_failed

    nlp = load_detector().nlp
    try:
        return Comparer(nlp).compare(articles, _untold)
    except (ComparisonFailed, MemoryError):
        raise
    # What odd articles set off is anybody's guess; its message may quote them, so it is not told.
    except Exception as error:
        raise comparing_failed(error) from error


def _untold(done: int, total: int) -> None:
    """Nobody waits to be told."""
