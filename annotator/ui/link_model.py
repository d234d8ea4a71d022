"""The links of the open project as the window sees them, and what may be said of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from annotator.domain.claim import ClaimState
from annotator.domain.errors import ReportedError
from annotator.domain.history import Act, Change
from annotator.domain.link import Link, Relation
from annotator.domain.office import OfficeDispute
from annotator.domain.statement import Statement
from annotator.domain.statement_cells import WORST_FIRST
from annotator.domain.statement_grouping import shown_statements
from annotator.services import linking
from annotator.ui.project_model import ProjectModel


class LinkModel(QObject):
    """Holds the links beside the project's claims; read anew after every change to them.

    Like `ProjectModel` it shows only what the project confirmed.
    """

    links_changed = Signal()
    """The links, or the claims at their ends, differ."""
    offices_changed = Signal()

    def __init__(self, model: ProjectModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._links: dict[tuple[int, int], Link] = {}
        self._by_claim: dict[int, list[Link]] = {}
        self._offices: tuple[OfficeDispute, ...] = ()
        self._statements: list[Statement] | None = None
        model.project_changed.connect(self.read_anew)
        model.articles_changed.connect(lambda _ids: self._follow_claims())
        model.claims_changed.connect(lambda _ids: self._follow_claims())
        model.threshold_changed.connect(lambda _threshold: self._follow_claims())
        model.change_saved.connect(self._follow_change)
        self.read_anew()

    # --- what is there -----------------------------------------------------------------------

    def links_of(self, claim_id: int) -> Sequence[Link]:
        """Every link of a claim, drawn or not."""
        return self._by_claim.get(claim_id, ())

    @property
    def links(self) -> Sequence[Link]:
        """Every link of the project."""
        return list(self._links.values())

    @property
    def offices(self) -> tuple[OfficeDispute, ...]:
        """The persons whom articles call by different offices."""
        return self._offices

    def claims_in_conflict(self) -> frozenset[int]:
        """The open claims with a drawn link that conflicts."""
        return frozenset(
            claim_id
            for link in self._links.values()
            if link.drawn and link.relation is Relation.CONFLICT
            for claim_id in (link.a, link.b)
        )

    def counts_of(self, claim_id: int) -> dict[Relation, int]:
        """How many articles stand in each relation to a claim, by the worst of their links."""
        worst: dict[int, Relation] = {}
        for link in self.links_of(claim_id):
            other = self._model.claim(link.other(claim_id)) if link.drawn else None
            if other is None or other.state is not ClaimState.OPEN:
                continue
            known = worst.get(other.article_id, link.relation)
            worst[other.article_id] = min(known, link.relation, key=WORST_FIRST.index)
        counts: dict[Relation, int] = {}
        for relation in worst.values():
            counts[relation] = counts.get(relation, 0) + 1
        return counts

    def statements(self) -> list[Statement]:
        """The rows of the matrix, in reading order: claims on the desk, and those linked to them.

        Put together when first asked for after a change.
        """
        if self._statements is None:
            self._statements = self._grouped()
        return self._statements

    def _grouped(self) -> list[Statement]:
        return shown_statements(
            self._model.all_claims(), self._links.values(), self._model.threshold
        )

    # --- following the project ---------------------------------------------------------------

    def read_anew(self) -> None:
        """Read all links, as after a comparison or when another project is open."""
        project = self._model.project
        self._links, self._by_claim, self._offices = {}, {}, ()
        if project is not None:
            try:
                self._take(linking.links(project))
                self._offices = tuple(linking.offices(project))
            except ReportedError as error:
                # What is derived can be made again; the project itself opens all the same.
                self._model.act_failed.emit(error)
        self._statements = None
        self.links_changed.emit()
        self.offices_changed.emit()

    def _take(self, links: Iterable[Link]) -> None:
        for link in links:
            self._links[link.a, link.b] = link
            self._by_claim.setdefault(link.a, []).append(link)
            self._by_claim.setdefault(link.b, []).append(link)

    def _follow_claims(self) -> None:
        self._statements = None
        self.links_changed.emit()

    def _follow_change(self, change: Change) -> None:
        """Read the links of the claims that an act on links touched."""
        project = self._model.project
        if project is None or change.act not in _LINK_ACTS:
            return
        for claim_id in change.claim_ids:
            for old in self._by_claim.pop(claim_id, []):
                self._links.pop((old.a, old.b), None)
                rest = self._by_claim.get(old.other(claim_id))
                if rest is not None:
                    rest[:] = [one for one in rest if (one.a, one.b) != (old.a, old.b)]
        for claim_id in change.claim_ids:
            try:
                now = linking.links(project, claim_id)
            except ReportedError as error:
                self._model.act_failed.emit(error)
                continue
            self._take(link for link in now if (link.a, link.b) not in self._links)
        self._follow_claims()

    # --- what a reviewer says ----------------------------------------------------------------

    def confirm(self, a: int, b: int) -> bool:
        """Say that two claims are linked; False when nothing was saved."""
        return self._model.act(lambda project: linking.confirm_link(project, a, b))

    def reject(self, a: int, b: int) -> bool:
        """Say that two claims are not linked; False when nothing was saved."""
        return self._model.act(lambda project: linking.reject_link(project, a, b))

    def no_conflict(self, a: int, b: int) -> bool:
        """Say that two linked claims do not conflict; False when nothing was saved."""
        return self._model.act(lambda project: linking.deny_conflict(project, a, b))

    def clear(self, a: int, b: int) -> bool:
        """Take back what was said of a link; False when nothing was saved."""
        return self._model.act(lambda project: linking.clear_link(project, a, b))


_LINK_ACTS = frozenset(
    {Act.CONFIRM_LINK, Act.REJECT_LINK, Act.NO_CONFLICT, Act.CLEAR_LINK, Act.REVERSE}
)
