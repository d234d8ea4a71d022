"""The open project as the window sees it: what it reads, what it may do, what changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.article import Article, ArticleMetadata, IncomingArticle
from annotator.domain.claim import Candidate, Claim, DetectorVersion, is_shown, reading_order
from annotator.domain.errors import ReportedError
from annotator.domain.history import Act, Change, HistoryEntry, UndoState
from annotator.domain.progress import Progress, progress_of
from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.services import articles, candidates, claim_editing, learning, review
from annotator.services.articles import ImportResult
from annotator.services.project import Project


class ProjectModel(QObject):
    """Holds the open project and tells the widgets what changed.

    Everything shown is read from the project after a commit, never guessed before it. An act that
    fails is told by ``act_failed`` and changes nothing on screen.
    """

    project_changed = Signal()
    """Another project is open, or none."""
    articles_changed = Signal(object)
    """frozenset of article ids that came, went or have other metadata."""
    claims_changed = Signal(object)
    """frozenset of ids of the articles whose claims, verdicts or justifications differ."""
    current_changed = Signal(object)
    """The id of the current claim, or None."""
    threshold_changed = Signal(float)
    history_changed = Signal()
    change_saved = Signal(object)
    """The Change that was just committed by a person's act."""
    reviewer_changed = Signal(str)
    act_failed = Signal(object)
    """The ReportedError that stopped an act."""

    def __init__(self, threshold: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._threshold = threshold
        self._articles: dict[int, Article] = {}
        self._claims: dict[int, list[Claim]] = {}
        self._by_id: dict[int, Claim] = {}
        # What is shown and counted per article, kept in step so that one verdict costs the same
        # in a long article as in a short one.
        self._shown: dict[int, list[Claim]] = {}
        self._progress: dict[int, Progress] = {}
        self._open_counts: dict[int, int] = {}
        self._current: int | None = None

    # What is there

    @property
    def project(self) -> Project | None:
        """The open project."""
        return self._project

    @property
    def can_write(self) -> bool:
        """Whether acts are possible: a project is open, and this window writes it."""
        return self._project is not None and not self._project.read_only

    @property
    def threshold(self) -> float:
        """The least check-worthiness (0 to 1) of a candidate that is shown."""
        return self._threshold

    @property
    def current(self) -> Claim | None:
        """The current claim."""
        return None if self._current is None else self._by_id.get(self._current)

    def articles(self) -> dict[int, Article]:
        """The project's articles by id, in the order in which they came in."""
        return self._articles

    def text(self, article_id: int) -> str:
        """The canonical text of an article of the open project."""
        return self._open().text(self._articles[article_id])

    def claim(self, claim_id: int) -> Claim | None:
        """A claim of an article that takes part in the project."""
        return self._by_id.get(claim_id)

    def claims(self, article_id: int) -> list[Claim]:
        """All claims of an article in reading order, dismissed and removed ones too."""
        return self._claims.get(article_id, [])

    def all_claims(self) -> list[Claim]:
        """All claims of all articles, article by article, in reading order."""
        return [claim for article_id in self._articles for claim in self.claims(article_id)]

    def shown_claims(self, article_id: int) -> list[Claim]:
        """The claims of an article that are on the desk at the present sensitivity."""
        if article_id not in self._shown:
            self._shown[article_id] = [
                claim for claim in self.claims(article_id) if is_shown(claim, self._threshold)
            ]
        return self._shown[article_id]

    def progress(self, article_id: int | None = None) -> Progress:
        """How far the review of one article, or of all, has come."""
        if article_id is None:
            return _total(map(self.progress, self._articles))
        if article_id not in self._progress:
            self._progress[article_id] = progress_of(self.claims(article_id), self._threshold)
        return self._progress[article_id]

    def open_count(self) -> int:
        """How many claims would show at the highest sensitivity."""
        return sum(map(self._count_open, self._articles))

    def _count_open(self, article_id: int) -> int:
        if article_id not in self._open_counts:
            self._open_counts[article_id] = progress_of(self.claims(article_id), 0.0).total
        return self._open_counts[article_id]

    def unsearched(self) -> int:
        """How many articles no detector has finished reading."""
        return len(candidates.undetected_articles(self._project)) if self._project else 0

    def rules_only_language(self, article_id: int) -> str:
        """The language of an article that no language model could read; "" for any other."""
        return candidates.rules_only_language(self._open(), self._articles[article_id])

    def claim_history(self, claim_id: int) -> list[HistoryEntry]:
        """What happened to a claim, oldest first."""
        return self._open().claim_history(claim_id)

    @property
    def reviewer(self) -> str:
        """The name under which acts are recorded; empty without a project."""
        return self._project.reviewer if self._project else ""

    def undo_state(self) -> UndoState:
        """What undo and redo would take next."""
        return self._project.undo_state() if self._project else UndoState()

    # Opening, choosing

    def set_project(self, project: Project | None) -> None:
        """Show another project, or none; the caller closes the former one."""
        self._project = project
        self._current = None
        self._read_all()
        self.project_changed.emit()
        self.history_changed.emit()
        # Whoever heard of the project may have gone back to the claim it was left at.
        self.current_changed.emit(self._current)

    def set_current(self, claim_id: int | None) -> None:
        """Make a claim the current one."""
        if claim_id is not None and claim_id not in self._by_id:
            claim_id = None
        if claim_id != self._current:
            self._current = claim_id
            self.current_changed.emit(claim_id)

    def set_threshold(self, threshold: float) -> None:
        """Set the sensitivity: the least check-worthiness (0 to 1) of a candidate on the desk."""
        if threshold != self._threshold:
            self._threshold = threshold
            self._shown.clear()
            self._progress.clear()
            self.threshold_changed.emit(threshold)
            self.claims_changed.emit(frozenset(self._articles))

    def set_reviewer(self, name: str) -> None:
        """Record what follows under another name."""
        if self._project is not None and name and name != self._project.reviewer:
            self._project.reviewer = name
            self.reviewer_changed.emit(name)

    # Acts; each gives back whether it was committed

    def decide(self, claim_id: int, verdict: Verdict) -> bool:
        """Give a verdict; True as well when the claim had it already."""
        return self.act(lambda project: review.decide(project, claim_id, verdict))

    def decide_statement(self, claim_ids: Iterable[int], verdict: Verdict) -> bool:
        """Give several claims one verdict, in one operation."""
        ids = tuple(claim_ids)
        return self.act(lambda project: review.decide_statement(project, ids, verdict))

    def withdraw(self, claim_id: int) -> bool:
        """Take a verdict away."""
        return self.act(lambda project: review.withdraw(project, claim_id))

    def justify(self, claim_id: int, justification: str) -> bool:
        """Set a justification."""
        return self.act(lambda project: review.justify(project, claim_id, justification))

    def dismiss(self, claim_id: int) -> bool:
        """Say "not a claim"."""
        return self.act(lambda project: claim_editing.dismiss(project, claim_id))

    def bring_back(self, claim_id: int) -> bool:
        """Take a dismissal back."""
        return self.act(lambda project: claim_editing.bring_back(project, claim_id))

    def add_claim(self, article_id: int, span: Span) -> bool:
        """Make a claim of selected words and make it the current one."""
        done = self.act(lambda project: claim_editing.add_claim(project, article_id, span))
        if done:
            open_there = [c for c in self.shown_claims(article_id) if c.span.overlaps(span)]
            if open_there:
                self.set_current(max(open_there, key=lambda claim: claim.id).id)
        return done

    def trim_claim(self, claim_id: int, span: Span) -> bool:
        """Give a claim another span."""
        return self.act(lambda project: claim_editing.trim_claim(project, claim_id, span))

    def split_claim(self, claim_id: int, at: int) -> bool:
        """Cut a claim in two at a code point of its article."""
        return self.act(lambda project: claim_editing.split_claim(project, claim_id, at))

    def merge_claims(self, claim_id: int, other_id: int) -> bool:
        """Make one claim of two; the first one stays."""
        return self.act(lambda project: claim_editing.merge_claims(project, claim_id, other_id))

    def undo(self) -> bool:
        """Take the last act back."""
        return self.act(review.undo)

    def redo(self) -> bool:
        """Do again what was last taken back."""
        return self.act(review.redo)

    def edit_article(self, article_id: int, metadata: ArticleMetadata) -> bool:
        """Correct what is known about an article."""
        return self.act(lambda project: articles.edit_article(project, article_id, metadata))

    def remove_article(self, article_id: int) -> bool:
        """Take an article out of the project."""
        return self.act(lambda project: articles.remove_article(project, article_id))

    def import_articles(self, incoming: Sequence[IncomingArticle]) -> ImportResult | None:
        """Put articles into the project; None when that failed."""
        results: list[ImportResult] = []

        def act(project: Project) -> Change | None:
            results.append(articles.import_articles(project, incoming))
            return results[0].change

        return results[0] if self.act(act) else None

    def keep_candidates(
        self, text_id: int, detector: DetectorVersion, found: Sequence[Candidate]
    ) -> bool:
        """Store a finished detection."""
        return self.act(
            lambda project: candidates.keep_candidates(project, text_id, detector, found)
        )

    def read_scores_anew(self) -> None:
        """Read check-worthiness again after it was learned; only what differs is told."""
        worth = learning.check_worthiness(self._open())
        changed = set()
        for article_id, before in list(self._claims.items()):
            claims = [_of_worth(claim, worth.get(claim.id)) for claim in before]
            if claims != before:
                self._take_claims(article_id, claims)
                changed.add(article_id)
        # Reading and showing all claims of a large project in one go would be felt.
        QTimer.singleShot(TURN_MS, self, lambda: self._tell_claims(changed))

    def _tell_claims(self, changed: set[int]) -> None:
        if there := frozenset(changed & self._articles.keys()):
            self.claims_changed.emit(there)

    # How a committed change reaches the widgets

    def _open(self) -> Project:
        if self._project is None:
            raise ReportedError("No project is open.", "Nothing was changed.")
        return self._project

    def act(self, act: Callable[[Project], Change | None]) -> bool:
        """Do ``act`` in the open project and tell what it changed; False when it failed."""
        try:
            change = act(self._open())
        except ReportedError as error:
            self.act_failed.emit(error)
            return False
        if change is not None:
            self._take_in(change)
        return True

    def _take_in(self, change: Change) -> None:
        project = self._open()
        changed = project.claims_by_id(change.claim_ids)
        touched = {claim.article_id for claim in changed} | change.article_ids
        articles_changed = change.act in _ARTICLE_ACTS or (
            change.act is Act.REVERSE and bool(change.article_ids)
        )
        if articles_changed:
            self._articles = {article.id: article for article in project.articles()}
        if articles_changed or change.act is Act.DETECT or len(changed) > _MANY:
            for article_id in touched:
                self._read_claims(article_id)
        else:
            for claim in changed:
                self._replace(claim)
        if articles_changed:
            self.articles_changed.emit(change.article_ids)
        self.claims_changed.emit(frozenset(touched))
        if self._current is not None and self._current not in self._by_id:
            self.set_current(None)
        self.history_changed.emit()
        if change.act is not Act.DETECT:
            self.change_saved.emit(change)

    def _replace(self, claim: Claim) -> None:
        former = self._by_id.get(claim.id)
        self._by_id[claim.id] = claim
        claims = self._claims.setdefault(claim.article_id, [])
        _exchange(claims, former, claim)
        if former is None or former.state is not claim.state:
            self._open_counts.pop(claim.article_id, None)
        now = progress_of([claim], self._threshold)
        if claim.article_id in self._progress:
            before = progress_of([former] if former else [], self._threshold)
            counted = self._progress[claim.article_id]
            self._progress[claim.article_id] = _total((counted, now), without=before)
        if claim.article_id in self._shown:
            was_shown = former is not None and is_shown(former, self._threshold)
            # A new list: who was given the former one may still compare with it.
            shown = self._shown[claim.article_id] = list(self._shown[claim.article_id])
            _exchange(shown, former if was_shown else None, claim if now.total else None)

    def _read_claims(self, article_id: int) -> None:
        there = article_id in self._articles
        self._take_claims(article_id, self._open().claims(article_id) if there else [])

    def _take_claims(self, article_id: int, claims: list[Claim]) -> None:
        for claim in self._claims.pop(article_id, []):
            self._by_id.pop(claim.id, None)
        for cache in (self._shown, self._progress, self._open_counts):
            cache.pop(article_id, None)
        self._claims[article_id] = claims
        self._by_id.update((claim.id, claim) for claim in claims)

    def _read_all(self) -> None:
        self._articles, self._claims, self._by_id = {}, {}, {}
        self._shown, self._progress, self._open_counts = {}, {}, {}
        if self._project is not None:
            self._articles = {article.id: article for article in self._project.articles()}
            for article_id in self._articles:
                self._read_claims(article_id)


def _of_worth(claim: Claim, worth: float | None) -> Claim:
    return claim if claim.check_worthiness == worth else replace(claim, check_worthiness=worth)


TURN_MS = 10
"""After such a pause keys and paint had their turn; with none they would wait for what follows."""

_MANY = 200
"""From so many claims on, reading their articles anew takes less time than replacing each."""

_ARTICLE_ACTS = frozenset({Act.IMPORT, Act.EDIT_ARTICLE, Act.REMOVE_ARTICLE})


def _exchange(claims: list[Claim], former: Claim | None, claim: Claim | None) -> None:
    """Put ``claim`` in the place of ``former`` into a list in reading order."""
    if former is not None:
        at = bisect_left(claims, reading_order(former), key=reading_order)
        if claim is not None and claim.span == former.span:
            claims[at] = claim
            return
        del claims[at]
    if claim is not None:
        claims.insert(bisect_left(claims, reading_order(claim), key=reading_order), claim)


def _total(parts: Iterable[Progress], without: Progress | None = None) -> Progress:
    sums = [0] * len(_COUNTS)
    for part in parts:
        sums = [total + getattr(part, name) for total, name in zip(sums, _COUNTS, strict=True)]
    if without is not None:
        sums = [total - getattr(without, name) for total, name in zip(sums, _COUNTS, strict=True)]
    return Progress(*sums)


_COUNTS = tuple(count.name for count in fields(Progress))
