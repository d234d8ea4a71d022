"""What happened to a claim, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from annotator.domain.history import HistoryEntry
from annotator.services.review import short_words
from annotator.ui.few_lines import FewLines

_MOST_LINES = 40
_WORD_LINES = 3
"""Of who did what: a name may be long."""
_WRITTEN_LINES = 2


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


_LINK_ACTS = {
    "Linked ": "linked with",
    "Not linked: ": "not linked with",
    "Not a conflict: ": "not a conflict with",
    "Took back what was said of the link between ": "took back what was said of the link with",
}


def _link_words(text: str, own: str) -> str:
    """What was said of the link of a claim, with the words of the other one; "" for other acts.

    ``own`` is the beginning of the claim's quote as the labels of acts have it.
    """
    for label, words in _LINK_ACTS.items():
        quotes = text.removeprefix(label)
        if quotes != text and quotes.count("” and “") == 1:
            first, second = quotes.split(" and “")
            second = f"“{second}"
            if own in (first, second):
                return f"{words} {second if own == first else first}"
            return f"{words} another claim"
    return ""


def entry_words(entry: HistoryEntry, own: str = "") -> str:
    """A line of the history for someone who sees the claim: who, and what, without its quote.

    ``own`` is the beginning of the claim's quote, by which it is told which end of a link it is.
    """
    text = entry.text
    doing = ""
    for word in ("Undid", "Redid"):
        if text.startswith(f"{word}: "):
            doing, text = word.lower(), text[len(word) + 2 :]
    # Labels of acts end with the claim's own words, which stand above.
    act = _link_words(text, own) or text.split(" “", 1)[0].removesuffix(":").removesuffix(" on")
    if act.endswith(" like"):
        act = f"{act.removesuffix(' like')} of this statement"
    if not entry.reviewer:
        return f"{doing.capitalize()}: {act}" if doing else act
    act = act[:1].lower() + act[1:]
    return f"{entry.reviewer} {doing}: {act}" if doing else f"{entry.reviewer}: {act}"


@dataclass(frozen=True, slots=True)
class _Line:
    """The labels of one entry: when, what, and the words that were written with it."""

    when: QLabel
    words: FewLines
    written: FewLines


class HistoryList(QWidget):
    """Lines of time and words; what was taken back is struck through.

    Under an entry stand the words of the justification that was written, two lines at most.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[HistoryEntry, ...] = ()
        self._own = ""
        self._lines: list[_Line] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)

    def set_entries(self, entries: Sequence[HistoryEntry], quote: str = "") -> None:
        """Show these entries (oldest first), the newest on top, 40 at most.

        ``quote`` is the claim's, by which it is told what it was linked with.
        """
        newest, own = tuple(reversed(entries))[:_MOST_LINES], short_words(quote)
        if (newest, own) == (self._entries, self._own):
            return
        self._entries, self._own = newest, own
        while len(self._lines) < len(newest):
            self._add_line()
        for number, line in enumerate(self._lines):
            shown = number < len(newest)
            written = newest[number].justification if shown else ""
            if shown:
                self._fill(line, newest[number], own)
            line.when.setVisible(shown)
            line.words.setVisible(shown)
            line.written.setVisible(bool(written))

    @staticmethod
    def _fill(line: _Line, entry: HistoryEntry, own: str) -> None:
        line.when.setText(local_time(entry.at))
        line.words.set_words(entry_words(entry, own))
        line.written.set_words(" ".join(entry.justification.split()))
        for label in (line.words, line.written):
            font = label.font()
            font.setStrikeOut(entry.undone)
            label.setFont(font)

    def _add_line(self) -> None:
        line = _Line(QLabel(self), FewLines(_WORD_LINES), FewLines(_WRITTEN_LINES))
        line.when.setTextFormat(Qt.TextFormat.PlainText)
        for label in (line.when, line.words):
            label.setProperty("role", "small")
        # In the ink of what a person wrote, so that it is told from who did what.
        line.written.setProperty("role", "detail")
        row = 2 * len(self._lines)
        self._grid.addWidget(line.when, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(line.words, row, 1)
        self._grid.addWidget(line.written, row + 1, 1)
        self._lines.append(line)

    def words(self) -> list[str]:
        """The lines as they are shown, with what was written."""
        shown = self._lines[: len(self._entries)]
        return [
            f"{line.when.text()} {line.words.text()} {line.written.text()}".rstrip()
            for line in shown
        ]
