"""Keeps numeric libraries to one thread."""

from __future__ import annotations

import os


def use_one_thread() -> None:
    """Let this process multiply matrices in one thread; call it before NumPy is imported.

    The matrices are small: threads gain nothing by them and wait for one another on a busy machine.
    Who runs the program may say otherwise in the environment.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
