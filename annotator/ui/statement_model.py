"""The statements of the project for the matrix, put together off the window's thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from annotator.domain.claim import Claim, ClaimState, is_shown
from annotator.domain.link import Link
from annotator.domain.statement import Statement
from annotator.domain.statement_filter import StatementFilter, StatementOrder, chosen_statements
from annotator.domain.statement_grouping import shown_statements
from annotator.ui.background_work import BackgroundWork
from annotator.ui.collector_rest import CollectorRest
from annotator.ui.link_model import LinkModel
from annotator.ui.project_model import ProjectModel

_AT_ONCE = 5_000
"""Up to so many links and claims statements are put together without leaving the thread."""

Wanted = tuple[StatementFilter, StatementOrder]


@dataclass(frozen=True, slots=True)
class _State:
    """What statements are made of, as it was at one moment."""

    claims: tuple[Claim, ...]
    links: tuple[Link, ...]
    threshold: float
    version: int


@dataclass(frozen=True, slots=True)
class _Arranged:
    """All statements of a state, and the places of those that are wanted, in order.

    Attributes:
        place_of: the place of the statement of each claim.
        keys: the ids of the claims of each statement that is wanted.
        row_of: the row of each claim among these.
    """

    state: _State
    wanted: Wanted
    statements: tuple[Statement, ...]
    place_of: Mapping[int, int]
    chosen: tuple[int, ...]
    keys: tuple[tuple[int, ...], ...]
    row_of: Mapping[int, int]


def _arranged(state: _State, known: _Arranged | None, wanted: Wanted) -> _Arranged:
    """Group, filter and sort; statements that are known of this very state are not grouped."""
    if known is not None and known.state is state:
        statements = known.statements
    else:
        statements = tuple(shown_statements(state.claims, state.links, state.threshold))
    place_of = {claim.id: nth for nth, one in enumerate(statements) for claim in one.claims}
    chosen = tuple(place_of[one.key] for one in chosen_statements(statements, *wanted))
    keys = tuple(tuple(claim.id for claim in statements[one].claims) for one in chosen)
    row_of = {claim_id: row for row, ids in enumerate(keys) for claim_id in ids}
    return _Arranged(state, wanted, statements, place_of, chosen, keys, row_of)


def _arranged_at_rest(state: _State, known: _Arranged | None, wanted: Wanted) -> _Arranged:
    rest = CollectorRest()
    rest.begin()
    try:
        return _arranged(state, known, wanted)
    finally:
        rest.end()


def _decided(
    before: Sequence[Claim], now: Sequence[Claim], threshold: float
) -> dict[int, Claim] | None:
    """The claims that differ, by id; None when they would stand in other rows."""

    def place(claim: Claim) -> tuple[object, ...]:
        shown = is_shown(claim, threshold)
        return claim.id, claim.span, claim.state, claim.check_worthiness, shown

    if len(before) != len(now):
        return None
    pairs = [(old, new) for old, new in zip(before, now, strict=True) if old is not new]
    if any(place(old) != place(new) for old, new in pairs):
        return None
    return {new.id: new for _, new in pairs}


def _renewed(known: _Arranged, changed: Mapping[int, Claim]) -> tuple[Statement, ...]:
    """The statements with these claims in the place of those of the same ids."""
    statements = list(known.statements)
    for place in {known.place_of[one] for one in changed if one in known.place_of}:
        former = statements[place]
        claims = tuple(changed.get(claim.id, claim) for claim in former.claims)
        statements[place] = replace(former, claims=claims)
    return tuple(statements)


class StatementModel(QObject):
    """Arranges statements when asked to; one piece of work at a time, the last wish last.

    Small projects are arranged at once. While a large one is being arranged, what was arranged
    before stands, and wishes and changes that come meanwhile are met by one more run.
    """

    arranged = Signal()
    """`chosen` is as was wanted."""

    def __init__(
        self, model: ProjectModel, links: LinkModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._links = model, links
        self._wanted: Wanted = (StatementFilter(), StatementOrder.CONFLICTS)
        self._known: _Arranged | None = None
        self._work = BackgroundWork(self)
        self._work.done.connect(self._take)
        self._again = False
        model.project_changed.connect(self._forget)

    @property
    def is_running(self) -> bool:
        """Whether statements are being arranged just now."""
        return self._work.is_running

    @property
    def chosen(self) -> Sequence[Statement]:
        """The statements that were wanted last, in order; verdicts as they are now."""
        if self._known is None:
            return ()
        return [self._known.statements[place] for place in self._known.chosen]

    @property
    def keys(self) -> tuple[tuple[int, ...], ...]:
        """The ids of the claims of each of these."""
        return self._known.keys if self._known is not None else ()

    @property
    def row_of(self) -> Mapping[int, int]:
        """Which of these a claim belongs to, by its id."""
        return self._known.row_of if self._known is not None else {}

    def ask(self, wanted: StatementFilter, order: StatementOrder) -> None:
        """Arrange the statements as they are now; ``arranged`` says when it is done."""
        self._wanted = wanted, order
        self._again = self._work.is_running
        if not self._again:
            self._begin()

    def statement_of(self, claim_id: int) -> tuple[int, ...]:
        """All claims of the statement that a claim belongs to now; itself when it stands alone."""
        claims, links = self._around(claim_id)
        for statement in shown_statements(claims, links, self._model.threshold):
            ids = tuple(claim.id for claim in statement.claims)
            if claim_id in ids:
                return ids
        return (claim_id,)

    def _around(self, claim_id: int) -> tuple[list[Claim], list[Link]]:
        """The claims that drawn links lead to, step by step: no others share a statement."""
        found: dict[int, Claim] = {}
        ahead = [claim_id]
        while ahead:
            claim = self._model.claim(ahead.pop())
            if claim is None or claim.state is not ClaimState.OPEN or claim.id in found:
                continue
            found[claim.id] = claim
            ahead += [link.other(claim.id) for link in self._links.links_of(claim.id) if link.drawn]
        links = {
            (link.a, link.b): link
            for one in found
            for link in self._links.links_of(one)
            if link.a in found and link.b in found
        }
        return list(found.values()), list(links.values())

    # --- one run -----------------------------------------------------------------------------

    def _forget(self) -> None:
        self._work.drop()
        self._known, self._again = None, False

    def _begin(self) -> None:
        self._again = False
        state = self._now()
        known, wanted = self._known, self._wanted
        if known is not None and known.state is state and known.wanted == wanted:
            self._take(known)
        elif max(len(state.links), len(state.claims)) <= _AT_ONCE:
            self._take(_arranged(state, known, wanted))
        else:
            self._work.start(lambda _tell, _stopped: _arranged_at_rest(state, known, wanted))

    def _now(self) -> _State:
        """The state as it is; what is known of it is renewed where only verdicts differ."""
        claims, known = tuple(self._model.all_claims()), self._known
        threshold, version = self._model.threshold, self._links.version
        if known is None or (threshold, version) != (known.state.threshold, known.state.version):
            return _State(claims, tuple(self._links.links), threshold, version)
        changed = _decided(known.state.claims, claims, threshold)
        if changed is None:
            return _State(claims, known.state.links, threshold, version)
        if changed:
            state = replace(known.state, claims=claims)
            renewed = _renewed(known, changed)
            self._known = known = replace(known, state=state, statements=renewed)
        return known.state

    def _take(self, arranged: _Arranged) -> None:
        self._known = arranged
        if self._again:
            self._begin()
        self.arranged.emit()
