"""A whole window over real projects, with a detection that a test drives by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.domain.article import ArticleMetadata, IncomingArticle
from annotator.domain.claim import Candidate, Claim, ClaimKind, DetectorVersion
from annotator.domain.errors import ReportedError
from annotator.domain.learning import LearningClaim
from annotator.domain.link import (
    ConflictLevel,
    Difference,
    DifferenceField,
    ProposedLink,
    Relation,
)
from annotator.domain.span import Span
from annotator.nlp.comparison.compared import ComparedArticle, ComparedEvent
from annotator.services import places
from annotator.services.detection_listener import (
    ComparisonListener,
    DetectionListener,
    LearningListener,
)
from annotator.services.reading import pasted_article
from annotator.services.settings import Settings
from annotator.ui.appearance import Appearance
from annotator.ui.fonts import register_fonts
from annotator.ui.main_window import MainWindow
from annotator.ui.preferences import Preferences
from annotator.ui.project_model import ProjectModel
from annotator.ui.project_session import ProjectSession

DETECTOR = DetectorVersion("by hand", "1", "none")
SENTENCES = 6


def article(number: int) -> IncomingArticle:
    """An article of six sentences, each a candidate to the hand-driven detection."""
    lines = [
        f"Outlet {number} says that {10 * number + nth} people were aboard the ferry in sentence"
        f" {nth} of its report." for nth in range(SENTENCES)
    ]  # fmt: skip
    text = "\n\n".join([f"Report {number}", *lines])
    return pasted_article(text, ArticleMetadata(f"Report {number}", f"Outlet {number}"))


def candidates_in(text: str) -> tuple[Candidate, ...]:
    """Each line but the first is a candidate; check-worthiness falls from 0.9 by 0.1."""
    found, start = [], 0
    for nth, line in enumerate(text.split("\n\n")):
        if nth:
            span = Span(start, start + len(line))
            worth = round(1.0 - 0.1 * nth, 2)
            found.append(Candidate(span, (ClaimKind.QUANTITY,), worth, ("states a figure",)))
        start += len(line) + 2
    return tuple(found)


def proposed(
    one: ComparedArticle,
    other: ComparedArticle,
    mine: int,
    theirs: int,
    *,
    conflict: bool = False,
    drawn: bool = True,
) -> ProposedLink:
    """A link of two claims of `article`; a conflict is about the number of people."""
    a, b = one.claims[mine], other.claims[theirs]
    differences = (_difference(one, a.span, other, b.span),) if conflict else ()
    relation = Relation.CONFLICT if conflict else Relation.SAME
    return ProposedLink(a.id, b.id, 0.9 if drawn else 0.1, drawn, relation, "", differences)


def _difference(one: ComparedArticle, a: Span, other: ComparedArticle, b: Span) -> Difference:
    spans, values = [], []
    for text, span in ((one.text, a), (other.text, b)):
        start = text.index("that ", span.start) + 5
        end = text.index(" ", start)
        spans.append(Span(start, end))
        values.append(text[start:end])
    return Difference(DifferenceField.NUMBER, ConflictLevel.HARD, *spans, *values)


@dataclass
class HandDetection:
    """A detection worker that waits to be told."""

    listener: DetectionListener
    waiting: list[tuple[int, str]] = field(default_factory=list)
    comparisons: list[tuple[int, tuple[ComparedArticle, ...], ComparisonListener]] = field(
        default_factory=list
    )
    learning: list[tuple[int, tuple[LearningClaim, ...], LearningListener]] = field(
        default_factory=list
    )
    started: bool = False
    cancelled: int = 0
    closed: bool = False

    def start(self) -> None:
        self.started = True
        self.listener.on_ready(DETECTOR)

    def submit(self, text_id: int, text: str, title: str = "") -> None:
        self.waiting.append((text_id, text))

    def submit_comparison(
        self,
        number: int,
        articles: Sequence[ComparedArticle],
        listener: ComparisonListener,
        unchanged: Collection[tuple[int, ...]] = (),
    ) -> None:
        self.comparisons.append((number, tuple(articles), listener))

    def submit_learning(
        self, number: int, claims: Sequence[LearningClaim], listener: LearningListener
    ) -> None:
        self.learning.append((number, tuple(claims), listener))

    def cancel(self) -> None:
        self.cancelled += 1
        self.comparisons.clear()
        self.learning.clear()
        self.waiting.clear()

    def close(self) -> None:
        self.closed = True

    def finish_one(self) -> None:
        """Answer the article that has waited longest."""
        number, text = self.waiting.pop(0)
        self.listener.on_candidates(number, DETECTOR, candidates_in(text))

    def fail_one(self, error: ReportedError) -> None:
        """Give the article up that has waited longest."""
        self.listener.on_failed(self.waiting.pop(0)[0], error)


class WindowMaterial:
    """Opens windows on the settings of the test's own folder."""

    def __init__(self, qtbot: QtBot, app: QApplication) -> None:
        self._qtbot, self._app = qtbot, app
        self.windows: list[MainWindow] = []
        self.detections: list[HandDetection] = []

    def open(
        self, settings: Settings | None = None, width: int = 1440, height: int = 900
    ) -> MainWindow:
        """A visible window; its detection is the last one in ``detections``."""
        # Not the usual sensitivity: that follows the scorer, and these candidates are made up.
        given = Settings(reviewer_name="Ada", sensitivity=0.5) if settings is None else settings
        preferences = Preferences(given, places.settings_path())
        appearance = Appearance(self._app, preferences, self._app.palette())
        model = ProjectModel(given.threshold)
        session = ProjectSession(model, preferences)

        def make(listener: DetectionListener) -> HandDetection:
            self.detections.append(HandDetection(listener))
            return self.detections[-1]

        window = MainWindow(model, session, preferences, appearance, make)
        self._qtbot.addWidget(window)
        self.windows.append(window)
        session.open_last()
        window.resize(width, height)
        with self._qtbot.waitExposed(window):
            window.show()
        self._qtbot.waitUntil(lambda: bool(self.detections) and self.detections[-1].started)
        window.activateWindow()
        return window

    def with_articles(self, count: int = 3, settings: Settings | None = None) -> MainWindow:
        """A window with that many articles on the desk, all detected."""
        window = self.open(settings)
        self.bring_in(window, *range(1, count + 1))
        self.detect(window)
        window.focus_desk()
        return window

    def bring_in(self, window: MainWindow, *numbers: int) -> None:
        """Import articles of these numbers and wait until they are on the desk."""
        before = len(window.articles.ids)
        assert window.importing.take([article(number) for number in numbers])
        wanted = min(6, before + len(numbers))
        self._qtbot.waitUntil(lambda: len(window.articles.ids) == wanted)

    def detect(self, window: MainWindow) -> None:
        """Answer everything that waits for detection."""
        detection = self.detections[-1]
        while detection.waiting:
            detection.finish_one()
        self._qtbot.waitUntil(lambda: not window.detection.progress.running)

    def compare(self, window: MainWindow, differing: Sequence[int] = (0,)) -> None:
        """Answer the comparison that the window asked for.

        The nth claims of any two articles are linked for n up to 2; those of articles 1 and 2
        conflict for the n of ``differing``, all others agree. A weaker match joins the first
        claim of article 1 with the fourth of article 2.
        """
        detection = self.detections[-1]
        self._qtbot.waitUntil(lambda: bool(detection.comparisons))
        number, articles, listener = detection.comparisons.pop(0)
        links = []
        for at, one in enumerate(articles):
            for other in articles[at + 1 :]:
                conflicting = differing if (at, other) == (0, articles[1]) else ()
                links += [
                    proposed(one, other, nth, nth, conflict=nth in conflicting) for nth in range(3)
                ]
        links.append(proposed(articles[0], articles[1], 0, 3, drawn=False))
        text_ids = tuple(one.text_id for one in articles)
        listener.on_event(number, ComparedEvent(text_ids, tuple(links), ()))
        listener.on_compared(number)
        self._qtbot.waitUntil(lambda: bool(window.links.links))

    def claims(self, window: MainWindow, number: int = 1) -> list[Claim]:
        """The shown claims of the nth article of the project."""
        return window.model.shown_claims(list(window.model.articles())[number - 1])

    def article(self, number: int) -> IncomingArticle:
        """An article of six sentences, each a candidate."""
        return article(number)

    def close(self, window: MainWindow) -> Settings:
        """Close a window as a person does; gives its settings for the next one."""
        window.close()
        return window.preferences.settings

    def press(self, window: MainWindow, *keys: str) -> None:
        """Press keys in what has the focus: letters and digits, or names of Qt keys."""
        for key in keys:
            target = window.focusWidget() or window
            if len(key) == 1:
                QTest.keyClick(target, key)
            else:
                QTest.keyClick(target, getattr(Qt.Key, f"Key_{key}"))


@pytest.fixture
def windows(qtbot: QtBot, qapp: QApplication) -> Iterator[WindowMaterial]:
    """Opens main windows; every one is closed at the end, with its project."""
    register_fonts()
    sheet, palette, style = qapp.styleSheet(), qapp.palette(), qapp.style().objectName()
    material = WindowMaterial(qtbot, qapp)
    yield material
    for window in material.windows:
        window.parts.claim_panel.forget_drafts()
        window.close()
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setStyle(style)
