"""The strip above an article that says which persons it gives another office than others do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.domain.link import Relation
from annotator.domain.office import OfficeDispute
from annotator.domain.span import Span
from annotator.ui.claim_words import plain_tooltip
from annotator.ui.counterparts import RELATION_ICONS, RELATION_INKS
from annotator.ui.fonts import chrome_font, scaled, strong
from annotator.ui.icons import draw_icon
from annotator.ui.isolated_text import elided_line, one_line
from annotator.ui.theme import Theme, token

_EDGE = 16
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class OfficeNote:
    """One person whom an article calls otherwise than others do.

    Attributes:
        here: the offices that this article uses.
        elsewhere: those of the other articles, each once, with who uses it.
        span: where this article first uses its own.
    """

    name: str
    here: tuple[str, ...]
    elsewhere: tuple[tuple[str, str], ...]
    span: Span

    @property
    def words(self) -> str:
        """What is said in one line."""
        others = ", ".join(f"“{one}”" for one in _each_once(one for one, _ in self.elsewhere))
        here = ", ".join(f"“{office}”" for office in self.here)
        return f"{here} here, elsewhere {others}"

    @property
    def own_office(self) -> str:
        """The offices that this article uses, in as few letters as may be."""
        return " / ".join(self.here)

    @property
    def other_offices(self) -> str:
        """Those of the other articles, each once."""
        return ", ".join(_each_once(one for one, _ in self.elsewhere))


def notes_of(
    disputes: Sequence[OfficeDispute], text_id: int, labels: Mapping[int, str]
) -> tuple[OfficeNote, ...]:
    """What is to be said above the article with this text; ``labels`` by text id."""
    notes = []
    for dispute in disputes:
        own = [named for named in dispute.named if named.text_id == text_id]
        others = [named for named in dispute.named if named.text_id != text_id]
        if not own or not others:
            continue
        here = tuple(_each_once(_short(named.words) for named in own))
        same = {_spelling(office) for office in here}
        elsewhere = tuple(
            dict.fromkeys(
                (_short(named.words), labels.get(named.text_id, ""))
                for named in others
                if _spelling(named.words) not in same
            )
        )
        if elsewhere:
            first = min(own, key=lambda named: named.span.start)
            notes.append(OfficeNote(_short(dispute.name), here, elsewhere, first.span))
    return tuple(notes)


def _spelling(office: str) -> str:
    """An office without what is a matter of style: capitals, dots, double spaces."""
    return " ".join(office.casefold().replace(".", "").split())


def _each_once(offices: Iterable[str]) -> list[str]:
    first: dict[str, str] = {}
    for office in offices:
        first.setdefault(_spelling(office), office)
    return list(first.values())


def _short(words: str) -> str:
    line = one_line(words)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def shared_widths(wanted: Sequence[int], room: int) -> list[int]:
    """What each of several words gets of ``room`` px: the longest ones are cut first, and alike."""
    left, given = max(0, room), [0] * len(wanted)
    for done, nth in enumerate(sorted(range(len(wanted)), key=lambda one: wanted[one])):
        given[nth] = min(wanted[nth], left // (len(wanted) - done))
        left -= given[nth]
    return given


class OfficeStrip(QWidget):
    """One line that names a person and both offices; the tool tip tells all of them.

    Signals:
        place_asked: the Span of the article's own words, when the strip is clicked.
    """

    place_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notes: tuple[OfficeNote, ...] = ()
        self._turn = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    @property
    def notes(self) -> tuple[OfficeNote, ...]:
        """What is told."""
        return self._notes

    def set_notes(self, notes: tuple[OfficeNote, ...]) -> None:
        """Tell these; nothing hides the strip."""
        if notes == self._notes:
            return
        self._notes, self._turn = notes, 0
        lines = []
        for note in notes:
            lines.append(f"{note.name}: {note.words}")
            lines += [f"    “{office}”: {label}" for office, label in note.elsewhere]
        self.setToolTip(plain_tooltip("\n".join(lines)))
        self.setAccessibleName(". ".join(f"{note.name}: {note.words}" for note in notes))
        self.setVisible(bool(notes))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """One line with room above and below."""
        return QSize(scaled(240), scaled(30))

    def minimumSizeHint(self) -> QSize:
        """One line; its words can be cut."""
        return QSize(scaled(80), scaled(30))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, the rule and the line."""
        if not self._notes:
            return
        painter = QPainter(self)
        theme = self._theme
        ground = "hover" if self.underMouse() else "panel"
        painter.fillRect(self.rect(), theme.colour(ground))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("rule"))
        note = self._notes[self._turn]
        heavy, plain = strong(chrome_font("small")), chrome_font("small")
        line = Qt.AlignmentFlag.AlignVCenter
        left, right = float(scaled(_EDGE)), float(self.width() - scaled(_EDGE))
        if len(self._notes) > 1:
            more = f"+{len(self._notes) - 1}"
            width = QFontMetrics(plain).horizontalAdvance(more)
            painter.setFont(plain)
            painter.setPen(theme.colour("text_muted"))
            painter.drawText(QRectF(right - width, 0, width + 1, self.height()), line, more)
            right -= width + scaled(8)
        side, gap = scaled(token("size", "glyph")), scaled(6)
        room = round(right - left) - side - 3 * gap
        fonts = heavy, plain, plain
        # Where room is short the last name is enough; the tool tip has all of it.
        for name in (note.name, (note.name.split() or [""])[-1]):
            parts = name, note.own_office, note.other_offices
            wanted = [
                QFontMetrics(font).horizontalAdvance(one_line(words)) + 2
                for words, font in zip(parts, fonts, strict=True)
            ]
            if sum(wanted) <= room:
                break
        widths = shared_widths(wanted, room)
        for nth, (words, width) in enumerate(zip(parts, widths, strict=True)):
            if nth == 2:
                top = round((self.height() - 1 - side) / 2)
                ink = theme.colour(RELATION_INKS[Relation.CONFLICT])
                icon = RELATION_ICONS[Relation.CONFLICT]
                draw_icon(painter, icon, QPointF(left, top), ink, theme.colour(ground), side)
                left += side + gap
            font = plain if nth else heavy
            painter.setFont(font)
            painter.setPen(theme.colour("text_muted" if nth == 2 else "text"))
            shown = elided_line(words, QFontMetrics(font), width)
            painter.drawText(QRectF(left, 0, width + 1, self.height()), line, shown)
            left += QFontMetrics(font).horizontalAdvance(shown) + gap

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the words; each click on goes to the next person."""
        if event.button() is not Qt.MouseButton.LeftButton or not self._notes:
            return
        self.place_asked.emit(self._notes[self._turn].span)
        self._turn = (self._turn + 1) % len(self._notes)
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up under the pointer."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer went on."""
        self.update()
        super().leaveEvent(event)
