"""Matrices are multiplied in one thread, unless who runs the program says otherwise."""

from __future__ import annotations

import os

import pytest

from annotator.nlp.one_thread import use_one_thread

VARIABLE = "OPENBLAS_NUM_THREADS"


def test_one_thread_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    use_one_thread()
    assert os.environ[VARIABLE] == "1"
    monkeypatch.setenv(VARIABLE, "4")
    use_one_thread()
    assert os.environ[VARIABLE] == "4"
