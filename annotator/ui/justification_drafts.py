"""Justifications that were typed and are not saved yet."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from annotator.domain.claim import Claim
from annotator.ui.project_model import ProjectModel


def as_saved(words: str) -> str:
    """The form in which the project keeps a justification."""
    return words.replace("\0", "").strip()


class JustificationDrafts(QObject):
    """Holds the words of each claim until the project has them."""

    changed = Signal()
    """Words were typed that are not saved yet, or they were saved."""

    def __init__(self, model: ProjectModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._words: dict[int, str] = {}

    @property
    def words(self) -> Mapping[int, str]:
        """What is not saved, by claim id."""
        return self._words

    def shown(self, claim: Claim) -> str:
        """What the field shows for a claim: what was typed, else what is saved."""
        return self._words.get(claim.id, claim.justification)

    def take(self, claim_id: int, typed: str) -> None:
        """Hold what was typed for a claim, if it differs from what is saved."""
        claim = self._model.claim(claim_id)
        if claim is not None and as_saved(typed) != claim.justification:
            self._words[claim_id] = typed
        else:
            self._words.pop(claim_id, None)
        self.changed.emit()

    def restore(self, words: Mapping[int, str]) -> None:
        """Take over what an earlier run could not save."""
        self._words.update(words)

    def drop_saved(self) -> None:
        """Let go of what the project has now, and of claims that are gone."""
        for claim_id, words in list(self._words.items()):
            claim = self._model.claim(claim_id)
            if claim is None or claim.justification == as_saved(words):
                del self._words[claim_id]
                self.changed.emit()

    def forget(self) -> None:
        """Give up what is not saved."""
        self._words.clear()
