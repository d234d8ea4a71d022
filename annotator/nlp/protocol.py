"""The messages between the window's process and the worker: plain tuples, cheap to pickle.

To the worker: a `Request`, a `CompareRequest` or a `LearnRequest`, one at a time; and while a
comparison runs, ``(MAKE_WAY,)`` when something waits that is done sooner, which may come too late
and then means nothing. From the worker: tuples whose first item is one of the words below.

- ``(READY, name, version, model)`` once, when the language model is loaded;
- ``(UNABLE, what, safe, remedy, details)`` instead of it, when none can be loaded;
- ``(PROGRESS, text_id, done, total)`` code points, while an article is read;
- ``(CANDIDATES, text_id, rows, model)`` when it is done, rows as in `CandidateRow`; ``model`` is
  what read this article when it was not the model that READY named, else "";
- ``(EVENT, number, ...)`` for each event of a comparison that was compared, in one or several
  messages, each an `EventPart` behind the number, and ``(COMPARED, number)`` when all are; its
  progress is told with ``number`` in the place of a text id, counted in articles;
- ``(MADE_WAY, number)`` when a comparison rests because it was asked to: it goes on where it was
  when the same number is asked for again, and is dropped for another;
- ``(LEARNED, number, decisions, rows)`` when a project's decisions were learned from, rows as in
  `ScoreRow`;
- ``(FAILED, text_id or number, what, safe, remedy, details)`` when it cannot be done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import overload

from annotator.domain.claim import Candidate, ClaimKind, DetectorVersion
from annotator.domain.errors import ReportedError
from annotator.domain.learning import Learned, LearnedScore, LearningClaim
from annotator.domain.link import (
    ConflictLevel,
    Difference,
    DifferenceField,
    ProposedLink,
    Relation,
)
from annotator.domain.office import OfficeDispute, OfficeNamed
from annotator.domain.span import Span
from annotator.nlp.comparison.compared import ComparedArticle, ComparedClaim, ComparedEvent

READY = "ready"
UNABLE = "unable"
PROGRESS = "progress"
CANDIDATES = "candidates"
COMPARE = "compare"
EVENT = "event"
COMPARED = "compared"
MAKE_WAY = "make way"
MADE_WAY = "made way"
LEARN = "learn"
LEARNED = "learned"
FAILED = "failed"

Request = tuple[int, str, str]
"""An article to read: text id, canonical text, title ("" when unknown)."""

CandidateRow = tuple[int, int, tuple[str, ...], float, tuple[str, ...]]
"""A candidate: start, end (code points), kinds, check-worthiness (0 to 1), cues."""

ArticleRow = tuple[int, str, str, str, str, tuple[tuple[int, int, int], ...]]
"""An article to compare: text id, text, title, outlet, published, claims (id, start, end)."""

CompareRequest = tuple[str, int, tuple[ArticleRow, ...], tuple[tuple[int, ...], ...]]
"""`COMPARE`, a number to answer with, the articles, and the text ids of each known event."""

DifferenceRow = tuple[str, str, int, int, int, int, str, str]
"""Field, level, span in a, span in b, value in a, value in b."""

LinkRow = tuple[int, int, float, bool, str, str, tuple[DifferenceRow, ...]]
"""Claim a, claim b, score, drawn, relation, reason, differences."""

OfficeRow = tuple[str, tuple[tuple[int, str, int, int], ...]]
"""A person's name, and for each office: text id, words, start, end."""

EventPart = tuple[tuple[int, ...], int, tuple[LinkRow, ...], tuple[OfficeRow, ...], bool]
"""Of what was found in an event: text ids, how many links were sent before, some links, disputed
offices, and whether it is the last part."""

_PART = 4_000
"""Links that are sent at a time: all threads wait while a message is read."""

LearningRow = tuple[int, str, float | None, bool | None, bool, tuple[str, ...]]
"""A claim to learn from or to score: id, quote, check-worthiness, worth it, touched, kinds."""

LearnRequest = tuple[str, int, tuple[LearningRow, ...]]
"""`LEARN`, a number to answer with, and the claims."""

ScoreRow = tuple[int, float]
"""A claim and its learned check-worthiness."""

ErrorRow = tuple[str, str, str, str]
"""The four texts of a `ReportedError`: what, safe, remedy, details."""


def candidates_from(rows: Iterable[CandidateRow]) -> tuple[Candidate, ...]:
    """The domain values that ``rows`` stand for."""
    return tuple(
        Candidate(Span(start, end), tuple(map(ClaimKind, kinds)), check_worthiness, cues)
        for start, end, kinds, check_worthiness, cues in rows
    )


def version_by(version: DetectorVersion, model: str) -> DetectorVersion:
    """``version`` for an article that ``model`` read; "" stands for the model of ``version``."""
    return replace(version, name="rules", model=model) if model else version


