"""All claims of the project as rows of a table: filtered, sorted, and changed in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.article import Article
from annotator.domain.claim import Claim, ClaimState, reading_order
from annotator.domain.claim_filter import ClaimFilter, Standing, chosen_claims, standing_of
from annotator.domain.link import Relation
from annotator.ui.article_labels import short_labels
from annotator.ui.claim_words import claim_tooltip, plain_tooltip
from annotator.ui.counterparts import RELATION_WORDS, SILENT_WORD
from annotator.ui.link_model import LinkModel
from annotator.ui.project_model import ProjectModel

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()

CLAIM_ROLE = int(Qt.ItemDataRole.UserRole)
"""The Claim of a row."""

_MANY_CHANGES = 400
"""From so many changed rows on, making the table anew is cheaper than telling each change."""


class ClaimColumn(IntEnum):
    """The columns, in their order."""

    VERDICT = 0
    CLAIM = 1
    KIND = 2
    ARTICLE = 3
    WORTH = 4
    OTHERS = 5
    DECIDED = 6


HEADERS = (
    "Verdict", "Claim", "Kind", "Article", "Check-worthiness", "Other articles", "Decided",
)  # fmt: skip

COUNTS_ROLE = CLAIM_ROLE + 1
"""How many drawn links of each relation a claim has, by relation; None before a comparison."""

RELATION_ORDER = (Relation.CONFLICT, Relation.NEAR_COPY, Relation.SAME, Relation.PARTIAL)

_STANDING_ORDER = tuple(Standing)


class _Place(NamedTuple):
    """Where a row belongs: rows without a value last, then by value, then as in the articles."""

    missing: bool
    value: Any
    in_articles: tuple[int, ...]


def standing_word(claim: Claim) -> str:
    """The word in the column Verdict."""
    if claim.state is ClaimState.DISMISSED:
        return "not a claim"
    return "candidate" if claim.verdict is None else claim.verdict.value


def decided_words(decided_at: str, now: datetime | None = None) -> str:
    """When a verdict was given, in local time: the hour today, else the day."""
    if not decided_at:
        return ""
    at = datetime.fromisoformat(decided_at).astimezone()
    today = (now or datetime.now().astimezone()).date()
    if at.date() == today:
        return f"{at:%H:%M}"
    return f"{at.day} {at:%b}" if at.year == today.year else f"{at.day} {at:%b %y}"


def _decided_tooltip(claim: Claim) -> str:
    if not claim.decided_at:
        return ""
    at = datetime.fromisoformat(claim.decided_at).astimezone()
    return plain_tooltip(f"{claim.verdict} by {claim.reviewer}\n{at:%Y-%m-%d %H:%M:%S}")


class ClaimTableModel(QAbstractTableModel):
    """Rows of claims that follow the project; order and choice are kept when claims change."""

    def __init__(
        self, model: ProjectModel, links: LinkModel | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._links = links
        self._filter = ClaimFilter()
        self._column: ClaimColumn | None = None
        self._descending = False
        self._rows: list[Claim] = []
        self._places: list[_Place] = []
        self._place_of: dict[int, _Place] = {}
        self._by_article: dict[int, dict[int, Claim]] = {}
        self._article_order: dict[int, int] = {}
        self._labels: dict[int, str] = {}
        model.project_changed.connect(self._make_anew)
        model.articles_changed.connect(self._make_anew)
        model.claims_changed.connect(self._take_in)
        if links is not None:
            links.links_changed.connect(self._show_links)
        self._make_anew()

    # What is shown

    @property
    def filter(self) -> ClaimFilter:
        """What the rows are chosen by; the threshold is that of the desk."""
        return self._filter

    def set_filter(self, choice: ClaimFilter) -> None:
        """Choose other rows."""
        if choice != self._filter:
            self._filter = choice
            self._make_anew()

    def claim_at(self, row: int) -> Claim:
        """The claim of a row."""
        return self._rows[row]

    def row_of(self, claim_id: int) -> int | None:
        """The row of a claim, or None when it is not among the rows."""
        place = self._place_of.get(claim_id)
        return None if place is None else self._find(place)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 is the order of the articles. Equal rows stay in that order."""
        self._column = ClaimColumn(column) if column >= 0 else None
        self._descending = order == Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        before = [(i, self._rows[i.row()].id) for i in self.persistentIndexList()]
        self._fill(self._rows)
        self.changePersistentIndexList(
            [index for index, _ in before],
            [self.index(self.row_of(claim_id) or 0, index.column()) for index, claim_id in before],
        )
        self.layoutChanged.emit()

    # Links

    def _counts(self, claim: Claim) -> dict[Relation, int] | None:
        if self._links is None or not self._links.has_links:
            return None
        return self._links.counts_of(claim.id)

    def _show_links(self) -> None:
        if self._column is ClaimColumn.OTHERS:
            self._make_anew()
        elif self._rows:
            first = self.index(0, ClaimColumn.OTHERS)
            self.dataChanged.emit(first, self.index(len(self._rows) - 1, ClaimColumn.OTHERS))

    def _linked(self, claim: Claim) -> int | None:
        """Sorts claims by conflicts first, then by how many articles state the same."""
        counts = self._counts(claim)
        if not counts:
            return None
        return 1_000 * counts.get(Relation.CONFLICT, 0) + sum(counts.values())

    # Following the project

    def _make_anew(self, _ids: object = None) -> None:
        self.beginResetModel()
        self._article_order = {key: nth for nth, key in enumerate(self._model.articles())}
        self._labels = short_labels(self._model.articles().values())
        self._fill(self._chosen(self._model.all_claims()))
        self.endResetModel()

    def _fill(self, claims: Iterable[Claim]) -> None:
        placed = [(self._place(claim), claim) for claim in claims]
        placed.sort(key=lambda one: one[0].in_articles)
        if self._column is not None:
            # Sorting is stable: the last key counts most.
            placed.sort(key=lambda one: one[0].value, reverse=self._descending)
            placed.sort(key=lambda one: one[0].missing)
        self._rows = [claim for _, claim in placed]
        self._places = [place for place, _ in placed]
        self._place_of = {claim.id: place for place, claim in placed}
        self._by_article = {}
        for claim in self._rows:
            self._by_article.setdefault(claim.article_id, {})[claim.id] = claim

    def _chosen(self, claims: Iterable[Claim]) -> list[Claim]:
        choice = replace(self._filter, threshold=self._model.threshold)
        return chosen_claims(claims, self._model.articles(), choice)

    def _take_in(self, article_ids: frozenset[int]) -> None:
        gone: list[Claim] = []
        changed: list[Claim] = []
        for article_id in article_ids:
            now = {claim.id: claim for claim in self._chosen(self._model.claims(article_id))}
            before = self._by_article.get(article_id, {})
            gone += [claim for claim in before.values() if claim.id not in now]
            changed += [claim for claim in now.values() if before.get(claim.id) is not claim]
            if len(gone) + len(changed) > _MANY_CHANGES or article_id not in self._article_order:
                self._make_anew()
                return
        for claim in gone:
            self._remove(claim)
        for claim in changed:
            place = self._place(claim)
            if self._place_of.get(claim.id) == place:
                self._replace(claim)
            else:
                self._put(claim, place)

    def _replace(self, claim: Claim) -> None:
        row = self._find(self._place_of[claim.id])
        self._rows[row] = claim
        self._by_article[claim.article_id][claim.id] = claim
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(HEADERS) - 1))

    def _put(self, claim: Claim, place: _Place) -> None:
        if claim.id in self._place_of:
            self._remove(claim)
        row = self._find(place)
        self.beginInsertRows(_NO_INDEX, row, row)
        self._rows.insert(row, claim)
        self._places.insert(row, place)
        self._place_of[claim.id] = place
        self._by_article.setdefault(claim.article_id, {})[claim.id] = claim
        self.endInsertRows()

    def _remove(self, claim: Claim) -> None:
        row = self._find(self._place_of[claim.id])
        self.beginRemoveRows(_NO_INDEX, row, row)
        del self._rows[row], self._places[row], self._place_of[claim.id]
        del self._by_article[claim.article_id][claim.id]
        self.endRemoveRows()

    # Order

    def _place(self, claim: Claim) -> _Place:
        in_articles = (self._article_order.get(claim.article_id, -1), *reading_order(claim))
        if self._column is None:
            return _Place(False, 0, in_articles)
        if self._column is ClaimColumn.OTHERS:
            value: Any = self._linked(claim)
        else:
            article = self._model.articles().get(claim.article_id)
            value = _SORT_VALUES[self._column](claim, article)
        missing = value is None or value == ""
        return _Place(missing, 0 if value is None else value, in_articles)

    def _precedes(self, one: _Place, other: _Place) -> bool:
        if one.missing != other.missing:
            return other.missing
        if one.missing or one.value == other.value:
            return one.in_articles < other.in_articles
        return bool(one.value > other.value if self._descending else one.value < other.value)

    def _find(self, place: _Place) -> int:
        """The first row that does not come before ``place``."""
        low, high = 0, len(self._places)
        while low < high:
            middle = (low + high) // 2
            if self._precedes(self._places[middle], place):
                low = middle + 1
            else:
                high = middle
        return low

    # What Qt asks

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many claims are among the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """The words above a column."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return HEADERS[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """A cell in words, its tooltip, or the claim itself."""
        if not index.isValid():
            return None
        claim = self._rows[index.row()]
        column = ClaimColumn(index.column())
        if role == CLAIM_ROLE:
            return claim
        if role == COUNTS_ROLE:
            return self._counts(claim)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(claim, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self._words(claim, column)
            return words if column <= ClaimColumn.CLAIM else f"{HEADERS[column]}: {words or 'none'}"
        if role == Qt.ItemDataRole.ToolTipRole:
            if column is ClaimColumn.DECIDED:
                return _decided_tooltip(claim)
            if column is ClaimColumn.ARTICLE:
                return plain_tooltip(self._model.articles()[claim.article_id].metadata.title)
            return claim_tooltip(claim)
        return None

    def _words(self, claim: Claim, column: ClaimColumn) -> str:
        if column is ClaimColumn.VERDICT:
            return standing_word(claim)
        if column is ClaimColumn.CLAIM:
            return claim.quote
        if column is ClaimColumn.KIND:
            return ", ".join(kind.value for kind in claim.kinds)
        if column is ClaimColumn.ARTICLE:
            return self._labels.get(claim.article_id, "")
        if column is ClaimColumn.WORTH:
            return "" if claim.check_worthiness is None else f"{claim.check_worthiness:.2f}"
        if column is ClaimColumn.OTHERS:
            return linked_words(self._counts(claim))
        return decided_words(claim.decided_at)


def linked_words(counts: Mapping[Relation, int] | None) -> str:
    """What other articles do to a claim, in words: "2 conflicts, 1 agrees", or "silent"."""
    if counts is None:
        return ""
    parts = [
        f"{counts[relation]} {RELATION_WORDS[relation]}"
        for relation in RELATION_ORDER
        if counts.get(relation)
    ]
    return ", ".join(parts) or SILENT_WORD


_SORT_VALUES: dict[ClaimColumn, Callable[[Claim, Article | None], Any]] = {
    ClaimColumn.VERDICT: lambda claim, _: _STANDING_ORDER.index(standing_of(claim)),
    ClaimColumn.CLAIM: lambda claim, _: claim.quote.casefold(),
    ClaimColumn.KIND: lambda claim, _: claim.kinds[0].value if claim.kinds else "",
    ClaimColumn.ARTICLE: lambda _, article: article.label.casefold() if article else "",
    ClaimColumn.WORTH: lambda claim, _: claim.check_worthiness,
    ClaimColumn.DECIDED: lambda claim, _: claim.decided_at,
}
