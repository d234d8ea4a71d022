"""What the worker process answers when the comparison's own files are missing or damaged."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from typing import Any

import pytest

from annotator.nlp import worker
from annotator.nlp.comparison.combiner import LinkWeightsDamaged
from annotator.nlp.protocol import COMPARE, FAILED


class Unable:
    """Stands for what makes the comparer, and fails."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def comparer(self) -> Any:
        raise self._error


@pytest.fixture
def answer() -> Callable[[Exception], tuple[Any, ...]]:
    """Gives what the worker says when the comparer cannot be made."""

    def answer(error: Exception) -> tuple[Any, ...]:
        ours, theirs = multiprocessing.Pipe()
        with ours, theirs:
            worker._compare(theirs, Unable(error), (COMPARE, -1, [], []))  # type: ignore[arg-type]
            message = ours.recv()
        assert isinstance(message, tuple)
        return message

    return answer


@pytest.mark.parametrize(
    "error",
    [
        FileNotFoundError(2, "No such file", "link_weights.json"),
        PermissionError(13, "Permission denied", "static_vectors.bin"),
        LinkWeightsDamaged("link_weights.json: ValueError"),
    ],
)
def test_a_comparer_that_cannot_be_made_is_told_and_the_worker_lives(
    answer: Callable[[Exception], tuple[Any, ...]], error: Exception
) -> None:
    word, number, what, safe, remedy, details = answer(error)
    assert (word, number, details) == (FAILED, -1, type(error).__name__)
    assert what == "The articles could not be compared."
    assert safe
    assert remedy


def test_a_pipe_that_has_ended_ends_the_worker(
    answer: Callable[[Exception], tuple[Any, ...]],
) -> None:
    with pytest.raises(BrokenPipeError):
        answer(BrokenPipeError())
