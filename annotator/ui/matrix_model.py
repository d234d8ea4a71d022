"""The rows of the matrix as Qt asks for them: statements down, articles across."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.link import Relation
from annotator.ui.claim_words import plain_tooltip
from annotator.ui.counterparts import (
    ANOTHER_ROW_WORDS,
    RELATION_WORDS,
    SILENT_WORD,
    THROUGH_WORDS,
)
from annotator.ui.isolated_text import isolated, one_line
from annotator.ui.marks import MarkStyle
from annotator.ui.matrix_header import REFERENCE_SECTION

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_ROLE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class ShownCell:
    """What one article says of one statement, as it is drawn.

    Attributes:
        claim_ids: the passages, the best one first; none for a silent article.
        relation: to the reference article's passage; None for that passage, for silence, and where
            only a third article links the two.
        words: the differing or telling words; "" for a silent article.
        quote: the passage on one line.
        style: how the first passage is marked on the desk; None for a silent article.
        disputed_elsewhere: agrees with the reference, but conflicts with a third article.
        is_reference: it stands in the reference column.
        in_another_row: silent here, but a passage of it in another row is linked to this one.
    """

    claim_ids: tuple[int, ...] = ()
    relation: Relation | None = None
    words: str = ""
    quote: str = ""
    style: MarkStyle | None = None
    disputed_elsewhere: bool = False
    is_reference: bool = False
    in_another_row: bool = False

    @property
    def decided(self) -> bool:
        """Whether the first passage has a verdict."""
        return self.style is not None and not self.style.is_candidate

    @property
    def more(self) -> int:
        """How many passages of the article stand behind the one that is shown."""
        return max(0, len(self.claim_ids) - 1)

    @property
    def more_words(self) -> str:
        """The same in words; "" for none."""
        return f"and {self.more} more of its claims" if self.more else ""

    @property
    def said(self) -> str:
        """The relation in words."""
        if not self.claim_ids:
            return ANOTHER_ROW_WORDS if self.in_another_row else SILENT_WORD
        if self.is_reference:
            return "says; the others in this row are compared with it"
        if self.relation is None:
            return THROUGH_WORDS
        words = RELATION_WORDS[self.relation]
        return f"{words}, conflicts with another article" if self.disputed_elsewhere else words


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """One row: what it is about in a few words, and a cell for each article."""

    key: int
    words: str
    cells: tuple[ShownCell, ...]

    @property
    def claim_ids(self) -> tuple[int, ...]:
        """Every passage of the row."""
        return tuple(claim_id for cell in self.cells for claim_id in cell.claim_ids)


Rows = Callable[[int], ShownStatement]
"""Makes a row by its place."""


class MatrixModel(QAbstractTableModel):
    """Holds the shown statements; column 0 names them, the others are the articles.

    A row is made when it is first asked for: of thousands a few are seen.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys: tuple[tuple[int, ...], ...] = ()
        self._make: Rows | None = None
        self._made: dict[int, ShownStatement] = {}
        self._articles: tuple[str, ...] = ()
        self._full: tuple[str, ...] = ()
        self._row_of: Mapping[int, int] = {}

    def show(
        self,
        keys: tuple[tuple[int, ...], ...],
        row_of: Mapping[int, int],
        make: Rows | None,
        articles: Sequence[str],
        full: Sequence[str] | None = None,
    ) -> None:
        """Show statements under these article labels, the reference article first.

        Args:
            keys: the ids of the claims of each row, downwards.
            row_of: the row of each claim, by its id.
            make: gives a row by its place; None without rows.
            full: the labels for tooltips and screen readers, where the others are shortened.
        """
        articles = tuple(articles)
        self._full = tuple(articles if full is None else full)
        same_shape = keys == self._keys and articles == self._articles
        if not same_shape:
            self.beginResetModel()
        self._keys, self._row_of = keys, row_of
        self._articles, self._make, self._made = articles, make, {}
        if same_shape:
            if keys:
                last = self.index(len(keys) - 1, len(articles))
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.endResetModel()

    def row_at(self, place: int) -> ShownStatement:
        """A statement by its place."""
        if place not in self._made:
            assert self._make is not None
            self._made[place] = self._make(place)
        return self._made[place]

    def place_of(self, claim_id: int) -> tuple[int, int] | None:
        """The row and column of a claim's cell, or None when it is not shown."""
        row = self._row_of.get(claim_id)
        if row is None:
            return None
        for nth, cell in enumerate(self.row_at(row).cells, 1):
            if claim_id in cell.claim_ids:
                return row, nth
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many statements are shown."""
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The statement and the articles."""
        return 0 if parent.isValid() else len(self._articles) + 1

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The labels of the articles."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "Statement" if section == 0 else isolated(one_line(self._articles[section - 1]))
        if role == Qt.ItemDataRole.ToolTipRole:
            if section == 0:
                return "Click to sort the statements otherwise"
            label = one_line(self._full[section - 1])
            said = "the others are compared with it"
            doing = said if section == REFERENCE_SECTION else "click to compare the others with it"
            return plain_tooltip(f"{label}\n{doing}")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell, and its words for screen readers and tooltips."""
        if not index.isValid():
            return None
        row = self.row_at(index.row())
        if role == ROW_ROLE:
            return row
        cell = row.cells[index.column() - 1] if index.column() else None
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words if cell is None else cell.words or cell.said
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if cell is None:
                return row.words
            label = self._full[index.column() - 1]
            verdict = f", {cell.style.value}" if cell.style else ""
            more = f", {cell.more_words}" if cell.more else ""
            return (
                f"{label} {cell.said}: {cell.words}{verdict}{more}"
                if cell.words
                else (f"{label} {cell.said}")
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            if cell is None:
                return plain_tooltip(f"{row.words}\n{_claims(len(row.claim_ids))}")
            return plain_tooltip("\n".join(filter(None, (cell.said, cell.quote, cell.more_words))))
        return None


def _claims(count: int) -> str:
    return "1 claim" if count == 1 else f"{count} claims"
