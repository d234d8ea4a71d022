"""How the words of an article's row are cut to the room there is for them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

from annotator.ui.counterparts import ArticleSays
from annotator.ui.fonts import scaled, strong
from annotator.ui.isolated_text import elided_line, one_line

HEAD_GAP = 6
"""px between the name of the article and the relation."""
_VALUE_GAP = 10
_VALUE_SHARE = 0.3
_LEAST_LABEL = 84
"""px that the name of the article keeps, whatever the relation needs."""


def head_words(says: ArticleSays, heavy: QFont, plain: QFont, room: float) -> tuple[str, str, str]:
    """The first line of a row ``room`` px wide: label, relation and value, each cut where needed.

    The relation is whole as long as the label can still be told by: "soft" or "in one only" at its
    end says the most.
    """
    metrics = QFontMetrics(heavy)
    needed = QFontMetrics(plain).horizontalAdvance(says.relation_words) + 2 + scaled(HEAD_GAP)
    least = min(scaled(_LEAST_LABEL), metrics.horizontalAdvance(one_line(says.label)) + 2)
    most = round(room * _VALUE_SHARE)
    if says.emphasis:
        most = min(most, round(room - least - needed) - scaled(_VALUE_GAP))
    value = shown_value(says, metrics, most) if says.value else ""
    if value:
        room -= metrics.horizontalAdvance(value) + scaled(_VALUE_GAP)
    label = elided_line(says.label, metrics, round(max(least, room - needed)))
    room -= metrics.horizontalAdvance(label) + scaled(HEAD_GAP)
    return label, elided_line(says.relation_words, QFontMetrics(plain), round(room)), value


def shown_value(says: ArticleSays, metrics: QFontMetrics, most: int) -> str:
    """The value at the end of the first line, at most ``most`` px wide.

    Nothing for a long one that is stressed in the quote below anyhow: it would only push out who
    says it, and how.
    """
    fits = metrics.horizontalAdvance(one_line(says.value)) <= most
    return "" if says.emphasis and not fits else elided_line(says.value, metrics, most)


def fitted_parts(
    quote: str, emphasis: tuple[tuple[int, int], ...], font: QFont, room: float
) -> list[tuple[str, bool]]:
    """``quote`` on one line of ``room`` px, in parts (words, stressed).

    It is cut on the side away from the first stressed words, so that those are seen.
    """
    metrics, heavy = QFontMetrics(font), QFontMetrics(strong(font))
    first = emphasis[0] if emphasis else (0, 0)
    before, tail = one_line_part(quote[: first[0]]), _tail(quote, emphasis)
    stressed = one_line(quote[first[0] : first[1]])
    width = heavy.horizontalAdvance(stressed)
    if width >= room or not stressed:
        shown = elided_line(stressed or quote, heavy if stressed else metrics, int(room))
        return [(shown, bool(stressed))]
    left_room = room - width
    needed = metrics.horizontalAdvance(before)
    after_needed = sum((heavy if hot else metrics).horizontalAdvance(one) for one, hot in tail)
    if needed + after_needed > left_room:
        # What follows the stressed words gets a third at most, what leads to them the rest.
        kept_after = min(after_needed, max(left_room / 3, left_room - needed))
        before = metrics.elidedText(before, Qt.TextElideMode.ElideLeft, int(left_room - kept_after))
        if before.startswith("…") and " " in before[1:-1]:
            # Half a word tells nothing.
            before = "… " + before.split(" ", 1)[1]
        tail = _fitted_tail(tail, metrics, heavy, left_room - metrics.horizontalAdvance(before))
    return [part for part in ((before, False), (stressed, True), *tail) if part[0]]


def _tail(quote: str, emphasis: tuple[tuple[int, int], ...]) -> list[tuple[str, bool]]:
    """What follows the first stressed words, in parts (words, stressed)."""
    parts = []
    at = emphasis[0][1] if emphasis else 0
    for start, end in emphasis[1:]:
        if start >= at:
            parts += [(one_line_part(quote[at:start]), False), (one_line(quote[start:end]), True)]
            at = end
    return [*parts, (one_line_part(quote[at:]), False)]


def _fitted_tail(
    parts: list[tuple[str, bool]], metrics: QFontMetrics, heavy: QFontMetrics, room: float
) -> list[tuple[str, bool]]:
    """The first of the parts, as far as they fit; no stressed words are cut."""
    fitted: list[tuple[str, bool]] = []
    for words, stressed in parts:
        width = (heavy if stressed else metrics).horizontalAdvance(words)
        if width > room:
            # Half a number would be another number.
            rest = "…" if stressed else words
            cut = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, int(room))
            return [*fitted, (cut, False)]
        fitted.append((words, stressed))
        room -= width
    return fitted


def one_line_part(text: str) -> str:
    """``text`` on one line, with a space kept at either end where it had white space."""
    line = one_line(text)
    lead = " " if text[:1].isspace() else ""
    trail = " " if text[-1:].isspace() and line else ""
    return f"{lead}{line}{trail}"
