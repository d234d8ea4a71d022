"""Keeps Python's search for cycles from stopping the window while very many objects are made."""

from __future__ import annotations

import gc


class CollectorRest:
    """Between `begin` and `end` no cycles are searched for; what lasts is never searched later.

    For work that makes hundreds of thousands of objects without cycles, which live on: each search
    goes through all of them, and nothing in the process runs meanwhile. Several rests may overlap;
    when the first one ends, searches begin again.
    """

    def __init__(self) -> None:
        self._resting = False

    def begin(self) -> None:
        """Search for no cycles until `end`; nothing when they are not searched for anyway."""
        if gc.isenabled():
            gc.disable()
            self._resting = True

    def end(self) -> None:
        """Search again, but not through what there is now."""
        if self._resting:
            self._resting = False
            gc.freeze()
            gc.enable()
