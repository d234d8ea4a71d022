"""What happened to a claim, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from annotator.domain.history import HistoryEntry

_MOST_LINES = 40


def local_time(at: str, now: datetime | None = None) -> str:
    """A stored moment (UTC, ISO 8601) on the clock of the desk: "14:33", or "9 Oct 14:33".

    A moment of another year comes with it. Text that is no moment is given back as it is.
    """
    try:
        moment = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return at
    today = (now or datetime.now().astimezone()).astimezone()
    clock = f"{moment:%H:%M}"
    if moment.date() == today.date():
        return clock
    day = f"{moment.day} {moment:%b}"
    return f"{day} {clock}" if moment.year == today.year else f"{day} {moment.year}"


def entry_words(entry: HistoryEntry) -> str:
    """A line of the history for someone who sees the claim: who, and what, without its quote."""
    text = entry.text
    doing = ""
    for word in ("Undid", "Redid"):
        if text.startswith(f"{word}: "):
            doing, text = word.lower(), text[len(word) + 2 :]
    # Labels of acts end with the claim's own words, which stand above.
    act = text.split(" “", 1)[0].removesuffix(":").removesuffix(" on")
    if not entry.reviewer:
        return f"{doing.capitalize()}: {act}" if doing else act
    act = act[:1].lower() + act[1:]
    return f"{entry.reviewer} {doing}: {act}" if doing else f"{entry.reviewer}: {act}"


class HistoryList(QWidget):
    """Lines of time and words; what was taken back is struck through."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[HistoryEntry, ...] = ()
        self._lines: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)

    def set_entries(self, entries: Sequence[HistoryEntry]) -> None:
        """Show these entries (oldest first), the newest on top, 40 at most."""
        newest = tuple(reversed(entries))[:_MOST_LINES]
        if newest == self._entries:
            return
        self._entries = newest
        while len(self._lines) < len(newest):
            self._add_line()
        for number, (when, words) in enumerate(self._lines):
            shown = number < len(newest)
            if shown:
                entry = newest[number]
                when.setText(local_time(entry.at))
                words.setText(entry_words(entry))
                font = words.font()
                font.setStrikeOut(entry.undone)
                words.setFont(font)
            when.setVisible(shown)
            words.setVisible(shown)

    def _add_line(self) -> None:
        when, words = QLabel(self), QLabel(self)
        for label in (when, words):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", "small")
        words.setWordWrap(True)
        number = len(self._lines)
        self._grid.addWidget(when, number, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(words, number, 1)
        self._lines.append((when, words))

    def words(self) -> list[str]:
        """The lines as they are shown."""
        return [
            f"{when.text()} {words.text()}" for when, words in self._lines[: len(self._entries)]
        ]
