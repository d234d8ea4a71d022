"""Operations: what people did, and which of it undo and redo would take next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    """What an operation did; the unit of undo is one operation."""

    IMPORT = "import articles"
    EDIT_ARTICLE = "edit article"
    REMOVE_ARTICLE = "remove article"
    DETECT = "detect"
    DECIDE = "decide"
    WITHDRAW = "withdraw"
    JUSTIFY = "justify"
    DISMISS = "dismiss"
    BRING_BACK = "bring back"
    ADD_CLAIM = "add claim"
    TRIM_CLAIM = "trim claim"
    SPLIT_CLAIM = "split claim"
    MERGE_CLAIMS = "merge claims"
    CONFIRM_LINK = "confirm link"
    REJECT_LINK = "reject link"
    NO_CONFLICT = "not a conflict"
    CLEAR_LINK = "clear link"
    DECIDE_STATEMENT = "decide statement"
    LEARN = "learn"
    STOP_LEARNING = "stop learning"
    REVERSE = "reverse"


@dataclass(frozen=True, slots=True)
class Operation:
    """One act of a person or of the detector, with all its events, committed as one.

    Attributes:
        label: the act in words for menus and history ("Disputed “The Sølvi Maren was built…”").
        reviewer: the name of who did it; empty for the detector.
        at: UTC, ISO 8601 with milliseconds.
        reverses: the operation that this one took back, or None.
    """

    id: int
    act: Act
    label: str
    reviewer: str
    at: str
    reverses: int | None = None


@dataclass(frozen=True, slots=True)
class UndoState:
    """The operations that undo and redo would reverse next, the next one last."""

    undo: tuple[Operation, ...] = ()
    redo: tuple[Operation, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What one committed operation changed, for everything that shows it.

    Attributes:
        label: the operation's words; of an undo, those of what was taken back.
        claim_ids, article_ids: whose current state may differ now.
    """

    operation_id: int
    act: Act
    label: str
    at: str
    claim_ids: frozenset[int] = frozenset()
    article_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of a claim's history.

    Attributes:
        text: what happened, in words, without who and when.
        undone: whether a later operation took it back.
        justification: the words that were written for the claim by it, empty for none.
    """

    operation_id: int
    at: str
    reviewer: str
    text: str
    undone: bool = False
    justification: str = ""


def undo_state(operations: Iterable[Operation], before: UndoState | None = None) -> UndoState:
    """Replay operations in order and say what undo and redo would reverse.

    A new act empties redo. Reversing the top of undo moves it to redo, and the other way round;
    the detector's operations are no act of a person and are passed over.

    Args:
        operations: oldest first.
        before: what the operations before these came to; None when these are all.
    """
    undo = list(before.undo) if before else []
    redo = list(before.redo) if before else []
    for operation in operations:
        if operation.act is Act.DETECT:
            continue
        if operation.reverses is None:
            undo.append(operation)
            redo.clear()
        elif undo and undo[-1].id == operation.reverses:
            undo.pop()
            redo.append(operation)
        elif redo and redo[-1].id == operation.reverses:
            redo.pop()
            undo.append(operation)
    return UndoState(tuple(undo), tuple(redo))
