"""How long the window stands still while it takes in very many links and shows their matrix.

``python -m tests.benchmarks.matrix_scale`` fills a project file with 1,000 articles of 40 claims
and 240,000 links. It then reads the links, opens the matrix, gives a verdict with the matrix in
view, moves the sensitivity and narrows what is shown, and prints for each how long it took until
the window showed it and the longest time in between in which the window answered nothing. The aim
is 50 ms at a time.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from annotator.domain.statement_filter import StatementChoice
from annotator.domain.verdict import Verdict
from annotator.ui.fonts import register_fonts, set_chrome_font
from annotator.ui.link_model import LinkModel
from annotator.ui.matrix_page import MatrixPage
from annotator.ui.project_model import ProjectModel
from annotator.ui.theme import load_theme
from tests.benchmarks.link_click import filled_project

AIM_MS = 50.0
THRESHOLD = 0.25


class Pulse:
    """Beats as often as the window can answer, and remembers the longest pause."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def begin(self) -> None:
        """Forget the pauses so far."""
        self._last, self.longest = time.perf_counter(), 0.0


def measured(
    pulse: Pulse, what: str, act: Callable[[], object], is_done: Callable[[], bool]
) -> float:
    """Do it, wait until it is shown, print what it took; the longest pause in ms."""
    pulse.begin()
    begun = time.perf_counter()
    act()
    while not is_done():
        QApplication.processEvents()
    QApplication.processEvents()
    took = (time.perf_counter() - begun) * 1000
    longest = pulse.longest * 1000
    print(f"  {what:32} {took:6.0f} ms, at most {longest:4.0f} ms in which nothing is answered")
    return longest


def main() -> int:
    """Measure a large project; 1 when the window ever stands still for too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    articles = parser.parse_args().articles
    application = QApplication([])
    register_fonts()
    set_chrome_font(application)
    with tempfile.TemporaryDirectory() as folder:
        project = filled_project(Path(folder), articles)
        print()
        model = ProjectModel(THRESHOLD)
        model.set_project(project)
        links = LinkModel(model)
        page = MatrixPage(model, links, load_theme("light"))
        page.resize(1200, 300)
        pulse = Pulse()
        shows: list[int] = []
        page.shown_count_changed.connect(shows.append)
        while links.is_reading:
            application.processEvents()

        def shown(act: Callable[[], object]) -> Callable[[], object]:
            def run() -> None:
                shows.clear()
                act()

            return run

        claim = model.all_claims()[0].id
        longest = [
            measured(pulse, "the links are read", links.read_anew, lambda: not links.is_reading),
            measured(pulse, "the matrix is opened", shown(page.show), lambda: bool(shows)),
            measured(
                pulse, "a verdict",
                shown(lambda: model.decide(claim, Verdict.VERIFIED)), lambda: bool(shows),
            ),
            measured(
                pulse, "another sensitivity",
                shown(lambda: model.set_threshold(THRESHOLD + 0.01)), lambda: bool(shows),
            ),
            measured(
                pulse, "only what one article says",
                shown(lambda: page.bar.shown._choose(frozenset({StatementChoice.ONE_ARTICLE}))),
                lambda: bool(shows),
            ),
        ]  # fmt: skip
        page.close()
        model.set_project(None)
        project.close()
    application.quit()
    print(f"aim: {AIM_MS:.0f} ms")
    return 0 if max(longest) < AIM_MS else 1


if __name__ == "__main__":
    raise SystemExit(main())