def error_row(error: ReportedError) -> ErrorRow:
    """The texts of ``error``."""
    return error.what, error.safe, error.remedy, error.details


def article_rows(articles: Iterable[ComparedArticle]) -> tuple[ArticleRow, ...]:
    """``articles`` as they are sent."""
    return tuple(
        (
            article.text_id,
            article.text,
            article.title,
            article.outlet,
            article.published,
            tuple((claim.id, claim.span.start, claim.span.end) for claim in article.claims),
        )
        for article in articles
    )


def articles_from(rows: Iterable[ArticleRow]) -> tuple[ComparedArticle, ...]:
    """The articles that ``rows`` stand for."""
    return tuple(
        ComparedArticle(
            text_id,
            text,
            title,
            outlet,
            published,
            tuple(ComparedClaim(claim_id, Span(start, end)) for claim_id, start, end in claims),
        )
        for text_id, text, title, outlet, published, claims in rows
    )


def link_rows(links: Iterable[ProposedLink]) -> tuple[LinkRow, ...]:
    """``links`` as they are sent."""
    return tuple(
        (
            link.a,
            link.b,
            link.score,
            link.drawn,
            link.relation.value,
            link.reason,
            tuple(
                (one.field.value, one.level.value, one.a.start, one.a.end, one.b.start, one.b.end,
                 one.a_value, one.b_value)
                for one in link.differences
            ),
        )
        for link in links
    )  # fmt: skip


class LinksFromRows(Sequence[ProposedLink]):
    """The links that rows stand for, each made when it is asked for.

    An event may have hundreds of thousands, and to make them at once lets all threads wait.
    """

    def __init__(self, rows: Sequence[LinkRow]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> ProposedLink: ...

    @overload
    def __getitem__(self, place: slice) -> LinksFromRows: ...

    def __getitem__(self, place: int | slice) -> ProposedLink | LinksFromRows:
        if isinstance(place, slice):
            return LinksFromRows(self._rows[place])
        return _link_from(self._rows[place])

    def __iter__(self) -> Iterator[ProposedLink]:
        return map(_link_from, self._rows)


def _link_from(row: LinkRow) -> ProposedLink:
    a, b, score, drawn, relation, reason, differences = row
    return ProposedLink(
        a,
        b,
        score,
        drawn,
        Relation(relation),
        reason,
        tuple(
            Difference(
                DifferenceField(field), ConflictLevel(level), Span(a_start, a_end),
                Span(b_start, b_end), a_value, b_value,
            )
            for field, level, a_start, a_end, b_start, b_end, a_value, b_value in differences
        ),
    )  # fmt: skip


def office_rows(disputes: Iterable[OfficeDispute]) -> tuple[OfficeRow, ...]:
    """``disputes`` as they are sent."""
    return tuple(
        (
            one.name,
            tuple((n.text_id, n.words, n.span.start, n.span.end) for n in one.named),
        )
        for one in disputes
    )


def offices_from(rows: Iterable[OfficeRow]) -> tuple[OfficeDispute, ...]:
    """The disputes that ``rows`` stand for."""
    return tuple(
        OfficeDispute(
            name,
            tuple(OfficeNamed(text_id, words, Span(a, b)) for text_id, words, a, b in named),
        )
        for name, named in rows
    )


def event_parts(event: ComparedEvent) -> Iterator[EventPart]:
    """``event`` as it is sent, piece by piece."""
    offices = office_rows(event.offices)
    for start in range(0, len(event.links) or 1, _PART):
        end = start + _PART
        rows = link_rows(event.links[start:end])
        yield event.text_ids, start, rows, offices, end >= len(event.links)


def event_from(
    text_ids: tuple[int, ...], links: Sequence[LinkRow], offices: Iterable[OfficeRow]
) -> ComparedEvent:
    """The event that the rows of its `EventPart`s stand for."""
    return ComparedEvent(text_ids, LinksFromRows(links), offices_from(offices))


def learning_rows(claims: Iterable[LearningClaim]) -> tuple[LearningRow, ...]:
    """``claims`` as they are sent."""
    return tuple(
        (one.id, one.text, one.check_worthiness, one.worth_it, one.touched, one.kinds)
        for one in claims
    )


def learning_claims_from(rows: Iterable[LearningRow]) -> tuple[LearningClaim, ...]:
    """The claims that ``rows`` stand for."""
    return tuple(
        LearningClaim(number, quote, worth, worth_it, touched, tuple(map(ClaimKind, kinds)))
        for number, quote, worth, worth_it, touched, kinds in rows
    )


def learned_from(decisions: int, rows: Iterable[ScoreRow]) -> Learned:
    """What the rows of an answer stand for."""
    return Learned(decisions, tuple(LearnedScore(*row) for row in rows))
