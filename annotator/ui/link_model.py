"""The links of the open project as the window sees them, and what may be said of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.claim import ClaimState
from annotator.domain.errors import ReportedError
from annotator.domain.history import Act, Change
from annotator.domain.link import Link, Relation
from annotator.domain.office import OfficeDispute, are_told_above
from annotator.domain.statement_cells import WORST_FIRST
from annotator.services import linking
from annotator.ui.collector_rest import CollectorRest
from annotator.ui.project_model import ProjectModel

_PART = 1_500
"""Links read at a time: what a small project has is there at once, and no window waits long."""


class _Links:
    """Links by their claims and by each of them."""

    def __init__(self) -> None:
        self.by_pair: dict[tuple[int, int], Link] = {}
        self.by_claim: dict[int, list[Link]] = {}

    def take(self, links: Iterable[Link]) -> None:
        """Add these; one between claims that have one already is passed over."""
        for link in links:
            if (link.a, link.b) not in self.by_pair:
                self.by_pair[link.a, link.b] = link
                self.by_claim.setdefault(link.a, []).append(link)
                self.by_claim.setdefault(link.b, []).append(link)

    def let_go(self, count: int) -> bool:
        """Forget so many links or claims; whether any is left."""
        for _ in range(count):
            if self.by_pair:
                self.by_pair.popitem()
            elif self.by_claim:
                self.by_claim.popitem()
        return bool(self.by_pair or self.by_claim)

    def drop(self, claim_id: int) -> None:
        """Forget every link of a claim."""
        for old in self.by_claim.pop(claim_id, []):
            self.by_pair.pop((old.a, old.b), None)
            rest = self.by_claim.get(old.other(claim_id))
            if rest is not None:
                rest[:] = [one for one in rest if (one.a, one.b) != (old.a, old.b)]


class LinkModel(QObject):
    """Holds the links beside the project's claims; read anew after every change to them.

    Like `ProjectModel` it shows only what the project confirmed. Very many links are read some at
    a time, between which the window lives on; until all are there, those known before stand.
    """

    links_changed = Signal()
    """The links, or the claims at their ends, differ."""
    offices_changed = Signal()

    def __init__(self, model: ProjectModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._known, self._coming = _Links(), _Links()
        self._offices: tuple[OfficeDispute, ...] = ()
        self._version = 0
        self._parts: Iterator[list[Link]] | None = None
        self._touched: set[int] = set()
        self._rest = CollectorRest()
        self._going: list[_Links] = []
        self._more_to_go = QTimer(self)
        self._more_to_go.setSingleShot(True)
        self._more_to_go.timeout.connect(self._let_go)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._read_part)
        model.project_changed.connect(self._follow_project)
        model.articles_changed.connect(lambda _ids: self.links_changed.emit())
        model.claims_changed.connect(lambda _ids: self.links_changed.emit())
        model.threshold_changed.connect(lambda _threshold: self.links_changed.emit())
        model.change_saved.connect(self._follow_change)
        self.read_anew()

    # --- what is there -----------------------------------------------------------------------

    def links_of(self, claim_id: int) -> Sequence[Link]:
        """Every link of a claim, drawn or not."""
        return self._known.by_claim.get(claim_id, ())

    @property
    def links(self) -> Sequence[Link]:
        """Every link of the project."""
        return list(self._known.by_pair.values())

    @property
    def version(self) -> int:
        """Differs whenever links came, went, or are other ones."""
        return self._version

    @property
    def has_links(self) -> bool:
        """Whether there is any, drawn or not."""
        return bool(self._known.by_pair)

    @property
    def is_reading(self) -> bool:
        """Whether more links are still to be read."""
        return self._parts is not None

    @property
    def offices(self) -> tuple[OfficeDispute, ...]:
        """The persons whom articles call by different offices."""
        return self._offices

    def claims_in_conflict(self) -> frozenset[int]:
        """The claims with a drawn link that conflicts.

        Not only in an office: of that the strips above the articles tell once for all claims.
        """
        return frozenset(
            claim_id
            for link in self._known.by_pair.values()
            if link.drawn and link.relation is Relation.CONFLICT and not self._is_told_above(link)
            for claim_id in (link.a, link.b)
        )

    def _is_told_above(self, link: Link) -> bool:
        a, b = self._model.claim(link.a), self._model.claim(link.b)
        if a is None or b is None:
            return False
        return are_told_above(link.differences, a.text_id, b.text_id, self._offices)

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

    # --- following the project ---------------------------------------------------------------

    def _follow_project(self) -> None:
        self._going.append(self._known)
        self._known, self._offices = _Links(), ()
        self.read_anew()
        if self.is_reading:
            self._tell_links()

    def read_anew(self) -> None:
        """Read all links, as after a comparison; what was being read is dropped."""
        project = self._model.project
        self._next.stop()
        self._coming, self._touched = _Links(), set()
        self._parts = linking.links_in_parts(project, _PART) if project is not None else iter(())
        self._read_part()

    def read_event(self, claim_ids: Collection[int], links: int) -> None:
        """Read the links of these claims, as after their event was compared, and the offices.

        ``links`` tells about how many there are.
        """
        if max(len(claim_ids), links) > _PART:
            # All links are read some at a time, and these would be read at once.
            self.read_anew()
            return
        if self._parts is not None:
            self._touched.update(claim_ids)
        before = self._ends_of(claim_ids)
        self._read_links_of(claim_ids)
        if self._ends_of(claim_ids) != before:
            self._tell_links()
        project = self._model.project
        offices = tuple(linking.offices(project)) if project is not None else ()
        if offices != self._offices:
            self._offices = offices
            self.offices_changed.emit()

    def _read_part(self) -> None:
        """Read some links; when all are there they take the place of those known before."""
        project, parts = self._model.project, self._parts
        if parts is None:
            return
        offices: tuple[OfficeDispute, ...] = ()
        try:
            part = next(parts, None)
            if part is not None:
                self._coming.take(part)
                if len(part) >= _PART:
                    self._rest.begin()
                    self._next.start(0)
                    return
            if project is not None:
                offices = tuple(linking.offices(project))
        except ReportedError as error:
            # What is derived can be made again; the project itself opens all the same.
            self._coming = _Links()
            self._model.act_failed.emit(error)
        self._parts = None
        self._going.append(self._known)
        self._known, self._coming, self._offices = self._coming, _Links(), offices
        self._let_go()
        self._rest.end()
        self._read_links_of(self._touched)
        self._tell_links()
        self.offices_changed.emit()

    def _let_go(self) -> None:
        """Give back the memory of former links, some at a time: at once it takes long too."""
        if self._going and not self._going[0].let_go(_PART):
            del self._going[0]
        if self._going:
            self._more_to_go.start(0)

    def _tell_links(self) -> None:
        self._version += 1
        self.links_changed.emit()

    def _follow_change(self, change: Change) -> None:
        """Read the links of the claims that an act on links touched."""
        if change.act in _LINK_ACTS:
            if self._parts is not None:
                # Their part may have been read before.
                self._touched.update(change.claim_ids)
            before = self._ends_of(change.claim_ids)
            self._read_links_of(change.claim_ids)
            # An act that was taken back may have been about something else.
            if self._ends_of(change.claim_ids) != before:
                self._tell_links()

    def _ends_of(self, claim_ids: Iterable[int]) -> set[Link]:
        return {link for claim_id in claim_ids for link in self.links_of(claim_id)}

    def _read_links_of(self, claim_ids: Iterable[int]) -> None:
        project = self._model.project
        if project is None:
            return
        wanted = frozenset(claim_ids)
        if not wanted:
            return
        for claim_id in wanted:
            self._known.drop(claim_id)
        try:
            self._known.take(linking.links_of(project, wanted))
        except ReportedError as error:
            self._model.act_failed.emit(error)

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
