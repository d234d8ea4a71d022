"""What undo and redo would reverse next."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from annotator.domain.history import Act, Operation, UndoState, undo_state

ACTS_OF_PEOPLE = [act for act in Act if act not in (Act.DETECT, Act.REVERSE)]


def _operation(number: int, act: Act = Act.DECIDE, reverses: int | None = None) -> Operation:
    return Operation(number, act, f"act {number}", "Kim", "2026-03-09T08:00:00.000Z", reverses)


def _reversal(number: int, reverses: int) -> Operation:
    return _operation(number, Act.REVERSE, reverses)


def _ids(operations: tuple[Operation, ...]) -> list[int]:
    return [operation.id for operation in operations]


def test_a_new_project_has_nothing_to_undo() -> None:
    assert undo_state([]) == UndoState()


def test_the_newest_act_is_undone_first() -> None:
    state = undo_state([_operation(1), _operation(2)])
    assert _ids(state.undo) == [1, 2]
    assert state.redo == ()


def test_undoing_moves_an_act_to_redo_and_back() -> None:
    log = [_operation(1), _operation(2), _reversal(3, 2)]
    assert _ids(undo_state(log).undo) == [1]
    assert _ids(undo_state(log).redo) == [3]
    log.append(_reversal(4, 3))
    assert _ids(undo_state(log).undo) == [1, 4]
    assert undo_state(log).redo == ()


def test_a_new_act_empties_redo() -> None:
    state = undo_state([_operation(1), _reversal(2, 1), _operation(3)])
    assert _ids(state.undo) == [3]
    assert state.redo == ()


def test_detection_is_no_act_of_a_person() -> None:
    log = [_operation(1), _reversal(2, 1), _operation(3, Act.DETECT)]
    assert undo_state(log) == undo_state(log[:2])
    assert _ids(undo_state(log).redo) == [2]


class DeskWithUndo(RuleBasedStateMachine):
    """A pile of acts, once as a plain editor's two stacks and once as a log of operations."""

    def __init__(self) -> None:
        super().__init__()
        self.log: list[Operation] = []
        self.standing: list[int] = []
        self.taken_back: list[int] = []

    def _append(self, act: Act, reverses: int | None = None) -> int:
        self.log.append(_operation(len(self.log) + 1, act, reverses))
        return len(self.log)

    @rule(act=st.sampled_from(ACTS_OF_PEOPLE))
    def act(self, act: Act) -> None:
        self.standing.append(self._append(act))
        self.taken_back.clear()

    @rule()
    def detect(self) -> None:
        self._append(Act.DETECT)

    @precondition(lambda self: self.standing)
    @rule()
    def undo(self) -> None:
        self._append(Act.REVERSE, undo_state(self.log).undo[-1].id)
        self.taken_back.append(self.standing.pop())

    @precondition(lambda self: self.taken_back)
    @rule()
    def redo(self) -> None:
        self._append(Act.REVERSE, undo_state(self.log).redo[-1].id)
        self.standing.append(self.taken_back.pop())

    def _first(self, operation: Operation) -> int:
        by_id = {one.id: one for one in self.log}
        while operation.reverses is not None:
            operation = by_id[operation.reverses]
        return operation.id

    @invariant()
    def the_log_gives_the_two_stacks(self) -> None:
        state = undo_state(self.log)
        assert [self._first(operation) for operation in state.undo] == self.standing
        assert [self._first(operation) for operation in state.redo] == self.taken_back

    @invariant()
    def the_acts_that_stand_are_those_reversed_an_even_number_of_times(self) -> None:
        reversals = dict.fromkeys((one.id for one in self.log if one.reverses is None), 0)
        for operation in self.log:
            if operation.reverses is not None:
                reversals[self._first(operation)] += 1
        detected = {one.id for one in self.log if one.act is Act.DETECT}
        even = {number for number, times in reversals.items() if times % 2 == 0}
        assert even - detected == set(self.standing)


TestDeskWithUndo = DeskWithUndo.TestCase
